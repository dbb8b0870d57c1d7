import { inflateExactly } from '../../bytes/index.ts';
import type { Inflate, InflateProblem } from '../../bytes/index.ts';
import { malformed, resolveLimits, resolveOptions } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import type { Raster } from '../../image/raster.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { passesOf, unpackedBytes } from './adam7.ts';
import type { Pass } from './adam7.ts';
import { checkPngBudget } from './budget.ts';
import { isCritical, paletteEntries, readChunks } from './chunks.ts';
import type { PngStructure } from './chunks.ts';
import { chooseExpansion } from './expand.ts';
import type { Expansion } from './expand.ts';
import { bitsPerPixel } from './header.ts';
import type { PngHeader } from './header.ts';
import { unfilter } from './unfilter.ts';
import { allocate, unpackImage } from './unpack.ts';
import type { UnpackedImage } from './unpack.ts';

/** Options of {@link decodePng}. */
export interface DecodePngOptions {
  /**
   * Limits to change: `maximumPixels` and `maximumChunks` matter here.
   * @defaultValue the defaults of every limit
   */
  readonly limits: Partial<Limits>;
  /**
   * A faster way to unpack the image data, into memory that may be overwritten. Where it throws they are unpacked here, so the
   * result does not depend on it.
   * @defaultValue our own, which runs anywhere
   */
  readonly inflate: Inflate;
  /**
   * The structure of the same bytes, when it was read before.
   * @defaultValue read from the bytes
   */
  readonly structure: PngStructure | undefined;
  /**
   * Called between the steps of the work; may throw to stop it.
   * @defaultValue none
   */
  readonly checkpoint: (() => void) | undefined;
}

/** A decoded PNG file. */
export interface DecodedPng {
  /** 1 channel for gray, 3 for RGB and palettes, 4 with alpha or a transparent color. Pixels that were not decoded are zeros. */
  readonly raster: Raster;
  readonly header: PngHeader;
  /** Whether every row was decoded and the file ends with a whole IEND. */
  readonly complete: boolean;
  /** How many rows from the top have all their pixels, 1..height. */
  readonly decodedRows: number;
  /** Whether the raster has alpha, and whether any of it in the decoded rows is below 255. */
  readonly alpha: 'none' | 'opaque' | 'translucent';
  readonly notes: readonly Note[];
}

const DEFAULTS: DecodePngOptions = {
  limits: {},
  inflate: inflateExactly,
  structure: undefined,
  checkpoint: undefined,
};

/**
 * Decodes a PNG file to 8-bit samples. The colors are those stored: no gamma, color profile or background is applied. Of 16-bit
 * samples the high byte is kept, with a note. Of an animation the default image is read, with a note.
 *
 * What libpng refuses is refused, with three differences. Damage behind the first row gives the rows before it, with a note and
 * `complete: false`. A wrong Adler-32 behind image data that are otherwise whole is a note. So is a broken or missing IEND.
 *
 * @param bytes - The file.
 * @throws {ForensicsError} `malformed`: not even the first row can be decoded, the CRC of a critical chunk is wrong, or the
 * structure is broken before the image data. `unsupported`: a critical chunk is unknown, or a side is above 2^20.
 * `limit-exceeded`: there are too many pixels or chunks, or there is no memory for them.
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
  const { inflate, checkpoint, structure: known, ...rest } = resolveOptions(DEFAULTS, options);
  const limits = resolveLimits(rest.limits);
  const structure = known ?? readChunks(bytes, limits);
  const { header } = structure;
  checkPngBudget(structure, limits);
  checkCriticalChunks(structure);

  const passes = passesOf(header);
  checkpoint?.();
  const image = unpackImage(bytes, structure, unpackedBytes(passes), inflate);
  checkpoint?.();
  const rows = undoFilters(header, passes, image);
  if (rows.decoded === 0) throw malformed('png', `the first row cannot be decoded (${rows.problem})`, image.offset);
  checkpoint?.();

  const { raster, highestIndex } = toRaster(header, passes, rows.perPass, image.data, chooseExpansion(bytes, structure));
  const notes = [...structure.notes, ...image.notes];
  if (rows.decoded < header.height) {
    const { decoded, problem } = rows;
    notes.push(note('png-rows-missing', { decodedRows: decoded, height: header.height, offset: image.offset, problem }));
  }
  if (header.bitDepth === 16) notes.push(note('png-depth-reduced', { bitDepth: header.bitDepth }));
  if (structure.palette !== undefined) {
    const entries = paletteEntries(header, structure.palette);
    if (highestIndex >= entries) notes.push(note('png-palette-index-out-of-range', { highestIndex, entries }));
  }
  return {
    raster,
    header,
    complete: structure.complete && rows.decoded === header.height,
    decodedRows: rows.decoded,
    alpha: alphaOf(raster, rows.decoded),
    notes,
  };
}

/** As in libpng, nothing is made of a critical chunk with a wrong CRC; IEND alone says nothing that could be wrong. */
function checkCriticalChunks({ chunks }: PngStructure): void {
  const bad = chunks.find(({ type, crcOk, isTruncated }) => isCritical(type) && type !== 'IEND' && !crcOk && !isTruncated);
  if (bad !== undefined) throw malformed('png', `the CRC of ${bad.type} is wrong`, bad.offset);
}

