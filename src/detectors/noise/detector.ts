import { checkInteger, resolveOptions } from '../../errors/index.ts';
import type { Exhibit, ExhibitPlane } from '../../exhibit/index.ts';
import { median } from '../../math/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { missingPlane, notApplicable, tooSmall, UNBOUNDED } from '../contract.ts';
import type { DetectContext, Detector, Finding, HeatMap } from '../contract.ts';
import { salientRegions } from '../salient-regions.ts';
import type { SalientRegion } from '../salient-regions.ts';
import { otsuSeparability } from '../separability.ts';
import { CELL, measureCells } from './cell-noise.ts';
import type { CellNoise } from './cell-noise.ts';
import { compareCells, minoritySide } from './compare-cells.ts';
import type { NoiseDetails } from './noise-details.ts';
import { estimateNoiseLevels, SIGMA_OFFSET } from './noise-levels.ts';
import { noiseNotes } from './noise-notes.ts';
import { opaqueCells } from './opaque-cells.ts';

/** Options of the {@link noisePattern} detector. */
export interface NoiseOptions {
  /**
   * Side of the square of 16×16 cells of the median filter over the map, odd, 1..9.
   * @defaultValue 3
   */
  readonly smoothing: number;
}

const NEEDS: readonly ExhibitPlane[] = ['raster', 'luma'];
const DEFAULTS: NoiseOptions = { smoothing: 3 };
const QUANTITY = 'percent of the measured 16×16 cells in outlined regions × Otsu separability of the noise map';

/** Below this side the map has fewer than 64 cells, too few for medians and deviations. */
const MINIMUM_SIDE = 128;

/** Half of the smallest map. */
const MINIMUM_CELLS = 32;

/** A cell of which more is clipped has no noise to measure. */
const MAXIMUM_CLIPPED = 0.5;

/** σ below this is no noise, only how sums are rounded. */
const NO_NOISE = 0.01;

/** From this share of cells without noise on, the picture is taken for drawn. */
const NO_NOISE_SHARE = 0.5;

/** Robust deviations at which a cell of the map belongs to what stands out, as in `salientRegions`. */
const STANDS_OUT = 2.5;

/** Mean deviation from cells of like brightness and texture above which a region is not just brighter, darker or more textured. */
const UNEXPLAINED_DEVIATION = 1.5;

/** Factor that σ, the geometric mean of both estimates, must differ by. On even noise a few neighbors differ by a fifth by chance. */
const MINIMUM_FACTOR = 1.25;

/** Of the time: measuring cells takes most, comparing them the rest. */
const MEASURING_SHARE = 0.8;

