import type { JpegCoefficients } from '../../../src/codec/jpeg/index.ts';
import type { Raster } from '../../../src/image/index.ts';

/** Rows of a picture from the top. */
export function topRows({ data, width, height, channels }: Raster, rows: number): Raster {
  return { data: data.subarray(0, width * channels * rows), width, height: Math.min(rows, height), channels };
}

/** The first sample that differs, as text for a failing assertion; `undefined` when the pictures are equal. */
export function pixelDifference(actual: Raster, expected: Raster): string | undefined {
  const shape = ({ width, height, channels, data }: Raster): string => `${width}×${height}×${channels} of ${data.length} samples`;
  if (shape(actual) !== shape(expected)) return `${shape(actual)} instead of ${shape(expected)}`;
  const at = actual.data.findIndex((sample, i) => sample !== expected.data[i]);
  if (at < 0) return undefined;
  const { width, channels } = actual;
  const pixel = Math.floor(at / channels);
  const place = `pixel (${pixel % width}, ${Math.floor(pixel / width)}), channel ${at % channels}`;
  return `${place}: ${actual.data[at]} instead of ${expected.data[at]}`;
}

/**
 * The first coefficient that differs among the blocks that belong to the image, as text; `undefined` when there is none.
 *
 * Blocks that only fill up an MCU are left out: a progressive file does not code their AC coefficients.
 *
 * @param isCompared - Blocks to look at, by component, row and column; all by default.
 */
export function coefficientDifference(
  actual: JpegCoefficients,
  expected: JpegCoefficients,
  isCompared: (component: number, blockRow: number, blockColumn: number) => boolean = () => true,
): string | undefined {
  if (actual.planes.length !== expected.planes.length)
    return `${actual.planes.length} planes instead of ${expected.planes.length}`;
  for (const [component, { data, blocksPerRow, width, height }] of actual.planes.entries()) {
    const other = expected.planes[component];
    if (data.length !== other.data.length) return `plane ${component} of ${data.length} instead of ${other.data.length}`;
    for (let row = 0; row < Math.ceil(height / 8); row++) {
      for (let column = 0; column < Math.ceil(width / 8); column++) {
        if (!isCompared(component, row, column)) continue;
        const block = (row * blocksPerRow + column) * 64;
        for (let k = 0; k < 64; k++) {
          if (data[block + k] === other.data[block + k]) continue;
          const place = `component ${component}, block (${column}, ${row}), coefficient ${k}`;
          return `${place}: ${data[block + k]} instead of ${other.data[block + k]}`;
        }
      }
    }
  }
  return undefined;
}
