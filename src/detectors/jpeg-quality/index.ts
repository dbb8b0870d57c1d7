export { jpegQuality } from './detector.ts';
export type { ComponentQuality, JpegQualityDetails } from './detector.ts';
export { estimateIjgQuality } from './ijg-quality.ts';
export type { IjgQuality } from './ijg-quality.ts';
