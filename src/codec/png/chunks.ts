import { crc32, readUint32 } from '../../bytes/index.ts';
import { checkBytes, limitExceeded, malformed, resolveLimits, unsupported } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { note } from '../../notes/index.ts';
import type { Note, NoteValue } from '../../notes/index.ts';
import { HEADER_BYTES, MAXIMUM_UINT31, parseHeader } from './header.ts';
import type { PngHeader } from './header.ts';

/** One chunk of a PNG file, where it lies. Offsets are in bytes from the start of the file. */
export interface PngChunk {
  /** Four letters, for example `IDAT`. */
  readonly type: string;
  /** Where the chunk begins, at its length field. */
  readonly offset: number;
  /** Bytes of data in the file; fewer than declared where `isTruncated`. */
  readonly length: number;
  /** Where its data begin. */
  readonly dataOffset: number;
  /** Whether the stored CRC is that of type and data; false where it cannot be known. */
  readonly crcOk: boolean;
  /** Whether the file ends inside the chunk. */
  readonly isTruncated: boolean;
}

/** The structure of a PNG file. */
export interface PngStructure {
  readonly header: PngHeader;
  /** All chunks from IHDR on, in file order, up to IEND or to where the file ends or breaks. */
  readonly chunks: readonly PngChunk[];
  /** The IDAT chunks that hold the image: the first unbroken run. */
  readonly imageData: readonly PngChunk[];
  /** The PLTE chunk that applies to a palette image. */
  readonly palette: PngChunk | undefined;
  /** The tRNS chunk that applies. */
  readonly transparency: PngChunk | undefined;
  /** Bytes behind IEND. */
  readonly trailingBytes: number;
  /** Whether the chunks end with a whole IEND. */
  readonly complete: boolean;
  readonly notes: readonly Note[];
}

/** The eight bytes that every PNG file begins with. */
export const SIGNATURE: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Bytes of a chunk beside its data: length, type and CRC. */
const CHUNK_OVERHEAD = 12;

interface Walk {
  readonly bytes: Uint8Array;
  readonly header: PngHeader;
  readonly chunks: PngChunk[];
  readonly imageData: PngChunk[];
  palette: PngChunk | undefined;
  transparency: PngChunk | undefined;
  readonly notes: Note[];
  /** Troubles that a hostile file can have thousands of: the first of each kind, and how many. */
  readonly repeated: Map<string, { first: Readonly<Record<string, NoteValue>>; count: number }>;
}

/**
 * Reads the chunk structure of a PNG file and checks every CRC. Nothing is unpacked.
 *
 * What is damaged before the image data is an error. Damage behind them is a note, and so is what libpng only warns of: a wrong CRC
 * or a wrong place of an ancillary chunk, which is then not used. A file that ends early gives the chunks up to there.
 *
 * @param bytes - The file.
 * @param limits - Only `maximumChunks` matters here (20,000 where it is not given).
 * @throws {ForensicsError} `malformed`: not a PNG file, or its header, palette or order of chunks breaks the rules.
 * `unsupported`: a critical chunk is unknown. `limit-exceeded`: too many chunks.
 *
 * @example
 * ```ts
 * import { encodePng, readChunks } from 'tamperlens/png';
 *
 * const bytes = encodePng({ data: new Uint8Array(6), width: 2, height: 1 });
 * readChunks(bytes).chunks.map((chunk) => chunk.type); // ['IHDR', 'IDAT', 'IEND']
 * ```
 */
