import { FractalRows } from './fractal-rows.ts';
import { columns } from './frame.ts';
import type { Frame } from './frame.ts';
import type { Layer } from './layer.ts';
import { clamp, cover } from './light.ts';
import type { Light } from './light.ts';

/** A crown of leaves: a disk whose edge and light follow a fractal. */
export class Foliage implements Layer {
  readonly top: number;
  readonly bottom: number;
  private readonly leaves: FractalRows;
  private readonly before: Int32Array;
  private readonly frame: Frame;
  private readonly color: Light;

  constructor(frame: Frame, color: Light, key: number) {
    this.frame = frame;
    this.color = color;
    this.top = frame.top;
    this.bottom = frame.top + frame.height;
    const coarsest = Math.max(4, Math.min(frame.width, frame.height) >> 2);
    this.leaves = new FractalRows(frame.width, { coarsest, finest: 2, roughness: 205 }, key);
    this.before = new Int32Array(frame.width);
  }

  paint(y: number, row: Int32Array): void {
    const { left, top, width, height } = this.frame;
    const leaves = this.leaves.row(y - top);
    const v = (2 * (y - top) - height) / height;
    const [first, end] = columns(this.frame, row);
    for (let x = first; x < end; x++) {
      const u = (2 * (x - left) - width) / width;
      const leaf = leaves[x - left];
      const inside = 0.74 - u * u - v * v + leaf / 2600;
      if (inside <= 0) continue;
      const rise = leaf - this.before[Math.max(0, x - left - 1)];
      const gain = 720 - 330 * (u + v) + (leaf >> 2) + rise;
      cover(row, x, this.color, clamp(Math.floor(gain), 120, 2400), clamp(Math.floor(inside * 3000), 0, 256));
    }
    this.before.set(leaves);
  }
}
