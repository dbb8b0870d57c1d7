import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestBytes, digestPixels } from '../../../src/adapters/node/digests.ts';
import { doImageTask } from '../../../src/adapters/node/image-job.ts';
import type { HashAnalysis, HashJob } from '../../../src/adapters/node/index.ts';
import { decodeJpeg, encodeJpeg } from '../../../src/codec/jpeg/index.ts';
import { decodePng, encodePng } from '../../../src/codec/png/index.ts';
import { computeHashes, cropResistantHash, HASH_KINDS, pdqDihedralHashes } from '../../../src/hash/index.ts';
import { applyOrientation } from '../../../src/image/index.ts';
import { cameraFile } from '../../support/camera-file.ts';
import { rejection } from '../../support/caught.ts';
import { short } from '../../support/exif-builder.ts';
import { readFixture } from '../../support/fixture.ts';
import { gradient, noise, syntheticPhoto } from '../../support/scene.ts';
import { sha256Hex } from '../../support/sha256.ts';

const JPEG = encodeJpeg(syntheticPhoto(200, 130, 3), { quality: 85 });

/** Does the job on bytes, as a worker would. */
async function hash(bytes: Uint8Array, job: Omit<HashJob, 'kind'> = {}) {
  const task = { job: { kind: 'hash', ...job }, limits: {}, path: 'folder/photo.jpg', accept: 'any', bytes } as const;
  const shares: number[] = [];
  const { answer, transfer } = await doImageTask(task, (share) => shares.push(share));
  if (answer.status !== 'analyzed') throw new Error(answer.reason);
  return { analysis: answer.analysis as HashAnalysis, transfer, shares };
}