export function readChunks(bytes: Uint8Array, limits?: Partial<Limits>): PngStructure {
  checkBytes('bytes', bytes);
  const { maximumChunks } = resolveLimits(limits);
  const walk = startWalk(bytes);
  let offset = SIGNATURE.length;
  let complete = false;
  while (!complete) {
    const chunk = nextChunk(walk, offset);
    if (chunk === undefined) break;
    if (walk.chunks.length === maximumChunks) {
      const limit = { name: 'maximumChunks', maximum: maximumChunks, actual: maximumChunks + 1 };
      throw limitExceeded('png', limit, 'number of chunks', offset);
    }
    visit(walk, chunk);
    walk.chunks.push(chunk);
    if (chunk.isTruncated) break;
    offset = chunk.dataOffset + chunk.length + 4;
    complete = chunk.type === 'IEND';
  }
  const trailingBytes = complete ? bytes.length - offset : 0;
  if (trailingBytes > 0) walk.notes.push(note('png-trailing-data', { offset, length: trailingBytes }));
  for (const [code, { first, count }] of walk.repeated) walk.notes.push(note(code, { ...first, count }));
  const { header, chunks, imageData, palette, transparency, notes } = walk;
  return { header, chunks, imageData, palette, transparency, trailingBytes, complete, notes };
}

/** Checks the signature and IHDR, without which nothing else can be understood. */
function startWalk(bytes: Uint8Array): Walk {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte)) throw malformed('png', 'the file does not begin with the PNG signature', 0);
  const offset = SIGNATURE.length;
  const dataOffset = offset + 8;
  if (bytes.length < dataOffset + HEADER_BYTES + 4) throw malformed('png', 'the file ends inside its header', bytes.length);
  const type = typeAt(bytes, offset + 4);
  if (type === 'CgBI') throw unsupported('png', "Apple's private variant of PNG (CgBI) is not read", offset);
  if (type !== 'IHDR') throw malformed('png', `the file goes on with ${type ?? 'something else'} instead of IHDR`, offset);
  const length = readUint32(bytes, offset);
  if (length !== HEADER_BYTES) throw malformed('png', `IHDR declares ${length} bytes instead of ${HEADER_BYTES}`, offset);
  if (!isCrcOk(bytes, offset, length)) throw malformed('png', 'the CRC of IHDR is wrong', offset);
  return {
    bytes,
    header: parseHeader(bytes, dataOffset),
    chunks: [],
    imageData: [],
    palette: undefined,
    transparency: undefined,
    notes: [],
    repeated: new Map(),
  };
}

/** The chunk at `offset`, or `undefined` with a note where the file ends or goes on with something else. */
function nextChunk(walk: Walk, offset: number): PngChunk | undefined {
  const { bytes, notes } = walk;
  const remaining = bytes.length - offset;
  if (remaining < 8) {
    notes.push(note('png-truncated', { offset: bytes.length }));
    return undefined;
  }
  const declared = readUint32(bytes, offset);
  const type = typeAt(bytes, offset + 4);
  if (type === undefined || declared > MAXIMUM_UINT31) {
    const problem = type === undefined ? 'a chunk type is not four letters' : `${type} declares more than 2^31 − 1 bytes`;
    if (walk.imageData.length === 0) throw malformed('png', problem, offset);
    notes.push(note('png-damaged-structure', { offset }));
    return undefined;
  }
  const isTruncated = declared > remaining - CHUNK_OVERHEAD;
  const length = Math.min(declared, remaining - 8);
  if (isTruncated)
    notes.push(note('png-truncated', { type, offset: bytes.length, missing: declared + CHUNK_OVERHEAD - remaining }));
  return { type, offset, length, dataOffset: offset + 8, crcOk: !isTruncated && isCrcOk(bytes, offset, length), isTruncated };
}

/** Applies the rules of the chunk's type and of its place among the others. */
function visit(walk: Walk, chunk: PngChunk): void {
  const { type, offset } = chunk;
  if (!chunk.crcOk && !chunk.isTruncated) count(walk, 'png-bad-crc', { type, offset });
  switch (type) {
    case 'IHDR':
      if (walk.chunks.length > 0) throw malformed('png', 'a second IHDR', offset);
      break;
    case 'PLTE':
      visitPalette(walk, chunk);
      break;
    case 'tRNS':
      visitTransparency(walk, chunk);
      break;
    case 'IDAT':
      visitImageData(walk, chunk);
      break;
    case 'IEND':
      if (chunk.length > 0) count(walk, 'png-chunk-invalid', { type, offset, reason: 'length' });
      break;
    case 'acTL':
      count(walk, 'png-animation', { offset });
      break;
    default:
      if (isCritical(type)) throw unsupported('png', `the critical chunk ${type} is unknown`, offset);
  }
}

