import { checkInteger, resolveOptions } from '../../errors/index.ts';
import type { Exhibit, ExhibitPlane } from '../../exhibit/index.ts';
import { median, pow } from '../../math/index.ts';
import { missingPlane, notApplicable, UNBOUNDED } from '../contract.ts';
import type { DetectContext, Detector, Finding, HeatMap } from '../contract.ts';
import { calibrate } from './calibration.ts';
import { unclippedBlocks } from './clipped-blocks.ts';
import type { DoubleJpegDetails } from './details.ts';
import { doubleJpegNotes } from './double-jpeg-notes.ts';
import { MINIMUM_INFORMATIVE } from './frequencies.ts';
import { countValues } from './histograms.ts';
import { likelihoodMap } from './likelihood-map.ts';
import { lumaBlocks } from './luma-blocks.ts';
import { estimatePrimaryQuality } from './primary-quality.ts';
import { estimatePrimarySteps } from './primary-steps.ts';
import type { PrimaryStep } from './primary-steps.ts';
import { countValleys, isInformative } from './valley-counts.ts';
import { findUntraced } from './valley-regions.ts';

/** Options of the {@link doubleJpeg} detector. */
export interface DoubleJpegOptions {
  /**
   * Side of the square of 8×8 blocks over which the map is averaged, odd, 1..63.
   * @defaultValue 9
   */
  readonly smoothing: number;
}

const NEEDS: readonly ExhibitPlane[] = ['jpeg-coefficients', 'raster'];
const DEFAULTS: DoubleJpegOptions = { smoothing: 9 };
const QUANTITY =
  '−log10 of the number of false alarms expected with the part that most plainly lacks the trace of an earlier compression; 0 when none does';

/** Parts of which chance makes fewer than this many in a hundred images, in decimal logarithms, are outlined. */
const OUTLINED_LOG10_NFA = -2;
const MAXIMUM_REGIONS = 50;

/** Of the time: calibrating takes most. */
const CALIBRATING_SHARE = 0.6;

/** Finds parts that lack the trace of an earlier JPEG compression which the rest shows. */
export const doubleJpeg: Detector<'double-jpeg', DoubleJpegOptions, DoubleJpegDetails> = {
  id: 'double-jpeg',
  revision: 1,
  title: 'Double JPEG compression',
  description:
    'Looks for the trace that an earlier JPEG compression left in the coefficients of the file, and for parts that lack it. Parts that were pasted, painted or moved lack it.',
  applicability: 'JPEG files of at least 1000 blocks of 8×8 pixels that were edited as a JPEG of lower quality and saved again.',
  needs: NEEDS,
  defaults: DEFAULTS,
  references: [
    {
      citation:
        'T. Bianchi, A. De Rosa, A. Piva, Improved DCT coefficient analysis for forgery localization in JPEG images, ICASSP 2011',
      link: 'https://doi.org/10.1109/ICASSP.2011.5946978',
    },
    {
      citation:
        'Z. Lin, J. He, X. Tang, C.-K. Tang, Fast, automatic and fine-grained tampered JPEG image detection via DCT coefficient analysis, Pattern Recognition 42(11), 2009',
      link: 'https://doi.org/10.1016/j.patcog.2009.03.019',
    },
  ],
  detect(exhibit: Exhibit, options?: Partial<DoubleJpegOptions>, context: DetectContext = UNBOUNDED): Finding<DoubleJpegDetails> {
    const { smoothing } = resolveOptions(DEFAULTS, options);
    checkInteger('smoothing', smoothing, 1, 63);
    if (smoothing % 2 === 0) throw new RangeError(`"smoothing" must be odd, received ${smoothing}`);
    const wait = (): void => context.checkpoint(0);
    const noFile = missingPlane(exhibit, ['jpeg-coefficients'], context);
    if (noFile !== undefined) return notApplicable(noFile);
    // Before the pixels, which are then made from it.
    const coefficients = exhibit.plane('jpeg-coefficients', wait);
    const blocks = lumaBlocks(coefficients);
    if ('code' in blocks) return notApplicable(blocks);
    const raster = exhibit.plane('raster', wait);

    const calibration = calibrate(blocks, (share) => context.checkpoint(CALIBRATING_SHARE * share));
    const roundingSigma = Math.sqrt(calibration.roundingVariance);
    const primarySteps = estimatePrimarySteps(countValues(blocks), calibration, roundingSigma, blocks.steps);
    context.checkpoint(CALIBRATING_SHARE);
    const valid = unclippedBlocks(raster, blocks);
    const { data, width, height } = likelihoodMap(blocks, primarySteps, smoothing);
    const heatmap: HeatMap = {
      data,
      width,
      height,
      cell: { width: blocks.cellWidth, height: blocks.cellHeight, offsetX: 0, offsetY: 0 },
    };
    const informative = primarySteps.filter(isInformative);
    const { leak, candidates } =
      informative.length >= MINIMUM_INFORMATIVE
        ? findUntraced(
            blocks,
            countValleys(blocks, informative, calibration),
            valid,
            median(informative.map(({ alpha }) => alpha)),
          )
        : { leak: null, candidates: [] };
    context.checkpoint(1);

    const regions = candidates.filter(({ log10Nfa }) => log10Nfa < OUTLINED_LOG10_NFA).slice(0, MAXIMUM_REGIONS);
    const quality = estimatePrimaryQuality(primarySteps);
    const log10Nfa = candidates.length > 0 ? candidates[0].log10Nfa : null;
    const details: DoubleJpegDetails = {
      frequencies: primarySteps.map(describeFrequency),
      informativeFrequencies: informative.length,
      primaryQuality: quality?.quality ?? null,
      primaryQualityConfidence: quality?.confidence ?? null,
      leak,
      log10Nfa,
      candidates: candidates.length,
      clippedPercent: percentOf(valid),
      roundingSigma,
    };
    return {
      status: 'measured',
      statistic: log10Nfa === null ? 0 : Math.max(0, -log10Nfa),
      quantity: QUANTITY,
      polarity: 'larger-is-more-suspicious',
      ...(log10Nfa === null ? {} : { nfa: pow(10, log10Nfa) }),
      heatmap,
      regions,
      notes: doubleJpegNotes(details, regions.length),
      details,
    };
  },
};

function describeFrequency(primary: PrimaryStep): DoubleJpegDetails['frequencies'][number] {
  const { frequency, step, primaryStep, alpha, gain } = primary;
  const traced = step % primaryStep !== 0;
  return {
    frequency,
    step,
    primaryStep: traced ? primaryStep : null,
    alpha: traced ? alpha : 0,
    gain,
    informative: isInformative(primary),
  };
}

/** Rounded up, so that a little is not nothing. */
function percentOf(valid: Uint8Array): number {
  let without = 0;
  for (const mark of valid) if (mark === 0) without++;
  return Math.ceil((100 * without) / valid.length);
}
