export { compareCropResistant } from './compare-crop-resistant.ts';
export type { CompareCropResistantOptions, CropResistantComparison } from './compare-crop-resistant.ts';
export { cropResistantHash } from './crop-resistant-hash.ts';
export type { CropResistantHash, CropResistantHashOptions } from './crop-resistant-hash.ts';
export { parseCropResistantHash } from './crop-resistant-text.ts';
export type { ParseCropResistantHashOptions } from './crop-resistant-text.ts';
