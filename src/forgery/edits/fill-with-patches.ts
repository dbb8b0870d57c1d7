import type { Raster } from '../../image/index.ts';
import { crop } from './crop.ts';
import { Draws } from '../draws.ts';
import type { Selection } from '../region.ts';

/** Side of the squares that are copied, and how much of their surroundings must resemble, in pixels. */
const TILE = 12;
const RIM = 4;
/** Places that are tried for each square. */
const TRIES = 64;

/**
 * Fills a selection with squares of 12×12 pixels from elsewhere in the picture: of 64 places drawn by the seed, the one whose rim of
 * 4 pixels is most like what is known around the hole. Where the picture has no place outside the selection's box that is large
 * enough, the nearest row of pixels outside stands in.
 */
export function fillWithPatches(host: Raster, { box, mask }: Selection, seed: number): Uint8Array {
  const { width, height, channels } = host;
  const picture = Uint8Array.from(host.data);
  const open = new Uint8Array(width * height);
  for (let v = 0; v < box.height; v++) {
    for (let u = 0; u < box.width; u++) {
      if (mask[v * box.width + u] !== 0) open[(v + box.y) * width + u + box.x] = 1;
    }
  }
  const draws = new Draws(seed, 31);
  for (let y = box.y; y < box.y + box.height; y += TILE) {
    for (let x = box.x; x < box.x + box.width; x += TILE) {
      let best = { x: -1, y: -1, cost: Infinity };
      for (let attempt = 0; attempt < TRIES; attempt++) {
        const dx = draws.integer(-width + 1, width - 1);
        const dy = draws.integer(-height + 1, height - 1);
        const place = { x: x + Math.trunc(dx / 2), y: y + Math.trunc(dy / 2) };
        if (!isOutside(place, box, width, height)) continue;
        const cost = rimCost(picture, open, width, height, channels, { x, y }, place, best.cost);
        if (cost < best.cost) best = { ...place, cost };
      }
      copySquare(picture, open, host, { x, y }, best, box);
    }
  }
  return crop({ data: picture, width, height, channels }, box).data;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Whether a square with its rim is in the picture and clear of the box. */
function isOutside(
  { x, y }: Place,
  box: { x: number; y: number; width: number; height: number },
  width: number,
  height: number,
): boolean {
  const [left, top, right, bottom] = [x - RIM, y - RIM, x + TILE + RIM, y + TILE + RIM];
  if (left < 0 || top < 0 || right > width || bottom > height) return false;
  return right <= box.x || left >= box.x + box.width || bottom <= box.y || top >= box.y + box.height;
}

/** Mean squared difference of the known pixels around and in two squares. */
function rimCost(
  picture: Uint8Array,
  open: Uint8Array,
  width: number,
  height: number,
  channels: number,
  to: Place,
  from: Place,
  limit: number,
): number {
  let sum = 0;
  let count = 1;
  for (let v = -RIM; v < TILE + RIM; v++) {
    const y = to.y + v;
    if (y < 0 || y >= height) continue;
    for (let u = -RIM; u < TILE + RIM; u++) {
      const x = to.x + u;
      if (x < 0 || x >= width || open[y * width + x] === 1) continue;
      count++;
      const a = (y * width + x) * channels;
      const b = ((from.y + v) * width + from.x + u) * channels;
      for (let c = 0; c < channels; c++) sum += (picture[a + c] - picture[b + c]) * (picture[a + c] - picture[b + c]);
    }
    if (sum > limit * (TILE + 2 * RIM) * (TILE + 2 * RIM)) return Infinity;
  }
  return sum / count;
}

function copySquare(
  picture: Uint8Array,
  open: Uint8Array,
  host: Raster,
  to: Place,
  from: Place,
  box: { x: number; y: number; width: number; height: number },
): void {
  const { width, height, channels } = host;
  for (let v = 0; v < TILE; v++) {
    for (let u = 0; u < TILE; u++) {
      const x = to.x + u;
      const y = to.y + v;
      if (x >= width || y >= height || open[y * width + x] === 0) continue;
      // Without a place: the pixel above the box, or below it at the top of the picture.
      const row = from.x >= 0 ? from.y + v : box.y > 0 ? box.y - 1 : Math.min(height - 1, box.y + box.height);
      const column = from.x >= 0 ? from.x + u : x;
      for (let c = 0; c < channels; c++) {
        picture[(y * width + x) * channels + c] = picture[(row * width + column) * channels + c];
      }
      open[y * width + x] = 0;
    }
  }
}
