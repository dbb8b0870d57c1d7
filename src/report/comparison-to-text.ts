import type { HashComparison, ImageComparison, NotComparable, SegmentComparison, TurnComparison } from '../compare/index.ts';
import type { Box } from '../image/index.ts';
import { comparisonNotes, wordTurn } from './comparison-notes.ts';
import { wordNote } from './wording.ts';

/**
 * Writes a comparison as a short plain text for a person: every hash on a line, then the pixels, then what that is consistent with.
 *
 * @returns Lines without an end of line after the last one.
 *
 * @example
 * ```ts
 * import { compareImages } from 'tamperlens/compare';
 * import { comparisonToText } from 'tamperlens/report';
 *
 * const picture = { data: new Uint8Array(32 * 24).fill(90), width: 32, height: 24 };
 * comparisonToText(compareImages(picture, picture)).includes('Both pictures hold the same pixels'); // true
 * ```
 */
export function comparisonToText(comparison: ImageComparison): string {
  return [
    'Hashes                 distance       same  suggested  quality',
    ...comparison.hashes.map(hashLine),
    ...hashRemark(comparison.hashes),
    segmentLine(comparison.cropResistant),
    turnLine(comparison.turns),
    '',
    'Pixels',
    ...pixelLines(comparison),
    '',
    'What it says',
    ...comparisonNotes(comparison).map((note) => `  - ${wordNote(note).text}`),
  ].join('\n');
}

function hashLine(hash: HashComparison): string {
  if (hash.status !== 'measured') return missingLine(hash.kind, hash);
  const { kind, bits, distance, similarity, suggestedDistance, withinSuggested } = hash;
  const apart = `${String(distance).padStart(4)} of ${bits}`;
  const limit = `${withinSuggested ? '≤' : '>'} ${suggestedDistance}`;
  const qualities = `${qualityText(hash.a.quality)} and ${qualityText(hash.b.quality)}${hash.sufficientQuality ? '' : ' *'}`;
  return `  ${kind.padEnd(20)} ${apart.padEnd(12)} ${percent(similarity).padStart(8)}  ${limit.padEnd(9)}  ${qualities}`;
}

/** Hundredths of a percent would say nothing here. */
function qualityText(quality: number | null): string {
  return quality === null ? '?' : String(Math.round(quality));
}

function hashRemark(hashes: readonly HashComparison[]): string[] {
  if (hashes.every((hash) => hash.status !== 'measured' || hash.sufficientQuality)) return [];
  return ['  * a picture gives this hash too little to go by'];
}

function segmentLine({ a, b, nearDistance }: SegmentComparison): string {
  const found = `${a.matching} of ${a.segments} parts of the first, ${b.matching} of ${b.segments} of the second`;
  return `  crop-resistant       ${found} have their like in the other (up to ${nearDistance} bits apart)`;
}

function turnLine({ nearest, all }: TurnComparison): string {
  const stored = nearest.orientation === 1 ? '' : `; as stored ${all[0].distance}`;
  return `  nearest by turning   ${wordTurn(nearest.orientation)}: ${nearest.distance} of 256 (pdq)${stored}`;
}

function pixelLines({ structuralSimilarity: ssim, peakSignalToNoise: psnr, difference }: ImageComparison): string[] {
  if (difference.status !== 'measured') return [missingLine('all', difference)];
  const { equalShare, largest, mean, box } = difference;
  const where = box === null ? [] : [row('differing pixels', `in ${boxText(box)}`)];
  return [
    ssim.status === 'measured' ? row('SSIM', similarityText(ssim.mean)) : missingLine('SSIM', ssim),
    ...(psnr.status === 'measured'
      ? [row('PSNR', `${decibels(psnr.color.decibels)} of color, ${decibels(psnr.luma.decibels)} of luma`)]
      : []),
    row('equal pixels', percent(equalShare)),
    row('difference', `mean ${mean > 0 && mean < 0.01 ? 'below 0.01' : mean.toFixed(2)}, largest ${largest} levels`),
    ...where,
    ...difference.regions.slice(0, SHOWN_REGIONS).map((region, i) => row(i === 0 ? 'stands out' : '', regionText(region))),
    ...(difference.regions.length > SHOWN_REGIONS ? [row('', `${difference.regions.length - SHOWN_REGIONS} more`)] : []),
  ];
}

/** More places than these are for the picture to show. */
const SHOWN_REGIONS = 3;

function row(label: string, text: string): string {
  return `  ${label.padEnd(20)} ${text}`;
}

function missingLine(label: string, { reason }: NotComparable): string {
  return row(label, `not applicable. ${wordNote(reason).text}`);
}

/** Rounded, but never to the 1 that is for equal luma alone. */
function similarityText(mean: number): string {
  return mean >= 0.99995 && mean < 1 ? 'above 0.9999' : mean.toFixed(4);
}

function decibels(value: number | null): string {
  return value === null ? 'no difference' : `${value.toFixed(2)} dB`;
}

/** Never 100 % of what is not all: rounded down. */
function percent(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
}

function boxText({ x, y, width, height }: Box): string {
  return `${width}×${height} pixels at (${x}, ${y})`;
}

function regionText(region: Box & { readonly meanDifference: number }): string {
  return `${boxText(region)}, mean difference ${region.meanDifference.toFixed(0)} levels`;
}
