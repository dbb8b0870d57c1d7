import { digestBytes } from '../adapters/node/digests.ts';
import { nodeInflate } from '../adapters/node/index.ts';
import { orientationOf } from '../adapters/node/orientation-of.ts';
import { malformed } from '../errors/index.ts';
import { openExhibit } from '../exhibit/index.ts';
import { applyOrientation } from '../image/index.ts';
import type { Orientation, Raster } from '../image/index.ts';
import type { Note } from '../notes/index.ts';
import { wordNote } from '../report/index.ts';
import type { Input } from './inputs.ts';

/** A file with its pixels. */
export interface OpenedPicture {
  readonly label: string;
  readonly name: string;
  readonly format: string;
  readonly byteLength: number;
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly sha256: string;
  /** As stored, or turned where that was asked for. Rows that could not be read are left out. */
  readonly raster: Raster;
  /** What the file says of its orientation, applied or not. */
  readonly orientation: Orientation;
  /** Whether everything that the file promises could be read. */
  readonly complete: boolean;
  /** What reading it met. */
  readonly notes: readonly Note[];
}

/**
 * Reads a file's pixels, upright or as stored.
 *
 * @throws {ForensicsError} The file cannot be read, or not one row of pixels can.
 */
export async function openPicture({ label, name }: Input, bytes: Uint8Array, orient: 'stored' | 'exif'): Promise<OpenedPicture> {
  const exhibit = await openExhibit(bytes, { inflate: nodeInflate });
  const missing = exhibit.unavailable('raster');
  if (missing !== undefined) throw malformed('decode', wordNote(missing).text);
  const { complete, notes } = exhibit.decodingState();
  const orientation = orientationOf(exhibit);
  const stored = exhibit.plane('raster');
  const raster = orient === 'exif' ? applyOrientation(stored, orientation) : stored;
  const { format } = exhibit;
  return { label, name, format, byteLength: bytes.length, sha256: digestBytes(bytes), raster, orientation, complete, notes };
}
