import { standardQuantizationTable } from '../../codec/jpeg/index.ts';

/** From this place of the scale on (quality 51), ImageMagick takes the first quality it comes to, whether or not both statistics fit. */
const LENIENT_FROM = 50;

/**
 * The quality that ImageMagick reads out of quantization tables, the same as `identify -format %Q` prints.
 *
 * It compares the sum of all steps, and of a few of them, with those of the IJG tables; so it also names a quality for many tables
 * that are not the IJG's. Where it has none it prints 92, which cannot be told from a true 92; here that is `undefined`.
 *
 * @param tables - By destination, 0..3, each 64 steps in natural order, as {@link headerTables} gives them.
 * @returns 1..100, or `undefined` where ImageMagick has no estimate.
 * @see ImageMagick `coders/jpeg.c`, `JPEGSetImageQuality`; equal to ImageMagick 6.9.11 on the files of `test/vectors/jpeg-quality.json`.
 *
 * @example
 * ```ts
 * import { headerTables, imageMagickQuality } from 'tamperlens/detectors';
 * import { encodeJpeg, readStructure } from 'tamperlens/jpeg';
 *
 * const file = encodeJpeg({ data: new Uint8Array(8 * 8 * 3), width: 8, height: 8 }, { quality: 85 });
 * imageMagickQuality(headerTables(readStructure(file))); // 85
 * ```
 */
export function imageMagickQuality(tables: readonly (ArrayLike<number> | undefined)[]): number | undefined {
  const [first, second] = tables;
  if (first === undefined) return undefined;
  const few = sumOfFew(first, second);
  const all = tables.reduce((sum, table) => sum + (table === undefined ? 0 : sumOfSteps(table)), 0);
  for (let i = 0; i < 100; i++) {
    const luma = standardQuantizationTable('luma', i + 1);
    const chroma = second === undefined ? undefined : standardQuantizationTable('chroma', i + 1);
    const fewThere = sumOfFew(luma, chroma);
    const allThere = sumOfSteps(luma) + (chroma === undefined ? 0 : sumOfSteps(chroma));
    if (few < fewThere && all < allThere) continue;
    return (few <= fewThere && all <= allThere) || i >= LENIENT_FROM ? i + 1 : undefined;
  }
  return undefined;
}

/** The steps that ImageMagick looks at singly. */
function sumOfFew(luma: ArrayLike<number>, chroma: ArrayLike<number> | undefined): number {
  return luma[2] + luma[53] + (chroma === undefined ? 0 : chroma[0] + chroma[63]);
}

function sumOfSteps(table: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < 64; k++) sum += table[k];
  return sum;
}
