import type { DecodingState, JpegCoefficients, JpegStructure } from '../codec/jpeg/index.ts';
import type { FileFormat, GuardReport } from '../guard/index.ts';
import type { Plane, Raster } from '../image/index.ts';
import type { ImageMetadata } from '../metadata/index.ts';
import type { Note } from '../notes/index.ts';

/** What a detector may ask an exhibit for. */
export interface ExhibitPlanes {
  /** Markers, tables and scans of a JPEG file. */
  readonly 'jpeg-structure': JpegStructure;
  /** Quantized DCT coefficients of a JPEG file, exactly as stored. */
  readonly 'jpeg-coefficients': JpegCoefficients;
  /** Pixels in stored orientation; of a damaged file, only the rows that were read. */
  readonly raster: Raster;
  /** BT.601 luma of the raster, 0..255. */
  readonly luma: Plane;
  /** What a JPEG or PNG file says about itself, positions included. */
  readonly metadata: ImageMetadata;
}

/** The name of a plane. */
export type ExhibitPlane = keyof ExhibitPlanes;

/**
 * The image under examination.
 *
 * Each plane is computed once, on demand, and kept until it is released; asking again computes it again.
 */
export interface Exhibit {
  /** Where it came from: a file's bytes, or pixels alone (then whatever needs the file is not applicable). */
  readonly source: 'file' | 'pixels';
  readonly format: FileFormat | 'pixels';
  /** Size of the stored frame in pixels. */
  readonly width: number;
  readonly height: number;
  /** The file, `undefined` for pixels alone. */
  readonly bytes: Uint8Array | undefined;
  readonly guard: GuardReport | undefined;
  /** Which decoder makes the pixels. */
  readonly decoder: string;
  /**
   * Why a plane cannot be had, or `undefined` when it can. Of pixels that is known only once they are decoded, which this then does.
   *
   * @param checkpoint - As for {@link Exhibit.plane}.
   * @throws {ForensicsError} The file's data cannot be read.
   * @throws {TypeError} There is no plane of that name; the message lists those there are.
   */
  unavailable(plane: ExhibitPlane, checkpoint?: () => void): Note | undefined;
  /**
   * Gives a plane, computing it when needed.
   *
   * @param checkpoint - Called now and then during the work; may throw to stop it.
   * @throws {ForensicsError} The file's data cannot be read.
   * @throws {RangeError} The plane is {@link Exhibit.unavailable | unavailable}.
   * @throws {TypeError} There is no plane of that name; the message lists those there are.
   */
  plane<P extends ExhibitPlane>(plane: P, checkpoint?: () => void): ExhibitPlanes[P];
  /** Whether everything that the frame promises could be read; decodes the pixels when that is not known yet. */
  decodingState(checkpoint?: () => void): DecodingState;
  /** Lets go of a plane's memory. Planes that came with the exhibit stay. */
  release(plane: ExhibitPlane): void;
}
