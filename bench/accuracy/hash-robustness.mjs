/**
 * How far hashes move when a picture is resized, re-saved, cropped, turned, lettered or brightened, and how near unrelated pictures
 * come: the table behind `suggestedDistance`. Run `npm run build` first.
 *
 *   node bench/accuracy/hash-robustness.mjs <folder with labels.csv> [most pictures]
 *
 * One picture of each scene of labels.csv, an authentic one where there is one, reduced to 1024 pixels on the longer side. Unrelated
 * pairs are pairs of pictures of different scenes, and pairs of their tiles (5×5), again of different scenes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  compareCropResistant,
  computeHashes,
  countBits,
  cropResistantHash,
  HASH_KINDS,
  suggestedDistance,
  suggestedQuality,
  wordsOf,
} from '../../dist/hash.js';

sharp.concurrency(1);
const root = process.argv[2];
const most = Number(process.argv[3] ?? 1000);
const LONGER_SIDE = 1024;
const TILES = 5;

const [header, ...lines] = readFileSync(join(root, 'labels.csv'), 'utf8').trim().split('\n');
const columns = header.split(',');
const scenes = new Map();
for (const line of lines) {
  const row = Object.fromEntries(line.split(',').map((value, i) => [columns[i], value]));
  // A scene is a number in some sets, so the set belongs to its name.
  const scene = `${row.set}/${row.scene}`;
  if (!row.image.endsWith('.bmp') && (row.label === 'authentic' || !scenes.has(scene))) scenes.set(scene, row.image);
}

const pixelsOf = async (image) => {
  const { data, info } = await image.toColorspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height, channels: info.channels };
};
const again = ({ data, width, height, channels }) => sharp(data, { raw: { width, height, channels } });

const TRANSFORMATIONS = {
  'resized to 75 %': (image, { width }) => image.resize(Math.round(width * 0.75)),
  'resized to 50 %': (image, { width }) => image.resize(Math.round(width * 0.5)),
  'resized to 25 %': (image, { width }) => image.resize(Math.round(width * 0.25)),
  'resized to 150 %': (image, { width }) => image.resize(Math.round(width * 1.5)),
  'JPEG quality 95': async (image) => sharp(await image.jpeg({ quality: 95 }).toBuffer()),
  'JPEG quality 75': async (image) => sharp(await image.jpeg({ quality: 75 }).toBuffer()),
  'JPEG quality 50': async (image) => sharp(await image.jpeg({ quality: 50 }).toBuffer()),
  'JPEG quality 30': async (image) => sharp(await image.jpeg({ quality: 30 }).toBuffer()),
  ...Object.fromEntries([5, 10, 20, 30].map((percent) => [`cropped by ${percent} %`, crop(percent)])),
  ...Object.fromEntries([1, 2, 5, 10].map((degrees) => [`rotated by ${degrees}°`, rotate(degrees)])),
  'turned by 90°': (image) => image.rotate(90),
  'turned by 180°': (image) => image.rotate(180),
  'mirrored left to right': (image) => image.flop(),
  'mirrored top to bottom': (image) => image.flip(),
  'text across 5 % of the height': letter(0.05),
  'text across 15 % of the height': letter(0.15),
  'brighter by 20 %': (image) => image.linear(1.2, 0),
  'darker by 20 %': (image) => image.linear(0.8, 0),
  'contrast +30 %': (image) => image.linear(1.3, -0.3 * 128),
  gray: (image) => image.grayscale(),
};

/** The part in the middle of which each side is that much shorter. */
function crop(percent) {
  return (image, { width, height }) => {
    const [left, top] = [Math.round((width * percent) / 200), Math.round((height * percent) / 200)];
    return image.extract({ left, top, width: width - 2 * left, height: height - 2 * top });
  };
}

/** Turned about the middle, corners black, at the picture's own size. */
function rotate(degrees) {
  return async (image, { width, height }) => {
    const turned = await pixelsOf(image.rotate(degrees, { background: '#000000' }));
    const [left, top] = [(turned.width - width) >> 1, (turned.height - height) >> 1];
    return again(turned).extract({ left, top, width, height });
  };
}

function letter(share) {
  return (image, { width, height }) => {
    const size = Math.max(8, Math.round(height * share));
    const svg = `<svg width="${width}" height="${height}"><text x="50%" y="${height - size}" font-size="${size}" fill="white" stroke="black" stroke-width="${size / 24}" text-anchor="middle" font-family="sans-serif" font-weight="bold">EXAMPLE TEXT</text></svg>`;
    return image.composite([{ input: Buffer.from(svg) }]);
  };
}

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
const distanceOf = (a, b) => {
  let distance = 0;
  for (let i = 0; i < a.length; i++) distance += countBits(a[i] ^ b[i]);
  return distance;
};
const packed = (raster) =>
  computeHashes(raster).map((hash) => ({ words: wordsOf(hash), quality: hash.quality, bits: hash.bits }));

const pictures = [];
const tiles = [];
for (const [scene, path] of [...scenes].slice(0, most)) {
  const reduced = sharp(join(root, path)).resize(LONGER_SIDE, LONGER_SIDE, { fit: 'inside', withoutEnlargement: true });
  const raster = await pixelsOf(reduced);
  pictures.push({ scene, raster, hashes: packed(raster), segments: cropResistantHash(raster) });
  const [width, height] = [Math.floor(raster.width / TILES), Math.floor(raster.height / TILES)];
  for (let i = 0; i < TILES * TILES; i++) {
    const tile = again(raster).extract({ left: (i % TILES) * width, top: Math.floor(i / TILES) * height, width, height });
    tiles.push({ scene, hashes: packed(await pixelsOf(tile)) });
  }
}
const sizes = HASH_KINDS.map((_, k) => pictures[0].hashes[k].bits);
console.log(`${pictures.length} pictures, ${tiles.length} tiles\n`);

