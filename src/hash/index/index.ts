export { HashIndex } from './hash-index.ts';
export type { HashIndexOptions, HashQuery, SearchStrategy } from './hash-index.ts';
export type { HashMatch } from './match-collector.ts';
