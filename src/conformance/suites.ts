import { crc32 } from '../bytes/index.ts';
import { decodeJpeg, encodeJpeg } from '../codec/jpeg/index.ts';
import {
  averageHash,
  blockHash,
  colorHash,
  cropResistantHash,
  differenceHash,
  pdqDihedralHashes,
  pdqHash,
  perceptualHash,
  waveletHash,
} from '../hash/index.ts';
import { resizeRaster, toLuma } from '../image/index.ts';
import type { Raster } from '../image/index.ts';
import type { Outcome } from './judge.ts';
import type { ConformanceSuite } from './report.ts';

/** What can be computed of a picture, by the name of the column that holds what the reference computed. */
export type Computations = ReadonlyMap<string, () => Outcome>;

/** The computations of each suite. */
export const COMPUTATIONS: Readonly<Record<ConformanceSuite, (picture: Raster) => Computations>> = {
  imagehash,
  pdq,
  blockhash,
  pillow,
  jpeg,
};

function imagehash(picture: Raster): Computations {
  const sized = [8, 16].flatMap((size): [string, () => Outcome][] => [
    [`average ${size}`, () => averageHash(picture, { size })],
    [`difference ${size}`, () => differenceHash(picture, { size })],
    [`difference-vertical ${size}`, () => differenceHash(picture, { size, direction: 'vertical' })],
    [`perceptual ${size}`, () => perceptualHash(picture, { size })],
    [`perceptual-simple ${size}`, () => perceptualHash(picture, { size, variant: 'simple' })],
    [`wavelet-haar ${size}`, () => waveletHash(picture, { size })],
    [`wavelet-db4 ${size}`, () => waveletHash(picture, { size, wavelet: 'db4' })],
  ]);
  return new Map<string, () => Outcome>([
    ...sized,
    ['color', () => colorHash(picture)],
    ['crop-resistant', () => cropResistantHash(picture)],
  ]);
}

function pdq(picture: Raster): Computations {
  const hash = once(() => pdqHash(picture));
  const turned = once(() => pdqDihedralHashes(picture));
  const names = ['rotate90', 'rotate180', 'rotate270', 'flipX', 'flipY', 'flipPlus1', 'flipMinus1'] as const;
  return new Map<string, () => Outcome>([
    ['hash', hash],
    ['quality', () => String(hash().quality)],
    ...names.map((name) => [name, () => turned()[name]] as const),
    ['hash of 512×512', () => pdqHash(picture, { downscale: 'nearest-512' })],
  ]);
}

function blockhash(picture: Raster): Computations {
  return new Map(
    [8, 16].flatMap((size) =>
      (['quick', 'exact'] as const).map((method) => [`${method} ${size}`, () => blockHash(picture, { size, method })]),
    ),
  );
}

function pillow(picture: Raster): Computations {
  const luma = once((): Raster => ({ ...toLuma(picture), channels: 1 }));
  const resized = (image: Raster, width: number, height: number) => checksumOf(resizeRaster(image, { width, height }));
  return new Map([
    ['luma', () => checksumOf(luma())],
    ['lanczos 32×32 of luma', () => resized(luma(), 32, 32)],
    ['lanczos 97×61', () => resized(picture, 97, 61)],
    ['lanczos 300×300', () => resized(picture, 300, 300)],
  ]);
}

const SAVES = [
  { quality: 30, subsampling: '4:2:0' },
  { quality: 75, subsampling: '4:2:0' },
  { quality: 85, subsampling: '4:2:2' },
  { quality: 95, subsampling: '4:4:4' },
] as const;

function jpeg(picture: Raster): Computations {
  return new Map(
    SAVES.flatMap((save): [string, () => string][] => {
      const file = once(() => encodeJpeg(picture, save));
      const name = `q${save.quality} ${save.subsampling}`;
      return [
        [`encode ${name}`, () => checksum(file())],
        [`decode ${name}`, () => checksumOf(decodeJpeg(file()).raster)],
      ];
    }),
  );
}

function checksumOf({ data }: Raster): string {
  return checksum(new Uint8Array(data.buffer, data.byteOffset, data.length));
}

/** The CRC-32: nobody forges samples here, and of all accidents it misses one in four thousand million. */
function checksum(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}

/** Computes a value when it is first asked for, and keeps it. */
function once<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: compute() }).value;
}
