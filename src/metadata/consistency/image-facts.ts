import type { RasterLike } from '../../image/index.ts';

/** The picture that the metadata claim to describe. An exhibit has these fields. */
export interface ImageFacts {
  /** Pixels of the stored frame. */
  readonly width: number;
  readonly height: number;
  /** The file; without it the thumbnail is not looked at. */
  readonly bytes?: Uint8Array | undefined;
  /** All of the picture's pixels in stored orientation; without them the thumbnail's content is not compared. */
  readonly raster?: RasterLike | undefined;
}
