import type { Raster } from '../../image/index.ts';
import { crop } from './crop.ts';
import type { Selection } from '../region.ts';

/** Rounds of smoothing on each level of the pyramid. */
const ROUNDS = 12;
/** Samples are held in 1/256 levels. */
const FRACTION = 256;

/**
 * Fills a selection smoothly from its surroundings, the same in each channel: a pyramid of means of what is known fills the hole from
 * coarse to fine, and on each level every unknown sample becomes the mean of its four neighbours some times over.
 */
export function diffuse(host: Raster, { box, mask }: Selection): Uint8Array {
  // A margin of known pixels around the box.
  const margin = 4;
  const x = Math.max(0, box.x - margin);
  const y = Math.max(0, box.y - margin);
  const width = Math.min(host.width, box.x + box.width + margin) - x;
  const height = Math.min(host.height, box.y + box.height + margin) - y;
  const around = crop(host, { x, y, width, height });
  const { channels } = host;
  const known = new Uint8Array(width * height).fill(1);
  for (let v = 0; v < box.height; v++) {
    for (let u = 0; u < box.width; u++) {
      if (mask[v * box.width + u] !== 0) known[(v + box.y - y) * width + u + box.x - x] = 0;
    }
  }
  const out = new Uint8Array(box.width * box.height * channels);
  for (let c = 0; c < channels; c++) {
    const samples = Int32Array.from(known, (one, i) => (one ? around.data[i * channels + c] * FRACTION : 0));
    fill({ samples, known, width, height });
    for (let v = 0, at = c; v < box.height; v++) {
      const from = (v + box.y - y) * width + box.x - x;
      for (let u = 0; u < box.width; u++, at += channels) out[at] = (samples[from + u] + FRACTION / 2) >> 8;
    }
  }
  return out;
}

interface Level {
  readonly samples: Int32Array;
  readonly known: Uint8Array;
  readonly width: number;
  readonly height: number;
}

function fill(level: Level): void {
  const { samples, known, width, height } = level;
  if (known.every((one) => one === 1)) return;
  if (width > 1 || height > 1) {
    const coarse = halved(level);
    fill(coarse);
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) if (known[i] === 0) samples[i] = coarse.samples[(y >> 1) * coarse.width + (x >> 1)];
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        if (known[i] === 1) continue;
        const left = samples[x > 0 ? i - 1 : i];
        const right = samples[x + 1 < width ? i + 1 : i];
        const up = samples[y > 0 ? i - width : i];
        const down = samples[y + 1 < height ? i + width : i];
        samples[i] = (left + right + up + down + 2) >> 2;
      }
    }
  }
}

/** Means of what is known in 2×2 samples; where nothing is, nothing is known. */
function halved({ samples, known, width, height }: Level): Level {
  const [halfWidth, halfHeight] = [(width + 1) >> 1, (height + 1) >> 1];
  const half = new Int32Array(halfWidth * halfHeight);
  const halfKnown = new Uint8Array(halfWidth * halfHeight);
  for (let y = 0, at = 0; y < halfHeight; y++) {
    for (let x = 0; x < halfWidth; x++, at++) {
      let sum = 0;
      let count = 0;
      for (let v = 2 * y; v < Math.min(height, 2 * y + 2); v++) {
        for (let u = 2 * x; u < Math.min(width, 2 * x + 2); u++) {
          if (known[v * width + u] === 0) continue;
          sum += samples[v * width + u];
          count++;
        }
      }
      if (count === 0) continue;
      half[at] = Math.floor(sum / count);
      halfKnown[at] = 1;
    }
  }
  return { samples: half, known: halfKnown, width: halfWidth, height: halfHeight };
}
