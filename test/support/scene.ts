/**
 * Seeded pictures for tests, in integer arithmetic only, so that `scripts/vectors/scene.py` makes the same bytes.
 * `test/vectors/scene.json` holds the digests that both must reach.
 */
export interface Scene {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Interleaved samples a pixel. */
  readonly channels: 1 | 3 | 4;
}

type Channels = Scene['channels'];

/** Bytes of a 32-bit xorshift generator (shifts 13, 17, 5): the top byte of each state. */
export function xorshiftBytes(length: number, seed: number): Uint8Array {
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

/** Independent uniform bytes. */
export function noise(width: number, height: number, channels: Channels, seed: number): Scene {
  return { data: xorshiftBytes(width * height * channels, seed), width, height, channels };
}

/** Every sample 0 or 255: the largest DCT coefficients that pixels can make. */
export function binaryNoise(width: number, height: number, channels: Channels, seed: number): Scene {
  const data = xorshiftBytes(width * height * channels, seed);
  for (let i = 0; i < data.length; i++) data[i] = data[i] & 1 ? 255 : 0;
  return { data, width, height, channels };
}

/** A black and white checkerboard of `cell`-pixel squares, black at the top-left. */
export function checker(width: number, height: number, channels: Channels, cell = 8): Scene {
  return paint(width, height, channels, (x, y) => ((Math.floor(x / cell) + Math.floor(y / cell)) & 1 ? 255 : 0));
}

/** Ramps from 0 to 255: channel 0 rightwards, channel 1 downwards, channel 2 leftwards, channel 3 upwards. */
export function gradient(width: number, height: number, channels: Channels): Scene {
  const right = Math.max(width - 1, 1);
  const bottom = Math.max(height - 1, 1);
  return paint(width, height, channels, (x, y, channel) => {
    const ramp = channel & 1 ? Math.floor((255 * y) / bottom) : Math.floor((255 * x) / right);
    return channel & 2 ? 255 - ramp : ramp;
  });
}

/** Flat 4×4 squares of random color. */
export function blocks(width: number, height: number, channels: Channels, seed: number): Scene {
  const across = (width + 3) >> 2;
  const values = xorshiftBytes(across * ((height + 3) >> 2) * channels, seed);
  return paint(width, height, channels, (x, y, channel) => values[((y >> 2) * across + (x >> 2)) * channels + channel]);
}

/** The same picture seen through an RGGB mosaic and bilinear demosaicing, as a single-sensor camera makes it. */
export function throughBayer(scene: Scene): Scene {
  const { data: source, width, height } = scene;
  if (scene.channels !== 3) throw new RangeError(`"channels" must be 3, received ${scene.channels}`);
  const data = new Uint8Array(source.length);
  // Reflection about the edge pixels keeps the parity, hence the color of the photosite.
  const mirror = (i: number, size: number): number =>
    Math.min(Math.max(i < 0 ? -i : i >= size ? 2 * size - 2 - i : i, 0), size - 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        let weight = 0;
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            const site = ((y + dy) & 1) + ((x + dx) & 1);
            if (site !== channel) continue;
            const w = (2 - dx * dx) * (2 - dy * dy);
            sum += w * source[(mirror(y + dy, height) * width + mirror(x + dx, width)) * 3 + channel];
            weight += w;
          }
        }
        const own = (y & 1) + (x & 1) === channel;
        const at = (y * width + x) * 3 + channel;
        data[at] = own ? source[at] : Math.floor((sum + (weight >> 1)) / weight);
      }
    }
  }
  return { data, width, height, channels: 3 };
}

function paint(
  width: number,
  height: number,
  channels: Channels,
  sample: (x: number, y: number, channel: number) => number,
): Scene {
  const data = new Uint8Array(width * height * channels);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++) data[at++] = sample(x, y, channel);
    }
  }
  return { data, width, height, channels };
}

export { syntheticPhoto } from './synthetic-photo.ts';
