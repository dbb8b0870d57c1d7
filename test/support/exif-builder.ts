import { concatBytes, jpegSegment, MARKER } from './jpeg-parts.ts';

/** An EXIF block put together entry by entry, right or wrong. Test data only: everything it is told, it writes. */

export type ByteOrder = 'II' | 'MM';

export const TYPE = {
  BYTE: 1,
  ASCII: 2,
  SHORT: 3,
  LONG: 4,
  RATIONAL: 5,
  SBYTE: 6,
  UNDEFINED: 7,
  SSHORT: 8,
  SLONG: 9,
  SRATIONAL: 10,
  FLOAT: 11,
  DOUBLE: 12,
} as const;

/** One entry. `values` are numbers, of fractions numerator and denominator in turn, or a text that gets its NUL. */
export interface EntryParts {
  readonly tag: number;
  readonly type: number;
  readonly values: readonly number[] | string | Uint8Array;
  /** The count that is written, where it is to be wrong. */
  readonly count?: number;
  /** The offset that is written in place of the value's own. */
  readonly valueOffset?: number;
}

export interface DirectoryParts {
  readonly entries?: readonly EntryParts[];
  /** Directories that entries point at, by the tag of the pointer. */
  readonly children?: Readonly<Record<number, DirectoryParts>>;
  /** What is written as the offset of the next directory. */
  readonly next?: number;
}

export interface ExifParts {
  readonly byteOrder?: ByteOrder;
  /** The chain: IFD0, IFD1 … */
  readonly chain: readonly DirectoryParts[];
  /** A thumbnail; its place is written into the last directory of the chain. */
  readonly thumbnail?: Uint8Array;
}

export const ascii = (tag: number, values: string): EntryParts => ({ tag, type: TYPE.ASCII, values });
export const short = (tag: number, ...values: number[]): EntryParts => ({ tag, type: TYPE.SHORT, values });
export const long = (tag: number, ...values: number[]): EntryParts => ({ tag, type: TYPE.LONG, values });
export const rational = (tag: number, ...values: number[]): EntryParts => ({ tag, type: TYPE.RATIONAL, values });
export const srational = (tag: number, ...values: number[]): EntryParts => ({ tag, type: TYPE.SRATIONAL, values });
export const undefinedBytes = (tag: number, values: Uint8Array | readonly number[]): EntryParts => ({
  tag,
  type: TYPE.UNDEFINED,
  values: Uint8Array.from(values),
});

const BYTES: Readonly<Record<number, number>> = { 3: 2, 4: 4, 5: 4, 8: 2, 9: 4, 10: 4, 11: 4, 12: 8, 13: 4 };

/** The TIFF structure of an EXIF block: header, directories in the order of the chain, each with its values and children behind it. */
export function buildTiff({ byteOrder = 'II', chain, thumbnail }: ExifParts): Uint8Array {
  const little = byteOrder === 'II';
  const out: number[] = [...[0, 0].map(() => (little ? 0x49 : 0x4d)), ...integer(42, 2, little), ...integer(8, 4, little)];
  let nextAt = -1;
  chain.forEach((directory, index) => {
    if (nextAt >= 0) overwrite(out, nextAt, integer(out.length, 4, little));
    const isLast = index === chain.length - 1;
    nextAt = appendDirectory(out, directory, little, isLast ? thumbnail : undefined);
    if (directory.next !== undefined) {
      overwrite(out, nextAt, integer(directory.next, 4, little));
      nextAt = -1;
    }
  });
  return Uint8Array.from(out);
}

/** Writes one directory and returns where the offset of the next one is written. */
function appendDirectory(out: number[], directory: DirectoryParts, little: boolean, thumbnail?: Uint8Array): number {
  const pointers = Object.keys(directory.children ?? {}).map((tag) => long(Number(tag), 0));
  const places = thumbnail === undefined ? [] : [long(0x0201, 0), long(0x0202, thumbnail.length)];
  const entries = [...(directory.entries ?? []), ...pointers, ...places];
  const start = out.length;
  out.push(...integer(entries.length, 2, little), ...new Array<number>(12 * entries.length + 4).fill(0));
  entries.forEach((entry, index) => {
    const at = start + 2 + 12 * index;
    overwrite(out, at, [...integer(entry.tag, 2, little), ...integer(entry.type, 2, little)]);
    overwrite(out, at + 4, integer(entry.count ?? countOf(entry), 4, little));
    const bytes = entry.valueOffset === undefined ? valueBytes(entry, little) : integer(entry.valueOffset, 4, little);
    overwrite(out, at + 8, bytes.length <= 4 ? bytes : integer(append(out, bytes), 4, little));
  });
  const valueAt = (tag: number) => start + 2 + 12 * entries.findIndex((entry) => entry.tag === tag) + 8;
  for (const [tag, child] of Object.entries(directory.children ?? {})) {
    if (out.length % 2 === 1) out.push(0);
    overwrite(out, valueAt(Number(tag)), integer(out.length, 4, little));
    appendDirectory(out, child, little);
  }
  if (thumbnail !== undefined) overwrite(out, valueAt(0x0201), integer(append(out, Array.from(thumbnail)), 4, little));
  if (out.length % 2 === 1) out.push(0);
  return start + 2 + 12 * entries.length;
}

function append(out: number[], bytes: readonly number[]): number {
  if (out.length % 2 === 1) out.push(0);
  const at = out.length;
  for (const byte of bytes) out.push(byte);
  return at;
}

function countOf({ type, values }: EntryParts): number {
  if (typeof values === 'string') return utf8(values).length + 1;
  return type === TYPE.RATIONAL || type === TYPE.SRATIONAL ? values.length / 2 : values.length;
}

function valueBytes({ type, values }: EntryParts, little: boolean): number[] {
  if (typeof values === 'string') return [...utf8(values), 0];
  const size = BYTES[type] ?? 1;
  if (type !== TYPE.FLOAT && type !== TYPE.DOUBLE) return Array.from(values, (value) => integer(value, size, little)).flat();
  const view = new DataView(new ArrayBuffer(size * values.length));
  Array.from(values).forEach((value, i) => {
    if (type === TYPE.FLOAT) view.setFloat32(4 * i, value, little);
    else view.setFloat64(8 * i, value, little);
  });
  return Array.from(new Uint8Array(view.buffer));
}

function utf8(text: string): number[] {
  return Array.from(new TextEncoder().encode(text));
}

function integer(value: number, size: number, little: boolean): number[] {
  const bytes = Array.from(
    { length: size },
    (_, i) => Math.floor((value < 0 ? value + 2 ** (8 * size) : value) / 2 ** (8 * i)) & 255,
  );
  return little ? bytes : bytes.reverse();
}

function overwrite(out: number[], at: number, bytes: readonly number[]): void {
  bytes.forEach((byte, i) => (out[at + i] = byte));
}

/** An APP1 segment that holds a TIFF structure. */
export function exifSegment(tiff: Uint8Array): Uint8Array {
  return jpegSegment(MARKER.APP1, concatBytes([latin1('Exif\0\0'), tiff]));
}

/** The JPEG file with segments put in right behind SOI. */
export function withSegments(jpeg: Uint8Array, ...segments: readonly Uint8Array[]): Uint8Array {
  return concatBytes([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
