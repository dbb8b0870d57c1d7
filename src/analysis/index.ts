export { analyze } from './analyze.ts';
export type { Analysis, AnalysisProgress, AnalyzeOptions, RunInfo } from './analyze.ts';
export type { AbortSignalLike } from './deadline.ts';
