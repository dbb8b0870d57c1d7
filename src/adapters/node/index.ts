export { analyzeDirectory } from './analyze-directory.ts';
export type { AnalyzeDirectoryOptions } from './analyze-directory.ts';
export { analyzeFile, nodeHost } from './analyze-file.ts';
export { analyzeFiles } from './analyze-files.ts';
export type { AnalyzeFilesOptions, FileResult, ImageFile } from './analyze-files.ts';
export type { AnalyzeJob, ImageAnalysis } from './analyze-job.ts';
export { describeFailure } from './describe-failure.ts';
export type { Failure } from './describe-failure.ts';
export type { Picture } from './draw-pictures.ts';
export type { ElaAnalysis, ElaJob } from './ela-job.ts';
export type { DuplicateFindings, DuplicateSearchOptions } from './duplicate-search.ts';
export { ELA_REPORT_SCHEMA } from './ela-report-schema.ts';
export type { ElaReport, ElaReportImage, ElaReportRegion } from './ela-report.ts';
export {
  appendCheckpoint,
  betterSqlite3Driver,
  ed25519SignerFromPem,
  evidenceSql,
  FileEvidenceStore,
  hashEvidenceFile,
  newRecordId,
  nodeSha256,
  nodeSqliteDriver,
  openSqliteEvidenceStore,
  readCheckpoints,
  serverClock,
  SQLITE_DRIVERS,
  SqliteEvidenceStore,
  verifierKeyFromPem,
  wasmSqliteDriver,
} from './evidence/index.ts';
export type {
  BetterSqlite3,
  FileEvidenceStoreOptions,
  HashEvidenceFileOptions,
  NodeSqlite,
  SqliteDatabase,
  SqliteDriver,
  SqliteDriverName,
  SqliteEvidenceStoreOptions,
  SqliteInput,
  SqliteRow,
  SqliteStatement,
  StoreMode,
  WasmSqlite,
  WasmStatement,
} from './evidence/index.ts';
export { findDuplicates } from './find-duplicates.ts';
export type { FindDuplicatesOptions } from './find-duplicates.ts';
export { findFiles } from './find-files.ts';
export type { FindFilesOptions, FoundFile, FoundFiles, SkippedPath } from './find-files.ts';
export type { HashAnalysis, HashJob } from './hash-job.ts';
export type { AnalysisOf, ImageJob } from './image-job.ts';
export { nodeInflate } from './node-inflate.ts';
export { readImageFile, readStream } from './read-image-file.ts';
