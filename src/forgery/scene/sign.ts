import { FractalRows } from './fractal-rows.ts';
import { columns } from './frame.ts';
import type { Frame } from './frame.ts';
import { TextBlock } from './glyphs.ts';
import type { Layer } from './layer.ts';
import { cover } from './light.ts';
import type { Light } from './light.ts';

/** How a sign looks. */
export interface SignLook {
  readonly paper: Light;
  readonly ink: Light;
  readonly lineHeight: number;
  readonly margin: number;
  readonly gain: number;
}

/** A flat thing with writing on it: a sign, a poster, the page of a book. */
export class Sign implements Layer {
  readonly top: number;
  readonly bottom: number;
  private readonly text: TextBlock;
  private readonly fibers: FractalRows;
  private readonly frame: Frame;
  private readonly look: SignLook;

  constructor(frame: Frame, look: SignLook, key: number) {
    this.frame = frame;
    this.look = look;
    this.top = frame.top;
    this.bottom = frame.top + frame.height;
    this.text = new TextBlock(frame.width - 2 * look.margin, look.lineHeight, key);
    this.fibers = new FractalRows(frame.width, { coarsest: 16, finest: 2, roughness: 170 }, key + 9);
  }

  paint(y: number, row: Int32Array): void {
    const { left, top, width, height } = this.frame;
    const { paper, ink, margin, lineHeight, gain } = this.look;
    const fibers = this.fibers.row(y - top);
    const v = y - top - margin;
    // A line that would not fit whole is left out.
    const written = v >= 0 && Math.floor(v / lineHeight) * lineHeight + 0.62 * lineHeight <= height - 2 * margin;
    const [first, end] = columns(this.frame, row);
    for (let x = first; x < end; x++) {
      const u = x - left - margin;
      const light = gain + (fibers[x - left] >> 6) + Math.floor((160 * (x - left)) / width);
      cover(row, x, paper, light, 256);
      if (written && u >= 0 && u < width - 2 * margin) cover(row, x, ink, light, this.text.ink(u, v));
    }
  }
}
