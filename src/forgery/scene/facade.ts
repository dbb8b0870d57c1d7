import { hashAtPoint } from '../draws.ts';
import { FractalRows } from './fractal-rows.ts';
import { columns } from './frame.ts';
import type { Frame } from './frame.ts';
import type { Layer } from './layer.ts';
import { cover, dim } from './light.ts';
import type { Light } from './light.ts';

const WINDOW_FRAME: Light = [2900, 2850, 2700];
const LAMP_LIGHT: Light = [4300, 3300, 1900];

/** How a facade looks. */
export interface FacadeLook {
  readonly color: Light;
  readonly sky: Light;
  /** Height of a storey in pixels. */
  readonly storey: number;
  /** Height of a brick in pixels, odd; 0 for plaster. Even periods would look like JPEG blocks. */
  readonly brick: number;
  /** All light on it, in 1/1024. */
  readonly gain: number;
}

/** A front of bricks or plaster with windows in rows, some of them lit or mirroring the sky. */
export class Facade implements Layer {
  readonly top: number;
  readonly bottom: number;
  private readonly grain: FractalRows;
  private readonly frame: Frame;
  private readonly look: FacadeLook;
  private readonly key: number;

  constructor(frame: Frame, look: FacadeLook, key: number) {
    this.frame = frame;
    this.look = look;
    this.key = key;
    this.top = frame.top;
    this.bottom = frame.top + frame.height;
    this.grain = new FractalRows(frame.width, { coarsest: Math.max(8, look.storey), finest: 2, roughness: 190 }, key);
  }

  paint(y: number, row: Int32Array): void {
    const { left, top } = this.frame;
    const { color, sky, storey, brick, gain } = this.look;
    const grain = this.grain.row(y - top);
    const v = y - top;
    const floor = Math.floor(v / storey);
    const inStorey = (v - floor * storey) / storey;
    const bay = Math.floor(storey * 0.8) | 1;
    const [first, end] = columns(this.frame, row);
    for (let x = first; x < end; x++) {
      const u = x - left;
      const column = Math.floor(u / bay);
      const inBay = (u - column * bay) / bay;
      const light = gain + ((grain[u] * gain) >> 13);
      if (inStorey > 0.2 && inStorey < 0.74 && inBay > 0.27 && inBay < 0.75) {
        const isFrame = inStorey < 0.24 || inStorey > 0.7 || inBay < 0.31 || inBay > 0.71 || (inBay > 0.495 && inBay < 0.525);
        if (isFrame) cover(row, x, WINDOW_FRAME, light, 256);
        else this.paintGlass(row, x, column, floor, inBay + inStorey, sky, light);
        continue;
      }
      if (inStorey >= 0.74 && inStorey < 0.79 && inBay > 0.22 && inBay < 0.8) {
        cover(row, x, WINDOW_FRAME, (light * 5) >> 3, 256);
        continue;
      }
      cover(row, x, color, brick > 0 ? this.brickLight(u, v, brick, light) : light, 256);
      // Under a sill and beside a frame the wall is in shade.
      if (inStorey >= 0.79 && inStorey < 0.86 && inBay > 0.24 && inBay < 0.84) dim(row, x, 620);
    }
  }

  private paintGlass(row: Int32Array, x: number, column: number, floor: number, along: number, sky: Light, light: number): void {
    const kind = hashAtPoint(column, floor, this.key) % 10;
    if (kind === 0) cover(row, x, LAMP_LIGHT, light + 200, 256);
    else cover(row, x, sky, Math.floor(light * (0.08 + 0.03 * kind * along)), 256);
  }

  private brickLight(u: number, v: number, brick: number, light: number): number {
    const course = Math.floor(v / brick);
    const length = Math.floor(brick * 2.6) | 1;
    const along = u + (course & 1) * (length >> 1);
    const mortar = Math.max(1, Math.floor(brick / 7));
    if (v - course * brick < mortar || along % length < mortar) return (light * 5) >> 2;
    return light - 150 + (hashAtPoint(Math.floor(along / length), course, this.key + 1) >>> 24);
  }
}
