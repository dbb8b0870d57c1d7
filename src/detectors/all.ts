import type { Detector } from './contract.ts';
import { doubleJpeg } from './double-jpeg/index.ts';
import { ela } from './ela/index.ts';
import { jpegQuality } from './jpeg-quality/index.ts';
import { metadataConsistency, metadataHeaders } from './metadata/index.ts';
import { noisePattern } from './noise/index.ts';

/** Every detector there is. */
export const ALL_DETECTORS: readonly Detector[] = [ela, noisePattern, doubleJpeg, jpegQuality, metadataConsistency];

/** Those that read a file's headers alone: with them no pixels are decoded, and nothing is said about the pixels. */
export const FAST_DETECTORS: readonly Detector[] = [jpegQuality, metadataHeaders];

/** Those that run unless the caller says otherwise. */
export const STANDARD_DETECTORS: readonly Detector[] = [ela, noisePattern, doubleJpeg, jpegQuality, metadataConsistency];

/** Those to run when time matters little. */
export const THOROUGH_DETECTORS: readonly Detector[] = ALL_DETECTORS;
