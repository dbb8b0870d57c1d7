export type { NoiseSide } from './compare-cells.ts';
export { noisePattern } from './detector.ts';
export type { NoiseOptions } from './detector.ts';
export { estimateNoise } from './estimate-noise.ts';
export type { NoiseEstimate } from './estimate-noise.ts';
export type { NoiseDetails } from './noise-details.ts';
export type { NoiseLevel } from './noise-levels.ts';
