import { checkInteger, checkOneOf, resolveOptions } from '../../errors/index.ts';
import type { Raster, Size } from '../../image/index.ts';
import { expose } from '../camera/expose.ts';
import { BAYER_PATTERNS } from '../camera/mosaic.ts';
import type { BayerPattern } from '../camera/mosaic.ts';
import { DEMOSAICINGS } from '../camera/demosaic.ts';
import type { Demosaicing } from '../camera/demosaic.ts';
import { Draws, hashAt, MAXIMUM_SEED, streamKey } from '../draws.ts';
import { compose, SCENE_SUBJECTS } from './compose.ts';
import type { SceneSubject } from './compose.ts';

/** Options of {@link generateScene}. */
export interface SceneOptions {
  /**
   * Which of a seed's scenes, 0..255: hosts and donors of one forgery come from one seed, so that seed ranges stay disjoint.
   * @defaultValue 0
   */
  readonly view: number;
  /**
   * What it shows; `'any'` lets the seed choose.
   * @defaultValue 'any'
   */
  readonly subject: SceneSubject | 'any';
  /**
   * Sensor noise in percent of a small camera's at base sensitivity, 0..1000: 100 is about 1.5 levels in mid-gray.
   * @defaultValue 100
   */
  readonly noise: number;
  /**
   * The order of the color filters; `'any'` lets the seed choose.
   * @defaultValue 'any'
   */
  readonly pattern: BayerPattern | 'any';
  /**
   * How missing colors are filled in.
   * @defaultValue 'edge-directed'
   */
  readonly demosaicing: Demosaicing;
}

const DEFAULTS: SceneOptions = { view: 0, subject: 'any', noise: 100, pattern: 'any', demosaicing: 'edge-directed' };

/** The largest side of a generated picture, as of a JPEG. */
const MAXIMUM_SCENE_SIDE = 65_535;
const MAXIMUM_SCENE_PIXELS = 100_000_000;

/**
 * Makes a photograph-like picture that was never compressed: a landscape, a street or a still life in linear light, taken by a
 * simulated camera (lens, Bayer color filters, photon and read noise, demosaicing, white balance, tone curve).
 *
 * The bytes depend on the arguments alone and are the same on every engine. The layout scales with the picture, texture goes down
 * to single pixels at every size.
 *
 * @param seed - Whole, 0..2^32 − 1; {@link SEED_RANGES} says which seeds serve what.
 * @param size - 8..65,535 pixels a side, at most 100,000,000 in all.
 * @returns RGB, `[height, width, 3]`.
 * @throws {TypeError | RangeError} An argument or option is unknown or out of range.
 *
 * @example
 * ```ts
 * import { generateScene } from 'tamperlens/forgery';
 *
 * const photo = generateScene(3_000_001, { width: 96, height: 64 });
 * photo.data.length; // 18432
 * ```
 */
export function generateScene(seed: number, size: Size, options?: Partial<SceneOptions>): Raster {
  const { view, subject, noise, pattern, demosaicing } = resolveOptions(DEFAULTS, options);
  const { width, height } = size;
  checkInteger('seed', seed, 0, MAXIMUM_SEED);
  checkInteger('width', width, 8, MAXIMUM_SCENE_SIDE);
  checkInteger('height', height, 8, MAXIMUM_SCENE_SIDE);
  if (width * height > MAXIMUM_SCENE_PIXELS) {
    throw new RangeError(`a scene may hold ${MAXIMUM_SCENE_PIXELS} pixels, ${width}×${height} are ${width * height}`);
  }
  checkInteger('view', view, 0, 255);
  checkOneOf('subject', subject, [...SCENE_SUBJECTS, 'any']);
  checkInteger('noise', noise, 0, 1000);
  checkOneOf('pattern', pattern, [...BAYER_PATTERNS, 'any']);
  checkOneOf('demosaicing', demosaicing, DEMOSAICINGS);
  const own = hashAt(view, streamKey(seed, 1));
  const draws = new Draws(own, 2);
  // All are drawn, whether asked for or not: asking for one leaves the others as they were.
  const anySubject = draws.oneOf(SCENE_SUBJECTS);
  const anyPattern = draws.oneOf(BAYER_PATTERNS);
  const camera = {
    pattern: pattern === 'any' ? anyPattern : pattern,
    demosaicing,
    noise,
    balance: [draws.integer(400, 540), draws.integer(340, 460)] as const,
    vignette: draws.integer(60, 260),
  };
  const layers = compose(subject === 'any' ? anySubject : subject, width, height, new Draws(own, 3));
  const light = (y: number, row: Int32Array): void => {
    for (const layer of layers) {
      if (y >= layer.top && y < layer.bottom) layer.paint(y, row);
    }
  };
  return { data: expose(light, width, height, camera, own), width, height, channels: 3 };
}