/** How many pairs of unrelated pictures lie at each distance, those of too low quality left out. */
function unrelated(list, isGated) {
  const counts = sizes.map((bits) => new Float64Array(bits + 1));
  const least = HASH_KINDS.map((kind) => (isGated ? suggestedQuality(kind) : 0));
  for (let i = 0; i < list.length; i++) {
    for (let j = 0; j < i; j++) {
      if (list[i].scene === list[j].scene) continue;
      for (let k = 0; k < counts.length; k++) {
        const [a, b] = [list[i].hashes[k], list[j].hashes[k]];
        if (a.bits === sizes[k] && b.bits === sizes[k] && a.quality >= least[k] && b.quality >= least[k])
          counts[k][distanceOf(a.words, b.words)]++;
      }
    }
  }
  return counts;
}

const sum = (counts) => counts.reduce((total, count) => total + count, 0);
/** The largest distance up to which at most the share of the pairs lies. */
function distanceAt(counts, share) {
  const total = sum(counts);
  let below = 0;
  for (let distance = 0; distance < counts.length; distance++) {
    below += counts[distance];
    if (below > share * total) return distance > 0 ? distance - 1 : 'none';
  }
  return counts.length - 1;
}
const medianOf = (counts) => {
  const half = sum(counts) / 2;
  let below = 0;
  return counts.findIndex((count) => (below += count) > half);
};
const atMost = (counts, distance) => sum(counts.slice(0, distance + 1));

for (const [what, list, isGated] of [
  ['pictures', pictures, false],
  ['tiles', tiles, false],
  ['tiles of the suggested quality', tiles, true],
]) {
  console.log(`Unrelated ${what}: distance not exceeded by so many pairs, and pairs within the suggested distance\n`);
  console.log(
    '| hash | bits | pairs | nearest | 1e-6 | 1e-5 | 1e-4 | 2e-4 | 1e-3 | median | suggested | pairs within |\n|---|---|---|---|---|---|---|---|---|---|---|',
  );
  for (const [k, counts] of unrelated(list, isGated).entries()) {
    const total = sum(counts);
    const suggested = suggestedDistance(HASH_KINDS[k], sizes[k]);
    const within = atMost(counts, suggested);
    const shares = [1e-6, 1e-5, 1e-4, 2e-4, 1e-3].map((share) => (total * share < 1 ? '–' : distanceAt(counts, share)));
    console.log(
      `| ${HASH_KINDS[k]} | ${sizes[k]} | ${total} | ${counts.findIndex((count) => count > 0)} | ${shares.join(' | ')} | ${medianOf(counts)} | ${suggested} | ${within} (${(within / total).toExponential(1)}) |`,
    );
  }
  console.log();
}

const rows = [];
for (const [name, change] of Object.entries(TRANSFORMATIONS)) {
  const distances = HASH_KINDS.map(() => []);
  let found = 0;
  for (const { raster, hashes, segments } of pictures) {
    const changed = await pixelsOf(await change(again(raster), raster));
    for (const [k, hash] of packed(changed).entries()) {
      // The db4 hash of a smaller picture has fewer bits: there is no distance then.
      distances[k].push(hash.bits === hashes[k].bits ? distanceOf(hash.words, hashes[k].words) : Infinity);
    }
    if (compareCropResistant(segments, cropResistantHash(changed)).matches > 0) found++;
  }
  rows.push({ name, distances: distances.map((list) => list.sort((a, b) => a - b)), found });
}
const heading = (kinds) => `\n| change | ${kinds.join(' | ')} |\n|---|${'---|'.repeat(kinds.length)}`;
const percent = (count) => `${Math.round((100 * count) / pictures.length)} %`;
console.log('Distance of a changed copy: median / 90 % / largest');
console.log(heading(HASH_KINDS));
for (const { name, distances } of rows) {
  const cells = distances.map((sorted) =>
    [quantile(sorted, 0.5), quantile(sorted, 0.9), sorted.at(-1)].map((value) => (value === Infinity ? '–' : value)).join(' / '),
  );
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
console.log('\nChanged copies within the suggested distance; for crop-resistant, with a segment in common');
console.log(heading([...HASH_KINDS.map((kind, k) => `${kind} ≤ ${suggestedDistance(kind, sizes[k])}`), 'crop-resistant']));
for (const { name, distances, found } of rows) {
  const cells = distances.map((list, k) => {
    const most = suggestedDistance(HASH_KINDS[k], sizes[k]);
    return percent(list.filter((distance) => distance <= most).length);
  });
  console.log(`| ${name} | ${cells.join(' | ')} | ${percent(found)} |`);
}
let pairs = 0;
let matched = 0;
for (let i = 0; i < pictures.length; i++) {
  for (let j = 0; j < i; j++, pairs++) {
    if (compareCropResistant(pictures[i].segments, pictures[j].segments).matches > 0) matched++;
  }
}
console.log(`\ncrop-resistant: ${matched} of ${pairs} unrelated pairs share a segment`);
