import { cellChannels } from './mosaic.ts';
import type { Mosaic } from './mosaic.ts';
import { WHITE } from './tone.ts';

/** How the two missing colors of a pixel are found. */
export type Demosaicing = 'bilinear' | 'edge-directed';

/** All of them. */
export const DEMOSAICINGS: readonly Demosaicing[] = ['bilinear', 'edge-directed'];

/** Receives the rows of the picture in order: `[width, 3]`, 12 bits. The array is reused. */
export type DemosaicedRow = (y: number, row: Uint16Array) => void;

/**
 * Fills in the colors that each photosite did not see. The picture is continued by reflection about its edge pixels, which keeps
 * the order of the filters.
 *
 * `bilinear` averages the nearest photosites of the color. `edge-directed` takes green along the direction in which it changes
 * less, corrected by the curvature of the photosite's own color, and red and blue by averaging their difference from green.
 * A sample that the sensor saw is kept as it is by both.
 */
export function demosaicRows(mosaic: Mosaic, method: Demosaicing, onRow: DemosaicedRow): void {
  const { width, height } = mosaic;
  const rows = new PaddedRows(mosaic);
  const out = new Uint16Array(3 * width);
  const channels = cellChannels(mosaic.pattern);
  if (method === 'bilinear') {
    for (let y = 0; y < height; y++) {
      bilinearRow(rows.get(y - 1), rows.get(y), rows.get(y + 1), (y & 1) * 2, channels, out);
      onRow(y, out);
    }
    return;
  }
  const greens = new GreenRows(rows, channels);
  for (let y = 0; y < height; y++) {
    differenceRow(rows, greens, y, channels, out);
    onRow(y, out);
  }
}

/** Samples on either side of a row, so that no loop asks where the picture ends. */
const PAD = 4;

/** Reflection about the edge pixels; for a side of one pixel, that pixel. */
function mirror(i: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * size - 2;
  const folded = ((i % period) + period) % period;
  return folded < size ? folded : period - folded;
}

/** Rows of a mosaic with their reflected margins; the last few are kept. */
class PaddedRows {
  private readonly ring: Int32Array[];
  private readonly held = new Int32Array(16).fill(-1000);
  readonly mosaic: Mosaic;

  constructor(mosaic: Mosaic) {
    this.mosaic = mosaic;
    this.ring = Array.from({ length: 16 }, () => new Int32Array(mosaic.width + 2 * PAD));
  }

  get(y: number): Int32Array {
    const slot = (y + 16) & 15;
    const row = this.ring[slot];
    if (this.held[slot] === y) return row;
    this.held[slot] = y;
    const { data, width, height } = this.mosaic;
    const from = mirror(y, height) * width;
    for (let x = 0; x < width; x++) row[x + PAD] = data[from + x];
    for (let i = 1; i <= PAD; i++) {
      row[PAD - i] = data[from + mirror(-i, width)];
      row[PAD + width - 1 + i] = data[from + mirror(width - 1 + i, width)];
    }
    return row;
  }
}

function bilinearRow(
  above: Int32Array,
  here: Int32Array,
  below: Int32Array,
  cellRow: number,
  channels: readonly number[],
  out: Uint16Array,
): void {
  for (let x = 0, at = 0, i = PAD; at < out.length; x++, at += 3, i++) {
    const own = channels[cellRow + (x & 1)];
    if (own === 1) {
      const along = channels[cellRow + ((x + 1) & 1)];
      out[at + 1] = here[i];
      out[at + along] = (here[i - 1] + here[i + 1] + 1) >> 1;
      out[at + 2 - along] = (above[i] + below[i] + 1) >> 1;
    } else {
      out[at + own] = here[i];
      out[at + 1] = (here[i - 1] + here[i + 1] + above[i] + below[i] + 2) >> 2;
      out[at + 2 - own] = (above[i - 1] + above[i + 1] + below[i - 1] + below[i + 1] + 2) >> 2;
    }
  }
}

/** Green at every pixel, row by row, with a margin of one. */
class GreenRows {
  private readonly rows: PaddedRows;
  private readonly channels: readonly number[];
  private readonly ring: Int32Array[];
  private readonly held = new Int32Array(4).fill(-1000);

  constructor(rows: PaddedRows, channels: readonly number[]) {
    this.rows = rows;
    this.channels = channels;
    this.ring = Array.from({ length: 4 }, () => new Int32Array(rows.mosaic.width + 2 * PAD));
  }

  get(y: number): Int32Array {
    const slot = (y + 4) & 3;
    const green = this.ring[slot];
    if (this.held[slot] === y) return green;
    this.held[slot] = y;
    const [up2, up, here, down, down2] = [-2, -1, 0, 1, 2].map((dy) => this.rows.get(y + dy));
    const cellRow = (y & 1) * 2;
    for (let i = PAD - 1; i <= green.length - PAD; i++) {
      if (this.channels[cellRow + ((i - PAD) & 1)] === 1) {
        green[i] = here[i];
        continue;
      }
      const curveX = 2 * here[i] - here[i - 2] - here[i + 2];
      const curveY = 2 * here[i] - up2[i] - down2[i];
      const changeX = Math.abs(here[i - 1] - here[i + 1]) + Math.abs(curveX);
      const changeY = Math.abs(up[i] - down[i]) + Math.abs(curveY);
      // Four times green, whichever way it is found.
      const alongX = 2 * (here[i - 1] + here[i + 1]) + curveX;
      const alongY = 2 * (up[i] + down[i]) + curveY;
      const four = changeX < changeY ? alongX : changeY < changeX ? alongY : (alongX + alongY) >> 1;
      green[i] = clip12((four + 2) >> 2);
    }
    return green;
  }
}

function differenceRow(rows: PaddedRows, greens: GreenRows, y: number, channels: readonly number[], out: Uint16Array): void {
  const [up, here, down] = [rows.get(y - 1), rows.get(y), rows.get(y + 1)];
  const [greenUp, green, greenDown] = [greens.get(y - 1), greens.get(y), greens.get(y + 1)];
  const cellRow = (y & 1) * 2;
  for (let x = 0, at = 0, i = PAD; at < out.length; x++, at += 3, i++) {
    const own = channels[cellRow + (x & 1)];
    out[at + 1] = green[i];
    if (own === 1) {
      const along = channels[cellRow + ((x + 1) & 1)];
      const acrossX = here[i - 1] - green[i - 1] + here[i + 1] - green[i + 1];
      const acrossY = up[i] - greenUp[i] + down[i] - greenDown[i];
      out[at + along] = clip12(green[i] + ((acrossX + 1) >> 1));
      out[at + 2 - along] = clip12(green[i] + ((acrossY + 1) >> 1));
    } else {
      const upper = up[i - 1] - greenUp[i - 1] + up[i + 1] - greenUp[i + 1];
      const lower = down[i - 1] - greenDown[i - 1] + down[i + 1] - greenDown[i + 1];
      out[at + own] = here[i];
      out[at + 2 - own] = clip12(green[i] + ((upper + lower + 2) >> 2));
    }
  }
}

function clip12(value: number): number {
  return value < 0 ? 0 : value > WHITE ? WHITE : value;
}
