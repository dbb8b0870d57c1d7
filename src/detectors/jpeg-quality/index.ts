export { componentQualities } from './component-qualities.ts';
export type { ComponentQuality } from './component-qualities.ts';
export { jpegQuality } from './detector.ts';
export type { JpegQualityDetails } from './detector.ts';
export { estimateIjgQuality } from './ijg-quality.ts';
export type { IjgQuality } from './ijg-quality.ts';
