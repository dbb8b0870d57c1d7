import { perceptualHash, pdqHash, differenceHash } from '../../dist/hash.js';
import { decodeJpeg } from '../../dist/jpeg.js';
import { makePhotograph, saveLikePhone } from '../photograph.mjs';
import { printTimes, runRounds } from './rounds.mjs';
const which = process.argv[2];
const file = Buffer.from(await saveLikePhone(await makePhotograph(4000, 3000)));
const raster = decodeJpeg(file).raster;
const all = { pdq: () => pdqHash(raster), perceptual: () => perceptualHash(raster), difference: () => differenceHash(raster) };
printTimes(await runRounds({ [which]: all[which] }, 15));
