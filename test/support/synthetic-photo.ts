/**
 * A landscape with the statistics that detectors look at: smooth sky, texture at several scales, straight and curved edges,
 * lens blur, and sensor noise that grows with brightness. Integer arithmetic only; `scripts/vectors/scene.py` is its twin.
 *
 * Lengths are in 1/4096 of the picture's height, so one seed gives the same view at every size.
 */
import type { Scene } from './scene.ts';

const UNIT = 4096;

type Color = readonly [red: number, green: number, blue: number];

/** A 32-bit hash of a lattice point: multiply and fold, twice. */
function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77) ^ Math.imul(seed, 0xc2b2ae3d);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** `hash` brought to 0..`range`-1. */
function pick(index: number, range: number, seed: number): number {
  return hash(index, 77, seed) % range;
}

/** Value noise 0..255 on a lattice of `cell` units, smoothstep between the lattice points. */
function valueNoise(x: number, y: number, cell: number, seed: number): number {
  const ix = Math.floor(x / cell);
  const iy = Math.floor(y / cell);
  const tx = smooth(Math.floor(((x - ix * cell) * 256) / cell));
  const ty = smooth(Math.floor(((y - iy * cell) * 256) / cell));
  const upper = (hash(ix, iy, seed) >>> 24) * (256 - tx) + (hash(ix + 1, iy, seed) >>> 24) * tx;
  const lower = (hash(ix, iy + 1, seed) >>> 24) * (256 - tx) + (hash(ix + 1, iy + 1, seed) >>> 24) * tx;
  return (upper * (256 - ty) + lower * ty) >> 16;
}

function smooth(t: number): number {
  return (t * t * (768 - 2 * t)) >> 16;
}

