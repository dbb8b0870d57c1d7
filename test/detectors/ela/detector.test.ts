import { describe, expect, it } from 'vitest';
import { decodePng } from '../../../src/codec/png/index.ts';
import { ela } from '../../../src/detectors/index.ts';
import type { ElaDetails, ElaOptions, MeasuredFinding } from '../../../src/detectors/index.ts';
import { blockErrorMap, generateElaMap } from '../../../src/detectors/ela/index.ts';
import { exhibitFromRaster, openExhibit } from '../../../src/exhibit/index.ts';
import type { Exhibit } from '../../../src/exhibit/index.ts';
import { intersectionOverUnion } from '../../../src/image/index.ts';
import type { Box, RasterLike } from '../../../src/image/index.ts';
import { readFixture } from '../../support/fixture.ts';
import { areaUnderCurve, splitCells } from '../../support/ranking.ts';
import { noise, syntheticPhoto } from '../../support/scene.ts';
import { tamperPair } from '../../support/spliced.ts';

function measure(
  exhibit: Exhibit,
  options?: Partial<ElaOptions>,
): Required<Pick<MeasuredFinding<ElaDetails>, 'heatmap'>> & MeasuredFinding<ElaDetails> {
  const finding = ela.detect(exhibit, options);
  if (finding.status !== 'measured' || finding.heatmap === undefined) throw new Error(JSON.stringify(finding));
  return { ...finding, heatmap: finding.heatmap };
}

function measurePixels(image: RasterLike, options?: Partial<ElaOptions>) {
  return measure(exhibitFromRaster(image), options);
}

/** An RGB picture with an alpha for each pixel. */
function withAlpha({ data: rgb, width, height }: RasterLike, alpha: (pixel: number) => number): RasterLike {
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2], alpha(i)], 4 * i);
  return { data, width, height };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('ela', () => {
  const photo = syntheticPhoto(200, 136, 8);

  it('gives the block means of the error map as its heat map', () => {
    for (const smoothing of [1, 5, 9]) {
      const options = { quality: 80, subsampling: '4:4:4', smoothing } as const;
      const map = generateElaMap(photo, { quality: 80, subsampling: '4:4:4' });
      expect(measurePixels(photo, options).heatmap, String(smoothing)).toEqual(blockErrorMap(map, smoothing));
    }
  });

  it('reports what it re-saved with, and the classic numbers of that map', () => {
    const { details, quantity } = measurePixels(photo, { quality: 85, scale: 20, subsampling: '4:2:2' });
    const { unscaled, scaled } = generateElaMap(photo, { quality: 85, scale: 20, subsampling: '4:2:2' });
    expect(details).toMatchObject({ quality: 85, scale: 20, subsampling: '4:2:2', unscaled });
    expect(details.metrics).toMatchObject({ meanError: scaled.mean, maxError: scaled.max, stdDev: scaled.stdDev });
    expect(quantity).toContain('log10');
    expect(measurePixels(noise(32, 32, 1, 1)).details.subsampling).toBe('gray');
  });

  it('measures 0 on flat and evenly noisy pictures', () => {
    const flat = measurePixels({ data: new Uint8Array(64 * 64 * 3).fill(90), width: 64, height: 64 });
    const even = measurePixels(noise(256, 256, 3, 3));
    for (const { statistic, regions } of [flat, even]) expect([statistic, regions]).toEqual([0, []]);
  });

  it.each([
    ['everywhere', () => 0],
    ['but for one pixel in three', (i: number) => (i % 3 === 0 ? 255 : 0)],
  ])('does not apply to a picture that is fully transparent %s', (_, alpha) => {
    expect(ela.detect(exhibitFromRaster(withAlpha(photo, alpha)))).toEqual({
      status: 'not-applicable',
      reason: { code: 'ela-no-opaque-pixels', params: {} },
    });
  });

  it('measures what shows of a cut-out, and says what it left out', () => {
    const { notes, heatmap } = measurePixels(withAlpha(photo, (i) => (i % 200 < 120 ? 0 : 255)));
    expect(notes).toContainEqual({ code: 'ela-transparent', params: { percent: 60 } });
    expect(heatmap.valid?.includes(1)).toBe(true);
  });

  it.each([
    [15, 100],
    [100, 15],
    [1, 1],
  ])('does not apply to %d×%d pixels', (width, height) => {
    expect(ela.detect(exhibitFromRaster(noise(width, height, 3, 1)))).toEqual({
      status: 'not-applicable',
      reason: { code: 'detector-image-too-small', params: { width, height, minimumSide: 16 } },
    });
  });

  it('applies from 16×16 pixels on', () => {
    const { heatmap } = measurePixels(noise(16, 16, 3, 1));
    expect([heatmap.width, heatmap.height]).toEqual([2, 2]);
  });

  it('does not apply to a file without a row of pixels, asked first or after others', async () => {
    const exhibit = await openExhibit(await readFixture('formats/jpeg/scans-missing-component.jpg'));
    const answer = { status: 'not-applicable', reason: { code: 'exhibit-no-rows', params: {} } };
    expect(ela.detect(exhibit)).toEqual(answer);
    exhibit.decodingState();
    expect(ela.detect(exhibit)).toEqual(answer);
  });

  it('looks only at the rows of a damaged file that were read, and needs 16 of them', async () => {
    const [cut, cutEarly] = await Promise.all(
      ['truncated-2x2', 'truncated-restart'].map(async (name) => openExhibit(await readFixture(`formats/jpeg/${name}.jpg`))),
    );
    const { heatmap } = measure(cut);
    expect([cut.height, heatmap.width, heatmap.height]).toEqual([97, 17, 6]);
    expect(ela.detect(cutEarly)).toMatchObject({ reason: { params: { width: 67, height: 15, minimumSide: 16 } } });
  });

  it.each([
    [{ smoothing: 4 }, new RangeError('"smoothing" must be odd and in 1..63, received 4')],
    [{ smoothing: 0 }, new RangeError('"smoothing" must be in 1..63, received 0')],
    [{ smoothing: 65 }, new RangeError('"smoothing" must be in 1..63, received 65')],
    [{ smoothing: 3.5 }, new RangeError('"smoothing" must be a whole number, received 3.5')],
    [{ quality: 0 }, new RangeError('"quality" must be in 1..100, received 0')],
    [{ scale: 256 }, new RangeError('"scale" must be in 1..255, received 256')],
    [{ smooth: 9 }, new TypeError('unknown option "smooth"; known options: quality, scale, subsampling, smoothing')],
  ])('refuses %o, even where it would not apply', (options, error) => {
    expect(() => ela.detect(exhibitFromRaster(photo), options as never)).toThrow(error);
    expect(() => ela.detect(exhibitFromRaster(noise(1, 1, 3, 1)), options as never)).toThrow(error);
  });
});

