import { expect, it } from 'vitest';
import type { DetectContext, Detector, Finding, HeatMap, MeasuredFinding } from '../../src/detectors/index.ts';
import { exhibitFromRaster } from '../../src/exhibit/index.ts';
import type { Exhibit, ExhibitPlane } from '../../src/exhibit/index.ts';
import type { Region } from '../../src/image/index.ts';
import { WORDED_CODES, wordNote } from '../../src/report/index.ts';
import { caught } from './caught.ts';
import { sha256Hex } from './sha256.ts';

const PLANES: readonly ExhibitPlane[] = ['jpeg-structure', 'jpeg-coefficients', 'raster', 'luma'];

/** What regions of a heat map carry beside their box. */
type RankedRegion = Region & { readonly meanDeviation?: number; readonly cells?: number };

/**
 * What every detector promises, on one exhibit: to be called inside a `describe` that names both.
 */
export function itConforms(detector: Detector, exhibit: Exhibit): void {
  it('changes neither the pixels, the file nor the options', () => {
    const before = digests(exhibit);
    const options = Object.freeze({ ...detector.defaults });
    detector.detect(exhibit, options);
    expect(digests(exhibit)).toEqual(before);
    expect(options).toEqual(detector.defaults);
  });

  it('says the same twice, with its planes released in between, and with its defaults spelled out', () => {
    const first = detector.detect(exhibit);
    for (const plane of PLANES) exhibit.release(plane);
    expect(detector.detect(exhibit)).toEqual(first);
    expect(detector.detect(exhibit, detector.defaults)).toEqual(first);
  });

  it('gives a finding that JSON holds without loss, but for the heat map', () => {
    const { heatmap, ...rest } = detector.detect(exhibit) as MeasuredFinding<unknown>;
    expect(JSON.parse(JSON.stringify(rest))).toEqual(rest);
    if (heatmap !== undefined) expect(problemsOfHeatMap(heatmap, exhibit)).toEqual([]);
  });

  it('says what it measured, or why it did not, in codes that have a sentence', () => {
    const finding = detector.detect(exhibit);
    expect(problemsOf(finding)).toEqual([]);
  });

  it('outlines regions inside the image, most salient first', () => {
    const finding = detector.detect(exhibit);
    if (finding.status === 'measured') expect(problemsOfRegions(finding.regions, exhibit)).toEqual([]);
  });

  it('calls the checkpoint with a share from 0 to 1 that does not fall, and stops when it throws', () => {
    const shares: number[] = [];
    const { status } = detector.detect(exhibit, {}, { checkpoint: (share = 0) => shares.push(share) });
    // What does not apply is known at once.
    if (status === 'not-applicable' && shares.length === 0) return;
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.filter((share, i) => !(share >= (shares[i - 1] ?? 0) && share <= 1))).toEqual([]);
    for (const stopAt of new Set([1, Math.ceil(shares.length / 2), shares.length])) {
      const stopped = new Error(`stopped at call ${stopAt}`);
      expect(caught(() => detector.detect(exhibit, {}, throwingAt(stopAt, stopped)))).toBe(stopped);
    }
  });

  it('names an option that it does not know', () => {
    const options: object = { noSuchOption: 1 };
    expect(caught(() => detector.detect(exhibit, options))).toEqual(
      expect.objectContaining({ name: 'TypeError', message: expect.stringContaining('"noSuchOption"') as string }),
    );
  });

  it('does not apply to one gray pixel, for a reason that has a sentence', () => {
    const finding = detector.detect(exhibitFromRaster({ data: Uint8Array.of(77), width: 1, height: 1 }));
    expect(finding.status).toBe('not-applicable');
    expect(problemsOf(finding)).toEqual([]);
  });
}

function digests(exhibit: Exhibit): Record<string, string | undefined> {
  const raster = exhibit.unavailable('raster') === undefined ? sha256Hex(exhibit.plane('raster').data) : undefined;
  return { raster, file: exhibit.bytes && sha256Hex(exhibit.bytes) };
}

function throwingAt(call: number, error: Error): DetectContext {
  let calls = 0;
  return {
    checkpoint: () => {
      if (++calls === call) throw error;
    },
  };
}

function problemsOf(finding: Finding<unknown>): string[] {
  if (finding.status === 'not-applicable') return problemsOfNotes([finding.reason]);
  const { statistic, quantity, polarity, nfa, notes } = finding;
  const problems = problemsOfNotes(notes);
  if (!Number.isFinite(statistic)) problems.push(`statistic ${statistic}`);
  if (nfa !== undefined && !(nfa >= 0)) problems.push(`nfa ${nfa}`);
  if (quantity.length < 10) problems.push(`quantity "${quantity}"`);
  if (polarity !== 'larger-is-more-suspicious' && polarity !== 'two-sided') problems.push(`polarity ${String(polarity)}`);
  return problems;
}

function problemsOfNotes(notes: readonly Parameters<typeof wordNote>[0][]): string[] {
  return notes.flatMap((note) => {
    if (!WORDED_CODES.includes(note.code)) return [`no sentence for ${note.code}`];
    const { text } = wordNote(note);
    return /\{\w+\}/.test(text) ? [`${note.code}: ${text}`] : [];
  });
}

function problemsOfHeatMap({ data, valid, width, height, cell }: HeatMap, exhibit: Exhibit): string[] {
  const problems: string[] = [];
  const rows = exhibit.plane('raster').height;
  if (!(data instanceof Float32Array)) problems.push('data is no Float32Array');
  if (data.length !== width * height) problems.push(`${data.length} cells for ${width}×${height}`);
  if (valid !== undefined && valid.length !== data.length) problems.push(`${valid.length} marks for ${data.length} cells`);
  if (valid?.some((mark) => mark !== 0 && mark !== 1)) problems.push('valid holds more than 0 and 1');
  data.forEach((value, i) => {
    if (!Number.isFinite(value)) problems.push(`cell ${i % width},${Math.floor(i / width)} is ${value}`);
  });
  if (!(cell.width > 0 && cell.height > 0)) problems.push(`cells of ${cell.width}×${cell.height}`);
  // Together the cells reach every pixel to within one cell: partial ones at the border may be left out.
  if (Math.abs(cell.offsetX + width * cell.width - exhibit.width) > cell.width) problems.push(`${width} columns of cells`);
  if (Math.abs(cell.offsetY + height * cell.height - rows) > cell.height) problems.push(`${height} rows of cells`);
  return problems;
}

function problemsOfRegions(regions: readonly RankedRegion[], exhibit: Exhibit): string[] {
  return regions.flatMap((region, i) => {
    const { x, y, width, height, areaPixels } = region;
    const inside = x >= 0 && y >= 0 && width >= 1 && height >= 1 && x + width <= exhibit.width && y + height <= exhibit.height;
    const whole = [x, y, width, height, areaPixels].every(Number.isInteger);
    const filled = areaPixels >= 1 && areaPixels <= width * height;
    const ranked = i === 0 || salience(region) <= salience(regions[i - 1]);
    return inside && whole && filled && ranked ? [] : [`region ${i}: ${JSON.stringify(region)}`];
  });
}

/** How much evidence a region of a heat map is; equal for regions of another kind. */
function salience({ meanDeviation = 0, cells = 0 }: RankedRegion): number {
  // Rounded, because the mean times the count is the sum again but for its last bits.
  return Math.round(meanDeviation * cells * 1e6);
}
