import { inflateExactly, inflateInto } from '../../bytes/index.ts';
import type { Inflate, InflateResult } from '../../bytes/index.ts';
import { DEFAULT_LIMITS, ForensicsError, limitExceeded, malformed, resolveOptions, unsupported } from '../../errors/index.ts';
import { MAXIMUM_SIDE } from '../../image/raster.ts';
import type { Raster } from '../../image/raster.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { passesOf, unpackedBytes } from './adam7.ts';
import type { Pass } from './adam7.ts';
import { isCritical, paletteEntries, readChunks } from './chunks.ts';
import type { PngChunk, PngStructure } from './chunks.ts';
import { chooseExpansion } from './expand.ts';
import type { Expansion } from './expand.ts';
import { bitsPerPixel } from './header.ts';
import type { PngHeader } from './header.ts';
import { unfilter } from './unfilter.ts';

/** Options of {@link decodePng}. */
export interface DecodePngOptions {
  /**
   * The most pixels to decode, width × height, 1..2^40.
   * @defaultValue 100000000
   */
  readonly maximumPixels: number;
  /**
   * The most chunks to read, 1..2^40.
   * @defaultValue 20000
   */
  readonly maximumChunks: number;
  /**
   * A faster way to unpack the image data. Where it throws, they are unpacked here, so the answer never depends on it.
   * @defaultValue our own, which runs anywhere
   */
  readonly inflate: Inflate;
}

/** A decoded PNG file. */
export interface DecodedPng {
  /** 1 channel for gray, 3 for RGB and palettes, 4 with alpha or a transparent color; rows that were not decoded are zeros. */
  readonly raster: Raster;
  readonly header: PngHeader;
  /** Whether every row was decoded and the file ends with IEND. */
  readonly complete: boolean;
  /** How many rows from the top have all their pixels, 1..height. */
  readonly decodedRows: number;
  /** Whether there are alpha samples, and whether any in the decoded rows is below 255. */
  readonly alpha: 'none' | 'opaque' | 'translucent';
  readonly notes: readonly Note[];
}

const DEFAULTS: DecodePngOptions = {
  maximumPixels: DEFAULT_LIMITS.maximumPixels,
  maximumChunks: DEFAULT_LIMITS.maximumChunks,
  inflate: inflateExactly,
};

/** The most that deflate can shrink: 258 bytes to two bits, rounded up for the block's own bits. */
const MAXIMUM_DEFLATE_RATIO = 1032;

/**
 * Decodes a PNG file to 8-bit samples. Colors are those stored: no gamma, no color profile, no background. Of 16-bit samples the
 * high byte is kept, with a note.
 *
 * It refuses what libpng refuses, with these differences: damage behind the first row gives the rows before it (`complete: false`
 * and a note) instead of an error; a wrong or missing Adler-32 behind complete image data is a note.
 *
 * @param bytes - The file.
 * @throws {ForensicsError} `malformed`: no row can be decoded, a critical chunk has a wrong CRC, or the structure is broken before
 * the image data. `unsupported`: an unknown critical chunk, or a side above 2^20. `limit-exceeded`: too many pixels or chunks.
 * @throws {TypeError} An option is unknown.
 * @throws {RangeError} An option is out of range.
 *
 * @example
 * ```ts
 * import { decodePng, encodePng } from 'tamperlens/png';
 *
 * const bytes = encodePng({ data: Uint8Array.of(1, 2, 3, 4, 5, 6), width: 1, height: 2 });
 * const { raster, complete } = decodePng(bytes);
 * Array.from(raster.data); // [1, 2, 3, 4, 5, 6]
 * complete; // true
 * ```
 */
export function decodePng(bytes: Uint8Array, options?: Partial<DecodePngOptions>): DecodedPng {
  const { maximumPixels, maximumChunks, inflate } = resolveOptions(DEFAULTS, options);
  const structure = readChunks(bytes, { maximumPixels, maximumChunks });
  const { header } = structure;
  checkSize(header, maximumPixels);
  checkCriticalChunks(structure);

  const passes = passesOf(header);
  const unpacked = unpack(bytes, structure, unpackedBytes(passes), inflate);
  const pixelBytes = Math.max(1, bitsPerPixel(header) / 8);
  const rows = undoFilters(unpacked, passes, pixelBytes);
  const decodedRows = completeRows(header, passes, rows.counts);
  const notes = [...structure.notes, ...streamNotes(structure, unpacked.result)];
  const problem = rows.problem ?? 'the image data end early';
  if (decodedRows < header.height) {
    const offset = rows.problem === undefined ? fileOffset(structure.imageData, unpacked.result.consumedBytes) : 
  }
  return { raster, header, complete, decodedRows, alpha, notes };
}
