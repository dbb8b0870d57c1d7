import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/index.ts';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import type { Detector } from '../../src/detectors/index.ts';
import { STANDARD_DETECTORS } from '../../src/detectors/index.ts';
import { malformed } from '../../src/errors/index.ts';
import { exhibitFromRaster, openExhibit } from '../../src/exhibit/index.ts';
import type { ExhibitPlane } from '../../src/exhibit/index.ts';
import { toJson } from '../../src/report/index.ts';
import { syntheticPhoto } from '../support/scene.ts';
import { spyOn } from '../support/spy-exhibit.ts';
import { stubDetector } from '../support/stub-detector.ts';

const PHOTO = syntheticPhoto(160, 128, 3);
const FILE = encodeJpeg(PHOTO, { quality: 85 });

function throwing(id: string, thrown: unknown): Detector {
  return stubDetector(id, {
    detect: () => {
      throw thrown;
    },
  });
}

describe('a detector that throws', () => {
  it.each([
    ['an Error', new TypeError('x is undefined'), { code: 'internal', message: 'x is undefined' }],
    ['a string', 'just text', { code: 'internal', message: 'just text' }],
    ['nothing', undefined, { code: 'internal', message: 'undefined' }],
    ['a ForensicsError', malformed('jpeg', 'bad table', 7), { code: 'malformed', message: 'bad table (at byte 7)', offset: 7 }],
  ])('%s is reported as failed, and the others run', async (_, thrown, error) => {
    const { report } = await analyze(FILE, { detectors: [throwing('broken', thrown), ...STANDARD_DETECTORS] });
    expect(report.findings['broken']).toEqual({ status: 'failed', title: 'The check broken', error });
    const { findings } = (await analyze(FILE)).report;
    expect(report.findings).toMatchObject(findings);
    expect(report.verdict).toMatchObject({ outcome: 'needs-review', riskLevel: 'medium', isPotentiallyEdited: false });
    expect(report.verdict.reasons[0].text).toContain('The check broken');
  });

  it('has no effect on the next analysis', async () => {
    const before = toJson((await analyze(FILE)).report);
    await analyze(FILE, { detectors: [throwing('broken', new Error('no')), ...STANDARD_DETECTORS] });
    await analyze(FILE.subarray(0, 300)).catch(() => undefined);
    expect(toJson((await analyze(FILE)).report)).toBe(before);
  });

  it('lets go of its planes', async () => {
    const events: string[] = [];
    const exhibit = spyOn(await openExhibit(FILE), events);
    await analyze(exhibit, { detectors: [throwing('broken', new Error('no'))] });
    expect(events).toContain('release raster');
  });
});

