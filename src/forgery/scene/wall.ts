import { FractalRows } from './fractal-rows.ts';
import type { Layer } from './layer.ts';
import { cover } from './light.ts';
import type { Light } from './light.ts';

/** How a wall looks. */
export interface WallLook {
  readonly width: number;
  readonly bottom: number;
  readonly color: Light;
  readonly stripe: Light;
  /** Width of a stripe in pixels, 0 for none. */
  readonly pitch: number;
  /** Grain of the plaster, in 1/1024 of the light. */
  readonly grain: number;
  /** Where the light comes from, in pixels. */
  readonly lamp: { readonly x: number; readonly y: number; readonly reach: number };
}

/** A wall in soft light that falls off from one side, of plaster or with broad stripes. */
export class Wall implements Layer {
  readonly top = 0;
  readonly bottom: number;
  private readonly plaster: FractalRows;
  private readonly stains: FractalRows;
  private readonly wall: WallLook;

  constructor(wall: WallLook, key: number) {
    this.wall = wall;
    this.bottom = wall.bottom;
    this.plaster = new FractalRows(wall.width, { coarsest: 12, finest: 2, roughness: 200 }, key);
    this.stains = new FractalRows(wall.width, { coarsest: Math.max(16, wall.bottom >> 1), finest: 8, roughness: 120 }, key + 5);
  }

  paint(y: number, row: Int32Array): void {
    const { width, color, stripe, pitch, grain, lamp } = this.wall;
    const plaster = this.plaster.row(y);
    const stains = this.stains.row(y);
    const dy = y - lamp.y;
    for (let x = 0; x < width; x++) {
      const dx = x - lamp.x;
      const reached = Math.floor(1500 / (1 + (dx * dx + dy * dy) / (lamp.reach * lamp.reach)));
      const gain = Math.max(40, reached + ((plaster[x] * grain) >> 10) + (stains[x] >> 5));
      const striped = pitch > 0 && Math.floor(x / pitch) & 1;
      cover(row, x, striped ? stripe : color, gain, 256);
    }
  }
}
