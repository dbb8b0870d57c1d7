import { describe, expect, it } from 'vitest';
import { readStructure } from '../../../src/codec/jpeg/index.ts';
import type { JpegColorSpace, JpegStructure } from '../../../src/codec/jpeg/index.ts';
import { describeSave } from '../../../src/detectors/index.ts';
import { progressionOf } from '../../../src/detectors/jpeg-quality/progression.ts';
import type { Progression } from '../../../src/detectors/jpeg-quality/progression.ts';
import { scanScript } from '../../../src/detectors/jpeg-quality/scan-script.ts';
import { readFixture } from '../../support/fixture.ts';
import mozjpeg from '../../vectors/mozjpeg.json' with { type: 'json' };

const COMPONENTS: Readonly<Record<JpegColorSpace, number>> = { gray: 1, ycbcr: 3, rgb: 3, cmyk: 4, ycck: 4 };

/** As much of a progressive file's structure as its order of scans needs. */
function structureOf(script: string, colorSpace: JpegColorSpace): JpegStructure {
  const scans = script.split('; ').map((scan) => {
    const [, components, ...numbers] = /^([\d,]+): (\d+)-(\d+), (\d+), (\d+)$/.exec(scan)!;
    const [spectralStart, spectralEnd, successiveHigh, successiveLow] = numbers.map(Number);
    return {
      components: components.split(',').map((index) => ({ index: Number(index) })),
      spectralStart,
      spectralEnd,
      successiveHigh,
      successiveLow,
    };
  });
  const frame = { process: 'SOF2', components: new Array(COMPONENTS[colorSpace]).fill({}) };
  return { frame, scans, colorSpace } as unknown as JpegStructure;
}

function progression(script: string, colorSpace: JpegColorSpace = 'ycbcr'): Progression {
  return progressionOf(structureOf(script, colorSpace));
}

async function saveOf(name: string) {
  const bytes = await readFixture(`formats/jpeg/${name}.jpg`);
  return describeSave(readStructure(bytes), bytes);
}

describe('the scan script', () => {
  it('is in the notation of cjpeg', async () => {
    expect((await saveOf('progressive-gray')).scanScript).toBe(
      '0: 0-0, 0, 1; 0: 1-5, 0, 2; 0: 6-63, 0, 2; 0: 1-63, 2, 1; 0: 0-0, 1, 0; 0: 1-63, 1, 0',
    );
  });

  it.each([
    ['ycc-2x2', '0,1,2'],
    ['gray', '0'],
    ['scans-three', '0; 1; 2'],
    ['scans-luma-chroma', '0; 1,2'],
  ])('is the components alone for the sequential %s', async (name, expected) => {
    expect(await saveOf(name)).toMatchObject({ scanScript: expected, progression: 'sequential' });
  });

  it('writes down what a script was made of', () => {
    for (const { script } of mozjpeg.scripts) expect(scanScript(structureOf(script, 'ycbcr'))).toBe(script);
  });
});

