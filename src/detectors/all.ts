import type { Detector } from './contract.ts';
import { ela } from './ela/index.ts';
import { jpegQuality } from './jpeg-quality/index.ts';
import { noisePattern } from './noise/index.ts';

/** Every detector there is. */
export const ALL_DETECTORS: readonly Detector[] = [ela, noisePattern, jpegQuality];

/** Those that take a fraction of the decoding time. */
export const FAST_DETECTORS: readonly Detector[] = [ela, jpegQuality];

/** Those that run unless the caller says otherwise. */
export const STANDARD_DETECTORS: readonly Detector[] = [ela, noisePattern, jpegQuality];

/** Those to run when time matters little. */
export const THOROUGH_DETECTORS: readonly Detector[] = ALL_DETECTORS;
