import { checkInteger } from './check.ts';
import { resolveOptions } from './options.ts';

/** What the library will spend on one file. Every field is counted work or size, never time, so the answer is the same everywhere. */
export interface Limits {
  /**
   * Bytes of input. Cameras and 108 MP phones stay below 64 MiB.
   * @defaultValue 67108864
   */
  readonly maximumBytes: number;
  /**
   * Pixels of the frame, width × height. Room for 10000×10000 scans and 100 MP phones.
   * @defaultValue 100000000
   */
  readonly maximumPixels: number;
  /**
   * JPEG marker segments. Real files have tens; an ICC or XMP heavy one a few hundred.
   * @defaultValue 20000
   */
  readonly maximumSegments: number;
  /**
   * JPEG scans. Encoders write 1 to 12.
   * @defaultValue 100
   */
  readonly maximumScans: number;
  /**
   * How often the scans of a JPEG may visit the average 8×8 block. Real progressive files stay below 12.
   * @defaultValue 24
   */
  readonly maximumBlockVisits: number;
  /**
   * PNG chunks. Encoders that split IDAT at 8 KiB write some thousands for the largest images.
   * @defaultValue 20000
   */
  readonly maximumChunks: number;
  /**
   * Image file directories (IFDs) of one EXIF block. Cameras write 3 to 5.
   * @defaultValue 64
   */
  readonly maximumIfds: number;
  /**
   * How deep an IFD may lie below the first; EXIF itself needs 2.
   * @defaultValue 8
   */
  readonly maximumIfdDepth: number;
  /**
   * Entries of one IFD. Cameras write up to a hundred.
   * @defaultValue 4096
   */
  readonly maximumIfdEntries: number;
  /**
   * Bytes of one metadata value. A JPEG segment cannot hold more than the default.
   * @defaultValue 65536
   */
  readonly maximumValueBytes: number;
  /**
   * Bytes of metadata that are read out of one file. An EXIF block may in addition give no more than four times its own length,
   * however often its entries point at the same bytes.
   * @defaultValue 1048576
   */
  readonly maximumMetadataBytes: number;
}

/** Far above any file; keeps products of limits exact. */
const MAXIMUM_LIMIT = 1_099_511_627_776;

/** The limits that hold where the caller names none. */
export const DEFAULT_LIMITS: Limits = {
  maximumBytes: 64 * 1024 * 1024,
  maximumPixels: 100_000_000,
  maximumSegments: 20_000,
  maximumScans: 100,
  maximumBlockVisits: 24,
  maximumChunks: 20_000,
  maximumIfds: 64,
  maximumIfdDepth: 8,
  maximumIfdEntries: 4096,
  maximumValueBytes: 65_536,
  maximumMetadataBytes: 1024 * 1024,
};

/**
 * Lays the caller's limits over {@link DEFAULT_LIMITS}.
 *
 * @throws {TypeError} An unknown limit is named.
 * @throws {RangeError} A limit is not a whole number from 1 to 2^40.
 */
export function resolveLimits(limits: Partial<Limits> | undefined): Limits {
  const resolved = resolveOptions(DEFAULT_LIMITS, limits);
  for (const [name, value] of Object.entries(resolved)) checkInteger(name, value, 1, MAXIMUM_LIMIT);
  return resolved;
}