describe('the job "hash"', () => {
  it('gives three hashes and two digests, and nothing beside them unless asked', async () => {
    const { analysis, transfer, shares } = await hash(JPEG);
    const { raster } = decodeJpeg(JPEG);
    expect(analysis).toEqual({
      format: 'jpeg',
      width: 200,
      height: 130,
      orientation: 1,
      byteLength: JPEG.length,
      sha256: sha256Hex(JPEG),
      pixelSha256: digestPixels(raster),
      hashes: computeHashes(raster, { kinds: ['difference', 'perceptual', 'pdq'] }),
      cropResistant: undefined,
      turned: undefined,
      thumbnail: undefined,
      notes: [],
    });
    expect(transfer).toEqual([]);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('gives every kind, the crop-resistant hash and the turned ones on request', async () => {
    const { analysis } = await hash(JPEG, { kinds: HASH_KINDS, deliver: ['crop-resistant', 'turned'] });
    const { raster } = decodeJpeg(JPEG);
    expect(analysis.hashes).toEqual(computeHashes(raster, { kinds: HASH_KINDS }));
    expect(analysis.cropResistant).toEqual(cropResistantHash(raster));
    expect(analysis.turned).toEqual(pdqDihedralHashes(raster));
  });

  it('holds a picture upright on request, and says how it is stored', async () => {
    const turned = cameraFile({ ifd0: [short(0x0112, 6)] });
    const { raster } = decodeJpeg(turned);
    const stored = (await hash(turned, { kinds: ['difference'] })).analysis;
    const upright = (await hash(turned, { kinds: ['difference'], orient: 'exif' })).analysis;
    expect([stored.orientation, stored.width, stored.height]).toEqual([6, raster.width, raster.height]);
    expect([upright.orientation, upright.width, upright.height]).toEqual([6, raster.height, raster.width]);
    expect(stored.hashes).toEqual(computeHashes(raster, { kinds: ['difference'] }));
    expect(upright.hashes).toEqual(computeHashes(applyOrientation(raster, 6), { kinds: ['difference'] }));
    expect(upright.pixelSha256).toBe(digestPixels(applyOrientation(raster, 6)));
  });

  it('lays transparency over what it is told', async () => {
    const translucent = gradient(64, 64, 4);
    const { analysis } = await hash(encodePng(translucent), { kinds: ['average'], alpha: 'white' });
    expect(analysis.hashes).toEqual(computeHashes(translucent, { kinds: ['average'], alpha: 'white' }));
  });

  it.each([
    [200, 130, 64, [64, 42]],
    [20, 10, 64, [20, 10]],
    [300, 1, 100, [100, 1]],
  ])('draws a %d×%d picture no larger than %d, and none larger than it is', async (width, height, maximumSide, size) => {
    const { analysis, transfer } = await hash(encodePng(noise(width, height, 3, 1)), { thumbnail: { maximumSide } });
    const { raster } = decodeJpeg(analysis.thumbnail!);
    expect([raster.width, raster.height]).toEqual(size);
    expect(transfer).toEqual([analysis.thumbnail!.buffer]);
  });

  it('draws the thumbnail upright, over white', async () => {
    const turned = await hash(cameraFile({ ifd0: [short(0x0112, 6)] }), { thumbnail: { maximumSide: 32 } });
    const { width, height } = decodeJpeg(turned.analysis.thumbnail!).raster;
    expect([turned.analysis.width > turned.analysis.height, width > height]).toEqual([true, false]);
    const clear = encodePng({ data: new Uint8Array(4 * 24 * 24), width: 24, height: 24 });
    const { raster } = decodeJpeg((await hash(clear, { thumbnail: { maximumSide: 24 } })).analysis.thumbnail!);
    expect(raster.data.every((sample) => sample === 255)).toBe(true);
  });

  it('hashes the rows that a cut file has, and says that it is cut', async () => {
    const { analysis } = await hash(await readFixture('formats/jpeg/truncated-2x2.jpg'));
    expect([analysis.width, analysis.height]).toEqual([130, 47]);
    expect(analysis.notes.map(({ code }) => code)).toContain('jpeg-missing-eoi');
  });

  it.each(['1x1', 'flat'])('takes a picture that has nothing in it: %s', async (name) => {
    const side = name === 'flat' ? 40 : 1;
    const { analysis } = await hash(encodePng({ data: new Uint8Array(side * side).fill(9), width: side, height: side }), {
      kinds: HASH_KINDS,
      deliver: ['crop-resistant', 'turned'],
      thumbnail: { maximumSide: 16 },
    });
    expect(analysis.hashes).toHaveLength(HASH_KINDS.length);
  });

  it('refuses a file without a row of pixels', async () => {
    const bytes = await readFixture('formats/jpeg/scans-missing-component.jpg');
    expect(await rejection(hash(bytes))).toMatchObject({ code: 'malformed', message: 'Not one row of pixels could be read.' });
  });
});

describe('digestBytes', () => {
  it('is SHA-256', () => {
    // FIPS 180-4, example of one block.
    expect(digestBytes(new TextEncoder().encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('digestPixels', () => {
  it('is that of the size and the pixels as RGBA', () => {
    const bytes = [0, 0, 0, 2, 0, 0, 0, 1, 10, 20, 30, 255, 40, 50, 60, 255];
    const expected = createHash('sha256').update(Uint8Array.from(bytes)).digest('hex');
    expect(digestPixels({ data: Uint8Array.of(10, 20, 30, 40, 50, 60), width: 2, height: 1, channels: 3 })).toBe(expected);
    const opaque = Uint8Array.of(10, 20, 30, 255, 40, 50, 60, 255);
    expect(digestPixels({ data: opaque, width: 2, height: 1, channels: 4 })).toBe(expected);
  });

  it('is one for gray and for color that is gray, and for a JPEG and a PNG of one picture', () => {
    const gray = { data: Uint8Array.of(1, 2, 3, 4), width: 2, height: 2, channels: 1 } as const;
    const color = { ...gray, data: Uint8Array.of(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4), channels: 3 } as const;
    expect(digestPixels(gray)).toBe(digestPixels(color));
    const { raster } = decodeJpeg(JPEG);
    expect(digestPixels(decodePng(encodePng(raster)).raster)).toBe(digestPixels(raster));
  });

  it('differs for the same samples in another shape, and for other transparency', () => {
    const data = Uint8Array.of(1, 2, 3, 4);
    const shapes = [
      { data, width: 4, height: 1, channels: 1 },
      { data, width: 1, height: 4, channels: 1 },
      { data, width: 2, height: 2, channels: 1 },
      { data, width: 1, height: 1, channels: 4 },
      { data: Uint8Array.of(1, 2, 3, 5), width: 1, height: 1, channels: 4 },
    ] as const;
    expect(new Set(shapes.map(digestPixels)).size).toBe(5);
  });
});
