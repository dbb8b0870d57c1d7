import { md5 } from '@noble/hashes/legacy.js';
import { toHex } from '../../bytes/index.ts';
import type { JpegStructure } from '../../codec/jpeg/index.ts';

/** JPEGsnoop's fingerprints of the quantization tables: 32 hexadecimal digits each, upper case, beginning with `01`. */
export interface JpegSnoopSignatures {
  /** Of the tables as they are. */
  readonly upright: string;
  /** Of the transposed tables, which a lossless quarter turn leaves behind. */
  readonly rotated: string;
}

/** JPEGsnoop puts the version of its signature in place of the first byte of the MD5. */
const SIGNATURE_VERSION = 1;

/**
 * Computes JPEGsnoop's signatures, to be looked up in its list or in one's own.
 *
 * @see JPEGsnoop `JfifDecode.cpp`, `PrepareSignatureSingle`.
 */
export function jpegSnoopSignatures({ quantizationTables }: JpegStructure): JpegSnoopSignatures {
  const tables: (ArrayLike<number> | undefined)[] = [undefined, undefined, undefined, undefined];
  for (const { id, values } of quantizationTables) tables[id] = values;
  return { upright: signatureOf(tables, (k) => k), rotated: signatureOf(tables, (k) => 8 * (k & 7) + (k >> 3)) };
}

function signatureOf(tables: readonly (ArrayLike<number> | undefined)[], place: (k: number) => number): string {
  let text = 'JPEGsnoop';
  tables.forEach((table, id) => {
    if (table === undefined) return;
    text += `*DQT${id},`;
    for (let k = 0; k < 64; k++) text += `${String(table[place(k)]).padStart(3, '0')},`;
  });
  const digest = md5(Uint8Array.from(`${text}*END`, (letter) => letter.charCodeAt(0)));
  digest[0] = SIGNATURE_VERSION;
  return toHex(digest).toUpperCase();
}
