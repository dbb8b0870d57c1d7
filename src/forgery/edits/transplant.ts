import type { Box, Raster } from '../../image/index.ts';
import { cos, sin } from '../../math/index.ts';
import { outlineOf } from '../region.ts';
import type { Outline, RegionShape } from '../region.ts';
import type { Patch } from './composite.ts';

/** A turn and a change of size about the middle of a box. */
export interface Turn {
  /** Degrees clockwise. */
  readonly rotation: number;
  /** Percent. */
  readonly scale: number;
}

const RADIANS_PER_DEGREE = 0.017453292519943295;

/** The size of the box that holds a turned and scaled one. */
export function turnedSize(
  { width, height }: Box,
  { rotation, scale }: Turn,
): { readonly width: number; readonly height: number } {
  const angle = rotation * RADIANS_PER_DEGREE;
  const [c, s] = [Math.abs(cos(angle)), Math.abs(sin(angle))];
  // What cos(90°) leaves behind must not add a column.
  const whole = (value: number): number => Math.max(1, Math.ceil((value * scale) / 100 - 1e-6));
  return { width: whole(width * c + height * s), height: whole(width * s + height * c) };
}

/**
 * Copies a shape of a picture to another place in it, turned and scaled, by bilinear sampling.
 *
 * @param source - The box around the shape.
 * @param target - The box of {@link turnedSize} that receives it.
 */
export function transplant(host: Raster, source: Box, target: Box, turn: Turn, shape: RegionShape, seed: number): Patch {
  const { channels } = host;
  const inside: Outline = outlineOf(shape, source, seed);
  const angle = turn.rotation * RADIANS_PER_DEGREE;
  const c = (cos(angle) * 100) / turn.scale;
  const s = (sin(angle) * 100) / turn.scale;
  const data = new Uint8Array(target.width * target.height * channels);
  const mask = new Uint8Array(target.width * target.height);
  for (let y = 0, at = 0; y < target.height; y++) {
    const dy = y - (target.height - 1) / 2;
    for (let x = 0; x < target.width; x++, at++) {
      const dx = x - (target.width - 1) / 2;
      const u = (source.width - 1) / 2 + dx * c + dy * s;
      const v = (source.height - 1) / 2 - dx * s + dy * c;
      if (!inside(u, v)) continue;
      mask[at] = 255;
      sampleInto(host, source.x + u, source.y + v, data, at * channels);
    }
  }
  return { box: target, mask, data };
}

/** Writes the pixel at a place between pixels; beyond the edge the edge goes on. */
function sampleInto({ data, width, height, channels }: Raster, x: number, y: number, out: Uint8Array, at: number): void {
  const left = Math.floor(x);
  const upper = Math.floor(y);
  const fx = x - left;
  const fy = y - upper;
  const x0 = Math.max(0, Math.min(width - 1, left)) * channels;
  const x1 = Math.max(0, Math.min(width - 1, left + 1)) * channels;
  const y0 = Math.max(0, Math.min(height - 1, upper)) * width * channels;
  const y1 = Math.max(0, Math.min(height - 1, upper + 1)) * width * channels;
  for (let c = 0; c < channels; c++) {
    const above = data[y0 + x0 + c] * (1 - fx) + data[y0 + x1 + c] * fx;
    const below = data[y1 + x0 + c] * (1 - fx) + data[y1 + x1 + c] * fx;
    out[at + c] = Math.floor(above * (1 - fy) + below * fy + 0.5);
  }
}