describe('ela, on authentic photographs', () => {
  it.each(['authentic/seeding.jpg', 'authentic/high-detail.jpg'])('stays silent on %s', async (name) => {
    const { statistic, regions } = measure(await openExhibit(await readFixture(name)));
    expect([statistic, regions]).toEqual([0, []]);
  });

  it('counts what only texture explains, and says so', async () => {
    const { details, notes } = measure(await openExhibit(await readFixture('authentic/seeding.jpg')));
    expect(details.regionsOfTexture).toBeGreaterThan(0);
    expect(notes).toContainEqual({ code: 'ela-regions-of-texture', params: { count: details.regionsOfTexture } });
  });
});

describe('ela, on forgeries of known history', () => {
  it.each([1, 2, 3, 4, 5, 6])('scores the spliced photograph of seed %d above its clean twin', (seed) => {
    const { clean, spliced, pasted } = tamperPair(seed);
    const [twin, forgery] = [measurePixels(clean), measurePixels(spliced)];
    expect([twin.statistic, twin.regions]).toEqual([0, []]);
    expect(forgery.statistic).toBeGreaterThan(1);
    const isPasted = (x: number, y: number): boolean =>
      x >= pasted.x && x < pasted.x + pasted.width && y >= pasted.y && y < pasted.y + pasted.height;
    expect(areaUnderCurve(forgery.heatmap, spliced, isPasted)).toBeGreaterThan(0.95);
    expect(intersectionOverUnion(forgery.regions[0], pasted)).toBeGreaterThan(0.4);
  });

  it.each([
    [16, 184],
    [144, 192],
    [264, 176],
  ])('finds a textured paste elsewhere: at (%d, %d)', (x, y) => {
    const { spliced, pasted } = tamperPair(2, { x, y, width: 96, height: 80 });
    const { regions } = measurePixels(spliced);
    expect(Math.max(...regions.map((region) => intersectionOverUnion(region, pasted)))).toBeGreaterThan(0.4);
  });

  it.each(['scene-splice', 'seeding-splice'])('points at the paste in %s', async (name) => {
    const [exhibit, mask] = await Promise.all([
      openExhibit(await readFixture(`tampered/${name}.jpg`)),
      readFixture(`tampered/${name}.mask.png`).then((bytes) => decodePng(bytes).raster),
    ]);
    expect([mask.width, mask.height, mask.channels]).toEqual([exhibit.width, exhibit.height, 1]);
    const isPasted = (x: number, y: number): boolean => mask.data[y * mask.width + x] === 255;
    const { heatmap, regions } = measure(exhibit);
    expect(areaUnderCurve(heatmap, exhibit, isPasted)).toBeGreaterThan(0.9);
    const { inside, outside } = splitCells(heatmap, exhibit, isPasted);
    expect(mean(inside) / mean(outside)).toBeGreaterThan(2);
    expect(overlap(regions[0], mask)).toBeGreaterThan(0.3);
  });

  it.each([
    ['the whole picture', () => true],
    ['the paste alone', (isPasted: boolean) => isPasted],
  ])('is not fooled by an alpha of 254 on %s', async (_, isFaded) => {
    const [exhibit, mask] = await Promise.all([
      openExhibit(await readFixture('tampered/scene-splice.jpg')),
      readFixture('tampered/scene-splice.mask.png').then((bytes) => decodePng(bytes).raster),
    ]);
    const faded = withAlpha(exhibit.plane('raster'), (i) => (isFaded(mask.data[i] === 255) ? 254 : 255));
    const [plain, veiled] = [measure(exhibit), measurePixels(faded)];
    expect(veiled).toEqual(plain);
    expect(veiled.statistic).toBeGreaterThan(1.2);
  });

  it('scores the forged photograph above the one that it was made of', async () => {
    const [authentic, forged] = await Promise.all(
      ['authentic/seeding.jpg', 'tampered/seeding-splice.jpg'].map(async (name) =>
        measure(await openExhibit(await readFixture(name))),
      ),
    );
    expect(forged.statistic).toBeGreaterThan(authentic.statistic + 1);
  });
});

/** Intersection over union of a box and the white pixels of a mask. */
function overlap(box: Box, mask: { readonly data: ArrayLike<number>; readonly width: number; readonly height: number }): number {
  let [white, both] = [0, 0];
  for (let i = 0; i < mask.width * mask.height; i++) {
    if (mask.data[i] === 0) continue;
    white++;
    const [x, y] = [i % mask.width, Math.floor(i / mask.width)];
    if (x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height) both++;
  }
  return both / (box.width * box.height + white - both);
}
