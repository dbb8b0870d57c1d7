export { buildReport } from './build-report.ts';
export type { ReportParts } from './build-report.ts';
export { comparisonNotes, wordTurn } from './comparison-notes.ts';
export { comparisonToText } from './comparison-to-text.ts';
export { renderContactSheet } from './contact-sheet.ts';
export type { ContactSheetOptions } from './contact-sheet.ts';
export { buildDuplicateReport, wordRelation } from './duplicate-report.ts';
export type {
  ComparedFile,
  ComparedPicture,
  DuplicateParameters,
  DuplicateReport,
  ReportedDuplicate,
  ReportedGroup,
  UncomparedFiles,
} from './duplicate-report.ts';
export type {
  Report,
  ReportedFile,
  ReportedFinding,
  ReportedMeasurement,
  ReportedTool,
  ReportedVerdict,
  WordedNote,
} from './model.ts';
export type { HeatRange } from './heat-levels.ts';
export { renderDifferenceOverlay } from './render-difference-overlay.ts';
export type { DifferenceOverlay } from './render-difference-overlay.ts';
export { renderDifference } from './render-difference.ts';
export type { RenderedDifference } from './render-difference.ts';
export { renderHeatMap } from './render-heatmap.ts';
export { renderOverlay } from './render-overlay.ts';
export type { OverlayOptions } from './render-overlay.ts';
export { toJson } from './to-json.ts';
export { toLegacyJson } from './to-legacy-json.ts';
export type { LegacyAnalysis, LegacyReport } from './to-legacy-json.ts';
export { toText } from './to-text.ts';
export { VERSION } from './version.ts';
export { WORDED_CODES, wordNote, wordOutcome } from './wording.ts';
