import { FractalRows } from './fractal-rows.ts';
import type { Layer } from './layer.ts';
import { between, clamp, cover } from './light.ts';
import type { Light } from './light.ts';

/** How a sky looks. */
export interface SkyLook {
  readonly width: number;
  readonly horizon: number;
  readonly zenith: Light;
  readonly haze: Light;
  readonly cloud: Light;
  /** Clouds cover what exceeds it, −1500 (overcast) to 1500 (clear). */
  readonly clearness: number;
  readonly sun: { readonly x: number; readonly y: number; readonly radius: number } | undefined;
}

/** The sky: a gradient down to the horizon, clouds, and a sun with its glow. */
export class Sky implements Layer {
  readonly top = 0;
  readonly bottom: number;
  private readonly clouds: FractalRows;
  private readonly sky: SkyLook;

  constructor(sky: SkyLook, key: number) {
    this.sky = sky;
    this.bottom = sky.horizon;
    this.clouds = new FractalRows(sky.width, { coarsest: sky.horizon >> 1, finest: 3, roughness: 138, stretch: 520 }, key);
  }

  paint(y: number, row: Int32Array): void {
    const { width, horizon, zenith, haze, cloud, clearness, sun } = this.sky;
    const t = clamp(Math.floor((y * 256) / horizon), 0, 256);
    const base = between(zenith, haze, (t * t) >> 8);
    const clouds = this.clouds.row(y);
    const shade: [number, number, number] = [0, 0, 0];
    for (let x = 0; x < width; x++) {
      const thickness = clamp((clouds[x] - clearness) >> 2, 0, 225);
      for (let c = 0; c < 3; c++) shade[c] = base[c] + (((cloud[c] - base[c]) * thickness) >> 8);
      cover(row, x, shade, 1024 - (thickness >> 1), 256);
      if (sun === undefined) continue;
      const d = ((x - sun.x) * (x - sun.x) + (y - sun.y) * (y - sun.y)) / (sun.radius * sun.radius);
      const glow = d < 1 ? 9000 : Math.floor(2600 / (1 + 0.35 * d));
      for (let c = 0; c < 3; c++) row[3 * x + c] += (glow * cloud[c]) >> 12;
    }
  }
}