describe('a detector whose answer is none', () => {
  const MEASURED = stubDetector('x').detect(exhibitFromRaster(PHOTO));
  const CELL = { width: 8, height: 8, offsetX: 0, offsetY: 0 };
  const MAP = { data: new Float32Array(6), width: 3, height: 2, cell: CELL };
  const NOTE = { code: 'mine', params: {} };

  it.each([
    [undefined, '"the finding" must be an object, received undefined'],
    ['fine', '"the finding" must be an object, received "fine"'],
    [Promise.resolve(MEASURED), `"status" must be 'measured' or 'not-applicable', received undefined`],
    [{ ...MEASURED, status: 'failed' }, `"status" must be 'measured' or 'not-applicable', received "failed"`],
    [{ status: 'not-applicable' }, '"reason" must be an object, received undefined'],
    [{ status: 'not-applicable', reason: { params: {} } }, '"reason.code" must be a string, received undefined'],
    [{ status: 'not-applicable', reason: { code: 'mine' } }, '"reason.params" must be an object, received undefined'],
    [{ ...MEASURED, statistic: NaN }, '"statistic" must be a finite number, received NaN'],
    [{ ...MEASURED, statistic: '3' }, '"statistic" must be a finite number, received "3"'],
    [{ ...MEASURED, quantity: undefined }, '"quantity" must be a string, received undefined'],
    [{ ...MEASURED, polarity: 'up' }, `"polarity" must be 'larger-is-more-suspicious' or 'two-sided', received "up"`],
    [{ ...MEASURED, nfa: null }, '"nfa" must be a finite number, received null'],
    [{ ...MEASURED, regions: undefined }, '"regions" must be an array, received undefined'],
    [{ ...MEASURED, regions: [{ x: 0, y: 0, width: 1, height: 1 }] }, '"regions[0].areaPixels" must be a finite number'],
    [{ ...MEASURED, notes: {} }, '"notes" must be an array, received Object'],
    [{ ...MEASURED, notes: [NOTE, 'text'] }, '"notes[1]" must be an object, received "text"'],
    [{ ...MEASURED, notes: [{ code: 'a', params: { b: [] } }] }, '"notes[0].params.b" must be a string, number or boolean'],
    [{ ...MEASURED, heatmap: null }, '"heatmap" must be an object, received null'],
    [{ ...MEASURED, heatmap: { ...MAP, width: 4 } }, '"heatmap.data" must hold 8 cells, received 6'],
    [{ ...MEASURED, heatmap: { ...MAP, width: 0 } }, '"heatmap.width" must be above 0, received 0'],
    [{ ...MEASURED, heatmap: { ...MAP, data: [1, 2, 3, 4, 5, 6] } }, '"heatmap.data" must be a Float32Array, received Array'],
    [{ ...MEASURED, heatmap: { ...MAP, valid: new Uint8Array(5) } }, '"heatmap.valid" must hold 6 cells, received 5'],
    [{ ...MEASURED, heatmap: { ...MAP, cell: { ...CELL, height: 0 } } }, '"heatmap.cell.height" must be above 0, received 0'],
    [{ ...MEASURED, heatmap: { ...MAP, cell: { ...CELL, offsetX: NaN } } }, '"heatmap.cell.offsetX" must be a finite number'],
  ])('is reported as failed, with what is wrong, and the others run: %o', async (finding, message) => {
    const bad = stubDetector('bad', { detect: () => finding as never });
    const { report, heatmaps } = await analyze(FILE, { detectors: [bad, ...STANDARD_DETECTORS] });
    expect(report.findings['bad']).toMatchObject({ status: 'failed', error: { code: 'internal' } });
    expect(JSON.stringify(report.findings['bad'])).toContain(JSON.stringify(message).slice(1, -1));
    expect(Object.keys(heatmaps)).toEqual(Object.keys((await analyze(FILE)).heatmaps));
    expect(report.findings['ela'].status).toBe('measured');
    expect(report.verdict.outcome).toBe('needs-review');
  });

  it.each([
    [MEASURED],
    [{ ...MEASURED, heatmap: { ...MAP, valid: new Uint8Array(6) }, nfa: 0.5, notes: [NOTE] }],
    [{ status: 'not-applicable', reason: NOTE }],
  ])('is no other: %o is let through', async (finding) => {
    const good = stubDetector('good', { detect: () => finding as never });
    expect((await analyze(FILE, { detectors: [good] })).report.findings['good'].status).toBe(finding.status);
  });
});

describe('the planes of an exhibit', () => {
  /** Runs stubs with these needs and tells, after each of them, what was released. */
  async function releases(...needs: readonly (readonly ExhibitPlane[])[]): Promise<string[][]> {
    const events: string[] = [];
    const exhibit = spyOn(await openExhibit(FILE), events);
    const detectors = needs.map((planes, i) =>
      stubDetector(`d${i}`, {
        needs: planes,
        onDetect: (given) => {
          events.push('detect');
          for (const plane of planes) given.plane(plane);
        },
      }),
    );
    await analyze(exhibit, { detectors });
    const released: string[][] = [];
    for (const event of events) {
      if (event === 'detect') released.push([]);
      else if (event.startsWith('release ')) released.at(-1)?.push(event.slice(8));
    }
    return released.map((planes) => planes.sort());
  }

  it('are released after the last detector that needs them', async () => {
    expect(await releases(['raster'], ['raster', 'jpeg-structure'], ['jpeg-structure'])).toEqual([
      [],
      ['raster'],
      ['jpeg-structure'],
    ]);
  });

  it('stay while another is made of them: luma needs the raster', async () => {
    expect(await releases(['raster'], ['luma'], ['raster'])).toEqual([[], ['luma'], ['raster']]);
    expect(await releases(['raster'], ['luma'])).toEqual([[], ['luma', 'raster']]);
  });

  it('are released as well when they were made on the way', async () => {
    expect(await releases(['luma'])).toEqual([['luma', 'raster']]);
    expect(await releases(['luma'], ['jpeg-coefficients'])).toEqual([['luma', 'raster'], ['jpeg-coefficients']]);
  });

  it('are asked for again by the next analysis', async () => {
    const exhibit = await openExhibit(FILE);
    const first = await analyze(exhibit);
    expect(await analyze(exhibit)).toEqual(first);
  });
});
