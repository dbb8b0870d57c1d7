/**
 * Measures the classic ELA score of openly licensed photographs that nobody edited and prints the table in
 * `src/detectors/ela/classic-score-percentile.ts`. Run `npm run build` first; the photographs come with Debian's packages
 * lomiri-wallpapers-16.04, lomiri-wallpapers-20.04 and mate-backgrounds.
 *
 *   node scripts/calibration/classic-score-percentiles.mjs [folder]
 *
 * Each photograph counts four times: the file as it was published, and the picture reduced by four with an area average, which removes
 * its JPEG history, saved once at each of three qualities. All were published as pictures worth looking at.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { generateElaMap, likelihoodScore } from '../../dist/ela.js';
import { decodeJpeg, encodeJpeg } from '../../dist/jpeg.js';

const QUALITIES = [75, 85, 92];
const root = process.argv[2] ?? '/usr/share/backgrounds';

/** Drawings, desktops of a brand, and copies of one picture in several sizes. */
const LEFT_OUT =
  /Elephants|GreenTraditional|analogpattern|Painting-Colors|warty|firstgeneration|rhythm|string|2004default|the-mouse|Aqua|Blinds/;

function* photographs(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* photographs(path);
    else if (/\.jpe?g$/i.test(name) && !LEFT_OUT.test(name)) yield path;
  }
}

const scores = [];
let count = 0;
for (const path of photographs(root)) {
  const { data, info } = await sharp(path).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const width = Math.floor(info.width / 4);
  const height = Math.floor(info.height / 4);
  const reduced = new Uint8Array(width * height * 3);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++, o++) {
        let sum = 8;
        for (let v = 0; v < 4; v++) for (let u = 0; u < 4; u++) sum += data[((y * 4 + v) * info.width + x * 4 + u) * 3 + c];
        reduced[o] = sum >> 4;
      }
    }
  }
  count++;
  const published = decodeJpeg(new Uint8Array(readFileSync(path)), { limits: { maximumPixels: 200_000_000 } }).raster;
  scores.push(likelihoodScore(generateElaMap(published)).score);
  for (const quality of QUALITIES) {
    const saved = decodeJpeg(encodeJpeg({ data: reduced, width, height }, { quality })).raster;
    scores.push(likelihoodScore(generateElaMap(saved)).score);
  }
}
scores.sort((a, b) => a - b);
const quantiles = Array.from({ length: 21 }, (_, i) => scores[Math.round((i / 20) * (scores.length - 1))]);
console.log(`${count} photographs, ${scores.length} scores`);
console.log(quantiles.map((value) => value.toFixed(3)).join(', '));
