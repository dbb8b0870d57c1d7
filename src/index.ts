export { analyze } from './analysis/index.ts';
export type { AbortSignalLike, Analysis, AnalysisProgress, AnalyzeOptions, RunInfo } from './analysis/index.ts';
export { listDetectors } from './detectors/index.ts';
export type {
  DetectContext,
  Detector,
  DetectorDescription,
  Finding,
  HeatMap,
  MeasuredFinding,
  NotApplicable,
  Reference,
} from './detectors/index.ts';
export { ForensicsError, isForensicsError } from './errors/index.ts';
export type { ExceededLimit, ForensicsErrorCode, ForensicsErrorDetails, Limits } from './errors/index.ts';
export { exhibitFromRaster, openExhibit } from './exhibit/index.ts';
export type { Exhibit, ExhibitPlane, ExhibitPlanes, ForeignDecoder, OpenOptions } from './exhibit/index.ts';
export { inspect } from './guard/index.ts';
export type { GuardReport } from './guard/index.ts';
export type { Note, NoteValue } from './notes/index.ts';
export { VERSION } from './report/index.ts';
export type { Report } from './report/index.ts';