/** Four octaves of value noise, 0..255, each half as large and half as strong as the one before. */
function cloud(x: number, y: number, cell: number, seed: number): number {
  const a = valueNoise(x, y, cell, seed);
  const b = valueNoise(x, y, cell >> 1, seed + 1);
  const c = valueNoise(x, y, cell >> 2, seed + 2);
  const d = valueNoise(x, y, cell >> 3, seed + 3);
  return Math.floor((8 * a + 4 * b + 2 * c + d) / 15);
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** A seeded view: everything below reads its own numbers from `seed`. */
function viewOf(width: number, height: number, seed: number) {
  const span = Math.floor((width * UNIT) / height);
  const horizon = 1500 + pick(1, 400, seed);
  const house = {
    left: Math.floor(span / 8) + pick(2, Math.floor(span / 8) + 1, seed),
    base: horizon + 950 + pick(3, 200, seed),
    width: 1150,
    height: 560,
  };
  const disks: { x: number; y: number; r: number; color: Color; leafy: boolean }[] = [];
  for (let tree = 0; tree < 3; tree++) {
    const x = Math.floor((span * (5 + tree)) / 8) + pick(10 + tree, 300, seed);
    const y = horizon + 250 + pick(20 + tree, 500, seed);
    const green: Color = [46 + pick(30 + tree, 30, seed), 74 + pick(40 + tree, 30, seed), 34 + pick(50 + tree, 16, seed)];
    for (let lobe = 0; lobe < 5; lobe++) {
      const r = 190 + pick(60 + tree * 8 + lobe, 130, seed);
      const dx = pick(90 + tree * 8 + lobe, 620, seed) - 310;
      const dy = pick(120 + tree * 8 + lobe, 420, seed) - 420;
      disks.push({ x: x + dx, y: y + dy, r, color: green, leafy: true });
    }
  }
  for (let ball = 0; ball < 6; ball++) {
    const y = 3000 + pick(200 + ball, 950, seed);
    const color: Color = [90 + pick(210 + ball, 130, seed), 80 + pick(220 + ball, 110, seed), 60 + pick(230 + ball, 120, seed)];
    disks.push({
      x: pick(240 + ball, span + 1, seed),
      y,
      r: 60 + ((y - 2600) >> 3) + pick(250 + ball, 60, seed),
      color,
      leafy: false,
    });
  }
  return { span, horizon, house, disks, seed };
}

type View = ReturnType<typeof viewOf>;

function land(x: number, y: number, view: View): Color {
  const { horizon, seed } = view;
  const far = horizon - 420 + valueNoise(x, 0, 1100, seed + 20) * 2 + (valueNoise(x, 0, 210, seed + 21) >> 1);
  const near = horizon + 60 + (valueNoise(x, 0, 1500, seed + 22) >> 1) + (valueNoise(x, 0, 90, seed + 23) >> 2);
  const meadow = horizon + 330 + (valueNoise(x, 0, 2600, seed + 24) >> 1);
  if (y < far) {
    const t = clamp(Math.floor((y * 256) / horizon), 0, 256);
    const white = clamp((cloud(x, 2 * y, 1500, seed + 30) - 118) * 3, 0, 210);
    const red = 92 + ((112 * t) >> 8);
    const green = 138 + ((76 * t) >> 8);
    return [
      red + (((236 - red) * white) >> 8),
      green + (((238 - green) * white) >> 8),
      208 + ((12 * t) >> 8) + ((22 * white) >> 8),
    ];
  }
  if (y < near) {
    const shade = (cloud(x, y, 260, seed + 40) - 128) >> 2;
    return [104 + shade, 122 + shade, 138 + (shade >> 1)];
  }
  if (y < meadow) {
    const shade = (valueNoise(x, y, 70, seed + 50) >> 1) + (valueNoise(x, y, 24, seed + 51) >> 2) - 96;
    return [66 + (shade >> 1), 92 + (shade >> 1), 48 + (shade >> 2)];
  }
  const depth = clamp((y - meadow) >> 4, 0, 160);
  const path = Math.floor((view.span * 9) / 16) + valueNoise(0, y, 900, seed + 60) * 3 - 380;
  if (Math.abs(x - path) < 40 + depth * 2) {
    const gravel = (valueNoise(x, y, 30, seed + 61) >> 2) + (valueNoise(x, y, 11, seed + 62) >> 2) - 64;
    return [168 + gravel, 152 + gravel, 126 + gravel];
  }
  const patches = (cloud(x, y, 900, seed + 70) - 128) >> 1;
  const blades = ((valueNoise(4 * x, y, 90, seed + 71) - 128) * (60 + depth)) >> 8;
  const fine = ((valueNoise(2 * x, y, 26, seed + 72) - 128) * (40 + depth)) >> 8;
  const shade = blades + fine;
  return [104 + patches + (shade >> 1), 128 + (patches >> 1) + (shade >> 1), 58 + (shade >> 2)];
}

function houseAt(x: number, y: number, view: View): Color | undefined {
  const { house, seed } = view;
  const u = x - house.left;
  const v = y - (house.base - house.height);
  if (v < 0) {
    // A hipped roof with eaves: one row of tiles each 34 units.
    const inset = Math.floor((-v * 4) / 5);
    if (v < -430 || u < inset - 90 || u >= house.width + 90 - inset) return undefined;
    const row = Math.floor((v + 430) / 34);
    const tile = hash(Math.floor((u + (row & 1) * 22) / 44), row, seed + 80) >>> 28;
    const lip = (v + 430) % 34 < 7 ? 30 : 0;
    return [128 + tile - lip, 66 + tile - lip, 52 + (tile >> 1) - lip];
  }
  if (u < 0 || u >= house.width || v >= house.height) return undefined;
  const column = u % 290;
  if (column >= 85 && column < 225 && v >= 120 && v < 360) {
    const frame = column < 99 || column >= 211 || v < 134 || v >= 346 || (column >= 150 && column < 160);
    if (frame) return [232, 229, 220];
    const glass = 30 + ((v - 120) >> 2);
    return [glass, glass + 12, glass + 26];
  }
  const row = Math.floor(v / 40);
  const along = u + (row & 1) * 45;
  if (v % 40 < 6 || along % 90 < 6) return [178, 170, 158];
  const brick = hash(Math.floor(along / 90), row, seed + 81) >>> 27;
  return [150 + brick, 92 + brick, 72 + (brick >> 1)];
}

function diskAt(x: number, y: number, view: View): Color | undefined {
  let found: Color | undefined;
  for (const disk of view.disks) {
    const dx = x - disk.x;
    const dy = y - disk.y;
    if (dx > disk.r || dx < -disk.r || dy > disk.r || dy < -disk.r) continue;
    const ratio = Math.floor((256 * (dx * dx + dy * dy)) / (disk.r * disk.r));
    const [red, green, blue] = disk.color;
    if (disk.leafy) {
      const leaf = valueNoise(x, y, 46, view.seed + 90);
      if (ratio + (leaf >> 1) > 300) continue;
      const light = ((leaf - 128) >> 2) + ((valueNoise(x, y, 17, view.seed + 91) - 128) >> 3) - ((dx + dy) >> 4);
      found = [red + light, green + light, blue + (light >> 1)];
    } else if (ratio < 256) {
      // Lit from the upper left; the rim is dark.
      const light =
        40 - Math.floor((70 * (dx + dy)) / disk.r) - ((ratio * ratio) >> 11) + (valueNoise(x, y, 40, view.seed + 92) >> 4);
      found = [red + light, green + light, blue + light];
    }
  }
  return found;
}

/** Makes a landscape photograph: 3 channels, any size from 1×1. */
export function syntheticPhoto(width: number, height: number, seed: number): Scene {
  const view = viewOf(width, height, seed);
  const sharp = new Uint8Array(width * height * 3);
  for (let row = 0, at = 0; row < height; row++) {
    const y = Math.floor((row * UNIT) / height);
    for (let column = 0; column < width; column++, at += 3) {
      const x = Math.floor((column * UNIT) / height);
      const color = diskAt(x, y, view) ?? houseAt(x, y, view) ?? land(x, y, view);
      for (let channel = 0; channel < 3; channel++) sharp[at + channel] = clamp(color[channel], 0, 255);
    }
  }
  const data = new Uint8Array(sharp.length);
  for (let y = 0, at = 0; y < height; y++) {
    const up = (y > 0 ? y - 1 : 0) * width;
    const here = y * width;
    const down = (y < height - 1 ? y + 1 : y) * width;
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? x - 1 : 0;
      const right = x < width - 1 ? x + 1 : x;
      for (let c = 0; c < 3; c++, at++) {
        const above = sharp[(up + left) * 3 + c] + 2 * sharp[(up + x) * 3 + c] + sharp[(up + right) * 3 + c];
        const level = sharp[(here + left) * 3 + c] + 2 * sharp[(here + x) * 3 + c] + sharp[(here + right) * 3 + c];
        const below = sharp[(down + left) * 3 + c] + 2 * sharp[(down + x) * 3 + c] + sharp[(down + right) * 3 + c];
        const lit = (above + 2 * level + below + 8) >> 4;
        data[at] = clamp(lit + sensorNoise(at, lit, seed), 0, 255);
      }
    }
  }
  return { data, width, height, channels: 3 };
}

/** Near-Gaussian noise (the sum of four bytes) of σ ≈ 0.8 levels in black to 1.9 in white. */
function sensorNoise(index: number, level: number, seed: number): number {
  const h = hash(index, 4711, seed);
  const sum = (h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510;
  return (sum * (177 + level) + 16384) >> 15;
}
