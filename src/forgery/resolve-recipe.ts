import { SUBSAMPLINGS } from '../codec/jpeg/index.ts';
import { checkInteger, checkOneOf, checkRange, resolveOptions } from '../errors/index.ts';
import { RECIPE_DEFAULTS, RECIPE_KINDS } from './recipes.ts';
import type { CompleteRecipe, ForgeryRecipe, Offset } from './recipes.ts';

/**
 * Lays a recipe over its defaults and checks every parameter but those that depend on the sizes of the pictures.
 *
 * @throws {TypeError} A parameter is unknown or of the wrong type.
 * @throws {RangeError} A parameter is out of range.
 */
export function resolveRecipe(recipe: ForgeryRecipe): CompleteRecipe {
  if (typeof recipe !== 'object' || recipe === null) throw new TypeError('a recipe must be an object with a "kind"');
  checkOneOf('kind', recipe.kind, RECIPE_KINDS);
  // The kind picks the defaults, so that what comes out is of that kind.
  const resolved = resolveOptions<CompleteRecipe>(RECIPE_DEFAULTS[recipe.kind], recipe as CompleteRecipe);
  checkOneOf('format', resolved.format, ['jpeg', 'png']);
  checkInteger('quality', resolved.quality, 1, 100);
  checkOneOf('subsampling', resolved.subsampling, SUBSAMPLINGS);
  if ('feather' in resolved) {
    checkInteger('feather', resolved.feather, 0, 32);
    checkEarlier('hostQuality', resolved.hostQuality);
  }
  checkOwn(resolved);
  return resolved;
}

function checkOwn(recipe: CompleteRecipe): void {
  switch (recipe.kind) {
    case 'aligned-splice':
      checkEarlier('donorQuality', recipe.donorQuality);
      break;
    case 'shifted-splice':
      checkInteger('donorQuality', recipe.donorQuality, 1, 100);
      if (recipe.gridShift !== 'any') checkShift('gridShift', recipe.gridShift);
      break;
    case 'resized-paste':
      checkEarlier('donorQuality', recipe.donorQuality);
      checkRange('scale', recipe.scale, 25, 400);
      break;
    case 'copy-move':
      checkRange('rotation', recipe.rotation, -180, 180);
      checkRange('scale', recipe.scale, 25, 400);
      break;
    case 'local-noise':
      checkRange('sigma', recipe.sigma, 0.5, 64);
      break;
    case 'local-blur':
      checkRange('sigma', recipe.sigma, 0.5, 16);
      break;
    case 'inpainting':
      checkOneOf('method', recipe.method, ['diffusion', 'patches']);
      break;
    case 'double-compression':
      checkInteger('hostQuality', recipe.hostQuality, 1, 100);
      break;
    case 'cropped-resave':
      checkInteger('hostQuality', recipe.hostQuality, 1, 100);
      if (recipe.crop !== 'any') checkShift('crop', recipe.crop);
      break;
    case 'social-media':
      checkEarlier('hostQuality', recipe.hostQuality);
      checkInteger('longestSide', recipe.longestSide, 16, 65_535);
      break;
    case 'scan':
      if (recipe.skew !== 'any') checkRange('skew', recipe.skew, -5, 5);
      break;
    case 'single-save':
    case 'screenshot':
      break;
  }
}

function checkEarlier(name: string, quality: unknown): void {
  if (quality !== 'none') checkInteger(name, quality, 1, 100);
}

function checkShift(name: string, shift: Offset): void {
  checkOffset(name, shift);
  checkInteger(`${name}.x`, shift.x, 0, 7);
  checkInteger(`${name}.y`, shift.y, 0, 7);
  if (shift.x === 0 && shift.y === 0) throw new RangeError(`"${name}" must not be 0, 0`);
}

/** Throws unless a place is an object of two whole numbers. */
export function checkOffset(name: string, offset: Offset): void {
  if (typeof offset !== 'object' || offset === null) throw new TypeError(`"${name}" must be 'any' or an object {x, y}`);
  checkInteger(`${name}.x`, offset.x, -65_535, 65_535);
  checkInteger(`${name}.y`, offset.y, -65_535, 65_535);
}
