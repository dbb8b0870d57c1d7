import { FractalRows } from './fractal-rows.ts';
import { columns } from './frame.ts';
import type { Frame } from './frame.ts';
import type { Layer } from './layer.ts';
import { clamp, cover } from './light.ts';
import type { Light } from './light.ts';

/** How a ball looks. */
export interface BallLook {
  /** Contrast of the texture, in 1/1024. */
  readonly grain: number;
  /** Light of the highlight, in units of light; 0 for a matt surface. */
  readonly gloss: number;
  /** Width of the edge in pixels: 1 is sharp, 6 out of focus. */
  readonly softness: number;
}

/** A round thing with a texture, lit from the upper left, with a highlight that saturates if it is glossy. */
export class Ball implements Layer {
  readonly top: number;
  readonly bottom: number;
  private readonly texture: FractalRows;
  private readonly frame: Frame;
  private readonly color: Light;
  private readonly look: BallLook;

  constructor(frame: Frame, color: Light, look: BallLook, key: number) {
    this.frame = frame;
    this.color = color;
    this.look = look;
    this.top = frame.top;
    this.bottom = frame.top + frame.height;
    this.texture = new FractalRows(frame.width, { coarsest: Math.max(4, frame.width >> 2), finest: 2, roughness: 165 }, key);
  }

  paint(y: number, row: Int32Array): void {
    const { left, top, width, height } = this.frame;
    const { grain, gloss, softness } = this.look;
    const texture = this.texture.row(y - top);
    const v = (2 * (y - top) + 1 - height) / height;
    const [first, end] = columns(this.frame, row);
    for (let x = first; x < end; x++) {
      const u = (2 * (x - left) + 1 - width) / width;
      const square = u * u + v * v;
      if (square >= 1) continue;
      const facing = Math.sqrt(1 - square);
      const toEdge = ((1 - Math.sqrt(square)) * Math.min(width, height)) / 2;
      const light = -0.45 * u - 0.6 * v + 0.66 * facing;
      // What comes back from the floor lights the underside a little.
      const gain = 190 + 980 * Math.max(0, light) + 130 * Math.max(0, v) + ((texture[x - left] * grain) >> 10);
      cover(row, x, this.color, Math.max(30, Math.floor(gain)), clamp(Math.floor((256 * toEdge) / softness), 0, 256));
      if (gloss > 0 && light > 0.9) {
        const shine = (light - 0.9) * 10;
        const added = Math.floor(gloss * shine * shine * shine);
        for (let c = 0; c < 3; c++) row[3 * x + c] += added;
      }
    }
  }
}
