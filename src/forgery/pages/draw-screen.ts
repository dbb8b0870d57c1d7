import type { Raster } from '../../image/index.ts';
import { Draws } from '../draws.ts';
import { Canvas } from './canvas.ts';
import type { Ink } from './canvas.ts';
import { fitPicture } from './fit-picture.ts';

/** Draws what a screen shows: a window with a title bar, a list at the side, headings, text, buttons, and the picture in it. */
export function drawScreen(picture: Raster, seed: number): Raster {
  const { width, height } = picture;
  const draws = new Draws(seed, 51);
  const [page, ink, pale, accent] = draws.oneOf(THEMES);
  const canvas = new Canvas(width, height, page);
  const unit = Math.max(4, Math.floor(Math.min(width, height) / 40));
  const bar = 2 * unit;
  const list = Math.floor(width / 5);
  canvas.box({ x: 0, y: 0, width, height: bar }, pale);
  LAMPS.forEach((lamp, i) => canvas.disk(unit + Math.floor(i * 1.4 * unit), unit, unit >> 1, lamp));
  canvas.text({ x: list, y: unit >> 1, width: width >> 1, height: unit + 2 }, unit + 2, ink, draws.key32());
  canvas.box({ x: 0, y: bar, width: list, height }, pale);
  const chosen = draws.integer(0, 5);
  for (let item = 0; bar + 3 * unit * item < height; item++) {
    const y = bar + unit + 3 * unit * item;
    if (item === chosen) canvas.box({ x: unit >> 1, y: y - unit, width: list - unit, height: 3 * unit }, accent);
    canvas.box({ x: unit, y, width: unit, height: unit }, item === chosen ? page : ink);
    canvas.text(
      { x: Math.floor(2.5 * unit), y, width: list - 4 * unit, height: unit + 1 },
      unit + 1,
      item === chosen ? page : ink,
      draws.key32(),
    );
  }
  const left = list + unit;
  const room = Math.max(1, width - left - unit);
  canvas.text({ x: left, y: bar + unit, width: room, height: 2 * unit }, 2 * unit, ink, draws.key32());
  const shown = fitPicture(picture, { width: Math.max(1, Math.floor(room * 0.6)), height: Math.max(1, height >> 1) });
  const top = bar + 4 * unit;
  canvas.box({ x: left, y: top, width: shown.width + 2, height: shown.height + 2 }, ink);
  canvas.picture(shown, left + 1, top + 1);
  const beside = left + shown.width + unit;
  canvas.text({ x: beside, y: top, width: width - beside - unit, height: shown.height }, unit + 2, ink, draws.key32());
  const below = top + shown.height + unit;
  for (let button = 0; button < 3; button++) {
    const x = left + 7 * unit * button;
    canvas.box({ x, y: below, width: 6 * unit, height: 2 * unit }, button === 0 ? accent : pale);
    canvas.text(
      { x: x + unit, y: below + (unit >> 1), width: 4 * unit, height: unit + 1 },
      unit + 1,
      button === 0 ? page : ink,
      draws.key32(),
    );
  }
  const text = below + 3 * unit;
  canvas.text({ x: left, y: text, width: room, height: Math.max(0, height - text - unit) }, unit + 2, ink, draws.key32());
  return canvas.toRaster();
}

/** Page, ink, pale areas, accent. */
const THEMES: readonly (readonly [Ink, Ink, Ink, Ink])[] = [
  [
    [255, 255, 255],
    [32, 33, 36],
    [241, 243, 244],
    [26, 115, 232],
  ],
  [
    [30, 30, 34],
    [222, 222, 226],
    [44, 46, 52],
    [0, 150, 136],
  ],
];
const LAMPS: readonly Ink[] = [
  [236, 106, 94],
  [244, 191, 79],
  [97, 197, 84],
];
