import { FractalRows } from './fractal-rows.ts';
import type { FractalShape } from './fractal-rows.ts';
import type { Layer } from './layer.ts';
import { clamp, cover } from './light.ts';
import type { Light } from './light.ts';

/** How a slope looks. */
export interface SlopeLook {
  readonly width: number;
  readonly height: number;
  /** Rows from here on are hidden by what stands before it, and not painted. */
  readonly bottom: number;
  /** Mean row of the ridge, and how far it rises and falls, in pixels. */
  readonly base: number;
  readonly relief: number;
  readonly color: Light;
  /** The color of patches in it. */
  readonly other: Light;
  readonly ridgeShape: FractalShape;
  readonly texture: FractalShape;
  /** Contrast of the texture, in 1/1024 per unit of slope; grows to twice that towards the bottom. */
  readonly contrast: number;
  /** Width of the ridge's edge in pixels. */
  readonly softness: number;
}

/** A surface with a fractal texture, lit from the upper left, below a fractal ridge line. */
export class Slope implements Layer {
  readonly top: number;
  readonly bottom: number;
  private readonly ridge: Int32Array;
  private readonly texture: FractalRows;
  private readonly patches: FractalRows;
  private before: Int32Array;
  private readonly slope: SlopeLook;

  constructor(slope: SlopeLook, key: number) {
    this.slope = slope;
    const { width, height, base, relief } = slope;
    this.ridge = Int32Array.from(
      new FractalRows(width, slope.ridgeShape, key).row(3),
      (value) => base + Math.floor((value * relief) / 1024),
    );
    this.top = Math.max(0, this.ridge.reduce((least, value) => Math.min(least, value), height) - 1);
    this.bottom = slope.bottom;
    this.texture = new FractalRows(width, slope.texture, key + 11);
    this.patches = new FractalRows(
      width,
      { coarsest: Math.max(8, height >> 2), finest: 6, roughness: 130, stretch: 700 },
      key + 12,
    );
    this.before = new Int32Array(width);
  }

  paint(y: number, row: Int32Array): void {
    const { width, height, base, color, other, contrast, softness } = this.slope;
    const texture = this.texture.row(y);
    const patches = this.patches.row(y);
    const depth = clamp(Math.floor(((y - base) * 256) / Math.max(1, height - base)), 0, 256);
    const strength = contrast + ((contrast * depth) >> 8);
    const mixed: [number, number, number] = [0, 0, 0];
    for (let x = 0; x < width; x++) {
      const edge = clamp(Math.floor(((y - this.ridge[x]) * 256) / softness), 0, 256);
      if (edge === 0) continue;
      const rise = texture[x] - this.before[x > 0 ? x - 1 : 0];
      const lit = clamp(1024 + ((rise * strength) >> 8) + ((texture[x] * strength) >> 11), 220, 2600);
      const t = clamp(128 + (patches[x] >> 2), 0, 256);
      for (let c = 0; c < 3; c++) mixed[c] = color[c] + (((other[c] - color[c]) * t) >> 8);
      cover(row, x, mixed, lit, edge);
    }
    this.before.set(texture);
  }
}