describe('the order of the scans', () => {
  it.each([
    'progressive-2x2',
    'progressive-gray',
    'rgb-progressive',
    'cmyk-progressive',
    'ycck-adobe-progressive',
    'progressive-16bit',
  ])("is libjpeg's in %s", async (name) => {
    expect((await saveOf(name)).progression).toBe('libjpeg');
  });

  it.each(['progressive-spectral', 'progressive-deep', 'progressive-dc-refined', 'progressive-separate'])(
    "is nobody's in %s, made for a test",
    async (name) => {
      expect((await saveOf(name)).progression).toBe('other');
    },
  );

  it.each(mozjpeg.scripts)("is mozjpeg's in a $colorSpace file of its own: $script", ({ colorSpace, script }) => {
    const isPlain = /^0(,1,2)?: 0-0, 0, 0(; \d: 1-63, 0, 0)+$/.test(script);
    expect(progression(script, colorSpace as JpegColorSpace)).toBe(isPlain ? 'other' : 'mozjpeg');
  });

  // Seen in public files of websites; the rest is what jcmaster.c can choose.
  it.each([
    '0: 0-0, 0, 0; 1: 0-0, 0, 0; 2: 0-0, 0, 0; 0: 1-63, 0, 1; 0: 1-63, 1, 0; 1: 1-63, 0, 0; 2: 1-63, 0, 0',
    '0: 0-0, 0, 0; 1: 0-0, 0, 0; 2: 0-0, 0, 0; 0: 1-63, 0, 3; 0: 1-63, 3, 2; 0: 1-63, 2, 1; 0: 1-63, 1, 0; 1: 1-63, 0, 0; 2: 1-63, 0, 0',
    '0: 0-0, 0, 0; 1: 0-0, 0, 0; 2: 0-0, 0, 0; 0: 1-2, 0, 1; 0: 3-63, 0, 1; 1: 1-63, 0, 1; 2: 1-63, 0, 1; 0: 1-63, 1, 0; 1: 1-63, 1, 0; 2: 1-63, 1, 0',
    '0: 0-0, 0, 0; 1,2: 0-0, 0, 0; 0: 1-18, 0, 0; 0: 19-63, 0, 0; 1: 1-63, 0, 0; 2: 1-63, 0, 0',
    '0,1,2: 0-0, 0, 0; 0: 1-8, 0, 2; 1: 1-8, 0, 0; 2: 1-8, 0, 0; 0: 9-63, 0, 2; 0: 1-63, 2, 1; 0: 1-63, 1, 0; 1: 9-63, 0, 0; 2: 9-63, 0, 0',
  ])("is mozjpeg's: %s", (script) => {
    expect(progression(script)).toBe('mozjpeg');
  });

  it.each([
    ['a cut that it does not try', '0,1,2: 0-0, 0, 0; 0: 1-9, 0, 0; 0: 10-63, 0, 0; 1: 1-63, 0, 0; 2: 1-63, 0, 0'],
    ['DC by bits', '0,1,2: 0-0, 0, 1; 0: 1-8, 0, 0; 0: 9-63, 0, 0; 1: 1-63, 0, 0; 2: 1-63, 0, 0; 0,1,2: 0-0, 1, 0'],
    ['chroma first', '0,1,2: 0-0, 0, 0; 1: 1-63, 0, 0; 2: 1-63, 0, 0; 0: 1-8, 0, 0; 0: 9-63, 0, 0'],
    ['more bits than it leaves', '0,1,2: 0-0, 0, 0; 0: 1-63, 0, 4; 1: 1-63, 0, 0; 2: 1-63, 0, 0'],
    ['no luma', '0,1,2: 0-0, 0, 0; 1: 1-8, 0, 0; 1: 9-63, 0, 0; 2: 1-8, 0, 0; 2: 9-63, 0, 0'],
    ['no chroma', '0,1,2: 0-0, 0, 0; 0: 1-8, 0, 0; 0: 9-63, 0, 0'],
    ['one chroma component alone', '0,1,2: 0-0, 0, 0; 0: 1-8, 0, 0; 0: 9-63, 0, 0; 1: 1-63, 0, 0'],
  ])("is not mozjpeg's with %s", (_, script) => {
    expect(progression(script)).toBe('other');
  });

  // With 3, 4 and 5 scans to choose in Photoshop's dialog.
  it.each([
    '0,1,2: 0-0, 0, 0; 1: 1-5, 0, 0; 2: 1-5, 0, 0; 0: 1-5, 0, 0; 1: 6-63, 0, 0; 2: 6-63, 0, 0; 0: 6-63, 0, 0',
    '0,1,2: 0-0, 0, 0; 1: 1-5, 0, 1; 2: 1-5, 0, 1; 0: 1-5, 0, 1; 1: 6-63, 0, 1; 2: 6-63, 0, 1; 0: 6-63, 0, 1; 1: 1-63, 1, 0; 2: 1-63, 1, 0; 0: 1-63, 1, 0',
    '0,1,2: 0-0, 0, 1; 0: 1-5, 0, 2; 1: 1-5, 0, 2; 2: 1-5, 0, 2; 1: 6-63, 0, 2; 2: 6-63, 0, 2; 0: 6-63, 0, 2; 0: 1-63, 2, 1; 1: 1-63, 2, 1; 2: 1-63, 2, 1; 0,1,2: 0-0, 1, 0; 0: 1-63, 1, 0; 1: 1-63, 1, 0; 2: 1-63, 1, 0',
  ])("is Photoshop's: %s", (script) => {
    expect([progression(script), progression(script, 'rgb')]).toEqual(['photoshop', 'other']);
  });

  it("is not libjpeg's in YCbCr when it is that of other color spaces", () => {
    const rgb =
      '0,1,2: 0-0, 0, 1; 0: 1-5, 0, 2; 1: 1-5, 0, 2; 2: 1-5, 0, 2; 0: 6-63, 0, 2; 1: 6-63, 0, 2; 2: 6-63, 0, 2; 0: 1-63, 2, 1; 1: 1-63, 2, 1; 2: 1-63, 2, 1; 0,1,2: 0-0, 1, 0; 0: 1-63, 1, 0; 1: 1-63, 1, 0; 2: 1-63, 1, 0';
    expect([progression(rgb, 'rgb'), progression(rgb)]).toEqual(['libjpeg', 'other']);
  });
});
