import type { Fraction, IfdValue } from './ifd-value.ts';

/** One entry of an image file directory. Offsets are in bytes from the start of the file. */
export interface IfdEntry {
  readonly tag: number;
  /** The standard's name of the tag, where it has one. */
  readonly name?: string;
  /** Field type as stored: 1 BYTE, 2 ASCII, 3 SHORT, 4 LONG, 5 RATIONAL, 6 SBYTE, 7 UNDEFINED, 8 SSHORT, 9 SLONG, 10 SRATIONAL, 11 FLOAT, 12 DOUBLE, 13 IFD. */
  readonly type: number;
  /** Number of values, as stored. */
  readonly count: number;
  /** Where the entry's 12 bytes lie. */
  readonly offset: number;
  /** Where the value lies: inside the entry when it has up to four bytes. A broken entry may point anywhere. */
  readonly valueOffset: number;
  /** Bytes of the value, as stored. */
  readonly valueBytes: number;
  /** The value; absent where it could not be read, and for blocks that are only located (MakerNote and other long bytes). */
  readonly value?: IfdValue;
  /** The fractions behind rational values. */
  readonly fractions?: readonly Fraction[];
}

/** An image file directory. */
export interface Ifd {
  /** `IFD0`, `IFD1` …, `ExifIFD`, `GPS`, `InteropIFD`, `SubIFD`. */
  readonly name: string;
  /** Where it begins, in bytes from the start of the file. */
  readonly offset: number;
  /** In file order. */
  readonly entries: readonly IfdEntry[];
  /** Whether no tag is smaller than the one before it, as TIFF 6.0 demands ("Sort Order"). */
  readonly isSorted: boolean;
}

/** A TIFF structure inside a file. */
export interface TiffBlock {
  readonly bytes: Uint8Array;
  /** Where its byte order mark lies, in bytes from the start of the file; offsets inside the block count from here. */
  readonly start: number;
  /** One past its last byte. */
  readonly end: number;
  readonly littleEndian: boolean;
}

/** The first entry of a tag in the directories of this name. */
export function findEntry(ifds: readonly Ifd[], name: string, tag: number): IfdEntry | undefined {
  for (const ifd of ifds) {
    if (ifd.name !== name) continue;
    const entry = ifd.entries.find((candidate) => candidate.tag === tag);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** The numbers of a value; none of a text. */
export function numbersOf(value: IfdValue | undefined): readonly (number | null)[] {
  if (typeof value === 'number' || value === null) return [value];
  return value === undefined || typeof value === 'string' ? [] : value;
}

/** The first number of an entry when it is a whole one. */
export function wholeNumber(entry: IfdEntry | undefined): number | undefined {
  const [first] = numbersOf(entry?.value);
  return typeof first === 'number' && Number.isInteger(first) ? first : undefined;
}
