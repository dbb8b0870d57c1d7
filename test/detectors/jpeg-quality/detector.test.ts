import { describe, expect, it } from 'vitest';
import { encodeJpeg, standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { jpegQuality } from '../../../src/detectors/index.ts';
import type { JpegQualityDetails, MeasuredFinding } from '../../../src/detectors/index.ts';
import { exhibitFromRaster, openExhibit } from '../../../src/exhibit/index.ts';
import { readFixture } from '../../support/fixture.ts';
import { joinJpeg, MARKER, splitJpeg } from '../../support/jpeg-parts.ts';
import { noise } from '../../support/scene.ts';

async function measure(bytes: Uint8Array): Promise<MeasuredFinding<JpegQualityDetails>> {
  const finding = jpegQuality.detect(await openExhibit(bytes));
  if (finding.status !== 'measured') throw new Error(JSON.stringify(finding));
  return finding;
}

async function measureFixture(name: string): Promise<MeasuredFinding<JpegQualityDetails>> {
  return measure(await readFixture(`formats/jpeg/${name}.jpg`));
}

function codesOf({ notes }: MeasuredFinding<unknown>): string[] {
  return notes.map(({ code }) => code);
}

/** The file with one of its two tables changed; each table is a segment of its own, its 64 steps in zigzag order. */
function withTable(bytes: Uint8Array, id: number, change: (steps: Uint8Array) => void): Uint8Array {
  const parts = splitJpeg(bytes).map((part) => {
    if (part.marker !== MARKER.DQT || part.payload[0] !== id) return part;
    const payload = part.payload.slice();
    change(payload.subarray(1));
    return { ...part, payload };
  });
  return joinJpeg(parts);
}

/** The steps of a table of another quality, out of a file. */
function stepsOf(quality: number, id: number): Uint8Array {
  const parts = splitJpeg(encodeJpeg(noise(8, 8, 3, 1), { quality }));
  return parts.find(({ marker, payload }) => marker === MARKER.DQT && payload[0] === id)!.payload.subarray(1);
}

const SCENE = noise(16, 16, 3, 1);
const AT_90 = encodeJpeg(SCENE, { quality: 90 });

describe('jpegQuality', () => {
  it('recovers all 100 qualities from files in color, for luma and chroma', async () => {
    for (let quality = 1; quality <= 100; quality++) {
      const finding = await measure(encodeJpeg(SCENE, { quality }));
      const { components } = finding.details;
      expect(finding.statistic, `quality ${quality}`).toBe(quality);
      expect(
        components.map((c) => [c.component, c.tableId, c.quality, c.exact, c.deviation]),
        `quality ${quality}`,
      ).toEqual([
        [0, 0, quality, true, 0],
        [1, 1, quality, true, 0],
        [2, 1, quality, true, 0],
      ]);
      expect(finding.notes, `quality ${quality}`).toEqual([{ code: 'jpeg-quality-standard-table', params: { quality } }]);
    }
  });

  it('recovers all 100 qualities from gray files', async () => {
    for (let quality = 1; quality <= 100; quality++) {
      const { statistic, details, notes } = await measure(encodeJpeg(noise(8, 8, 1, 1), { quality }));
      expect([statistic, details.components.length, notes.length], `quality ${quality}`).toEqual([quality, 1, 1]);
    }
  });

  it('tells how the file is built', async () => {
    const { details } = await measure(encodeJpeg(SCENE, { quality: 75, subsampling: '4:2:2' }));
    const luma = standardQuantizationTable('luma', 75);
    expect(details).toMatchObject({
      process: 'SOF0',
      colorSpace: 'ycbcr',
      subsampling: '4:2:2',
      scans: 1,
      restartInterval: 0,
      sameTableForChroma: false,
    });
    expect(details.components[0]).toMatchObject({ minimumStep: Math.min(...luma), maximumStep: Math.max(...luma) });
  });

  it('says how far one changed step is from the nearest standard table', async () => {
    const finding = await measure(withTable(AT_90, 0, (steps) => (steps[0] += 1)));
    const [step] = standardQuantizationTable('luma', 90);
    expect(finding.statistic).toBe(90);
    expect(finding.details.components[0].exact).toBe(false);
    expect(finding.details.components[0].deviation).toBeCloseTo(1 / step / 64, 12);
    expect(finding.notes).toEqual([{ code: 'jpeg-quality-near-standard-table', params: { quality: 90 } }]);
  });

  it('knows the table of another make', async () => {
    const flat = await measure(withTable(AT_90, 0, (steps) => steps.fill(10)));
    expect(codesOf(flat)).toEqual(['jpeg-quality-custom-table']);
    expect(flat.details.components[0].deviation).toBeGreaterThan(0.1);
  });

  it('notices luma and chroma of different qualities', async () => {
    const finding = await measure(withTable(AT_90, 1, (steps) => steps.set(stepsOf(70, 1))));
    expect(finding.statistic).toBe(90);
    expect(finding.notes.slice(1)).toEqual([{ code: 'jpeg-quality-mixed', params: { luma: 90, chroma: 70 } }]);
  });

  it('notices one table for both', async () => {
    const { details, notes } = await measure(withTable(AT_90, 1, (steps) => steps.set(stepsOf(90, 0))));
    expect(details.sameTableForChroma).toBe(true);
    expect(notes.map(({ code }) => code)).toEqual(['jpeg-quality-standard-table', 'jpeg-quality-same-table']);
  });

  it('reads a progressive file', async () => {
    const { details } = await measureFixture('progressive-2x2');
    expect(details).toMatchObject({ process: 'SOF2', subsampling: '4:2:0' });
    expect(details.scans).toBeGreaterThan(1);
    expect(details.components).toHaveLength(3);
  });

  it('reads the restart interval', async () => {
    expect((await measureFixture('restart-2-units')).details.restartInterval).toBe(2);
  });

  it.each(['rgb-adobe', 'rgb-ids', 'cmyk-adobe', 'cmyk-no-adobe'])(
    'holds every table of %s against that of luma, having no chroma',
    async (name) => {
      const { details, notes } = await measureFixture(name);
      const [first] = details.components;
      expect(details.sameTableForChroma).toBe(false);
      expect(new Set(details.components.map(({ quality, deviation }) => `${quality} ${deviation}`)).size).toBe(1);
      expect(notes).toEqual([{ code: 'jpeg-quality-standard-table', params: { quality: first.quality } }]);
    },
  );

  it('reads the headers of a file whose data are cut short or missing', async () => {
    expect((await measureFixture('truncated')).details.components).toHaveLength(3);
    expect((await measureFixture('scans-missing-component')).details.components.length).toBeGreaterThan(0);
  });

  it('has no map and no regions', async () => {
    const finding = await measure(AT_90);
    expect([finding.regions, finding.heatmap, finding.polarity]).toEqual([[], undefined, 'two-sided']);
  });

  it('does not apply to a PNG or to pixels alone', async () => {
    const png = await openExhibit(await readFixture('formats/png/rgb-8.png'));
    expect(jpegQuality.detect(png)).toEqual({
      status: 'not-applicable',
      reason: { code: 'exhibit-needs-jpeg', params: { format: 'png' } },
    });
    expect(jpegQuality.detect(exhibitFromRaster(SCENE))).toEqual({
      status: 'not-applicable',
      reason: { code: 'exhibit-needs-file', params: {} },
    });
  });
});
