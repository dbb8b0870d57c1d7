export { metadataConsistency, metadataHeaders } from './detector.ts';
export type { MetadataConsistencyDetails, MetadataConsistencyOptions } from './detector.ts';
