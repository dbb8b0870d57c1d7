import { checkInteger, checkOneOf, checkRange, resolveOptions } from '../errors/index.ts';
import type { Box, Size } from '../image/index.ts';
import { atan2 } from '../math/index.ts';
import { hashAt, streamKey } from './draws.ts';
import type { Draws } from './draws.ts';

/** The outline of an edit. */
export type RegionShape = 'rectangle' | 'ellipse' | 'blob';

/** All of them. */
export const REGION_SHAPES: readonly RegionShape[] = ['rectangle', 'ellipse', 'blob'];

/** Where a picture is edited. */
export interface RegionRecipe {
  /**
   * Its outline; a blob is an ellipse whose radius wavers, by the seed.
   * @defaultValue 'blob'
   */
  readonly shape: RegionShape;
  /**
   * About how much of the picture it covers, in percent, 0.1..60. Ignored where `box` is given.
   * @defaultValue 8
   */
  readonly share: number;
  /**
   * The box that holds the outline, at least 4×4 pixels and inside the picture; `'any'` lets the seed place it.
   * @defaultValue 'any'
   */
  readonly box: Box | 'any';
}

/** The region of an edit where the caller says nothing. */
export const REGION_DEFAULTS: RegionRecipe = { shape: 'blob', share: 8, box: 'any' };

/** The part of its box that each shape covers, about. */
const FILL = { rectangle: 1, ellipse: 0.785, blob: 0.58 } as const;

/** The smallest side of an edit, in pixels. */
const MINIMUM_SIDE = 4;

/** Fills in what a region leaves open. */
export function resolveRegion(
  region: Partial<RegionRecipe> | undefined,
  { width, height }: Size,
  draws: Draws,
): RegionRecipe & { readonly box: Box } {
  const { shape, share, box } = resolveOptions(REGION_DEFAULTS, region);
  checkOneOf('region.shape', shape, REGION_SHAPES);
  checkRange('region.share', share, 0.1, 60);
  // Drawn in any case, so that naming the box moves nothing else.
  const aspect = draws.integer(65, 155) / 100;
  const [alongX, alongY] = [draws.integer(0, 1000), draws.integer(0, 1000)];
  if (box !== 'any') {
    checkBox('region.box', box, { width, height });
    return { shape, share, box: { x: box.x, y: box.y, width: box.width, height: box.height } };
  }
  const area = (width * height * share) / 100 / FILL[shape];
  const w = side(Math.sqrt(area * aspect), width);
  const h = side(area / w, height);
  const x = Math.floor(((width - w) * alongX) / 1000);
  const y = Math.floor(((height - h) * alongY) / 1000);
  return { shape, share, box: { x, y, width: w, height: h } };
}

function side(wanted: number, whole: number): number {
  return Math.max(MINIMUM_SIDE, Math.min(Math.floor(wanted), whole - (whole >> 4)));
}

/** Throws unless a box lies in a picture and is large enough to be edited. */
export function checkBox(name: string, box: Box, { width, height }: Size): void {
  if (typeof box !== 'object' || box === null) throw new TypeError(`"${name}" must be 'any' or an object {x, y, width, height}`);
  checkInteger(`${name}.width`, box.width, MINIMUM_SIDE, width);
  checkInteger(`${name}.height`, box.height, MINIMUM_SIDE, height);
  checkInteger(`${name}.x`, box.x, 0, width - box.width);
  checkInteger(`${name}.y`, box.y, 0, height - box.height);
}

/** Says whether a point of a box, in pixels from its top-left pixel's middle, is inside the outline. */
export type Outline = (u: number, v: number) => boolean;

const LOBES = 11;
const PI = 3.141592653589793;

/** The outline of a shape in a box of a size. */
export function outlineOf(shape: RegionShape, { width, height }: Size, seed: number): Outline {
  if (shape === 'rectangle') return (u, v) => u >= -0.5 && v >= -0.5 && u < width - 0.5 && v < height - 0.5;
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const [radiusX, radiusY] = [width / 2, height / 2];
  const squareAt = (u: number, v: number): number => {
    const dx = (u - middleX) / radiusX;
    const dy = (v - middleY) / radiusY;
    return dx * dx + dy * dy;
  };
  if (shape === 'ellipse') return (u, v) => squareAt(u, v) < 1;
  const key = streamKey(seed, 21);
  const radii = Array.from({ length: LOBES }, (_, lobe) => 0.66 + (0.34 * (hashAt(lobe, key) >>> 16)) / 65536);
  return (u, v) => {
    const square = squareAt(u, v);
    if (square >= 1) return false;
    const turn = ((atan2((v - middleY) / radiusY, (u - middleX) / radiusX) + PI) / (2 * PI)) * LOBES;
    const lobe = Math.floor(turn);
    const t = turn - lobe;
    const soft = t * t * (3 - 2 * t);
    const radius = radii[lobe % LOBES] * (1 - soft) + radii[(lobe + 1) % LOBES] * soft;
    return square < radius * radius;
  };
}

/** The pixels of one edit: 255 inside the outline, `[box.height, box.width]`. */
export interface Selection {
  readonly box: Box;
  readonly mask: Uint8Array;
}

/** Selects the pixels of a box whose middle is inside the outline. */
export function select(box: Box, inside: Outline): Selection {
  const mask = new Uint8Array(box.width * box.height);
  for (let y = 0, at = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, at++) if (inside(x, y)) mask[at] = 255;
  }
  return { box, mask };
}
