import { describe, expect, it } from 'vitest';
import { decodeJpeg, encodeJpeg } from '../../../src/codec/jpeg/index.ts';
import type { JpegSaveOptions } from '../../../src/codec/jpeg/index.ts';
import type { MeasuredFinding } from '../../../src/detectors/contract.ts';
import { doubleJpeg } from '../../../src/detectors/double-jpeg/index.ts';
import type { DoubleJpegDetails, DoubleJpegOptions, DoubleJpegRegion } from '../../../src/detectors/double-jpeg/index.ts';
import { exhibitFromRaster, openExhibit } from '../../../src/exhibit/index.ts';
import type { Exhibit } from '../../../src/exhibit/index.ts';
import { intersectionOverUnion, toLuma } from '../../../src/image/index.ts';
import type { Box } from '../../../src/image/index.ts';
import { itConforms } from '../../support/detector-conformance.ts';
import { readFixture } from '../../support/fixture.ts';
import { areaUnderCurve } from '../../support/ranking.ts';
import { binaryNoise, noise, syntheticPhoto } from '../../support/scene.ts';
import type { Scene } from '../../support/scene.ts';

type Measured = MeasuredFinding<DoubleJpegDetails> &
  Required<Pick<MeasuredFinding<DoubleJpegDetails>, 'heatmap'>> & { readonly regions: readonly DoubleJpegRegion[] };

function measure(exhibit: Exhibit, options?: Partial<DoubleJpegOptions>): Measured {
  const finding = doubleJpeg.detect(exhibit, options);
  if (finding.status !== 'measured' || finding.heatmap === undefined) throw new Error(JSON.stringify(finding));
  return { ...finding, heatmap: finding.heatmap } as Measured;
}

async function measureFile(scene: Scene, save: Partial<JpegSaveOptions>): Promise<Measured> {
  return measure(await openExhibit(encodeJpeg(scene, save)));
}

function saved(scene: Scene, save: Partial<JpegSaveOptions>): Scene {
  return { ...scene, data: Uint8Array.from(decodeJpeg(encodeJpeg(scene, save)).raster.data) };
}

/** Neither side is a multiple of 8. */
const [WIDTH, HEIGHT] = [517, 389];
const PASTED: Box = { x: 163, y: 142, width: 136, height: 112 };
const isPasted = (x: number, y: number): boolean =>
  x >= PASTED.x && x < PASTED.x + PASTED.width && y >= PASTED.y && y < PASTED.y + PASTED.height;

/** A saved photograph with a part of another that was never compressed. */
function pasted(host: Scene, seed: number): Scene {
  const donor = syntheticPhoto(WIDTH, HEIGHT, seed + 100);
  const data = host.data.map((value, i) => {
    const pixel = Math.floor(i / 3);
    return isPasted(pixel % WIDTH, Math.floor(pixel / WIDTH)) ? donor.data[i] : value;
  });
  return { ...host, data };
}

const PAIRS: readonly (readonly [first: number, last: number, seed: number])[] = [
  [55, 85, 1],
  [60, 90, 2],
  [70, 90, 3],
  [75, 95, 4],
  [80, 92, 5],
  [80, 95, 6],
  [85, 95, 7],
];

