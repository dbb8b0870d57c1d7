import type { JpegScan } from '../../codec/jpeg/index.ts';

/** What mozjpeg's search chooses for luma, and for both chroma components together. */
interface Choice {
  /** Last coefficient of the lower band of AC coefficients; 63 when they are not cut in two. */
  readonly cut: number;
  /** Bits left to later scans. */
  readonly low: number;
}

/** The ways in which mozjpeg sends the DC coefficients of YCbCr: always all bits at once. */
const COLOR_DC: readonly string[] = [
  '0,1,2: 0-0, 0, 0',
  '0: 0-0, 0, 0; 1: 0-0, 0, 0; 2: 0-0, 0, 0',
  '0: 0-0, 0, 0; 1,2: 0-0, 0, 0',
];

const GRAY_DC: readonly string[] = ['0: 0-0, 0, 0'];

/** What follows DC in the script for YCbCr that mozjpeg took over from jpgcrush and writes when it does not search. */
const FIXED_COLOR_AC =
  '0: 1-8, 0, 2; 1: 1-8, 0, 0; 2: 1-8, 0, 0; 0: 9-63, 0, 2; 0: 1-63, 2, 1; 0: 1-63, 1, 0; 1: 9-63, 0, 0; 2: 9-63, 0, 0';

/** Where the search tries a cut, and what it tries to leave to later scans. */
const CUTS: readonly number[] = [2, 5, 8, 12, 18, 63];
const MOST_LUMA_BITS = 3;
const MOST_CHROMA_BITS = 2;

/**
 * Whether mozjpeg may have chosen this order of scans for YCbCr, or for one component.
 *
 * Scans of whole bands, uncut and with all bits, are in reach of the search too, but anybody may write them, so they do not count.
 *
 * @param script - The same scans, as `scanScript` writes them.
 * @param components - 3 or 1.
 * @see mozjpeg `jcparam.c`, `jpeg_simple_progression` and `jpeg_search_progression`, and `jcmaster.c`, `select_scans`.
 */
export function isMozjpegScript(script: string, scans: readonly JpegScan[], components: 1 | 3): boolean {
  const starts = components === 1 ? GRAY_DC : COLOR_DC;
  const searched = components === 1 ? graySearch(scans) : colorSearch(scans);
  const rests = [...(components === 3 ? [FIXED_COLOR_AC] : []), ...(searched === undefined ? [] : [searched])];
  return starts.some((dc) => rests.some((ac) => script === `${dc}; ${ac}`));
}

/** The AC scans of the search whose choice shows in the first AC scan of the component. */
function graySearch(scans: readonly JpegScan[]): string | undefined {
  const luma = choiceFor(scans, 0, MOST_LUMA_BITS);
  if (luma === undefined || isPlain(luma)) return undefined;
  return [...firstPass([0], luma), ...refinements([0], luma.low, 0)].join('; ');
}

function colorSearch(scans: readonly JpegScan[]): string | undefined {
  const luma = choiceFor(scans, 0, MOST_LUMA_BITS);
  const chroma = choiceFor(scans, 1, MOST_CHROMA_BITS);
  if (luma === undefined || chroma === undefined || (isPlain(luma) && isPlain(chroma))) return undefined;
  const shared = Math.min(luma.low, chroma.low);
  return [
    ...firstPass([0], luma),
    ...refinements([0], luma.low, shared),
    ...firstPass([1, 2], chroma),
    ...refinements([1, 2], chroma.low, shared),
    ...refinements([0, 1, 2], shared, 0),
  ].join('; ');
}

function choiceFor(scans: readonly JpegScan[], component: number, mostBits: number): Choice | undefined {
  const first = scans.find(({ components, spectralStart }) => spectralStart > 0 && components[0].index === component);
  if (first === undefined || !CUTS.includes(first.spectralEnd) || first.successiveLow > mostBits) return undefined;
  return { cut: first.spectralEnd, low: first.successiveLow };
}

function isPlain({ cut, low }: Choice): boolean {
  return cut === 63 && low === 0;
}

function firstPass(components: readonly number[], { cut, low }: Choice): string[] {
  return components.flatMap((component) => [
    `${component}: 1-${cut}, 0, ${low}`,
    ...(cut === 63 ? [] : [`${component}: ${cut + 1}-63, 0, ${low}`]),
  ]);
}

/** Scans that bring components from bit `from` down to bit `to`. */
function refinements(components: readonly number[], from: number, to: number): string[] {
  const scans: string[] = [];
  for (let low = from - 1; low >= to; low--) {
    for (const component of components) scans.push(`${component}: 1-63, ${low + 1}, ${low}`);
  }
  return scans;
}