function visitPalette(walk: Walk, chunk: PngChunk): void {
  const { header, chunks, imageData } = walk;
  const { type, offset, length } = chunk;
  if (chunks.some((earlier) => earlier.type === 'PLTE')) throw malformed('png', 'a second PLTE', offset);
  const isWrongLength = length === 0 || length % 3 !== 0 || length > 3 * 256;
  if (header.colorType !== 3) {
    // A suggested palette, which changes no pixel.
    const isMisplaced = imageData.length > 0 || header.colorType === 0 || header.colorType === 4;
    if (isMisplaced || isWrongLength)
      count(walk, 'png-chunk-invalid', { type, offset, reason: isMisplaced ? 'place' : 'length' });
    return;
  }
  if (isWrongLength) throw malformed('png', `PLTE declares ${length} bytes, not a multiple of 3 from 3 to 768`, offset);
  walk.palette = chunk;
}

function visitTransparency(walk: Walk, chunk: PngChunk): void {
  const { type, offset } = chunk;
  const reason = transparencyProblem(walk, chunk);
  if (reason === undefined) walk.transparency = chunk;
  else if (reason !== 'crc') count(walk, 'png-chunk-invalid', { type, offset, reason });
}

/** Why a tRNS chunk does not apply; the rules are those of libpng 1.6. */
function transparencyProblem(walk: Walk, { length, crcOk }: PngChunk): string | undefined {
  const { header, palette, imageData, transparency } = walk;
  if (!crcOk) return 'crc';
  if (imageData.length > 0 || transparency !== undefined) return 'place';
  switch (header.colorType) {
    case 0:
      return length === 2 ? undefined : 'length';
    case 2:
      return length === 6 ? undefined : 'length';
    case 3:
      if (palette === undefined) return 'place';
      return length > 0 && length <= paletteEntries(header, palette) ? undefined : 'length';
    case 4:
    case 6:
      return 'color-type';
  }
}

/** How many entries of the palette an index can reach. */
export function paletteEntries({ bitDepth }: PngHeader, palette: PngChunk): number {
  return Math.min(palette.length / 3, 1 << bitDepth);
}

function visitImageData(walk: Walk, chunk: PngChunk): void {
  const { header, chunks, imageData, palette } = walk;
  const { type, offset } = chunk;
  if (header.colorType === 3 && palette === undefined) throw malformed('png', 'a palette image without PLTE before IDAT', offset);
  if (imageData.length === 0 || chunks.at(-1) === imageData.at(-1)) imageData.push(chunk);
  else count(walk, 'png-chunk-invalid', { type, offset, reason: 'place' });
}

/** Whether a reader that does not know the chunk must give up: the first letter of its type is a capital. */
export function isCritical(type: string): boolean {
  return type[0] <= 'Z';
}

function count(walk: Walk, code: string, params: Readonly<Record<string, NoteValue>>): void {
  const seen = walk.repeated.get(code);
  if (seen === undefined) walk.repeated.set(code, { first: params, count: 1 });
  else seen.count++;
}

function typeAt(bytes: Uint8Array, offset: number): string | undefined {
  const type = String.fromCharCode(...bytes.subarray(offset, offset + 4));
  return /^[A-Za-z]{4}$/.test(type) ? type : undefined;
}

function isCrcOk(bytes: Uint8Array, offset: number, length: number): boolean {
  return crc32(bytes, offset + 4, offset + 8 + length) === readUint32(bytes, offset + 8 + length);
}
