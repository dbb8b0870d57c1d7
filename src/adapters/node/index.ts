export { analyzeFile, nodeHost } from './analyze-file.ts';
export { findFiles } from './find-files.ts';
export type { FindFilesOptions, FoundFile, FoundFiles, SkippedPath } from './find-files.ts';
export { nodeInflate } from './node-inflate.ts';
export { readImageFile, readStream } from './read-image-file.ts';
