import { lightOf } from './light.ts';
import type { Light } from './light.ts';

/** Zenith, haze at the horizon, clouds. */
export const SKIES: readonly (readonly [Light, Light, Light])[] = [
  [lightOf(72, 118, 190), lightOf(196, 214, 228), lightOf(246, 246, 248)],
  [lightOf(104, 150, 208), lightOf(222, 230, 236), lightOf(252, 250, 246)],
  [lightOf(150, 158, 170), lightOf(206, 208, 210), lightOf(226, 228, 230)],
  [lightOf(78, 92, 142), lightOf(238, 186, 140), lightOf(250, 214, 180)],
];
export const MEADOWS: readonly (readonly [Light, Light])[] = [
  [lightOf(92, 118, 52), lightOf(128, 136, 70)],
  [lightOf(150, 132, 84), lightOf(176, 158, 104)],
  [lightOf(78, 104, 58), lightOf(112, 104, 66)],
];
export const WALLS: readonly Light[] = [
  lightOf(158, 96, 76),
  lightOf(204, 190, 160),
  lightOf(180, 184, 188),
  lightOf(196, 160, 110),
  lightOf(142, 156, 162),
  lightOf(214, 206, 196),
];
export const WOODS: readonly (readonly [Light, Light])[] = [
  [lightOf(150, 104, 66), lightOf(176, 130, 86)],
  [lightOf(104, 70, 46), lightOf(132, 94, 62)],
  [lightOf(196, 166, 124), lightOf(214, 188, 150)],
];
export const PAINTS: readonly Light[] = [
  lightOf(176, 40, 36),
  lightOf(44, 88, 150),
  lightOf(218, 166, 44),
  lightOf(60, 122, 74),
  lightOf(96, 60, 104),
  lightOf(226, 222, 212),
  lightOf(54, 54, 60),
  lightOf(208, 112, 52),
];
export const SIGNS: readonly (readonly [Light, Light])[] = [
  [lightOf(236, 232, 220), lightOf(34, 34, 40)],
  [lightOf(36, 74, 130), lightOf(240, 240, 236)],
  [lightOf(188, 40, 36), lightOf(246, 240, 226)],
  [lightOf(40, 96, 66), lightOf(242, 238, 210)],
  [lightOf(240, 206, 70), lightOf(30, 30, 30)],
];
