/**
 * CPU time of perceptual hashes, from pixels in memory and from a JPEG file, against npm's hashers in one process, one after another in
 * each round. Run `npm run build` and `npm ci --prefix bench/peers` first.
 *
 *   node bench/speed/hashes.mjs [megapixels] [rounds] [part of a subject's name: only those]
 */
import { createRequire } from 'node:module';
import {
  averageHash,
  blockHash,
  colorHash,
  cropResistantHash,
  differenceHash,
  pdqHash,
  perceptualHash,
  waveletHash,
} from '../../dist/hash.js';
import { decodeJpeg } from '../../dist/jpeg.js';
import { makePhotograph, saveLikePhone } from '../photograph.mjs';
import { printTimes, ratioOf, runRounds } from './rounds.mjs';

const peer = createRequire(new URL('../peers/package.json', import.meta.url));
const sharp = peer('sharp');
const sharpPhash = peer('sharp-phash');
const { hash: imghash } = peer('imghash').default ?? peer('imghash');
const { imageHash } = peer('image-hash');
const { Jimp } = peer('jimp');
const { bmvbhash } = peer('blockhash-core');

const megapixels = Number(process.argv[2] ?? 12);
const rounds = Number(process.argv[3] ?? 9);
const only = process.argv[4] ?? '';
const width = Math.round(Math.sqrt((megapixels * 1e6 * 4) / 3));
const height = Math.round((width * 3) / 4);
sharp.concurrency(1);
sharp.cache(false);

const file = Buffer.from(await saveLikePhone(await makePhotograph(width, height)));
const raster = decodeJpeg(file).raster;
const raw = { raw: { width, height, channels: 3 } };
const rgba = Buffer.alloc(width * height * 4, 255);
for (let i = 0, s = 0; i < rgba.length; i += 4, s += 3) rgba.set(raster.data.subarray(s, s + 3), i);
const bitmap = { data: rgba, width, height };

const subjects = {
  'pixels: tamperlens averageHash': () => averageHash(raster),
  'pixels: tamperlens differenceHash': () => differenceHash(raster),
  'pixels: tamperlens perceptualHash': () => perceptualHash(raster),
  'pixels: tamperlens waveletHash': () => waveletHash(raster),
  'pixels: tamperlens colorHash': () => colorHash(raster),
  'pixels: tamperlens cropResistantHash': () => cropResistantHash(raster),
  'pixels: tamperlens blockHash (exact)': () => blockHash(raster),
  'pixels: tamperlens blockHash (quick)': () => blockHash(raster, { method: 'quick' }),
  'pixels: tamperlens pdqHash': () => pdqHash(raster),
  'pixels: sharp-phash': () => sharpPhash(raster.data, raw),
  'pixels: jimp pHash': () => Jimp.fromBitmap(bitmap).hash(16),
  'pixels: blockhash-core (exact)': () => bmvbhash(bitmap, 16),
  'file: tamperlens decodeJpeg + perceptualHash': () => perceptualHash(decodeJpeg(file).raster),
  'file: tamperlens decodeJpeg + blockHash': () => blockHash(decodeJpeg(file).raster),
  'file: sharp-phash': () => sharpPhash(file),
  'file: jimp pHash': async () => (await Jimp.fromBuffer(file)).hash(16),
  'file: imghash': () => imghash(file, 16),
  'file: image-hash': () =>
    new Promise((resolve, reject) => {
      imageHash({ data: file, ext: 'image/jpeg' }, 16, true, (error, hash) => (error ? reject(error) : resolve(hash)));
    }),
};

const times = await runRounds(Object.fromEntries(Object.entries(subjects).filter(([name]) => name.includes(only))), rounds);
console.log(`${width}×${height}, node ${process.version}, ${rounds} rounds`);
printTimes(times);
if (only === '') console.log('ratios, median of rounds');
for (const [what, a, b] of [
  ['perceptualHash / sharp-phash, pixels', 'pixels: tamperlens perceptualHash', 'pixels: sharp-phash'],
  ['perceptualHash / jimp, pixels', 'pixels: tamperlens perceptualHash', 'pixels: jimp pHash'],
  ['blockHash / blockhash-core, pixels', 'pixels: tamperlens blockHash (exact)', 'pixels: blockhash-core (exact)'],
  ['perceptualHash / sharp-phash, file', 'file: tamperlens decodeJpeg + perceptualHash', 'file: sharp-phash'],
  ['perceptualHash / jimp, file', 'file: tamperlens decodeJpeg + perceptualHash', 'file: jimp pHash'],
  ['blockHash / imghash, file', 'file: tamperlens decodeJpeg + blockHash', 'file: imghash'],
  ['blockHash / image-hash, file', 'file: tamperlens decodeJpeg + blockHash', 'file: image-hash'],
]) {
  if (only === '') console.log(`${what.padEnd(40)} ${ratioOf(times, a, b).toFixed(2)}`);
}
