import { NOISE_SIGMA, noiseAt, streamKey } from '../draws.ts';
import { demosaicRows } from './demosaic.ts';
import type { Demosaicing } from './demosaic.ts';
import { cellChannels } from './mosaic.ts';
import type { BayerPattern, Mosaic } from './mosaic.ts';
import { toneTable, WHITE } from './tone.ts';

/** Fills `row` (`[width, 3]`, linear light, 4096 saturates) with row `y` of what stands before the camera; called for 0, 1, 2 … */
export type LightRows = (y: number, row: Int32Array) => void;

/** The camera's part in a picture. */
export interface Camera {
  readonly pattern: BayerPattern;
  readonly demosaicing: Demosaicing;
  /** Sensor noise in percent of a small camera's at base sensitivity. */
  readonly noise: number;
  /** White balance of red and blue, in 1/256: the sensor is that much less sensitive to them. */
  readonly balance: readonly [red: number, blue: number];
  /** Light that is lost in the corners, in 1/1024. */
  readonly vignette: number;
}

/** Electrons that saturate a photosite: one level of 4096 is two of them. */
const FULL_WELL = 8192;
/** Noise of reading a photosite, in 12-bit levels. */
const READ_SIGMA = 2.5;
const SIGMA_BITS = 16;

/**
 * Takes a photograph: lens (3×3 binomial blur, vignetting), color filters, photon and read noise, 12-bit digits, demosaicing, white
 * balance and tone curve.
 *
 * @returns `[height, width, 3]`, never compressed.
 */
export function expose(light: LightRows, width: number, height: number, camera: Camera, seed: number): Uint8Array {
  const mosaic = record(light, width, height, camera, streamKey(seed, 40));
  const tables = [toneTable(camera.balance[0]), toneTable(256), toneTable(camera.balance[1])];
  const [red, green, blue] = tables;
  const data = new Uint8Array(width * height * 3);
  demosaicRows(mosaic, camera.demosaicing, (y, row) => {
    const base = y * width * 3;
    for (let i = 0; i < row.length; i += 3) {
      data[base + i] = red[row[i]];
      data[base + i + 1] = green[row[i + 1]];
      data[base + i + 2] = blue[row[i + 2]];
    }
  });
  return data;
}

/** What the sensor holds: one color a photosite. */
function record(light: LightRows, width: number, height: number, camera: Camera, key: number): Mosaic {
  const { pattern, balance, vignette } = camera;
  const channels = cellChannels(pattern);
  const sensitivity = [65536 / balance[0], 256, 65536 / balance[1]].map(Math.floor);
  const spread = noiseTable(camera.noise);
  const falloff = (4 * vignette) / (width * width + height * height);
  const data = new Uint16Array(width * height);
  const blurred = [0, 1, 2].map(() => new Int32Array(3 * width));
  const raw = new Int32Array(3 * width);
  let read = 0;
  for (let y = 0; y < height; y++) {
    for (const end = Math.min(y + 2, height); read < end; read++) {
      light(read, raw);
      blurAlong(raw, blurred[read % 3]);
    }
    const above = blurred[(y === 0 ? 0 : y - 1) % 3];
    const here = blurred[y % 3];
    const below = blurred[(y + 1 < height ? y + 1 : y) % 3];
    const fromCenterY = y - height / 2;
    for (let x = 0, index = y * width; x < width; x++, index++) {
      const channel = channels[(y & 1) * 2 + (x & 1)];
      const at = 3 * x + channel;
      const fromCenterX = x - width / 2;
      const lens = 1024 - Math.floor((fromCenterX * fromCenterX + fromCenterY * fromCenterY) * falloff);
      const arrived = Math.min(WHITE * 4, (above[at] + 2 * here[at] + below[at]) >> 4);
      const clean = Math.min(WHITE, (((arrived * lens) >> 10) * sensitivity[channel]) >> 8);
      const value = clean + ((noiseAt(index, key) * spread[clean] + (1 << (SIGMA_BITS - 1))) >> SIGMA_BITS);
      data[index] = value < 0 ? 0 : value > WHITE ? WHITE : value;
    }
  }
  return { data, width, height, pattern };
}

function blurAlong(row: Int32Array, out: Int32Array): void {
  const last = row.length - 3;
  for (let i = 0; i < row.length; i++) {
    const left = i < 3 ? row[i] : row[i - 3];
    const right = i >= last ? row[i] : row[i + 3];
    out[i] = left + 2 * row[i] + right;
  }
}

/** What a draw of the generator is multiplied by at each level, in 1/65536. */
function noiseTable(percent: number): Int32Array {
  const table = new Int32Array(WHITE + 1);
  for (let level = 0; level <= WHITE; level++) {
    const sigma = Math.sqrt((level * 4096) / FULL_WELL + READ_SIGMA * READ_SIGMA);
    table[level] = Math.floor(((sigma * percent) / 100 / NOISE_SIGMA) * 65536 + 0.5);
  }
  return table;
}
