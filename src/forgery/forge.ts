import { checkInteger, resolveOptions } from '../errors/index.ts';
import { toRaster } from '../image/index.ts';
import type { Plane, Raster, RasterLike } from '../image/index.ts';
import { control } from './control.ts';
import { Draws, MAXIMUM_SEED } from './draws.ts';
import type { CompleteRecipe, ForgeryRecipe } from './recipes.ts';
import { resolveRecipe } from './resolve-recipe.ts';
import { saved, savedBefore } from './save.ts';
import { tamper } from './tamper.ts';

/** The pictures that a forgery is made of. They should never have been compressed: {@link generateScene} makes such. */
export interface ForgerySources {
  /** The picture that is edited or saved, 1 or 3 channels (alpha is dropped), at least 16×16. */
  readonly host: RasterLike;
  /** The picture that a pasted part comes from, with as many channels; splices and pastes need it. */
  readonly donor?: RasterLike | undefined;
}

/** Options of {@link forge}. */
export interface ForgeOptions {
  /**
   * What chooses everything that the recipe leaves open, whole, 0..2^32 − 1.
   * @defaultValue 3000000
   */
  readonly seed: number;
}

/** A picture whose truth is known. */
export interface Forgery {
  /** The file: JPEG or PNG, as the recipe says. */
  readonly file: Uint8Array;
  /** The pixels just before the last save. */
  readonly raster: Raster;
  /** What the same steps without the edit give just before the last save: equal to `raster` wherever `mask` is 0. */
  readonly untouched: Raster;
  /** `[height, width]`: 255 where the edit wrote pixels, else 0; all 0 in authentic pictures. */
  readonly mask: Plane;
  /** Of `copy-move`, the pixels that were copied, as a mask; else `undefined`. */
  readonly sourceMask: Plane | undefined;
  readonly label: 'authentic' | 'tampered';
  /** The recipe with every default and every choice of the seed filled in; JSON-safe; it gives the same file again. */
  readonly recipe: CompleteRecipe;
  readonly seed: number;
}

/** In the range of seeds that this project leaves to callers. */
const DEFAULTS: ForgeOptions = { seed: 3_000_000 };

const MINIMUM_SIDE = 16;

/**
 * Makes a forged or an authentic file from never-compressed pictures, with an exact mask of what was edited.
 *
 * The order is: the host's earlier save, the edit, the last save, all through this library's own encoder (bit-exact to
 * libjpeg-turbo). The same arguments give the same bytes on every engine. A pixel inside the mask was written, but may by chance
 * hold the value it had before.
 *
 * @param sources - The pictures; they are not changed.
 * @param recipe - What to do; what it leaves out has the value in {@link RECIPE_DEFAULTS}, and `'any'` is chosen by the seed.
 * @throws {TypeError} A parameter is unknown or of the wrong type, or the recipe needs a donor and there is none.
 * @throws {RangeError} A parameter is out of range, or the pictures are too small for it.
 *
 * @example
 * ```ts
 * import { forge, generateScene } from 'tamperlens/forgery';
 *
 * const size = { width: 96, height: 64 };
 * const host = generateScene(3_000_001, size);
 * const donor = generateScene(3_000_001, size, { view: 1 });
 * const { file, label } = forge({ host, donor }, { kind: 'aligned-splice', hostQuality: 70, quality: 95 });
 * label; // 'tampered'
 * file.subarray(0, 2); // [255, 216]
 * ```
 */
export function forge(sources: ForgerySources, recipe: ForgeryRecipe, options?: Partial<ForgeOptions>): Forgery {
  const { seed } = resolveOptions(DEFAULTS, options);
  checkInteger('seed', seed, 0, MAXIMUM_SEED);
  const resolved = resolveRecipe(recipe);
  if (typeof sources !== 'object' || sources === null) throw new TypeError('the sources must be an object {host, donor?}');
  const host = opaque('host', sources.host);
  const draws = new Draws(seed, 11);
  if ('region' in resolved) {
    const untouched = savedBefore(host, resolved.hostQuality, resolved.subsampling);
    const donor = sources.donor && opaque('donor', sources.donor);
    const tampered = tamper(untouched, donor, resolved, draws, seed);
    return { file: saved(tampered.raster, resolved), ...tampered, untouched, label: 'tampered', seed };
  }
  const { raster, recipe: complete } = control(host, resolved, draws, seed);
  const { width, height } = raster;
  const mask = { data: new Uint8Array(width * height), width, height };
  const file = saved(raster, complete);
  return { file, raster, untouched: raster, mask, sourceMask: undefined, label: 'authentic', recipe: complete, seed };
}

/** The picture without alpha. */
function opaque(name: string, picture: RasterLike): Raster {
  const raster = toRaster(picture);
  const { data, width, height, channels } = raster;
  checkInteger(`${name}.width`, width, MINIMUM_SIDE, 65_535);
  checkInteger(`${name}.height`, height, MINIMUM_SIDE, 65_535);
  if (channels !== 4) return raster;
  const colors = new Uint8Array(width * height * 3);
  for (let at = 0, from = 0; at < colors.length; at += 3, from += 4) colors.set(data.subarray(from, from + 3), at);
  return { data: colors, width, height, channels: 3 };
}
