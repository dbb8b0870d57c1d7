import { decodeLatin1, decodeText, decodeUtf16, decodeUtf8, untilNul } from './text.ts';

/** A value of an IFD entry: a text, one number, or several; `null` where a fraction has the denominator 0 or a float is no number. */
export type IfdValue = string | number | null | readonly (number | null)[];

/** Numerator and denominator as they are stored. */
export type Fraction = readonly [numerator: number, denominator: number];

/** A decoded value. */
export interface DecodedValue {
  readonly value: IfdValue;
  /** The fractions behind rational values. */
  readonly fractions?: readonly Fraction[];
  /** How many of the numbers are `null`. */
  readonly undefinedNumbers: number;
}

/** Field types of TIFF 6.0, section 2, and of the Exif standard (13 IFD, 129 UTF-8), with the bytes of one value. */
const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  129: 1,
};

const [BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG, SRATIONAL, FLOAT, DOUBLE, IFD] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
];
const UTF8 = 129;

/** Bytes of one value of a type, `undefined` for types that do not exist. */
export function bytesOfType(type: number): number | undefined {
  return TYPE_BYTES[type];
}

/** Longest value of type BYTE or UNDEFINED that is given as numbers; longer ones are blocks with a format of their own. */
const MAXIMUM_OPAQUE_BYTES = 64;

/** Tags whose type says bytes and whose meaning is a text, by the way it is written. */
const TEXT_TAGS: ReadonlyMap<number, 'ascii' | 'utf16' | 'marked'> = new Map([
  // Interoperability version, GPS processing method and area: of other types in every other directory.
  [0x0002, 'ascii'],
  [0x001b, 'marked'],
  [0x001c, 'marked'],
  [0x9000, 'ascii'],
  [0xa000, 'ascii'],
  [0x9286, 'marked'],
  [0x9c9b, 'utf16'],
  [0x9c9c, 'utf16'],
  [0x9c9d, 'utf16'],
  [0x9c9e, 'utf16'],
  [0x9c9f, 'utf16'],
]);

/** Character codes that begin a marked text (Exif 2.32, table 9). */
const CHARACTER_CODE_BYTES = 8;

/** Where a value lies and what it is. */
export interface ValuePlace {
  readonly bytes: Uint8Array;
  /** Its first byte in the file. */
  readonly offset: number;
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly littleEndian: boolean;
}

/**
 * Whether a value is only located, not read: the MakerNote, and long values that are no numbers.
 *
 * @param byteLength - Of the value.
 */
export function isOpaque(tag: number, type: number, byteLength: number): boolean {
  return (type === BYTE || type === UNDEFINED || type === SBYTE) && byteLength > MAXIMUM_OPAQUE_BYTES && !TEXT_TAGS.has(tag);
}

/** Decodes a value; the caller has checked that its bytes are there, that its type exists and what it may cost. */
export function decodeValue(place: ValuePlace): DecodedValue {
  const { bytes, offset, tag, type, count, littleEndian } = place;
  if (type === ASCII || type === UTF8) return { value: untilNul(decodeText(bytes, offset, offset + count)), undefinedNumbers: 0 };
  const text = type === BYTE || type === UNDEFINED ? TEXT_TAGS.get(tag) : undefined;
  if (text !== undefined) return { value: decodeTagText(place, text), undefinedNumbers: 0 };
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, count * TYPE_BYTES[type]);
  if (type === RATIONAL || type === SRATIONAL) return decodeFractions(view, count, type === SRATIONAL, littleEndian);
  const read = numberReader(view, type, littleEndian);
  const numbers = Array.from({ length: count }, (_, i) => finite(read(i)));
  return { value: count === 1 ? numbers[0] : numbers, undefinedNumbers: numbers.filter((value) => value === null).length };
}

function decodeTagText({ bytes, offset, count, littleEndian }: ValuePlace, kind: 'ascii' | 'utf16' | 'marked'): string {
  const end = offset + count;
  if (kind === 'ascii') return untilNul(decodeLatin1(bytes, offset, end));
  // Windows writes these little-endian whatever the byte order of the block is.
  if (kind === 'utf16') return untilNul(decodeUtf16(bytes, offset, end, true));
  const code = decodeLatin1(bytes, offset, Math.min(offset + CHARACTER_CODE_BYTES, end));
  const start = offset + CHARACTER_CODE_BYTES;
  if (start >= end) return '';
  if (code.startsWith('UNICODE')) return trimEnd(decodeUtf8Or16(bytes, start, end, littleEndian));
  return trimEnd(decodeText(bytes, start, end));
}

/** UNICODE means UTF-16 in the block's byte order; some software writes UTF-8, or a byte order mark of its own. */
function decodeUtf8Or16(bytes: Uint8Array, start: number, end: number, littleEndian: boolean): string {
  const mark = (bytes[start] << 8) | bytes[start + 1];
  if (mark === 0xfeff || mark === 0xfffe) return decodeUtf16(bytes, start + 2, end, mark === 0xfffe);
  const hasZeros = bytes.subarray(start, end).includes(0);
  return (hasZeros ? undefined : decodeUtf8(bytes, start, end)) ?? decodeUtf16(bytes, start, end, littleEndian);
}

function trimEnd(text: string): string {
  return untilNul(text).trimEnd();
}

function decodeFractions(view: DataView, count: number, isSigned: boolean, littleEndian: boolean): DecodedValue {
  const partAt = (at: number) => (isSigned ? view.getInt32(at, littleEndian) : view.getUint32(at, littleEndian));
  const fractions: Fraction[] = [];
  const values: (number | null)[] = [];
  let undefinedNumbers = 0;
  for (let i = 0; i < count; i++) {
    const [numerator, denominator] = [partAt(8 * i), partAt(8 * i + 4)];
    fractions.push([numerator, denominator]);
    if (denominator === 0) undefinedNumbers++;
    // `0 - …` of a signed 0 would be −0, which JSON does not keep.
    values.push(denominator === 0 ? null : numerator === 0 ? 0 : numerator / denominator);
  }
  return { value: count === 1 ? values[0] : values, fractions, undefinedNumbers };
}

function numberReader(view: DataView, type: number, littleEndian: boolean): (index: number) => number {
  switch (type) {
    case SBYTE:
      return (i) => view.getInt8(i);
    case SHORT:
      return (i) => view.getUint16(2 * i, littleEndian);
    case SSHORT:
      return (i) => view.getInt16(2 * i, littleEndian);
    case LONG:
    case IFD:
      return (i) => view.getUint32(4 * i, littleEndian);
    case SLONG:
      return (i) => view.getInt32(4 * i, littleEndian);
    case FLOAT:
      return (i) => view.getFloat32(4 * i, littleEndian);
    case DOUBLE:
      return (i) => view.getFloat64(8 * i, littleEndian);
    default:
      return (i) => view.getUint8(i);
  }
}

/** JSON knows neither NaN nor infinities, nor −0. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}
