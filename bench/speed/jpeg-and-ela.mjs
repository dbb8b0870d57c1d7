/**
 * CPU time of decoding and of error levels against sharp (libvips, libjpeg-turbo, native SIMD) and jpeg-js (plain JavaScript) in one
 * process, one after another in each round. Run `npm run build` first.
 *
 *   node bench/speed/jpeg-and-ela.mjs [megapixels] [rounds]
 */
import jpegJs from 'jpeg-js';
import sharp from 'sharp';
import { generateElaMap } from '../../dist/ela.js';
import { decodeJpeg, encodeJpeg, readCoefficients, recompress } from '../../dist/jpeg.js';
import { makePhotograph, saveLikePhone } from '../photograph.mjs';
import { printTimes, ratioOf, runRounds } from './rounds.mjs';

const megapixels = Number(process.argv[2] ?? 12);
const rounds = Number(process.argv[3] ?? 9);
const width = Math.round(Math.sqrt((megapixels * 1e6 * 4) / 3));
const height = Math.round((width * 3) / 4);
sharp.concurrency(1);
sharp.cache(false);

const photograph = await makePhotograph(width, height);
const file = new Uint8Array(await saveLikePhone(photograph));
const raster = decodeJpeg(file).raster;
const raw = { raw: { width, height, channels: 3 } };
const rgba = new Uint8Array(width * height * 4).fill(255);
for (let i = 0, s = 0; i < rgba.length; i += 4, s += 3) rgba.set(raster.data.subarray(s, s + 3), i);

function meanDifference(a, b, step) {
  let sum = 0;
  for (let i = 0, s = 0; i < b.length; i += step, s += 3) {
    sum += Math.abs(a[s] - b[i]) + Math.abs(a[s + 1] - b[i + 1]) + Math.abs(a[s + 2] - b[i + 2]);
  }
  return sum / a.length;
}

const subjects = {
  'decode: sharp': () => sharp(file).raw().toBuffer(),
  'decode: jpeg-js': () => jpegJs.decode(file, { useTArray: true, maxMemoryUsageInMB: 8192, maxResolutionInMP: 200 }),
  'decode: tamperlens, coefficients': () => readCoefficients(file),
  'decode: tamperlens, pixels': () => decodeJpeg(file),
  'ela: sharp encode + decode + difference': async () => {
    const saved = await sharp(raster.data, raw).jpeg({ quality: 90, chromaSubsampling: '4:2:0' }).toBuffer();
    return meanDifference(raster.data, await sharp(saved).raw().toBuffer(), 3);
  },
  'ela: jpeg-js encode + decode + difference': () => {
    const saved = jpegJs.encode({ data: rgba, width, height }, 90).data;
    return meanDifference(
      raster.data,
      jpegJs.decode(saved, { useTArray: true, maxMemoryUsageInMB: 8192, maxResolutionInMP: 200 }).data,
      4,
    );
  },
  'ela: tamperlens, map + statistics': () => generateElaMap(raster, { quality: 90 }).unscaled.mean,
  'save: tamperlens, virtual re-save': () => recompress(raster, { quality: 90 }),
  'save: sharp encode': () => sharp(raster.data, raw).jpeg({ quality: 90, chromaSubsampling: '4:2:0' }).toBuffer(),
  'save: tamperlens encode': () => encodeJpeg(raster, { quality: 90 }),
};

const times = await runRounds(subjects, rounds);
console.log(
  `${width}×${height}, ${((file.length * 8) / (width * height)).toFixed(2)} bit/px, node ${process.version}, ${rounds} rounds`,
);
printTimes(times);
console.log('ratios, median of rounds');
for (const [what, a, b] of [
  ['coefficients / sharp decode', 'decode: tamperlens, coefficients', 'decode: sharp'],
  ['pixels / sharp decode', 'decode: tamperlens, pixels', 'decode: sharp'],
  ['pixels / jpeg-js decode', 'decode: tamperlens, pixels', 'decode: jpeg-js'],
  ['ELA / sharp', 'ela: tamperlens, map + statistics', 'ela: sharp encode + decode + difference'],
  ['ELA / jpeg-js', 'ela: tamperlens, map + statistics', 'ela: jpeg-js encode + decode + difference'],
]) {
  console.log(`${what.padEnd(44)} ${ratioOf(times, a, b).toFixed(2)}`);
}
