import { describe, expect, it } from 'vitest';
import { encodePng } from '../../src/codec/png/index.ts';
import { ALL_DETECTORS, FAST_DETECTORS, STANDARD_DETECTORS, THOROUGH_DETECTORS } from '../../src/detectors/index.ts';
import { exhibitFromRaster, openExhibit } from '../../src/exhibit/index.ts';
import type { Exhibit } from '../../src/exhibit/index.ts';
import { toLuma } from '../../src/image/index.ts';
import { itConforms } from '../support/detector-conformance.ts';
import { readFixture } from '../support/fixture.ts';
import { binaryNoise, noise, syntheticPhoto } from '../support/scene.ts';

/** A photograph whose upper left is see-through, as a cut-out has it. */
function cutOut(width: number, height: number): Uint8Array {
  const photo = syntheticPhoto(width, height, 5);
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    data.set(photo.data.subarray(3 * i, 3 * i + 3), 4 * i);
    data[4 * i + 3] = i % width < width / 2 && i < (width * height) / 2 ? 0 : 255;
  }
  return encodePng({ data, width, height });
}

const EXHIBITS: Readonly<Record<string, Exhibit>> = {
  'a photograph': await openExhibit(await readFixture('authentic/clean-scene.jpg')),
  'a forgery': await openExhibit(await readFixture('tampered/scene-splice.jpg')),
  'a gray picture': exhibitFromRaster(toLuma(syntheticPhoto(160, 120, 3))),
  'a PNG with alpha': await openExhibit(cutOut(101, 75)),
  'a picture that nobody sees': exhibitFromRaster({ data: new Uint8Array(160 * 140 * 4), width: 160, height: 140 }),
  'a progressive file': await openExhibit(await readFixture('formats/jpeg/progressive-2x2.jpg')),
  'a CMYK file': await openExhibit(await readFixture('formats/jpeg/cmyk-adobe.jpg')),
  'a file that is cut short': await openExhibit(await readFixture('formats/jpeg/truncated-2x2.jpg')),
  'a file without a row of pixels': await openExhibit(await readFixture('formats/jpeg/scans-missing-component.jpg')),
  'the harshest pixels, odd in size': exhibitFromRaster(binaryNoise(67, 43, 3, 9)),
  'a flat picture': exhibitFromRaster({ data: new Uint8Array(64 * 48 * 3).fill(200), width: 64, height: 48 }),
  'one row': exhibitFromRaster(noise(257, 1, 3, 1)),
  'one column': exhibitFromRaster(noise(1, 129, 1, 2)),
  'one pixel of a JPEG': await openExhibit(await readFixture('formats/jpeg/edge-1x1.jpg')),
};

for (const detector of ALL_DETECTORS) {
  for (const [name, exhibit] of Object.entries(EXHIBITS)) {
    describe(`${detector.id}, on ${name}:`, () => itConforms(detector, exhibit));
  }
}

describe('the lists of detectors', () => {
  const idsOf = (detectors: typeof ALL_DETECTORS): string[] => detectors.map(({ id }) => id);

  it('name each detector once', () => {
    for (const list of [ALL_DETECTORS, FAST_DETECTORS, STANDARD_DETECTORS, THOROUGH_DETECTORS]) {
      expect(idsOf(list)).toEqual([...new Set(idsOf(list))]);
    }
  });

  it('grow from fast over standard to thorough', () => {
    expect(idsOf(STANDARD_DETECTORS)).toEqual(expect.arrayContaining(idsOf(FAST_DETECTORS)));
    expect(idsOf(THOROUGH_DETECTORS)).toEqual(expect.arrayContaining(idsOf(STANDARD_DETECTORS)));
    expect(idsOf(ALL_DETECTORS)).toEqual(expect.arrayContaining(idsOf(THOROUGH_DETECTORS)));
  });

  it.each(ALL_DETECTORS)('describe $id', ({ id, revision, title, needs, references }) => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(Number.isInteger(revision) && revision >= 1, `revision ${revision}`).toBe(true);
    expect(title).not.toBe('');
    expect(needs.length).toBeGreaterThan(0);
    expect(references.length).toBeGreaterThan(0);
    for (const { citation } of references) expect(citation).toMatch(/\b(19|20)\d\d\b/);
  });
});
