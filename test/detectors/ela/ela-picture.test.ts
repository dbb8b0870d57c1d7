import { describe, expect, it } from 'vitest';
import { recompress } from '../../../src/codec/jpeg/index.ts';
import { generateElaMap, renderElaPicture } from '../../../src/detectors/ela/index.ts';
import { binaryNoise, noise, syntheticPhoto } from '../../support/scene.ts';
import type { Scene } from '../../support/scene.ts';

/** |re-save − original| × scale of every sample. */
function expectedPicture(scene: Scene, quality: number, scale: number): Uint8Array {
  const saved = recompress(scene, { quality });
  return Uint8Array.from(saved.data, (sample, at) => {
    const original = scene.data[Math.floor(at / saved.channels) * scene.channels + (at % saved.channels)];
    return Math.min(255, Math.floor(Math.abs(sample - original) * scale + 0.5));
  });
}

const SCENES: Readonly<Record<string, Scene>> = {
  'a photo 130×97': syntheticPhoto(130, 97, 2),
  'gray noise 35×20': noise(35, 20, 1, 2),
  'black and white noise 35×20': binaryNoise(35, 20, 3, 3),
  'noise with alpha 18×9': noise(18, 9, 4, 4),
  'one pixel': noise(1, 1, 3, 5),
  'one row': noise(100, 1, 3, 6),
  'one column': noise(1, 100, 3, 7),
};

describe('renderElaPicture', () => {
  const cases = Object.keys(SCENES).flatMap((name) => [
    { name, quality: 90, scale: 15 },
    { name, quality: 60, scale: 1.5 },
  ]);

  it.each(cases)('shows each channel’s difference times $scale for $name at quality $quality', ({ name, quality, scale }) => {
    const { width, height, channels } = SCENES[name];
    const picture = renderElaPicture(SCENES[name], { quality, scale });
    expect([picture.width, picture.height, picture.channels]).toEqual([width, height, channels === 1 ? 1 : 3]);
    expect(picture.data).toEqual(expectedPicture(SCENES[name], quality, scale));
  });

  it('uses quality 90 and scale 15 where nothing is said', () => {
    const photo = SCENES['a photo 130×97'];
    expect(renderElaPicture(photo)).toEqual(renderElaPicture(photo, { quality: 90, scale: 15, subsampling: '4:2:0' }));
  });

  it('takes the subsampling', () => {
    const photo = SCENES['a photo 130×97'];
    const { data } = renderElaPicture(photo, { subsampling: '4:4:4' });
    expect(data).not.toEqual(renderElaPicture(photo).data);
    // Its channels add up to the error map.
    const { errors } = generateElaMap(photo, { subsampling: '4:4:4' });
    const { data: unscaled } = renderElaPicture(photo, { subsampling: '4:4:4', scale: 1 });
    expect(Array.from(errors, (_, i) => unscaled[3 * i] + unscaled[3 * i + 1] + unscaled[3 * i + 2])).toEqual(Array.from(errors));
  });

  it.each(Object.keys(SCENES))('draws %s into an array that is given', (name) => {
    const expected = renderElaPicture(SCENES[name]).data;
    const into = new Uint8Array(expected.length).fill(170);
    expect(renderElaPicture(SCENES[name], undefined, into).data).toBe(into);
    expect(into).toEqual(expected);
  });

  it.each(Object.keys(SCENES).filter((name) => SCENES[name].channels !== 4))(
    'draws the same over the very samples of %s, in any subsampling',
    (name) => {
      for (const subsampling of ['4:4:4', '4:2:2', '4:2:0'] as const) {
        const copy = { ...SCENES[name], data: SCENES[name].data.slice() };
        const expected = renderElaPicture(SCENES[name], { subsampling }).data;
        expect(renderElaPicture(copy, { subsampling }, copy.data).data, subsampling).toEqual(expected);
      }
    },
  );

  it('leaves the pixels as they were when it draws elsewhere', () => {
    const photo = SCENES['a photo 130×97'];
    const before = photo.data.slice();
    renderElaPicture(photo);
    expect(photo.data).toEqual(before);
  });

  it('refuses an array of another length, and wrong options', () => {
    expect(() => renderElaPicture(SCENES['noise with alpha 18×9'], undefined, new Uint8Array(18 * 9 * 4))).toThrow(
      new RangeError('"into" must hold 486 samples, received 648'),
    );
    expect(() => renderElaPicture(SCENES['one row'], { quality: 0 })).toThrow('"quality" must be in 1..100, received 0');
    expect(() => renderElaPicture(SCENES['one row'], { zoom: 2 } as never)).toThrow('unknown option "zoom"');
  });
});
