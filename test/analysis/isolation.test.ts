import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/index.ts';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import type { Detector } from '../../src/detectors/index.ts';
import { STANDARD_DETECTORS } from '../../src/detectors/index.ts';
import { malformed } from '../../src/errors/index.ts';
import { openExhibit } from '../../src/exhibit/index.ts';
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