describe('doubleJpeg, on photographs saved at a low quality and then at a higher one', () => {
  it.each(PAIRS)('outlines what was pasted in between, and nothing in the twin: %d, %d, seed %d', async (first, last, seed) => {
    const host = saved(syntheticPhoto(WIDTH, HEIGHT, seed), { quality: first });
    const clean = await measureFile(host, { quality: last });
    expect([clean.statistic, clean.regions]).toEqual([0, []]);
    const forgery = await measureFile(pasted(host, seed), { quality: last });
    expect(forgery.statistic).toBeGreaterThan(20);
    expect(Math.max(...forgery.regions.map((region) => intersectionOverUnion(region, PASTED)))).toBeGreaterThan(0.6);
    expect(areaUnderCurve(forgery.heatmap, { width: WIDTH, height: HEIGHT }, isPasted)).toBeGreaterThan(0.98);
    for (const { details, notes } of [clean, forgery]) {
      expect(Math.abs(details.primaryQuality! - first)).toBeLessThanOrEqual(2);
      expect(details.primaryQualityConfidence).toBeGreaterThan(0.5);
      expect(notes.map(({ code }) => code)).toContain('double-jpeg-primary-quality');
    }
    expect(forgery.notes).toContainEqual({ code: 'double-jpeg-regions', params: { count: forgery.regions.length } });
    expect(forgery.nfa).toBeLessThan(1e-20);
    expect(forgery.regions[0].valleyRatio).toBeGreaterThan(3 * forgery.details.leak!);
  });

  it.each(['4:4:4', '4:2:2', '4:2:0'] as const)('does so with chroma %s', async (subsampling) => {
    const host = saved(syntheticPhoto(WIDTH, HEIGHT, 8), { quality: 70, subsampling });
    expect((await measureFile(host, { quality: 90, subsampling })).regions).toEqual([]);
    const { regions } = await measureFile(pasted(host, 8), { quality: 90, subsampling });
    expect(intersectionOverUnion(regions[0], PASTED)).toBeGreaterThan(0.6);
  });

  it('does so in gray', async () => {
    const gray = (scene: Scene): Scene => {
      const { data, width, height } = toLuma(scene);
      return { data: Uint8Array.from(data), width, height, channels: 1 };
    };
    const host = saved(gray(syntheticPhoto(WIDTH, HEIGHT, 9)), { quality: 70 });
    expect((await measureFile(host, { quality: 90 })).regions).toEqual([]);
    const donor = gray(syntheticPhoto(WIDTH, HEIGHT, 109));
    const data = host.data.map((value, i) => (isPasted(i % WIDTH, Math.floor(i / WIDTH)) ? donor.data[i] : value));
    const { regions } = await measureFile({ ...host, data }, { quality: 90 });
    expect(intersectionOverUnion(regions[0], PASTED)).toBeGreaterThan(0.6);
  });

  it('measures whole blocks only', async () => {
    const { heatmap } = await measureFile(syntheticPhoto(WIDTH, HEIGHT, 3), { quality: 80 });
    expect([heatmap.width, heatmap.height]).toEqual([Math.floor(WIDTH / 8), Math.floor(HEIGHT / 8)]);
  });

  it('shows block by block when nothing is averaged', async () => {
    const host = saved(syntheticPhoto(WIDTH, HEIGHT, 3), { quality: 70 });
    const exhibit = await openExhibit(encodeJpeg(pasted(host, 3), { quality: 90 }));
    const [own, smooth] = [measure(exhibit, { smoothing: 1 }), measure(exhibit)];
    expect(own.statistic).toBe(smooth.statistic);
    const peak = (map: Float32Array): number => map.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(peak(own.heatmap.data)).toBeGreaterThan(peak(smooth.heatmap.data));
    expect(peak(own.heatmap.data)).toBeLessThanOrEqual(20);
  });
});

