import { hashAtPoint } from '../draws.ts';
import { columns } from './frame.ts';
import type { Frame } from './frame.ts';
import type { Layer } from './layer.ts';
import { SATURATION } from './light.ts';

/** Small lights and reflections that saturate the sensor. */
export class Sparks implements Layer {
  readonly top: number;
  readonly bottom: number;
  private readonly frame: Frame;
  private readonly spacing: number;
  private readonly key: number;

  constructor(frame: Frame, spacing: number, key: number) {
    this.frame = frame;
    this.spacing = spacing;
    this.key = key;
    this.top = frame.top;
    this.bottom = frame.top + frame.height;
  }

  paint(y: number, row: Int32Array): void {
    const { spacing, key } = this;
    const cellY = Math.floor(y / spacing);
    const [first, end] = columns(this.frame, row);
    for (let x = first; x < end; x++) {
      const cellX = Math.floor(x / spacing);
      const h = hashAtPoint(cellX, cellY, key);
      if (h % 5 !== 0) continue;
      const dx = x - cellX * spacing - (((h >>> 8) & 255) * spacing) / 256;
      const dy = y - cellY * spacing - (((h >>> 16) & 255) * spacing) / 256;
      const radius = 1 + ((h >>> 24) * spacing) / 6000;
      const d = (dx * dx + dy * dy) / (radius * radius);
      if (d < 6) for (let c = 0; c < 3; c++) row[3 * x + c] += Math.floor((1.6 * SATURATION) / (1 + d * d * 2));
    }
  }
}
