import { FractalRows } from './fractal-rows.ts';
import { columns } from './frame.ts';
import type { Frame } from './frame.ts';
import { TextBlock } from './glyphs.ts';
import type { Layer } from './layer.ts';
import { cover, dim } from './light.ts';
import type { Light } from './light.ts';

/** How a cylinder looks. */
export interface CylinderLook {
  /** Contrast of the texture, in 1/1024. */
  readonly grain: number;
  /** Light of the bright streak, 0 for a matt surface. */
  readonly gloss: number;
  /** The paper of a label with writing on it. */
  readonly label: Light | undefined;
}

/** An upright post, trunk, bottle or can: a rectangle shaded like a cylinder. */
export class Cylinder implements Layer {
  readonly top: number;
  readonly bottom: number;
  private readonly texture: FractalRows;
  private readonly frame: Frame;
  private readonly color: Light;
  private readonly look: CylinderLook;
  private readonly text: TextBlock;

  constructor(frame: Frame, color: Light, look: CylinderLook, key: number) {
    this.frame = frame;
    this.color = color;
    this.look = look;
    this.top = frame.top;
    this.bottom = frame.top + frame.height;
    this.texture = new FractalRows(frame.width, { coarsest: 8, finest: 2, roughness: 170, stretch: 128 }, key);
    this.text = new TextBlock(frame.width, Math.max(5, frame.width >> 2), key + 3);
  }

  paint(y: number, row: Int32Array): void {
    const { left, top, width, height } = this.frame;
    const { grain, gloss, label } = this.look;
    const texture = this.texture.row(y - top);
    const v = y - top - Math.floor(height * 0.42);
    const labelHeight = Math.floor(height * 0.36);
    const onLabel = label !== undefined && v >= 0 && v < labelHeight;
    const [first, end] = columns(this.frame, row);
    for (let x = first; x < end; x++) {
      const u = (2 * (x - left) + 1 - width) / width;
      const facing = Math.sqrt(Math.max(0, 1 - u * u));
      const gain = Math.max(
        40,
        Math.floor(170 + 900 * Math.max(0, 0.75 * facing - 0.6 * u) + ((texture[x - left] * grain) >> 10)),
      );
      cover(row, x, onLabel ? label : this.color, gain, 256);
      if (onLabel) {
        // Letters crowd together where the label turns away.
        const around = Math.floor(width * (0.5 + 0.38 * u * (1 + 0.28 * u * u)));
        dim(row, x, 1024 - 3 * this.text.ink(around, v - Math.floor(width / 8)));
      } else if (gloss > 0 && u > -0.64 && u < -0.42) {
        const shine = Math.floor(gloss * (1 - Math.abs(u + 0.53) / 0.11));
        for (let c = 0; c < 3; c++) row[3 * x + c] += shine;
      }
    }
  }
}
