export { ALL_DETECTORS, FAST_DETECTORS, STANDARD_DETECTORS, THOROUGH_DETECTORS } from './all.ts';
export type { DetectContext, Detector, Finding, HeatMap, MeasuredFinding, NotApplicable, Reference } from './contract.ts';
export { ela } from './ela/index.ts';
export type { ElaDetails, ElaOptions } from './ela/index.ts';
export { estimateIjgQuality, jpegQuality } from './jpeg-quality/index.ts';
export type { ComponentQuality, IjgQuality, JpegQualityDetails } from './jpeg-quality/index.ts';
