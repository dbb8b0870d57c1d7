import { boxesOverlap } from '../image/index.ts';
import type { Box, Plane, Raster, Size } from '../image/index.ts';
import type { Draws } from './draws.ts';
import { composite, maskPlane } from './edits/composite.ts';
import type { Patch } from './edits/composite.ts';
import { crop } from './edits/crop.ts';
import { diffuse } from './edits/diffuse.ts';
import { fillWithPatches } from './edits/fill-with-patches.ts';
import { blurred, noisy } from './edits/local-filters.ts';
import { placeOnGrid, resizedPart } from './edits/paste.ts';
import { transplant, turnedSize } from './edits/transplant.ts';
import { outlineOf, resolveRegion, select } from './region.ts';
import type { Selection } from './region.ts';
import type { CopyMove, Offset, TamperingRecipe } from './recipes.ts';
import { checkOffset } from './resolve-recipe.ts';
import { savedBefore } from './save.ts';

/** What an edit makes of a host. */
export interface Tampered {
  readonly raster: Raster;
  readonly mask: Plane;
  /** Of `copy-move`: the pixels that were copied. */
  readonly sourceMask: Plane | undefined;
  /** The recipe with every choice of the seed filled in. */
  readonly recipe: TamperingRecipe;
}

/** Edits a host that has its earlier save behind it already. */
export function tamper(host: Raster, donor: Raster | undefined, recipe: TamperingRecipe, draws: Draws, seed: number): Tampered {
  const region = resolveRegion(recipe.region, host, draws);
  const { box } = region;
  const selection = select(box, outlineOf(region.shape, box, seed));
  const finish = (patch: Patch, resolved: TamperingRecipe, source?: Selection): Tampered => ({
    raster: composite(host, patch, recipe.feather),
    mask: maskPlane(patch, host.width, host.height),
    sourceMask: source && maskPlane(source, host.width, host.height),
    recipe: resolved,
  });
  switch (recipe.kind) {
    case 'aligned-splice':
    case 'shifted-splice': {
      const drawn = drawShift(draws);
      const shift = recipe.kind === 'aligned-splice' ? NO_SHIFT : recipe.gridShift === 'any' ? drawn : recipe.gridShift;
      const picture = donorOf(donor, host, recipe.kind);
      const donorAt = placeOnGrid(picture, box, shift, recipe.donorAt, draws);
      const saved = savedBefore(picture, recipe.donorQuality, recipe.subsampling);
      const { data } = crop(saved, { ...donorAt, width: box.width, height: box.height });
      const placed = { region, donorAt };
      const resolved = recipe.kind === 'aligned-splice' ? { ...recipe, ...placed } : { ...recipe, ...placed, gridShift: shift };
      return finish({ ...selection, data }, resolved);
    }
    case 'resized-paste': {
      const saved = savedBefore(donorOf(donor, host, recipe.kind), recipe.donorQuality, recipe.subsampling);
      const { data, at } = resizedPart(saved, box, recipe.scale, recipe.donorAt, draws);
      return finish({ ...selection, data }, { ...recipe, region, donorAt: at });
    }
    case 'copy-move': {
      const target = targetOf(recipe, box, host, draws);
      const patch = transplant(host, box, target, recipe, region.shape, seed);
      return finish(patch, { ...recipe, region, target: { x: target.x, y: target.y } }, selection);
    }
    case 'local-noise':
      return finish({ ...selection, data: noisy(host, box, recipe.sigma, draws.key32()) }, { ...recipe, region });
    case 'local-blur':
      return finish({ ...selection, data: blurred(host, box, recipe.sigma) }, { ...recipe, region });
    case 'inpainting': {
      const data = recipe.method === 'diffusion' ? diffuse(host, selection) : fillWithPatches(host, selection, seed);
      return finish({ ...selection, data }, { ...recipe, region });
    }
  }
}

const NO_SHIFT: Offset = { x: 0, y: 0 };

/** One of the 63 offsets of an 8×8 grid that are not 0, 0. */
export function drawShift(draws: Draws): Offset {
  const shift = draws.integer(1, 63);
  return { x: shift & 7, y: shift >> 3 };
}

function donorOf(donor: Raster | undefined, host: Raster, kind: string): Raster {
  if (donor === undefined) throw new TypeError(`a recipe of kind "${kind}" needs a donor`);
  if (donor.channels !== host.channels) {
    throw new RangeError(`"donor" must have ${host.channels} channels like the host, received ${donor.channels}`);
  }
  return donor;
}

/** Places that are tried for a copy. */
const TRIES = 200;

function targetOf(recipe: CopyMove, source: Box, picture: Size, draws: Draws): Box {
  const size = turnedSize(source, recipe);
  const [lastX, lastY] = [picture.width - size.width, picture.height - size.height];
  if (lastX < 0 || lastY < 0) {
    throw new RangeError(
      `the copy is ${size.width}×${size.height}, larger than the picture of ${picture.width}×${picture.height}`,
    );
  }
  if (recipe.target !== 'any') {
    const { x, y } = recipe.target;
    checkOffset('target', recipe.target);
    if (x < 0 || x > lastX) throw new RangeError(`"target.x" must be in 0..${lastX}, received ${x}`);
    if (y < 0 || y > lastY) throw new RangeError(`"target.y" must be in 0..${lastY}, received ${y}`);
    return { x, y, ...size };
  }
  let best: Box = { x: 0, y: 0, ...size };
  let farthest = -1;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const box = { x: draws.integer(0, lastX), y: draws.integer(0, lastY), ...size };
    if (!boxesOverlap(box, source)) return box;
    const distance = Math.abs(box.x - source.x) + Math.abs(box.y - source.y);
    if (distance > farthest) [best, farthest] = [box, distance];
  }
  return best;
}
