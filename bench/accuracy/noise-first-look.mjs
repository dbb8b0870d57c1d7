/**
 * What the noise map is worth on labelled pictures. Per set: pixel AUC and best F1 (threshold chosen per picture) of the heat map against
 * the mask, as the detector gives it and for the better of map and negated map, with a bootstrap 95 % interval of the mean; and how the
 * statistic of authentic and tampered pictures compares. Run `npm run build` first.
 *
 *   node bench/accuracy/noise-first-look.mjs <folder with labels.csv>
 *
 * The columns of labels.csv used: set, image, label (authentic or tampered), mask (white = tampered; may be empty).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noisePattern } from '../../dist/detectors.js';
import { openExhibit } from '../../dist/index.js';
import { decodePng } from '../../dist/png.js';

const root = process.argv[2];
const [header, ...lines] = readFileSync(join(root, 'labels.csv'), 'utf8').trim().split('\n');
const columns = header.split(',');
const rows = lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [columns[i], value])));

/** Pixels of each cell inside and outside of the mask; pixels beyond the last whole cell go to that cell, as in a rendered map. */
function cellCounts(heatmap, mask) {
  const inside = new Float64Array(heatmap.data.length);
  const outside = new Float64Array(heatmap.data.length);
  for (let y = 0; y < mask.height; y++) {
    const row = Math.min(heatmap.height - 1, Math.floor(y / heatmap.cell.height)) * heatmap.width;
    for (let x = 0; x < mask.width; x++) {
      const cell = row + Math.min(heatmap.width - 1, Math.floor(x / heatmap.cell.width));
      (mask.data[(y * mask.width + x) * mask.channels] > 127 ? inside : outside)[cell]++;
    }
  }
  return { inside, outside };
}

/** Area under the pixel ROC curve and best F1 over all thresholds, of a map times `sign`; unmeasured cells are 0. */
function rank({ data }, { inside, outside }, sign) {
  const order = [...data.keys()].sort((a, b) => sign * (data[b] - data[a]));
  const positives = inside.reduce((sum, count) => sum + count, 0);
  const negatives = outside.reduce((sum, count) => sum + count, 0);
  let [hits, alarms, area, f1] = [0, 0, 0, 0];
  for (let i = 0; i < order.length;) {
    let [newHits, newAlarms] = [0, 0];
    for (const value = data[order[i]]; i < order.length && data[order[i]] === value; i++) {
      newHits += inside[order[i]];
      newAlarms += outside[order[i]];
    }
    area += newAlarms * (hits + newHits / 2);
    hits += newHits;
    alarms += newAlarms;
    f1 = Math.max(f1, (2 * hits) / (hits + alarms + positives));
  }
  return { auc: area / (positives * negatives), f1 };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Percentiles 2.5 and 97.5 of the mean of 10,000 resamples, by a fixed seed. */
function interval(values) {
  let state = 1;
  const random = () => {
    state = (state ^ (state << 13)) >>> 0;
    state = (state ^ (state >>> 17)) >>> 0;
    state = (state ^ (state << 5)) >>> 0;
    return state / 4294967296;
  };
  const means = Array.from({ length: 10_000 }, () => mean(values.map(() => values[Math.floor(random() * values.length)])));
  means.sort((a, b) => a - b);
  return `${means[250].toFixed(3)}–${means[9749].toFixed(3)}`;
}

const sets = new Map();
for (const { set, image, label, mask } of rows) {
  if (image.endsWith('.bmp')) continue;
  const exhibit = await openExhibit(new Uint8Array(readFileSync(join(root, image))));
  const finding = noisePattern.detect(exhibit);
  if (!sets.has(set)) sets.set(set, { authentic: [], tampered: [], maps: [], absent: 0 });
  const entry = sets.get(set);
  if (finding.status !== 'measured') {
    entry.absent++;
    continue;
  }
  entry[label].push(finding.statistic);
  if (label !== 'tampered' || !mask) continue;
  const counts = cellCounts(finding.heatmap, decodePng(new Uint8Array(readFileSync(join(root, mask)))).raster);
  const [own, negated] = [rank(finding.heatmap, counts, 1), rank(finding.heatmap, counts, -1)];
  entry.maps.push({ ...own, aucFlip: Math.max(own.auc, negated.auc), f1Flip: Math.max(own.f1, negated.f1) });
}
const all = { authentic: [], tampered: [], maps: [], absent: 0 };
for (const entry of sets.values()) {
  for (const key of ['authentic', 'tampered', 'maps']) all[key].push(...entry[key]);
  all.absent += entry.absent;
}
sets.set('all', all);

console.log('| set | masks | pixel AUC | flipped | best F1 | 95 % interval | flipped | 95 % interval |');
console.log('|---|---|---|---|---|---|---|---|');
for (const [name, { maps }] of sets) {
  if (maps.length === 0) continue;
  const of = (key) => maps.map((map) => map[key]);
  const figures = [mean(of('auc')).toFixed(3), mean(of('aucFlip')).toFixed(3), mean(of('f1')).toFixed(3), interval(of('f1'))];
  console.log(
    `| ${name} | ${maps.length} | ${figures.join(' | ')} | ${mean(of('f1Flip')).toFixed(3)} | ${interval(of('f1Flip'))} |`,
  );
}

/** How often a tampered picture's statistic is above an authentic one's, ties by half. */
function imageAuc({ authentic, tampered }) {
  if (authentic.length === 0 || tampered.length === 0) return '–';
  const wins = tampered.map((t) => mean(authentic.map((a) => (t > a ? 1 : t === a ? 0.5 : 0))));
  return mean(wins).toFixed(3);
}
const thresholds = [0, 1, 2, 3, 4, 5, 6, 8];
console.log(`\n| set | not applicable | image AUC | ${thresholds.map((t) => `> ${t}: authentic, tampered`).join(' | ')} |`);
console.log(`|---|---|---|${thresholds.map(() => '---').join('|')}|`);
for (const [name, entry] of sets) {
  const above = (list, threshold) => `${list.filter((value) => value > threshold).length} of ${list.length}`;
  const cells = thresholds.map((t) => `${above(entry.authentic, t)}, ${above(entry.tampered, t)}`);
  console.log(`| ${name} | ${entry.absent} | ${imageAuc(entry)} | ${cells.join(' | ')} |`);
}
