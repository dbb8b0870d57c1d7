export { averageHash } from './average-hash.ts';
export type { AverageHashOptions } from './average-hash.ts';
export { blockHash } from './block-hash.ts';
export type { BlockHashOptions } from './block-hash.ts';
export { clusterHashes } from './cluster-hashes.ts';
export type { ClusterHashesOptions } from './cluster-hashes.ts';
export { colorHash } from './color-hash.ts';
export type { ColorHashOptions } from './color-hash.ts';
export { computeHashes } from './compute-hashes.ts';
export type { ComputeHashesOptions } from './compute-hashes.ts';
export { compareCropResistant, cropResistantHash, parseCropResistantHash } from './crop-resistant/index.ts';
export type {
  CompareCropResistantOptions,
  CropResistantComparison,
  CropResistantHash,
  CropResistantHashOptions,
  ParseCropResistantHashOptions,
} from './crop-resistant/index.ts';
export { differenceHash } from './difference-hash.ts';
export type { DifferenceHashOptions } from './difference-hash.ts';
export { countBits, hammingDistance, similarity } from './distance.ts';
export { groupDuplicates } from './duplicates/group-duplicates.ts';
export type {
  DuplicateGroup,
  DuplicateMember,
  GroupDuplicatesOptions,
  GroupedDuplicates,
  HashedPicture,
  Turn,
} from './duplicates/group-duplicates.ts';
export { bitsOf, wordsOf } from './hash-bits.ts';
export type { AlphaHandling, HashSourceOptions } from './hash-source.ts';
export { formatHash, parseHash } from './hash-text.ts';
export type { ParseHashOptions } from './hash-text.ts';
export { HASH_KINDS } from './hash.ts';
export type { Hash, HashKind } from './hash.ts';
export { HashIndex } from './index/index.ts';
export type { HashIndexOptions, HashMatch, HashQuery, SearchStrategy } from './index/index.ts';
export { pdqDihedralHashes, pdqHash } from './pdq/index.ts';
export type { PdqDihedralHashes, PdqHashOptions } from './pdq/index.ts';
export { perceptualHash } from './perceptual-hash.ts';
export type { PerceptualHashOptions } from './perceptual-hash.ts';
export { suggestedDistance } from './suggested-distance.ts';
export { suggestedQuality } from './suggested-quality.ts';
export { waveletHash } from './wavelet-hash.ts';
export type { WaveletHashOptions } from './wavelet-hash.ts';
