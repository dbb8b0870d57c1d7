import { readStructure } from '../codec/jpeg/index.ts';
import { isForensicsError } from '../errors/index.ts';
import type { ReadingState } from './budget.ts';
import { defined } from './defined.ts';
import { findEntry, wholeNumber } from './ifd.ts';
import type { Ifd } from './ifd.ts';
import { count } from './note-ledger.ts';
import { walkIfds } from './walk-ifds.ts';

/** What an EXIF block holds. Offsets are in bytes from the start of the file. */
export interface ExifBlock {
  /** Where its TIFF header lies. */
  readonly offset: number;
  /** Bytes from the TIFF header on. */
  readonly length: number;
  /** `II` little-endian, `MM` big-endian. */
  readonly byteOrder: 'II' | 'MM';
  /** In the order of the chain, each directory before those that it points at. */
  readonly ifds: readonly Ifd[];
  readonly thumbnail?: ThumbnailLocation;
}

/** Where the JPEG thumbnail of IFD1 lies. */
export interface ThumbnailLocation {
  /** In bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
  /** Pixels of its frame, where it can be read. */
  readonly width?: number;
  readonly height?: number;
}

const TIFF_HEADER_BYTES = 8;
const TIFF_MAGIC = 42;
const [JPEG_OFFSET, JPEG_LENGTH] = [0x0201, 0x0202];

/**
 * Reads an EXIF block: TIFF header, directories and the place of the thumbnail.
 *
 * @param start - Where the TIFF header lies, in bytes from the start of the file.
 * @param end - One past the block's last byte.
 * @returns `undefined`, with a note, when there is no TIFF header.
 */
export function readExif(bytes: Uint8Array, start: number, end: number, state: ReadingState): ExifBlock | undefined {
  const byteOrder = byteOrderAt(bytes, start, end);
  if (byteOrder === undefined) {
    count(state.ledger, 'exif-not-tiff', { offset: start });
    return undefined;
  }
  const littleEndian = byteOrder === 'II';
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, TIFF_HEADER_BYTES);
  if (view.getUint16(2, littleEndian) !== TIFF_MAGIC) {
    count(state.ledger, 'exif-not-tiff', { offset: start });
    return undefined;
  }
  const ifds = walkIfds({ bytes, start, end, littleEndian }, view.getUint32(4, littleEndian), state);
  const thumbnail = locateThumbnail(bytes, ifds, start, end, state);
  return { offset: start, length: end - start, byteOrder, ifds, ...defined({ thumbnail }) };
}

/** Whether an EXIF segment begins a block of its own; others continue the one before. */
export function hasTiffHeader(bytes: Uint8Array, start: number, end: number): boolean {
  return byteOrderAt(bytes, start, end) !== undefined;
}

function byteOrderAt(bytes: Uint8Array, start: number, end: number): 'II' | 'MM' | undefined {
  if (start + TIFF_HEADER_BYTES > end) return undefined;
  if (bytes[start] === 0x49 && bytes[start + 1] === 0x49) return 'II';
  return bytes[start] === 0x4d && bytes[start + 1] === 0x4d ? 'MM' : undefined;
}

function locateThumbnail(
  bytes: Uint8Array,
  ifds: readonly Ifd[],
  start: number,
  end: number,
  { ledger, limits }: ReadingState,
): ThumbnailLocation | undefined {
  const relative = wholeNumber(findEntry(ifds, 'IFD1', JPEG_OFFSET));
  const length = wholeNumber(findEntry(ifds, 'IFD1', JPEG_LENGTH));
  if (relative === undefined || length === undefined || length <= 0 || relative < 0) return undefined;
  const offset = start + relative;
  if (offset + length > end) {
    count(ledger, 'exif-thumbnail-outside', { offset, bytes: length });
    return undefined;
  }
  try {
    const { width, height } = readStructure(bytes.subarray(offset, offset + length), limits).frame;
    return { offset, length, width, height };
  } catch (error) {
    if (!isForensicsError(error)) throw error;
    count(ledger, 'exif-thumbnail-unreadable', { offset, reason: error.code });
    return { offset, length };
  }
}