/** Finds parts whose noise differs from that of the rest, on either side. */
export const noisePattern: Detector<'noise', NoiseOptions, NoiseDetails> = {
  id: 'noise',
  revision: 1,
  title: 'Noise pattern',
  description:
    'Measures the noise of small blocks and compares each with blocks of like brightness and texture. Parts from another picture, or retouched ones, can be noisier or smoother than the rest.',
  applicability: 'Pictures of at least 128 pixels a side that hold noise at all.',
  needs: NEEDS,
  defaults: DEFAULTS,
  references: [
    {
      citation:
        'B. Mahdian, S. Saic, Using noise inconsistencies for blind image forensics, Image and Vision Computing 27(10), 2009',
      link: 'https://doi.org/10.1016/j.imavis.2009.02.001',
    },
    {
      citation: 'J. Immerkær, Fast Noise Variance Estimation, Computer Vision and Image Understanding 64(2), 1996',
      link: 'https://doi.org/10.1006/cviu.1996.0060',
    },
  ],
  detect(exhibit: Exhibit, options?: Partial<NoiseOptions>, context: DetectContext = UNBOUNDED): Finding<NoiseDetails> {
    const { smoothing } = resolveOptions(DEFAULTS, options);
    checkInteger('smoothing', smoothing, 1, 9);
    if (smoothing % 2 === 0) throw new RangeError(`"smoothing" must be odd, received ${smoothing}`);
    const missing = missingPlane(exhibit, NEEDS, context);
    if (missing !== undefined) return notApplicable(missing);
    const raster = exhibit.plane('raster');
    // Of a damaged file the rows that were read, which may be fewer than the frame has.
    const small = tooSmall(raster, MINIMUM_SIDE);
    if (small !== undefined) return notApplicable(small);

    const cells = measureCells(exhibit.plane('luma'), (share) => context.checkpoint(MEASURING_SHARE * share));
    const opaque = opaqueCells(raster);
    const valid = measurableCells(cells, opaque);
    const reason = nothingToMeasure(cells, valid);
    if (reason !== undefined) return notApplicable(reason);
    const counts = (i: number): boolean => valid[i] !== 0;
    const { levels, overall } = estimateNoiseLevels(cells, counts);
    const { deviations, fromLikeCells } = compareCells(cells, valid, { levels, overall }, smoothing);
    context.checkpoint(1);

    const side = minoritySide(deviations);
    const sign = side === 'noisier' ? 1 : -1;
    const heatmap = heatMapOf(cells, valid, deviations, sign);
    const sigma = medianOf(cells.sigma, counts) ?? 0;
    const laplacianSigma = medianOf(cells.laplacianSigma, counts) ?? 0;
    const salient = salientRegions(heatmap, raster).filter((region) => {
      const byWavelet = (meanIn(cells.sigma, heatmap, region) + SIGMA_OFFSET) / (sigma + SIGMA_OFFSET);
      const byLaplacian = (meanIn(cells.laplacianSigma, heatmap, region) + SIGMA_OFFSET) / (laplacianSigma + SIGMA_OFFSET);
      const factor = Math.sqrt(byWavelet * byLaplacian);
      return (side === 'noisier' ? factor : 1 / factor) >= MINIMUM_FACTOR;
    });
    const regions = salient.filter((region) => sign * meanIn(fromLikeCells, heatmap, region) >= UNEXPLAINED_DEVIATION);
    const salientCells = regions.reduce((sum, region) => sum + region.cells, 0);
    const measuredCells = valid.reduce((sum, mark) => sum + mark, 0);
    const separability = otsuSeparability(heatmap);
    const inside = insideBoxes(regions, cells.width, cells.height);
    const details: NoiseDetails = {
      sigma,
      laplacianSigma,
      noiseLevels: levels,
      minoritySide: side,
      sigmaInRegions: medianOf(cells.sigma, (i) => counts(i) && inside[i] !== 0) ?? null,
      sigmaElsewhere: regions.length === 0 ? null : (medianOf(cells.sigma, (i) => counts(i) && inside[i] === 0) ?? null),
      separability,
      salientCells,
      measuredCells,
      regionsExplained: salient.length - regions.length,
    };
    return {
      status: 'measured',
      statistic: ((100 * salientCells) / measuredCells) * separability,
      quantity: QUANTITY,
      polarity: 'larger-is-more-suspicious',
      heatmap,
      regions,
      notes: noiseNotes(details, valid, opaque),
      details,
    };
  },
};

function measurableCells({ clipped }: CellNoise, opaque: Uint8Array | undefined): Uint8Array {
  return Uint8Array.from(clipped, (share, i) => (share <= MAXIMUM_CLIPPED && (opaque === undefined || opaque[i] !== 0) ? 1 : 0));
}

function nothingToMeasure({ sigma }: CellNoise, valid: Uint8Array): Note | undefined {
  let measured = 0;
  let noiseless = 0;
  valid.forEach((mark, i) => {
    measured += mark;
    if (mark !== 0 && sigma[i] < NO_NOISE) noiseless++;
  });
  if (measured < MINIMUM_CELLS) return note('noise-nothing-to-measure', { cells: measured, minimumCells: MINIMUM_CELLS });
  const share = noiseless / measured;
  return share >= NO_NOISE_SHARE ? note('noise-absent', { percent: Math.round(100 * share) }) : undefined;
}

function heatMapOf({ width, height }: CellNoise, valid: Uint8Array, deviations: Float32Array, sign: number): HeatMap {
  const all = valid.every((mark) => mark !== 0);
  // Adding 0 turns −0 into 0.
  const data = deviations.map((deviation) => sign * deviation + 0);
  const cell = { width: CELL, height: CELL, offsetX: 0, offsetY: 0 };
  return { data, ...(all ? {} : { valid }), width, height, cell };
}

/** Mean of another map over the cells of a region's box that stand out of the heat map. */
function meanIn(map: Float32Array, heatmap: HeatMap, region: SalientRegion): number {
  let sum = 0;
  let count = 0;
  for (let y = region.y / CELL; y < (region.y + region.height) / CELL; y++) {
    for (let x = region.x / CELL; x < (region.x + region.width) / CELL; x++) {
      const cell = y * heatmap.width + x;
      if (!(heatmap.data[cell] > STANDS_OUT)) continue;
      sum += map[cell];
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}

function insideBoxes(regions: readonly SalientRegion[], width: number, height: number): Uint8Array {
  const inside = new Uint8Array(width * height);
  for (const region of regions) {
    for (let y = region.y / CELL; y < (region.y + region.height) / CELL; y++) {
      inside.fill(1, y * width + region.x / CELL, y * width + (region.x + region.width) / CELL);
    }
  }
  return inside;
}

function medianOf(values: Float32Array, counts: (i: number) => boolean): number | undefined {
  const counted = values.filter((_, i) => counts(i));
  return counted.length === 0 ? undefined : median(counted);
}
