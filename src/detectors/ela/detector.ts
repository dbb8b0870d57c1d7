import { resolveOptions } from '../../errors/index.ts';
import type { Exhibit, ExhibitPlane } from '../../exhibit/index.ts';
import { log10 } from '../../math/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { computeBoxMean } from '../../image/index.ts';
import type { Box } from '../../image/index.ts';
import { missingPlane, notApplicable, tooSmall, UNBOUNDED } from '../contract.ts';
import type { DetectContext, Detector, Finding } from '../contract.ts';
import { salientRegions } from '../salient-regions.ts';
import { otsuSeparability } from '../separability.ts';
import { BLOCK, blockErrorMap, checkSmoothing } from './block-map.ts';
import { blockDetail } from './detail.ts';
import { elaNotes } from './ela-notes.ts';
import { ELA_DEFAULTS, resave, resolveElaOptions } from './error-map.ts';
import type { ElaMapOptions } from './error-map.ts';
import { likelihoodScore } from './likelihood-score.ts';
import type { LikelihoodMetrics } from './likelihood-score.ts';
import type { ErrorStatistics } from './statistics.ts';
import { deviationFromTexture, FLAT } from './texture-regression.ts';

/** Options of the {@link ela} detector. */
export interface ElaOptions extends ElaMapOptions {
  /**
   * Side of the square of 8×8 blocks that the map is averaged over, odd, 1..63.
   * @defaultValue 9
   */
  readonly smoothing: number;
}

/** What the ELA detector found beside its map. */
export interface ElaDetails {
  readonly quality: number;
  readonly subsampling: string;
  readonly scale: number;
  /** The classic heuristic, 0..1; not a probability. */
  readonly likelihoodScore: number;
  /** What the classic heuristic is made of, on the scaled, clamped gray map. */
  readonly metrics: LikelihoodMetrics;
  /** Statistics of the unscaled gray error, 0..255. */
  readonly unscaled: ErrorStatistics;
  /** Otsu separability of the block map, 0..1. */
  readonly separability: number;
  /** Cells of the block map in outlined regions. */
  readonly salientCells: number;
  /** Parts that stand out of the map no more than their texture leads one to expect; they are not outlined. */
  readonly regionsOfTexture: number;
}

const NEEDS: readonly ExhibitPlane[] = ['raster', 'luma'];
const DEFAULTS: ElaOptions = { ...ELA_DEFAULTS, smoothing: 9 };
const QUANTITY = 'log10(1 + blocks in outlined regions) × Otsu separability of the block-mean error map';

/** Mean robust deviation from blocks of like texture above which a region is not just detail. */
const UNEXPLAINED_DEVIATION = 1.5;

/** Below this side the block map has fewer than four cells. */
const MINIMUM_SIDE = 16;

/**
 * Error level analysis on the JPEG grid: the mean error of each 8×8 block in a virtual re-save, smoothed, and what stands out of it.
 */
export const ela: Detector<'ela', ElaOptions, ElaDetails> = {
  id: 'ela',
  revision: 1,
  title: 'Error level analysis',
  description:
    'Saves the picture once more as JPEG, without writing a file, and measures how far each 8×8 block moves. Parts with another compression history can move more or less than blocks of like texture.',
  applicability: 'Pictures of at least 16 pixels a side that are not wholly transparent; it says most about JPEG files.',
  needs: NEEDS,
  defaults: DEFAULTS,
  references: [{ citation: "N. Krawetz, A Picture's Worth… Digital Image Analysis and Forensics, Black Hat USA 2007" }],
  detect(exhibit: Exhibit, options?: Partial<ElaOptions>, context: DetectContext = UNBOUNDED): Finding<ElaDetails> {
    const { smoothing, ...mapOptions } = resolveOptions(DEFAULTS, options);
    checkSmoothing(smoothing);
    const resolved = resolveElaOptions(mapOptions);
    const missing = missingPlane(exhibit, NEEDS, context);
    if (missing !== undefined) return notApplicable(missing);
    const raster = exhibit.plane('raster');
    // Of a damaged file the rows that were read, which may be fewer than the frame has.
    const small = tooSmall(raster, MINIMUM_SIDE);
    if (small !== undefined) return notApplicable(small);

    const errorMap = resave(raster, resolved, () => context.checkpoint(0));
    context.checkpoint(0.5);
    const heatmap = blockErrorMap(errorMap, smoothing);
    if (heatmap.valid?.includes(1) === false) return notApplicable(note('ela-no-opaque-pixels'));
    const { score, metrics } = likelihoodScore(errorMap, () => context.checkpoint(0.5));
    context.checkpoint(0.9);
    const detail = blockDetail(exhibit.plane('luma'));
    const smoothDetail = computeBoxMean(detail, (smoothing - 1) / 2);
    const texture = deviationFromTexture(heatmap, smoothDetail);
    // Flat ground has no error at all; measured against it, every letter on a screenshot would stand out.
    const salient = salientRegions(heatmap, raster, (cell) => smoothDetail.data[cell] >= FLAT).map((region) => ({
      ...region,
      deviationFromTexture: meanIn(texture, heatmap.width, region),
    }));
    const separability = otsuSeparability(heatmap);
    const regions = salient.filter((region) => region.deviationFromTexture >= UNEXPLAINED_DEVIATION);
    const salientCells = regions.reduce((sum, { cells }) => sum + cells, 0);
    const { quality, subsampling, scale } = resolved;
    return {
      status: 'measured',
      statistic: log10(1 + salientCells) * separability,
      quantity: QUANTITY,
      polarity: 'larger-is-more-suspicious',
      heatmap,
      regions,
      notes: [
        ...(exhibit.source === 'pixels' || exhibit.format === 'jpeg' ? [] : [note('ela-not-a-jpeg')]),
        ...elaNotes(errorMap, detail),
        ...regionNotes(salient.length - regions.length),
      ],
      details: {
        quality,
        subsampling: raster.channels === 1 ? 'gray' : subsampling,
        scale,
        likelihoodScore: score,
        metrics,
        unscaled: errorMap.unscaled,
        separability,
        salientCells,
        regionsOfTexture: salient.length - regions.length,
      },
    };
  },
};

/** Mean of a block map over the blocks of a box. */
function meanIn(map: Float32Array, mapWidth: number, box: Box): number {
  const right = Math.ceil((box.x + box.width) / BLOCK);
  const bottom = Math.ceil((box.y + box.height) / BLOCK);
  let sum = 0;
  let count = 0;
  for (let y = Math.floor(box.y / BLOCK); y < bottom; y++) {
    for (let x = Math.floor(box.x / BLOCK); x < right; x++, count++) sum += map[y * mapWidth + x];
  }
  return sum / count;
}

function regionNotes(regionsOfTexture: number): Note[] {
  return regionsOfTexture === 0 ? [] : [note('ela-regions-of-texture', { count: regionsOfTexture })];
}
