export type { DoubleJpegDetails, DoubleJpegRegion, PrimaryFrequency } from './details.ts';
export { doubleJpeg } from './detector.ts';
export type { DoubleJpegOptions } from './detector.ts';
