import type { Raster } from '../image/index.ts';

/**
 * The pictures that conformance is checked on: seeded, in integer arithmetic, so that `scripts/vectors/conformance.py` makes the same
 * samples for the references. They are kinder and nastier than photographs: hard edges and grain, a page of text, ramps, a flat field,
 * transparency, prime and extreme sizes, and pictures smaller than any hash.
 */
export const CONFORMANCE_PICTURES: Readonly<Record<string, () => Raster>> = {
  'scene 1400×1000': () => scene(1400, 1000, 3, 1),
  'scene 641×479': () => scene(641, 479, 3, 2),
  'scene 197×331': () => scene(197, 331, 3, 4),
  'scene 7×1021': () => scene(7, 1021, 3, 5),
  'scene 64×64': () => scene(64, 64, 3, 6),
  'gray scene 256×256': () => scene(256, 256, 1, 7),
  'transparent scene 200×150': () => scene(200, 150, 4, 8),
  'swatches 180×120': () => swatches(180, 120, 9),
  'text 400×300': () => text(400, 300, 10),
  'ramp 300×200': () => ramp(300, 200),
  'ramp 1200×9': () => ramp(1200, 9),
  'checker 128×128': () => checker(128, 128, 8),
  'flat 100×80': () => flat(100, 80, [200, 120, 40]),
  'black 33×21': () => flat(33, 21, [0, 0, 0]),
  'black and white 96×97': () => blackAndWhite(96, 97, 11),
  'noise 8×8': () => noise(8, 8, 12),
  'noise 5×3': () => noise(5, 3, 13),
  'noise 1×1': () => noise(1, 1, 14),
};

/** Octaves of a scene's light: each is a relief on a lattice of `2^shift` pixels; the weights sum to 16. */
const OCTAVES: readonly (readonly [shift: number, weight: number])[] = [
  [7, 5],
  [6, 4],
  [5, 3],
  [4, 2],
  [3, 1],
  [2, 1],
];

/** Light of many scales, areas that are turned dark with a hard edge, color that changes slowly, and grain; alpha from 0 to 255. */
function scene(width: number, height: number, channels: 1 | 3 | 4, seed: number): Raster {
  const field = (shift: number, offset: number) => relief(width, height, shift, 100 * seed + offset);
  const light = new Int32Array(width * height);
  for (const [shift, weight] of OCTAVES) field(shift, shift).forEach((value, i) => (light[i] += weight * value));
  const shape = field(6, 10);
  const warmth = field(7, 20);
  const coldness = field(6, 30);
  const cover = field(5, 40);
  const grain = randomBytes(width * height * channels, 100 * seed + 50);
  const data = new Uint8Array(grain.length);
  let at = 0;
  const put = (value: number) => (data[at] = clamp(value + ((grain[at++] - 128) >> 4)));
  for (let i = 0; i < light.length; i++) {
    let base = 128 + (((light[i] - 2048) * 5) >> 5);
    if (shape[i] > 150) base = 215 - base;
    const warm = (warmth[i] - 128) >> 1;
    const cold = (coldness[i] - 128) >> 1;
    put(channels === 1 ? base : base + warm);
    if (channels === 1) continue;
    put(base - ((warm + cold) >> 2));
    put(base + cold);
    // Without grain, so that much of it is exactly 0 or 255.
    if (channels === 4) data[at++] = clamp((cover[i] - 100) * 5);
  }
  return { data, width, height, channels };
}

/** Random bytes on a lattice of `2^shift` pixels, interpolated. */
function relief(width: number, height: number, shift: number, seed: number): Uint8Array {
  const cell = 1 << shift;
  const across = (width >> shift) + 2;
  const lattice = randomBytes(across * ((height >> shift) + 2), seed);
  const out = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const row = (y >> shift) * across;
    const fy = y & (cell - 1);
    for (let x = 0; x < width; x++) {
      const i = row + (x >> shift);
      const fx = x & (cell - 1);
      const upper = lattice[i] * (cell - fx) + lattice[i + 1] * fx;
      const lower = lattice[i + across] * (cell - fx) + lattice[i + across + 1] * fx;
      out[at++] = (upper * (cell - fy) + lower * fy) >> (2 * shift);
    }
  }
  return out;
}

/** Flat squares of random color; some gray, some black. */
function swatches(width: number, height: number, seed: number): Raster {
  const across = Math.ceil(width / 15);
  const colors = randomBytes(across * Math.ceil(height / 15) * 3, seed);
  return paint(width, height, (x, y, channel) => {
    const index = Math.floor(y / 15) * across + Math.floor(x / 15);
    if (index % 7 === 2) return 0;
    return colors[3 * index + (index % 4 === 1 ? 0 : channel)];
  });
}

/** Lines of black strokes on a bright page. */
function text(width: number, height: number, seed: number): Raster {
  const across = (width + 3) >> 2;
  const strokes = randomBytes(across * ((height >> 4) + 1), seed);
  return paint(width, height, (x, y) => {
    const row = y & 15;
    const isInk = row < 10 && ((strokes[(y >> 4) * across + (x >> 2)] >> (row >> 1)) & 1) === 1;
    return isInk ? 20 : 245;
  });
}

/** Red grows rightwards, green downwards, blue leftwards. */
function ramp(width: number, height: number): Raster {
  return paint(width, height, (x, y, channel) => {
    const right = Math.floor((255 * x) / (width - 1));
    return [right, Math.floor((255 * y) / (height - 1)), 255 - right][channel];
  });
}

function checker(width: number, height: number, cell: number): Raster {
  return paint(width, height, (x, y) => ((Math.floor(x / cell) + Math.floor(y / cell)) & 1) * 255);
}

function flat(width: number, height: number, color: readonly number[]): Raster {
  return paint(width, height, (_x, _y, channel) => color[channel]);
}

function noise(width: number, height: number, seed: number): Raster {
  return { data: randomBytes(width * height * 3, seed), width, height, channels: 3 };
}

function blackAndWhite(width: number, height: number, seed: number): Raster {
  const bits = randomBytes(width * height, seed);
  return paint(width, height, (x, y) => (bits[y * width + x] & 1) * 255);
}

function paint(width: number, height: number, sample: (x: number, y: number, channel: number) => number): Raster {
  const data = new Uint8Array(width * height * 3);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) data[at++] = sample(x, y, channel);
    }
  }
  return { data, width, height, channels: 3 };
}

/** Bytes of Marsaglia's 32-bit xorshift generator (13, 17, 5): the top byte of each state. */
function randomBytes(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x6d2b79f5) >>> 0 || 1;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

function clamp(value: number): number {
  return Math.min(255, Math.max(0, value));
}
