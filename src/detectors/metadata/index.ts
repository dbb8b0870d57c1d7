export { metadataConsistency, metadataHeaders } from './detector.ts';
export type { MetadataConsistencyDetails, MetadataConsistencyOptions, MetadataDetector } from './detector.ts';
