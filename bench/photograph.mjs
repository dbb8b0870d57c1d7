import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

/**
 * Makes a photograph of any size for benchmarks: a real one (public domain) mirrored until it fills the frame, with sensor-like noise
 * of its own for each pixel (σ 5 in luma, 2.5 in each channel), so that files weigh what a phone's do.
 */
export async function makePhotograph(width, height) {
  const file = await readFile(new URL('../fixtures/authentic/seeding.jpg', import.meta.url));
  const { data: tile, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const data = Buffer.alloc(width * height * 3);
  const gaussian = makeGaussian(2026);
  for (let y = 0, o = 0; y < height; y++) {
    const v = mirror(y, info.height);
    for (let x = 0; x < width; x++) {
      const s = 3 * (v * info.width + mirror(x, info.width));
      const luma = 5 * gaussian();
      for (let c = 0; c < 3; c++, o++) data[o] = clamp(tile[s + c] + luma + 2.5 * gaussian());
    }
  }
  return { data, width, height, channels: 3 };
}

/** The photograph as a phone would save it. */
export async function saveLikePhone({ data, width, height }, quality = 93) {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

const mirror = (i, n) => {
  const k = i % (2 * n);
  return k < n ? k : 2 * n - 1 - k;
};

const clamp = (value) => Math.max(0, Math.min(255, Math.round(value)));

/** Sums of twelve uniform numbers: near enough to a normal distribution, and the same everywhere. */
function makeGaussian(seed) {
  let state = seed;
  return () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      sum += (state >>> 0) / 4294967296;
    }
    return sum;
  };
}
