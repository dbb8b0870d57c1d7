export { checkPngBudget } from './budget.ts';
export { readChunks } from './chunks.ts';
export type { PngChunk, PngStructure } from './chunks.ts';
export { decodePng } from './decode.ts';
export type { DecodePngOptions, DecodedPng } from './decode.ts';
export { encodePng } from './encode.ts';
export type { EncodePngOptions } from './encode.ts';
export type { PngBitDepth, PngColorType, PngHeader } from './header.ts';
export type { Inflate } from '../../bytes/index.ts';
