export { noisePattern } from './detector.ts';
export type { NoiseDetails, NoiseOptions } from './detector.ts';
export { estimateNoise } from './estimate-noise.ts';
export type { NoiseEstimate } from './estimate-noise.ts';
