export { adler32 } from './adler32.ts';
export { fromBase64, toBase64 } from './base64.ts';
export { readUint16, readUint32, writeUint32 } from './big-endian.ts';
export { crc32 } from './crc32.ts';
export { fromHex, toHex } from './hex.ts';
export { inflateExactly, inflateInto, inflateUpTo } from './inflate.ts';
export type { Inflate } from './inflate.ts';
export type { InflateOutcome, InflateProblem, InflateResult } from './inflater.ts';
