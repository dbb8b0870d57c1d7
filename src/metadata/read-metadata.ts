import { readStructure } from '../codec/jpeg/index.ts';
import type { JpegStructure } from '../codec/jpeg/index.ts';
import { readChunks } from '../codec/png/index.ts';
import type { PngStructure } from '../codec/png/index.ts';
import { checkBytes, resolveLimits, unsupported } from '../errors/index.ts';
import type { Limits } from '../errors/index.ts';
import { startReading } from './budget.ts';
import type { ImageMetadata } from './image-metadata.ts';
import { readJpegMetadata } from './jpeg-metadata.ts';
import { notesOf, openLedger } from './note-ledger.ts';
import { readPngMetadata } from './png-metadata.ts';
import { startsWith } from './text.ts';

/** A file whose structure has been read already. */
export interface StructuredFile {
  readonly bytes: Uint8Array;
  readonly structure: JpegStructure | PngStructure;
}

/**
 * Reads the metadata of a JPEG or PNG file: EXIF in full, with the place of everything; of XMP, ICC, IPTC and Photoshop blocks where
 * they lie. Nothing is decoded and nothing is unpacked.
 *
 * Broken metadata in a readable file are notes, with `complete: false`; what can be read is there all the same. Numbers are finite, or
 * `null` where a fraction has the denominator 0. Positions are in the result: see {@link withoutPosition} before it is shown or kept.
 *
 * @param file - The whole file, or the file with its structure when that is known already.
 * @param limits - Limits to change; the rest are `DEFAULT_LIMITS`.
 * @throws {ForensicsError} The file is neither JPEG nor PNG (`unsupported`), or its structure cannot be read (`malformed`,
 *   `limit-exceeded`).
 *
 * @example
 * ```ts
 * import { encodeJpeg } from 'tamperlens/jpeg';
 * import { readMetadata } from 'tamperlens/metadata';
 *
 * const file = encodeJpeg({ data: new Uint8Array(16 * 16 * 3), width: 16, height: 16 });
 * const metadata = readMetadata(file);
 * metadata.blocks.map(({ kind, offset }) => [kind, offset]); // [['jfif', 2]]
 * metadata.normalized; // {}
 * ```
 */
export function readMetadata(file: Uint8Array | StructuredFile, limits?: Partial<Limits>): ImageMetadata {
  const resolved = resolveLimits(limits);
  const { bytes, structure } = structured(file, resolved);
  const state = startReading(openLedger(), resolved);
  const parts = 'frame' in structure ? readJpegMetadata(bytes, structure, state) : readPngMetadata(bytes, structure, state);
  return { ...parts, notes: notesOf(state.ledger), complete: state.ledger.complete };
}

function structured(file: Uint8Array | StructuredFile, limits: Limits): StructuredFile {
  if (typeof file === 'object' && file !== null && 'structure' in file) {
    checkBytes('bytes', file.bytes);
    return file;
  }
  checkBytes('file', file);
  if (startsWith(file, 0, '\xff\xd8')) return { bytes: file, structure: readStructure(file, limits) };
  if (startsWith(file, 0, '\x89PNG')) return { bytes: file, structure: readChunks(file, limits) };
  throw unsupported('metadata', 'metadata are read from JPEG and PNG files only', 0);
}
