import { toLuma, toRaster } from '../../image/index.ts';
import type { RasterLike } from '../../image/index.ts';
import { median } from '../../math/index.ts';
import { CELL, measureCells } from './cell-noise.ts';
import { opaqueCells } from './opaque-cells.ts';

/** The noise of a whole image. */
export interface NoiseEstimate {
  /** Standard deviation in luma levels, from the wavelet's diagonal detail; ≥ 0. */
  readonly sigma: number;
  /** The same from the Laplacian residual, which takes more texture for noise. */
  readonly laplacianSigma: number;
  /** How many cells of 16×16 pixels that is taken over. */
  readonly cells: number;
}

/** Clipping narrows noise. Where one pixel in sixteen is clipped, σ is off by less than 5 %. */
const MAXIMUM_CLIPPED = 1 / 16;

/**
 * Estimates the standard deviation of an image's noise: the median, over cells of 16×16 pixels, of the median magnitude of the diagonal wavelet
 * detail divided by 0.6745.
 *
 * The figure is that of the pixels as they are. JPEG compression removes noise, most at low quality and in smooth parts, so a saved
 * picture has less than its sensor gave; texture adds to it, so it is an upper bound where there is little else. For color pixels it is the
 * noise of luma, which is lower than that of each channel.
 *
 * @param image - 8-bit pixels with 1, 3 or 4 channels, 16×16 or larger; one channel is taken as luma. Cells with a transparent pixel, and
 *   those with clipped ones (unless there are no others), are left out.
 * @returns σ in luma levels.
 * @throws {RangeError} There is not one whole opaque cell, or the pixels do not fit their size.
 * @throws {TypeError} The pixels are not 8-bit.
 * @see D. L. Donoho, I. M. Johnstone, "Ideal spatial adaptation by wavelet shrinkage", Biometrika 81(3), 1994. doi:10.1093/biomet/81.3.425
 *
 * @example
 * ```ts
 * import { estimateNoise } from 'tamperlens/detectors';
 *
 * estimateNoise({ data: new Uint8Array(64 * 64).fill(90), width: 64, height: 64 }).cells; // 16
 * ```
 */
export function estimateNoise(image: RasterLike): NoiseEstimate {
  const raster = toRaster(image);
  const { width, height } = raster;
  if (Math.min(width, height) < CELL) throw new RangeError(`image ${width}×${height} is smaller than one ${CELL}px block`);
  const cells = measureCells(toLuma(raster));
  const opaque = opaqueCells(raster);
  const indices = Array.from(cells.sigma.keys()).filter((i) => opaque === undefined || opaque[i] !== 0);
  if (indices.length === 0) throw new RangeError(`image ${width}×${height} has no opaque ${CELL}px block`);
  const unclipped = indices.filter((i) => cells.clipped[i] <= MAXIMUM_CLIPPED);
  const used = unclipped.length > 0 ? unclipped : indices;
  return {
    sigma: median(used.map((i) => cells.sigma[i])),
    laplacianSigma: median(used.map((i) => cells.laplacianSigma[i])),
    cells: used.length,
  };
}
