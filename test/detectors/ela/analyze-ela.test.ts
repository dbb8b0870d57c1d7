import { describe, expect, it } from 'vitest';
import { decodeJpeg } from '../../../src/codec/jpeg/index.ts';
import { analyzeEla, detectAnomalousRegions, generateElaMap, likelihoodScore } from '../../../src/detectors/ela/index.ts';
import { readFixture } from '../../support/fixture.ts';
import { noise, syntheticPhoto } from '../../support/scene.ts';

const PHOTO = syntheticPhoto(160, 128, 6);

function codesOf(image: Parameters<typeof analyzeEla>[0]): string[] {
  return analyzeEla(image).notes.map(({ code }) => code);
}

describe('analyzeEla', () => {
  it('puts map, statistics, score and regions together', () => {
    const options = { quality: 80, scale: 20, subsampling: '4:4:4' } as const;
    const result = analyzeEla(PHOTO, options);
    const map = generateElaMap(PHOTO, options);
    const { score, metrics } = likelihoodScore(map);
    expect(result.errorMap).toEqual(map);
    expect([result.meanError, result.maxError, result.stdDev]).toEqual([map.scaled.mean, map.scaled.max, map.scaled.stdDev]);
    expect([result.likelihoodScore, result.metrics]).toEqual([score, metrics]);
    expect(result.anomalousRegions).toEqual(detectAnomalousRegions(map));
  });

  it('has nothing to remark on an ordinary photograph', () => {
    expect(codesOf(PHOTO)).toEqual([]);
  });

  it('says when the image is small, on either side', () => {
    expect(codesOf(syntheticPhoto(127, 128, 6))).toEqual(['ela-small-image']);
    expect(codesOf(syntheticPhoto(300, 127, 6))).toEqual(['ela-small-image']);
    expect(analyzeEla(syntheticPhoto(40, 30, 6)).notes[0].params).toEqual({ width: 40, height: 30 });
  });

  it.each([
    // Pixels of 16,384, and whole percent: 0 and 100 only where that is exact.
    [1, 1],
    [4096, 25],
    [8274, 51],
    [16383, 99],
    [16384, 100],
  ])('says of %d fully transparent pixels that they are %d percent', (pixels, percent) => {
    const data = new Uint8Array(128 * 128 * 4).fill(255);
    for (let i = 0; i < pixels; i++) data[4 * i + 3] = 0;
    const { notes } = analyzeEla({ data, width: 128, height: 128 });
    expect(notes).toEqual([{ code: 'ela-transparent', params: { percent } }]);
  });

  it('has nothing to remark on partial transparency, which hides nothing', () => {
    const data = Uint8Array.from({ length: 160 * 128 * 4 }, (_, i) => (i % 4 === 3 ? 254 : PHOTO.data[(i >> 2) * 3 + (i % 4)]));
    expect(codesOf({ data, width: 160, height: 128 })).toEqual([]);
  });

  it('says when the classic picture is white, and when texture explains it', () => {
    const { notes } = analyzeEla(noise(128, 128, 3, 1));
    expect(notes.map(({ code }) => code)).toEqual(['ela-saturated', 'ela-high-detail']);
    expect(notes[0].params['mean']).toBe(Math.round(analyzeEla(noise(128, 128, 3, 1)).meanError));
  });

  it('knows a densely textured photograph', async () => {
    const { raster } = decodeJpeg(await readFixture('authentic/high-detail.jpg'));
    expect(codesOf(raster)).toEqual(['ela-high-detail']);
  });

  it('answers for one pixel', () => {
    const { meanError, anomalousRegions, likelihoodScore: score } = analyzeEla(noise(1, 1, 3, 1));
    expect([meanError >= 0, anomalousRegions, score >= 0 && score <= 1]).toEqual([true, [], true]);
  });

  it('refuses wrong options and pixels', () => {
    expect(() => analyzeEla(PHOTO, { quality: 101 })).toThrow('"quality" must be in 1..100, received 101');
    expect(() => analyzeEla(PHOTO, { smoothing: 9 } as never)).toThrow('unknown option "smoothing"');
    expect(() => analyzeEla({ ...PHOTO, width: 161 })).toThrow(RangeError);
  });
});
