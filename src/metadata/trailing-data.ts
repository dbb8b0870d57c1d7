import { startsWith } from './text.ts';

/** What bytes behind the image are, told by how they begin or end. */
export type TrailingKind = '7z' | 'gzip' | 'jpeg' | 'mp4' | 'padding' | 'pdf' | 'png' | 'rar' | 'samsung' | 'unknown' | 'zip';

/** Bytes behind the image. */
export interface TrailingData {
  readonly kind: TrailingKind;
  /** Where they begin, in bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
  /** Where the first byte lies that is no padding; the end of the file when all are. */
  readonly contentOffset: number;
  /** How many of them are not 0, counted up to 65: fewer than that is no content. */
  readonly nonZeroBytes: number;
}

const COUNTED = 65;

const SIGNATURES: readonly (readonly [at: number, text: string, kind: TrailingKind])[] = [
  [0, '\xff\xd8\xff', 'jpeg'],
  [0, '\x89PNG\r\n\x1a\n', 'png'],
  [4, 'ftyp', 'mp4'],
  [0, 'PK\x03\x04', 'zip'],
  [0, 'PK\x05\x06', 'zip'],
  [0, '%PDF-', 'pdf'],
  [0, 'Rar!\x1a\x07', 'rar'],
  [0, "7z\xbc\xaf'\x1c", '7z'],
  [0, '\x1f\x8b\x08', 'gzip'],
];

/** Samsung phones end files with a directory of what they appended, closed by these four letters. */
const SAMSUNG_END = 'SEFT';

/**
 * Says what follows the image.
 *
 * @param imageEnd - One past the image's last byte.
 * @returns `undefined` when nothing follows.
 */
export function classifyTrailing(bytes: Uint8Array, imageEnd: number): TrailingData | undefined {
  const length = bytes.length - imageEnd;
  if (length <= 0) return undefined;
  const contentOffset = skipPadding(bytes, imageEnd);
  const nonZeroBytes = countNonZero(bytes, contentOffset);
  return { kind: kindAt(bytes, contentOffset), offset: imageEnd, length, contentOffset, nonZeroBytes };
}

function kindAt(bytes: Uint8Array, at: number): TrailingKind {
  if (at === bytes.length) return 'padding';
  if (startsWith(bytes, bytes.length - SAMSUNG_END.length, SAMSUNG_END)) return 'samsung';
  // The size of a box before `ftyp` begins with zeros, which look like padding.
  for (let back = 0; back <= 4; back++) {
    const found = SIGNATURES.find(([offset, text]) => at - back >= 0 && startsWith(bytes, at - back + offset, text));
    if (found !== undefined && (back === 0 || found[2] === 'mp4')) return found[2];
  }
  return 'unknown';
}

/** The first byte that is neither 0 nor the 0xFF that some writers fill up with; a lone 0xFF may begin something. */
function skipPadding(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] === 0) at++;
  if (at === from) {
    let ones = from;
    while (ones < bytes.length && bytes[ones] === 0xff) ones++;
    if (ones === bytes.length) return ones;
  }
  return at;
}

function countNonZero(bytes: Uint8Array, from: number): number {
  let found = 0;
  for (let at = from; at < bytes.length && found < COUNTED; at++) if (bytes[at] !== 0) found++;
  return found;
}
