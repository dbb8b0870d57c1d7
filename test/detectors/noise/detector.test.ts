import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../src/codec/png/index.ts';
import { recompress } from '../../../src/codec/jpeg/index.ts';
import { noisePattern } from '../../../src/detectors/index.ts';
import type { MeasuredFinding, NoiseDetails, NoiseOptions } from '../../../src/detectors/index.ts';
import { exhibitFromRaster, openExhibit } from '../../../src/exhibit/index.ts';
import type { Exhibit } from '../../../src/exhibit/index.ts';
import { intersectionOverUnion } from '../../../src/image/index.ts';
import type { Box, Plane, RasterLike } from '../../../src/image/index.ts';
import { readFixture } from '../../support/fixture.ts';
import { areaUnderCurve } from '../../support/ranking.ts';
import { noise, syntheticPhoto } from '../../support/scene.ts';
import type { Scene } from '../../support/scene.ts';
import { grainyPlane, isInside, smoothed, withGrain } from './grain.ts';

type Measured = Required<Pick<MeasuredFinding<NoiseDetails>, 'heatmap'>> & MeasuredFinding<NoiseDetails>;

function measure(exhibit: Exhibit, options?: Partial<NoiseOptions>): Measured {
  const finding = noisePattern.detect(exhibit, options);
  if (finding.status !== 'measured' || finding.heatmap === undefined) throw new Error(JSON.stringify(finding));
  return { ...finding, heatmap: finding.heatmap };
}

function measurePixels(image: RasterLike, options?: Partial<NoiseOptions>): Measured {
  return measure(exhibitFromRaster(image), options);
}

function saved(scene: Scene, quality: number): Scene {
  return { ...scene, data: Uint8Array.from(recompress(scene, { quality }).data) };
}

function bestOverlap(finding: Measured, box: Box): number {
  return Math.max(0, ...finding.regions.map((region) => intersectionOverUnion(region, box)));
}

/** Above this the ensemble would let a person look. */
const WORTH_A_LOOK = 3;

const SEEDS = [1, 2, 3, 4];
const PASTED: Box = { x: 150, y: 190, width: 144, height: 116 };

/** A photograph with grain of its own, so that there is something to remove. */
function photograph(seed: number): Scene {
  const made = PHOTOGRAPHS.get(seed);
  if (made !== undefined) return made;
  const whole = { x: 0, y: 0, width: 512, height: 384 };
  const photo = withGrain(syntheticPhoto(whole.width, whole.height, seed), whole, 2, seed + 50);
  PHOTOGRAPHS.set(seed, photo);
  return photo;
}

const PHOTOGRAPHS = new Map<number, Scene>();

describe('noisePattern, on photographs of which a part was changed', () => {
  const edits: Readonly<Record<string, { side: string; edit: (scene: Scene, seed: number) => Scene }>> = {
    'made noisier': { side: 'noisier', edit: (scene, seed) => withGrain(scene, PASTED, 6, seed + 9) },
    'made smoother': { side: 'smoother', edit: (scene) => smoothed(scene, PASTED) },
  };
  for (const [name, { side, edit }] of Object.entries(edits)) {
    it.each(SEEDS)(`scores the one that was ${name} above its clean twin, seed %d`, (seed) => {
      const clean = photograph(seed);
      for (const [twin, forgery] of [
        [clean, edit(clean, seed)],
        [saved(clean, 95), saved(edit(clean, seed), 95)],
      ]) {
        const [before, after] = [measurePixels(twin), measurePixels(forgery)];
        expect(before.statistic).toBeLessThan(1);
        expect(after.statistic).toBeGreaterThan(WORTH_A_LOOK);
        expect(after.details.minoritySide).toBe(side);
        expect(bestOverlap(after, PASTED)).toBeGreaterThan(0.5);
        expect(areaUnderCurve(after.heatmap, forgery, (x, y) => isInside(PASTED, x, y))).toBeGreaterThan(0.95);
      }
    });
  }

  it('tells how strong the noise is on either side', () => {
    const { details, notes } = measurePixels(withGrain(photograph(3), PASTED, 6, 12));
    const { sigmaInRegions, sigmaElsewhere } = details;
    // Grain of 2 in the photograph, and 6 on top: √(2² + 6²) = 6.3, less what the box holds of the rest.
    expect(sigmaInRegions).toBeGreaterThan(4);
    expect(sigmaElsewhere).toBeLessThan(3);
    expect(notes).toContainEqual({
      code: 'noise-regions-noisier',
      params: { inside: Math.round(100 * sigmaInRegions!) / 100, elsewhere: Math.round(100 * sigmaElsewhere!) / 100 },
    });
  });

  it.each([
    ['noisier', 2, 6],
    ['smoother', 6, 2],
  ])('finds a part that is %s on even ground, at another brightness too', (side, around, within) => {
    const box = { x: 96, y: 80, width: 96, height: 80 };
    for (const light of [120, 190]) {
      const plane = grainyPlane(
        320,
        256,
        (x, y) => (isInside(box, x, y) ? light : 120),
        (x, y) => (isInside(box, x, y) ? within : around),
        7,
      );
      const { details, regions } = measurePixels(plane);
      expect([details.minoritySide, regions.length]).toEqual([side, 1]);
      expect(intersectionOverUnion(regions[0], box)).toBeGreaterThan(0.5);
    }
  });

  it('scores a part higher the more its noise differs', () => {
    const statistics = [0, 3, 6].map((sigma) => measurePixels(withGrain(photograph(2), PASTED, sigma, 4)).statistic);
    expect(statistics).toEqual([...statistics].sort((a, b) => a - b));
  });
});

