import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePng, encodePng } from '../../../src/codec/png/index.ts';
import type { Inflate } from '../../../src/codec/png/index.ts';
import { isForensicsError } from '../../../src/errors/index.ts';
import { noise, syntheticPhoto } from '../../support/scene.ts';
import { describeWithShared } from '../../support/shared-data.node.ts';
import vectors from '../../vectors/png.json' with { type: 'json' };

/** Node's own inflate under the contract of {@link Inflate}. */
const nodeInflate: Inflate = (parts, size) => {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const { buffer, engine } = inflateSync(Buffer.concat(parts), { maxOutputLength: size, info: true }) as unknown as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
  if (engine.bytesWritten !== total) throw new RangeError('bytes follow the stream');
  return buffer;
};

/** RGBA as libpng has it; a color profile would only be applied afterwards, by libvips. */
async function byLibpng(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { ignoreIcc: true }).toColorspace('srgb').ensureAlpha().raw().toBuffer();
}

function toRgba({ data, channels }: { data: Uint8Array | Uint8ClampedArray; channels: number }): Uint8Array {
  const pixels = data.length / channels;
  const rgba = new Uint8Array(4 * pixels).fill(255);
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < 4; c++) if (channels === 4 || c < 3) rgba[4 * i + c] = data[channels * i + (channels === 1 ? 0 : c)];
  }
  return rgba;
}

describe('encodePng', () => {
  it.each([
    ['gray noise', noise(31, 17, 1, 3)],
    ['RGB noise', noise(31, 17, 3, 4)],
    ['RGBA noise', noise(31, 17, 4, 5)],
    ['a photo', syntheticPhoto(320, 240, 6)],
  ])('writes %s as libpng reads it', async (_, scene) => {
    expect(Buffer.compare(await byLibpng(encodePng(scene)), toRgba(scene))).toBe(0);
  });
});

describe('decodePng with the inflate of Node', () => {
  const fixture = (file: string): Uint8Array =>
    new Uint8Array(readFileSync(new URL(`../../../fixtures/formats/png/${file}`, import.meta.url)));

  it.each(vectors.files)('reads $file as without it', ({ file }) => {
    const bytes = fixture(file);
    expect(decodePng(bytes, { inflate: nodeInflate })).toEqual(decodePng(bytes));
  });

  it('says the same of every damage', () => {
    const bytes = fixture('rgb-8-filter4.png').slice();
    const outcome = (inflate?: Inflate): unknown => {
      try {
        return decodePng(bytes, inflate === undefined ? {} : { inflate });
      } catch (error) {
        if (!isForensicsError(error)) throw error;
        return { code: error.code, message: error.message };
      }
    };
    for (let at = 33; at < bytes.length; at++) {
      bytes[at] ^= 4;
      expect(outcome(nodeInflate)).toEqual(outcome());
      bytes[at] ^= 4;
    }
  });
});

describeWithShared('decodePng on real files', ({ data }) => {
  const folder = join(data, 'images');
  it.each(readdirSync(folder).filter((name) => name.endsWith('.png')))('reads %s as libpng does', async (name) => {
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    const { raster, complete } = decodePng(bytes);
    expect(complete).toBe(true);
    expect(Buffer.compare(await byLibpng(bytes), toRgba(raster))).toBe(0);
  });

  it.each(readdirSync(join(data, 'hostile')))('survives %s', (name) => {
    const start = performance.now();
    try {
      decodePng(new Uint8Array(readFileSync(join(data, 'hostile', name))));
    } catch (error) {
      expect(isForensicsError(error), String(error)).toBe(true);
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
