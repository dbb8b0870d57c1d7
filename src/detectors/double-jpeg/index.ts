export type { DoubleJpegDetails, PrimaryFrequency } from './details.ts';
export { doubleJpeg } from './detector.ts';
export type { DoubleJpegOptions } from './detector.ts';
export type { DoubleJpegRegion } from './valley-regions.ts';