describe('noisePattern, on untouched pictures', () => {
  it.each(SEEDS)('stays silent on the photograph of seed %d, as it is and saved', (seed) => {
    for (const scene of [
      syntheticPhoto(512, 384, seed),
      photograph(seed),
      saved(photograph(seed), 95),
      saved(photograph(seed), 75),
    ]) {
      expect(measurePixels(scene).statistic).toBeLessThan(1);
    }
  });

  it.each(['clean-scene', 'high-detail', 'seeding'])('stays below what is worth a look on authentic/%s.jpg', async (name) => {
    expect(measure(await openExhibit(await readFixture(`authentic/${name}.jpg`))).statistic).toBeLessThan(WORTH_A_LOOK);
  });

  it('outlines next to nothing on even noise', () => {
    // In maps of 64 to 900 cells a few neighbors differ by chance now and then.
    const statistics = Array.from({ length: 24 }, (_, i) => {
      const side = 128 + 15 * i;
      const sigma = 1 + (i % 15);
      return measurePixels(
        grainyPlane(
          side,
          side,
          () => 128,
          () => sigma,
          i + 1,
        ),
      ).statistic;
    });
    expect(statistics.filter((statistic) => statistic > 0).length).toBeLessThan(3);
    expect(Math.max(...statistics)).toBeLessThan(WORTH_A_LOOK);
  });

  it('stays silent on noise that grows with brightness', () => {
    const plane = grainyPlane(
      512,
      384,
      (x) => 20 + 0.42 * x,
      (x) => 1 + x / 200,
      3,
    );
    expect(measurePixels(plane).statistic).toBe(0);
  });

  it('does not outline a brighter part whose noise is that of its brightness, and says so', () => {
    const box = { x: 96, y: 80, width: 96, height: 80 };
    const inside = (x: number, y: number): boolean => isInside(box, x, y);
    const plane = grainyPlane(
      320,
      256,
      (x, y) => (inside(x, y) ? 190 : 90),
      (x, y) => (inside(x, y) ? 3 : 2),
      2,
    );
    const { statistic, details, notes } = measurePixels(plane);
    expect([statistic, details.regionsExplained]).toEqual([0, 1]);
    expect(details).toMatchObject({ sigmaInRegions: null, sigmaElsewhere: null, salientCells: 0 });
    expect(notes).toEqual([{ code: 'noise-regions-explained', params: { count: 1 } }]);
  });

  it('does not call a part with waves and the same noise noisy', () => {
    const box = { x: 96, y: 80, width: 96, height: 80 };
    const wave = (x: number, y: number): number => 40 * (((x >> 2) + (y >> 2)) % 4 < 2 ? 1 : -1);
    for (const seed of [1, 2, 3]) {
      const soft = (x: number, y: number): number => {
        let sum = 0;
        for (let k = -4; k <= 4; k++) sum += wave(x + k, y) + wave(x, y + k);
        return 128 + sum / 18;
      };
      const plane = grainyPlane(
        320,
        256,
        (x, y) => (isInside(box, x, y) ? soft(x, y) : 128),
        () => 2,
        seed,
      );
      expect(measurePixels(plane).statistic).toBeLessThan(WORTH_A_LOOK);
    }
  });
});

