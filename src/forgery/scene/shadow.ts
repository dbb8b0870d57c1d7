import { columns } from './frame.ts';
import type { Frame } from './frame.ts';
import type { Layer } from './layer.ts';
import { dim } from './light.ts';

/** A shadow with a soft edge on whatever is behind it: an ellipse that dims the light. */
export class Shadow implements Layer {
  readonly top: number;
  readonly bottom: number;
  private readonly frame: Frame;
  private readonly remains: number;

  /** @param remains - Light that remains in the middle, in 1/1024. */
  constructor(frame: Frame, remains: number) {
    this.remains = remains;
    this.frame = frame;
    this.top = frame.top;
    this.bottom = frame.top + frame.height;
  }

  paint(y: number, row: Int32Array): void {
    const { left, top, width, height } = this.frame;
    const v = (2 * (y - top) - height) / height;
    const [first, end] = columns(this.frame, row);
    for (let x = first; x < end; x++) {
      const u = (2 * (x - left) - width) / width;
      const inside = 1 - u * u - v * v;
      if (inside <= 0) continue;
      dim(row, x, 1024 - Math.floor((1024 - this.remains) * Math.min(1, 1.6 * inside)));
    }
  }
}
