export { ALL_DETECTORS, FAST_DETECTORS, STANDARD_DETECTORS, THOROUGH_DETECTORS } from './all.ts';
export type { DetectContext, Detector, Finding, HeatMap, MeasuredFinding, NotApplicable, Reference } from './contract.ts';
export { doubleJpeg } from './double-jpeg/index.ts';
export type { DoubleJpegDetails, DoubleJpegOptions, DoubleJpegRegion, PrimaryFrequency } from './double-jpeg/index.ts';
export { ela } from './ela/index.ts';
export type { ElaDetails, ElaOptions } from './ela/index.ts';
export {
  componentQualities,
  describeSave,
  estimateIjgQuality,
  exactIjgQualities,
  exifToolDigest,
  headerTables,
  imageMagickQuality,
  jpegQuality,
  jpegSnoopSignatures,
  photoshopSettingName,
  tableConsistency,
} from './jpeg-quality/index.ts';
export type {
  ComponentQuality,
  HuffmanCoding,
  IjgQuality,
  JpegQualityDetails,
  JpegQualityOptions,
  JpegSnoopSignatures,
  KnownTable,
  KnownTables,
  PhotoshopSetting,
  ProcessingSign,
  Progression,
  SaveTraits,
  TableClass,
  TableConsistency,
  TableDigests,
  TableKind,
  WriterMarkers,
} from './jpeg-quality/index.ts';
export { listDetectors } from './list-detectors.ts';
export type { DetectorDescription } from './list-detectors.ts';
export { metadataConsistency, metadataHeaders } from './metadata/index.ts';
export type { MetadataConsistencyDetails, MetadataConsistencyOptions, MetadataDetector } from './metadata/index.ts';
export { estimateNoise, noisePattern } from './noise/index.ts';
export type { NoiseDetails, NoiseEstimate, NoiseLevel, NoiseOptions, NoiseSide } from './noise/index.ts';