describe('doubleJpeg, on untouched pictures', () => {
  it.each([50, 75, 85, 90, 95, 98, 100])('finds no earlier compression in those saved once, at quality %d', async (quality) => {
    for (const seed of [1, 2]) {
      const { statistic, regions, details, notes } = await measureFile(syntheticPhoto(WIDTH, HEIGHT, seed), { quality });
      expect([statistic, regions]).toEqual([0, []]);
      expect(details.informativeFrequencies).toBeLessThan(3);
      expect(details.primaryQuality).toBeNull();
      expect(notes.map(({ code }) => code)).toContain('double-jpeg-no-trace');
    }
  });

  it.each([
    [90, 75],
    [85, 85],
    [95, 60],
    [90, 95],
    [60, 75],
  ])('stays silent on those saved twice all over, %d and %d', async (first, last) => {
    for (const seed of [3, 4]) {
      const { statistic, regions } = await measureFile(saved(syntheticPhoto(WIDTH, HEIGHT, seed), { quality: first }), {
        quality: last,
      });
      expect([statistic, regions]).toEqual([0, []]);
    }
  });

  /** A black sky with a few bright points and a lit strip of ground. */
  function nightSky(): Scene {
    const photo = syntheticPhoto(WIDTH, HEIGHT, 6);
    const grain = noise(WIDTH, HEIGHT, 3, 7).data;
    const data = photo.data.map((value, i) => {
      const y = Math.floor(i / 3 / WIDTH);
      return y > 300 ? value >> 1 : grain[i] > 254 ? 250 : grain[i] & 3;
    });
    return { ...photo, data };
  }

  it.each<readonly [string, () => Scene]>([
    ['one flat color', () => ({ data: new Uint8Array(WIDTH * HEIGHT * 3).fill(200), width: WIDTH, height: HEIGHT, channels: 3 })],
    ['pure noise', () => noise(WIDTH, HEIGHT, 3, 5)],
    ['the harshest noise', () => binaryNoise(WIDTH, HEIGHT, 3, 5)],
    ['a night sky', nightSky],
  ])('stays silent on %s, saved once and twice', async (_, make) => {
    const scene = make();
    for (const file of [scene, saved(scene, { quality: 70 })]) {
      const { statistic, regions, heatmap } = await measureFile(file, { quality: 92 });
      expect([statistic, regions]).toEqual([0, []]);
      expect(heatmap.data.every(Number.isFinite)).toBe(true);
    }
  });

  it('is deaf to a paste that is clipped all over', async () => {
    const host = saved(syntheticPhoto(WIDTH, HEIGHT, 3), { quality: 70 });
    const data = host.data.map((value, i) => {
      const pixel = Math.floor(i / 3);
      return isPasted(pixel % WIDTH, Math.floor(pixel / WIDTH)) ? (pixel % 3) * 127 : value;
    });
    const { details, regions, notes } = await measureFile({ ...host, data }, { quality: 90 });
    expect(regions).toEqual([]);
    expect(notes).toContainEqual({ code: 'double-jpeg-clipped', params: { percent: details.clippedPercent } });
  });
});

describe('doubleJpeg, where it does not apply', () => {
  it.each([
    [7, 7, 0],
    [65, 65, 64],
    [256, 249, 992],
  ])('says that %d×%d pixels have too few blocks', async (width, height, blocks) => {
    const exhibit = await openExhibit(encodeJpeg(noise(width, height, 3, 1), { quality: 80 }));
    const reason = { code: 'double-jpeg-too-few-blocks', params: { blocks, minimumBlocks: 1000 } };
    expect(doubleJpeg.detect(exhibit)).toEqual({ status: 'not-applicable', reason });
  });

  it('says that pixels alone have no coefficients', () => {
    expect(doubleJpeg.detect(exhibitFromRaster(noise(400, 400, 3, 1)))).toMatchObject({
      status: 'not-applicable',
      reason: { code: 'exhibit-needs-file' },
    });
  });

  it('says that CMYK has no luma', async () => {
    expect(doubleJpeg.detect(await openExhibit(await readFixture('formats/jpeg/cmyk-adobe.jpg')))).toMatchObject({
      status: 'not-applicable',
      reason: { code: 'double-jpeg-no-luma' },
    });
  });

  it('refuses an even or too large smoothing', async () => {
    const exhibit = await openExhibit(encodeJpeg(noise(400, 400, 3, 1), { quality: 80 }));
    expect(() => doubleJpeg.detect(exhibit, { smoothing: 4 })).toThrow(new RangeError('"smoothing" must be odd, received 4'));
    expect(() => doubleJpeg.detect(exhibit, { smoothing: 65 })).toThrow(RangeError);
  });
});

const forged = encodeJpeg(pasted(saved(syntheticPhoto(WIDTH, HEIGHT, 3), { quality: 70 }), 3), { quality: 90 });
const EXHIBITS: Readonly<Record<string, Exhibit>> = {
  'a forgery made here': await openExhibit(forged),
  'the same, cut short': await openExhibit(forged.subarray(0, Math.floor(forged.length * 0.7))),
  'a photograph': await openExhibit(await readFixture('authentic/clean-scene.jpg')),
  'a progressive file': await openExhibit(await readFixture('formats/jpeg/progressive-2x2.jpg')),
  'a file that is cut short': await openExhibit(await readFixture('formats/jpeg/truncated-2x2.jpg')),
  'a file without a row of pixels': await openExhibit(await readFixture('formats/jpeg/scans-missing-component.jpg')),
  'pixels alone': exhibitFromRaster(noise(64, 48, 3, 1)),
};
for (const [name, exhibit] of Object.entries(EXHIBITS)) {
  describe(`doubleJpeg, on ${name}:`, () => itConforms(doubleJpeg, exhibit));
}
