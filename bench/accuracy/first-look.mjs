/**
 * What error levels are worth on labelled pictures: how many of each kind come out as `inconclusive`, the classic score, and the area
 * under the ROC curve of the heat map's blocks against the mask. Polarity is never flipped. Run `npm run build` first.
 *
 *   node bench/accuracy/first-look.mjs <folder with labels.csv>
 *
 * The columns of labels.csv used: set, image, label (authentic or tampered), mask (white = tampered; may be empty).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../dist/index.js';
import { decodePng } from '../../dist/png.js';

const root = process.argv[2];
const [header, ...lines] = readFileSync(join(root, 'labels.csv'), 'utf8').trim().split('\n');
const columns = header.split(',');
const rows = lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [columns[i], value])));

/** Mann–Whitney U of tampered blocks (more than half in the mask) over the others; ties count half. */
function blockAuc(heatmap, mask) {
  const { data, width, height, channels } = mask;
  const blocks = [];
  for (let row = 0; row < heatmap.height; row++) {
    for (let column = 0; column < heatmap.width; column++) {
      let inside = 0;
      let count = 0;
      for (let y = row * 8; y < Math.min(height, row * 8 + 8); y++) {
        for (let x = column * 8; x < Math.min(width, column * 8 + 8); x++, count++)
          inside += data[(y * width + x) * channels] > 127 ? 1 : 0;
      }
      blocks.push({ value: heatmap.data[row * heatmap.width + column], tampered: 2 * inside > count });
    }
  }
  blocks.sort((a, b) => a.value - b.value);
  let wins = 0;
  let below = 0;
  let tamperedCount = 0;
  for (let i = 0; i < blocks.length;) {
    let end = i;
    while (end < blocks.length && blocks[end].value === blocks[i].value) end++;
    const tampered = blocks.slice(i, end).filter((block) => block.tampered).length;
    const others = end - i - tampered;
    wins += tampered * (below + others / 2);
    below += others;
    tamperedCount += tampered;
    i = end;
  }
  return tamperedCount === 0 || below === 0 ? undefined : wins / (tamperedCount * below);
}

const sets = new Map();
for (const { set, image, label, mask } of rows) {
  if (image.endsWith('.bmp')) continue;
  const { report, heatmaps } = await analyze(new Uint8Array(readFileSync(join(root, image))));
  const finding = report.findings.ela;
  if (finding.status !== 'measured') continue;
  if (!sets.has(set)) sets.set(set, { authentic: [], tampered: [], aucs: [] });
  const entry = sets.get(set);
  entry[label].push({ outcome: report.verdict.outcome, classic: finding.details.likelihoodScore });
  if (label !== 'tampered' || !mask) continue;
  const { raster } = decodePng(new Uint8Array(readFileSync(join(root, mask))));
  const auc = blockAuc(heatmaps.ela, raster);
  if (auc !== undefined) entry.aucs.push(auc);
}

const median = (values) => (values.length === 0 ? '–' : [...values].sort((a, b) => a - b)[values.length >> 1].toFixed(2));
const hits = (list) => `${list.filter(({ outcome }) => outcome === 'inconclusive').length} of ${list.length}`;
const mean = (values) => (values.length === 0 ? '–' : (values.reduce((a, b) => a + b, 0) / values.length).toFixed(3));
const table = (name, { authentic, tampered, aucs }) =>
  `| ${name} | ${hits(authentic)} | ${hits(tampered)} | ${median(authentic.map((x) => x.classic))} | ${median(tampered.map((x) => x.classic))} | ${mean(aucs)} (${aucs.length}) |`;
console.log(
  '| set | inconclusive, authentic | inconclusive, tampered | classic score, authentic | tampered | block AUC (masks) |',
);
console.log('|---|---|---|---|---|---|');
for (const [name, entry] of sets) console.log(table(name, entry));
const all = { authentic: [], tampered: [], aucs: [] };
for (const entry of sets.values()) for (const key of Object.keys(all)) all[key].push(...entry[key]);
console.log(table('all', all));