describe('noisePattern', () => {
  it('has one cell for each whole 16×16 pixels, at their place', () => {
    const { heatmap, details } = measurePixels(syntheticPhoto(145, 131, 3));
    expect([heatmap.width, heatmap.height, heatmap.valid]).toEqual([9, 8, undefined]);
    expect(heatmap.cell).toEqual({ width: 16, height: 16, offsetX: 0, offsetY: 0 });
    expect(details.measuredCells).toBe(72);
  });

  it('says what its statistic is made of', () => {
    const { statistic, details, quantity, regions } = measurePixels(withGrain(photograph(1), PASTED, 6, 5));
    expect(statistic).toBe(((100 * details.salientCells) / details.measuredCells) * details.separability);
    expect(regions.reduce((sum, region) => sum + region.areaPixels, 0)).toBe(256 * details.salientCells);
    expect(quantity).toContain('percent');
  });

  it('reports noise by brightness, and the noise of the whole image', () => {
    const plane = grainyPlane(
      512,
      384,
      (x) => 20 + 0.42 * x,
      (x) => 1 + x / 128,
      3,
    );
    const { sigma, laplacianSigma, noiseLevels } = measurePixels(plane).details;
    expect(noiseLevels.length).toBeGreaterThan(10);
    expect(noiseLevels.map((level) => level.sigma)).toEqual(noiseLevels.map((level) => level.sigma).sort((a, b) => a - b));
    for (const value of [sigma, laplacianSigma]) expect(Math.abs(value / 3 - 1)).toBeLessThan(0.1);
  });

  it.each([
    [127, 400],
    [400, 127],
    [16, 16],
    [1, 1],
    [1, 5000],
  ])('does not apply to %d×%d pixels', (width, height) => {
    expect(noisePattern.detect(exhibitFromRaster(noise(width, height, 3, 1)))).toEqual({
      status: 'not-applicable',
      reason: { code: 'detector-image-too-small', params: { width, height, minimumSide: 128 } },
    });
  });

  it('applies from 128×128 pixels on, whatever the remainder', () => {
    for (const [width, height] of [
      [128, 128],
      [129, 143],
      [144, 128],
    ]) {
      const { heatmap } = measurePixels(noise(width, height, 1, 1));
      expect([heatmap.width, heatmap.height]).toEqual([Math.floor(width / 16), 8]);
    }
  });

  it('does not apply to pictures without noise, and says so', async () => {
    const flat = { data: new Uint8Array(160 * 160 * 3).fill(90), width: 160, height: 160 };
    const slope: Plane = { data: Uint8Array.from({ length: 256 * 256 }, (_, i) => i % 256), width: 256, height: 256 };
    for (const image of [flat, slope]) {
      expect(noisePattern.detect(exhibitFromRaster(image))).toEqual({
        status: 'not-applicable',
        reason: { code: 'noise-absent', params: { percent: 100 } },
      });
    }
    const screenshot = await openExhibit(await readFixture('authentic/screenshot.png'));
    expect(noisePattern.detect(screenshot)).toMatchObject({ status: 'not-applicable', reason: { code: 'noise-absent' } });
  });

  it('does not apply where hardly anything is neither clipped nor transparent', () => {
    const dark = grainyPlane(
      256,
      256,
      (_, y) => (y < 16 ? 128 : 0),
      () => 1,
      3,
    );
    expect(noisePattern.detect(exhibitFromRaster(dark))).toEqual({
      status: 'not-applicable',
      reason: { code: 'noise-nothing-to-measure', params: { cells: 16, minimumCells: 32 } },
    });
    const glass = { data: new Uint8Array(160 * 160 * 4), width: 160, height: 160 };
    expect(noisePattern.detect(exhibitFromRaster(glass))).toMatchObject({ reason: { params: { cells: 0 } } });
  });

  it('does not measure clipped cells, and says how many', () => {
    const plane = grainyPlane(
      256,
      256,
      (x) => (x < 64 ? 255 : x < 128 ? 0 : 128),
      () => 2,
      3,
    );
    const { heatmap, notes, statistic } = measurePixels(plane);
    expect(heatmap.valid).toEqual(Uint8Array.from({ length: 256 }, (_, i) => (i % 16 < 8 ? 0 : 1)));
    expect(Array.from(heatmap.data).filter((value, i) => i % 16 < 8 && value !== 0)).toEqual([]);
    expect([statistic, notes]).toEqual([0, [{ code: 'noise-clipped', params: { percent: 50 } }]]);
  });

  it('does not measure cells with a transparent pixel, whatever lies under it', async () => {
    const photo = photograph(4);
    const data = new Uint8Array((photo.data.length / 3) * 4);
    for (let i = 0; i < data.length / 4; i++) {
      const [x, y] = [i % photo.width, Math.floor(i / photo.width)];
      const hidden = x >= 200 && x < 330 && y >= 100 && y < 220;
      data.set(hidden ? [0, (x * y) & 255, 0, 0] : [...photo.data.subarray(3 * i, 3 * i + 3), 255], 4 * i);
    }
    const { heatmap, notes, statistic } = measure(
      await openExhibit(encodePng({ data, width: photo.width, height: photo.height })),
    );
    // Columns 12 … 20 of cells hold the pixels 200 … 329, rows 6 … 13 the pixels 100 … 219.
    const expected = Uint8Array.from({ length: 32 * 24 }, (_, i) => {
      const [x, y] = [i % 32, Math.floor(i / 32)];
      return x >= 12 && x <= 20 && y >= 6 && y <= 13 ? 0 : 1;
    });
    expect(heatmap.valid).toEqual(expected);
    expect(notes).toContainEqual({ code: 'noise-transparent', params: { percent: Math.ceil(7200 / 768) } });
    expect(statistic).toBeLessThan(1);
  });

  it('says when compression has left hardly any noise', () => {
    const compressed = recompress(
      grainyPlane(
        256,
        256,
        (x, y) => 90 + (x + y) / 8,
        () => 4,
        3,
      ),
      { quality: 60 },
    );
    const { notes, details } = measurePixels(compressed);
    expect(notes.map(({ code }) => code)).toContain('noise-faint');
    expect(details.sigma).toBeLessThan(0.35);
    expect(measurePixels(photograph(2)).notes).toEqual([]);
  });

  it('stays finite on the harshest pixels', () => {
    for (const image of [
      noise(160, 144, 3, 1),
      grainyPlane(
        160,
        144,
        () => 128,
        () => 120,
        1,
      ),
    ]) {
      const { heatmap, statistic } = measurePixels(image);
      expect(heatmap.data.every(Number.isFinite)).toBe(true);
      expect(statistic).toBeGreaterThanOrEqual(0);
    }
  });

  it('looks only at the rows of a damaged file that were read', async () => {
    const cut = await openExhibit(await readFixture('formats/jpeg/truncated-restart.jpg'));
    expect(noisePattern.detect(cut)).toMatchObject({ reason: { code: 'detector-image-too-small' } });
    const nothing = await openExhibit(await readFixture('formats/jpeg/scans-missing-component.jpg'));
    expect(noisePattern.detect(nothing)).toEqual({ status: 'not-applicable', reason: { code: 'exhibit-no-rows', params: {} } });
  });

  it.each([
    [{ smoothing: 4 }, new RangeError('"smoothing" must be odd, received 4')],
    [{ smoothing: 0 }, new RangeError('"smoothing" must be in 1..9, received 0')],
    [{ smoothing: 11 }, new RangeError('"smoothing" must be in 1..9, received 11')],
    [{ smoothing: 2.5 }, new RangeError('"smoothing" must be a whole number, received 2.5')],
    [{ blockSize: 8 }, new TypeError('unknown option "blockSize"; known options: smoothing')],
  ])('refuses %o, even where it would not apply', (options, error) => {
    for (const image of [photograph(1), noise(1, 1, 3, 1)]) {
      expect(() => noisePattern.detect(exhibitFromRaster(image), options as never)).toThrow(error);
    }
  });
});
