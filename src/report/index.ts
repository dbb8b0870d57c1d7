export { buildReport } from './build-report.ts';
export type { ReportParts } from './build-report.ts';
export type {
  Report,
  ReportedFile,
  ReportedFinding,
  ReportedMeasurement,
  ReportedTool,
  ReportedVerdict,
  WordedNote,
} from './model.ts';
export { renderHeatMap } from './render-heatmap.ts';
export { renderOverlay } from './render-overlay.ts';
export type { OverlayOptions } from './render-overlay.ts';
export { toJson } from './to-json.ts';
export { toLegacyJson } from './to-legacy-json.ts';
export type { LegacyAnalysis, LegacyReport } from './to-legacy-json.ts';
export { toText } from './to-text.ts';
export { VERSION } from './version.ts';
export { WORDED_CODES, wordNote, wordOutcome } from './wording.ts';
