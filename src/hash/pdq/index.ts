export { pdqDihedralHashes, pdqHash } from './pdq-hash.ts';
export type { PdqDihedralHashes, PdqHashOptions } from './pdq-hash.ts';