interface UndoneRows {
  /** How many rows of each pass can be used. */
  readonly perPass: readonly number[];
  /** How many rows of the image, from the top, have all their pixels. */
  readonly decoded: number;
  /** Why there are not more. */
  readonly problem: InflateProblem | 'truncated' | 'unknown-filter';
}

function undoFilters(header: PngHeader, passes: readonly Pass[], image: UnpackedImage): UndoneRows {
  const { data, writtenBytes } = image;
  const pixelBytes = Math.max(1, bitsPerPixel(header) / 8);
  const perPass: number[] = [];
  let decoded = header.height;
  let problem: UndoneRows['problem'] = image.problem ?? 'truncated';
  let isWhole = true;
  for (const { y, stepY, height, rowBytes, start } of passes) {
    const present = Math.min(height, Math.max(0, Math.floor((writtenBytes - start) / (1 + rowBytes))));
    const undone: number = isWhole ? unfilter(data, start, rowBytes, present, pixelBytes) : 0;
    if (isWhole && undone < present) problem = 'unknown-filter';
    isWhole &&= undone === height;
    if (undone < height) decoded = Math.min(decoded, y + undone * stepY);
    perPass.push(undone);
  }
  return { perPass, decoded, problem };
}

function toRaster(
  { width, height, interlaced }: PngHeader,
  passes: readonly Pass[],
  rowsPerPass: readonly number[],
  stored: Uint8Array,
  { channels, isIdentity, expandRow }: Expansion,
): { raster: Raster; highestIndex: number } {
  if (isIdentity && !interlaced)
    return { raster: { data: closeUp(stored, passes[0], rowsPerPass[0]), width, height, channels }, highestIndex: 0 };
  const data = allocate(width * height * channels);
  let highestIndex = 0;
  for (const [p, pass] of passes.entries()) {
    for (let row = 0; row < rowsPerPass[p]; row++) {
      const from = pass.start + row * (1 + pass.rowBytes) + 1;
      const to = channels * ((pass.y + row * pass.stepY) * width + pass.x);
      highestIndex = Math.max(highestIndex, expandRow(stored, from, pass.width, data, to, channels * pass.stepX));
    }
  }
  return { raster: { data, width, height, channels }, highestIndex };
}

/** Drops the filter bytes between the rows in place, which saves a second copy of the image, and clears the rows that are not there. */
function closeUp(stored: Uint8Array, { rowBytes, height }: Pass, rows: number): Uint8Array {
  for (let y = 0; y < rows; y++) {
    const from = y * (1 + rowBytes) + 1;
    stored.copyWithin(y * rowBytes, from, from + rowBytes);
  }
  return stored.subarray(0, height * rowBytes).fill(0, rows * rowBytes);
}

function alphaOf({ data, width, channels }: Raster, rows: number): DecodedPng['alpha'] {
  if (channels !== 4) return 'none';
  const end = rows * width * 4;
  for (let i = 3; i < end; i += 4) if (data[i] !== 255) return 'translucent';
  return 'opaque';
}
