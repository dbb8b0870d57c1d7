import type { Plane, Raster } from '../../image/index.ts';
import type { Selection } from '../region.ts';

/** New pixels for the box of a selection, `[box.height, box.width, channels]`. */
export interface Patch extends Selection {
  readonly data: Uint8Array;
}

/**
 * Lays a patch over a picture. Inside the mask the patch counts wholly from `feather` pixels behind the mask's edge on and less
 * towards it; outside the mask no pixel changes.
 *
 * @param feather - Width of the transition in pixels; 0 makes a hard edge.
 * @returns A new raster.
 */
export function composite(host: Raster, { box, mask, data: patch }: Patch, feather: number): Raster {
  const { width, height, channels } = host;
  const data = Uint8Array.from(host.data);
  const depth = feather === 0 ? undefined : depthInMask({ box, mask }, feather + 1);
  for (let y = 0, i = 0; y < box.height; y++) {
    let at = ((box.y + y) * width + box.x) * channels;
    for (let x = 0; x < box.width; x++, i++) {
      if (mask[i] === 0) at += channels;
      else {
        const part = depth === undefined ? feather + 1 : depth[i];
        for (let from = i * channels, c = 0; c < channels; c++, at++) {
          const old = data[at];
          data[at] = old + Math.round(((patch[from + c] - old) * part) / (feather + 1));
        }
      }
    }
  }
  return { data, width, height, channels };
}

/** Steps (chessboard distance) from each pixel to the nearest one of its box outside the mask, at most `limit`. */
function depthInMask({ box, mask }: Selection, limit: number): Uint8Array {
  const { width, height } = box;
  const depth = new Uint8Array(width * height);
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height ? 0 : depth[y * width + x]);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (mask[y * width + x] === 0) continue;
      depth[y * width + x] = Math.min(limit, 1 + Math.min(at(x - 1, y), at(x - 1, y - 1), at(x, y - 1), at(x + 1, y - 1)));
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      const i = y * width + x;
      if (mask[i] === 0) continue;
      depth[i] = Math.min(depth[i], 1 + Math.min(at(x + 1, y), at(x + 1, y + 1), at(x, y + 1), at(x - 1, y + 1)));
    }
  }
  return depth;
}

/** A selection as a mask of the whole picture. */
export function maskPlane({ box, mask }: Selection, width: number, height: number): Plane {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < box.height; y++) {
    data.set(mask.subarray(y * box.width, (y + 1) * box.width), (box.y + y) * width + box.x);
  }
  return { data, width, height };
}
