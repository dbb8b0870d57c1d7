import { inflateExactly, inflateInto } from '../../bytes/index.ts';
import type { Inflate, InflateProblem, InflateResult } from '../../bytes/index.ts';
import { ForensicsError, malformed } from '../../errors/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import type { PngChunk, PngStructure } from './chunks.ts';

/** The unpacked image data: filtered rows. */
export interface UnpackedImage {
  /** As many bytes as the header asks for; zeros from `writtenBytes` on. */
  readonly data: Uint8Array;
  readonly writtenBytes: number;
  /** Where in the file unpacking stopped, in bytes. */
  readonly offset: number;
  /** What is wrong with the stream where it is corrupt. */
  readonly problem: InflateProblem | undefined;
  /** What is odd about the stream although all bytes are there. */
  readonly notes: readonly Note[];
}

/**
 * Unpacks the image data, of which there are some, to `size` bytes.
 *
 * @throws {ForensicsError} `malformed`: they are split by another chunk. `limit-exceeded`: there is no memory for them.
 */
export function unpackImage(bytes: Uint8Array, structure: PngStructure, size: number, inflate: Inflate): UnpackedImage {
  const { imageData, chunks } = structure;
  const last = imageData[imageData.length - 1];
  const parts = imageData.map(({ dataOffset, length }) => bytes.subarray(dataOffset, dataOffset + length));
  const inflated = inflate === inflateExactly ? undefined : attempt(inflate, parts, size);
  if (inflated !== undefined) {
    return { data: inflated, writtenBytes: size, offset: last.dataOffset + last.length, problem: undefined, notes: [] };
  }

  const data = allocate(size);
  const result = inflateInto(parts, data);
  const offset = fileOffset(imageData, result.consumedBytes);
  if (result.writtenBytes === size) {
    return { data, writtenBytes: size, offset, problem: undefined, notes: streamNotes(result, offset, parts) };
  }
  const stray = chunks.find((chunk) => chunk.type === 'IDAT' && chunk.offset > last.offset);
  if (stray !== undefined) throw malformed('png', 'another chunk stands between the IDAT chunks', stray.offset);
  return { data, writtenBytes: result.writtenBytes, offset, problem: result.problem, notes: [] };
}

/** What the caller's own inflate gives, or `undefined` where it fails: then the stream is read here, to say exactly how. */
function attempt(inflate: Inflate, parts: readonly Uint8Array[], size: number): Uint8Array | undefined {
  try {
    const data = inflate(parts, size);
    return data.length === size ? new Uint8Array(data.buffer, data.byteOffset, size) : undefined;
  } catch {
    return undefined;
  }
}

/** Allocates zeros; where the engine has no memory, that is the file's size and not a bug. */
export function allocate(size: number): Uint8Array {
  try {
    return new Uint8Array(size);
  } catch (cause) {
    throw new ForensicsError('limit-exceeded', `there is no memory for ${size} bytes of pixels`, { stage: 'png', cause });
  }
}

function streamNotes({ outcome, checksum, consumedBytes }: InflateResult, offset: number, parts: readonly Uint8Array[]): Note[] {
  if (outcome === 'overflow') return [note('png-extra-image-data', { offset })];
  if (outcome !== 'complete' || checksum === 'missing') return [note('png-unfinished-image-data', { offset })];
  const notes = checksum === 'mismatch' ? [note('png-checksum-mismatch', { offset: offset - 4 })] : [];
  const length = parts.reduce((sum, part) => sum + part.length, 0) - consumedBytes;
  return length > 0 ? [...notes, note('png-extra-compressed-data', { offset, length })] : notes;
}

/** Where in the file the compressed byte number `position` of the image data is. */
function fileOffset(imageData: readonly PngChunk[], position: number): number {
  let offset = 0;
  let rest = position;
  for (const chunk of imageData) {
    offset = chunk.dataOffset + Math.min(rest, chunk.length);
    if (rest <= chunk.length) break;
    rest -= chunk.length;
  }
  return offset;
}
