import type { Raster } from '../../image/index.ts';
import { cos, sin } from '../../math/index.ts';
import { Draws, noiseAt } from '../draws.ts';
import { FractalRows } from '../scene/fractal-rows.ts';
import { Canvas } from './canvas.ts';
import type { Ink } from './canvas.ts';
import { fitPicture } from './fit-picture.ts';

const INK: Ink = [38, 36, 42];
const LID: Ink = [216, 217, 214];
const RADIANS_PER_DEGREE = 0.017453292519943295;
/** The scanner's noise, σ 0.9 levels, as a multiple of the generator's, in 1/65536. */
const NOISE = 400;

/**
 * Draws what a scanner makes of a printed page: the page lies askew on the glass, its paper is not white, its fibers and the scanner
 * add noise, and light falls off towards the fold.
 *
 * @param skew - Degrees clockwise.
 */
export function drawScan(picture: Raster, skew: number, seed: number): Raster {
  const { width, height } = picture;
  const draws = new Draws(seed, 61);
  const paper: Ink = [draws.integer(238, 248), draws.integer(234, 244), draws.integer(220, 236)];
  const sheet = printPage(picture, paper, draws).data;
  const fibers = new FractalRows(width, { coarsest: 24, finest: 2, roughness: 190 }, draws.key32());
  const noise = draws.key32();
  const data = new Uint8Array(width * height * 3);
  const [c, s] = [cos(skew * RADIANS_PER_DEGREE), sin(skew * RADIANS_PER_DEGREE)];
  const offset = draws.integer(-10, 10) / 10;
  for (let y = 0, at = 0; y < height; y++) {
    const row = fibers.row(y);
    const dy = y - height / 2 + offset;
    for (let x = 0; x < width; x++, at += 3) {
      const dx = x - width / 2;
      const u = width / 2 + 1.03 * (dx * c + dy * s);
      const v = height / 2 + 1.03 * (dy * c - dx * s);
      const left = Math.floor(u);
      const upper = Math.floor(v);
      const onPaper = left >= 0 && upper >= 0 && left < width - 1 && upper < height - 1;
      const shade = 1 - (0.06 * (width - x)) / width;
      for (let channel = 0; channel < 3; channel++) {
        let level: number = LID[channel];
        if (onPaper) {
          const from = (upper * width + left) * 3 + channel;
          const above = sheet[from] * (1 - (u - left)) + sheet[from + 3] * (u - left);
          const below = sheet[from + 3 * width] * (1 - (u - left)) + sheet[from + 3 * width + 3] * (u - left);
          level = above * (1 - (v - upper)) + below * (v - upper) + row[x] / 420;
        }
        const value = Math.floor(level * shade + (noiseAt(at + channel, noise) * NOISE) / 65536 + 0.5);
        data[at + channel] = Math.max(0, Math.min(255, value));
      }
    }
  }
  return { data, width, height, channels: 3 };
}

/** The page as it was printed. */
function printPage(picture: Raster, paper: Ink, draws: Draws): Raster {
  const { width, height } = picture;
  const canvas = new Canvas(width, height, paper);
  const line = Math.max(5, Math.floor(height / draws.integer(34, 48)));
  const margin = Math.floor(width / 11);
  const room = Math.max(1, width - 2 * margin);
  canvas.text({ x: margin, y: 2 * line, width: room, height: 2 * line }, 2 * line, INK, draws.key32());
  const shown = fitPicture(picture, {
    width: Math.max(1, Math.floor(room * 0.55)),
    height: Math.max(1, Math.floor(height * 0.3)),
  });
  const top = 5 * line;
  canvas.text({ x: margin, y: top, width: room, height: 6 * line }, line, INK, draws.key32());
  const middle = top + 7 * line;
  canvas.picture(shown, margin, middle);
  const beside = margin + shown.width + line;
  canvas.text({ x: beside, y: middle, width: width - margin - beside, height: shown.height }, line, INK, draws.key32());
  const below = middle + shown.height + line;
  canvas.box({ x: margin, y: below, width: room, height: Math.max(1, line >> 3) }, INK);
  canvas.text(
    { x: margin, y: below + line, width: room, height: Math.max(0, height - below - 3 * line) },
    line,
    INK,
    draws.key32(),
  );
  return canvas.toRaster();
}
