// Prints what the built package computes from the fixtures and from a drawn scene, as JSON. run.sh runs this file on several
// JavaScript engines and compares the output byte for byte: same bytes, same report.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { compareImages } from '../../dist/compare.js';
import { runConformance } from '../../dist/conformance.js';
import { analyzeEla, generateElaMap } from '../../dist/ela.js';
import { computeHashes, cropResistantHash, pdqDihedralHashes } from '../../dist/hash.js';
import { analyze } from '../../dist/index.js';
import { decodeJpeg, encodeJpeg } from '../../dist/jpeg.js';
import { decodePng, encodePng } from '../../dist/png.js';

const ROOT = new URL('../../', import.meta.url);
const LARGEST_BYTES = 1 << 20;

function digest(array) {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return `${array.constructor.name}(${array.length}) sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** JSON has no typed arrays, NaN, infinities or negative zero; all of them must agree too. */
function plain(key, value) {
  if (ArrayBuffer.isView(value)) return digest(value);
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return Object.is(value, -0) ? '-0' : String(value);
  return value;
}

/** Waves, edges and noise from integers alone, so that the input itself is the same everywhere. */
function drawScene(width, height) {
  const data = new Uint8Array(width * height * 3);
  let state = 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const texture = (x * (channel + 1) + y * 2) & 127;
        const block = ((x >> 4) + (y >> 4)) & 1 ? 60 : 0;
        data[(y * width + x) * 3 + channel] = texture + block + (state >>> 27);
      }
    }
  }
  return { data, width, height };
}

/** The result, or how it failed: a failure has to be the same everywhere as well. */
async function attempt(compute) {
  try {
    return await compute();
  } catch (error) {
    return { error: error.code ?? error.name, message: error.message, offset: error.offset };
  }
}

const identityOf = (raster) => [computeHashes(raster), cropResistantHash(raster), pdqDihedralHashes(raster)];

async function everything(bytes) {
  const isPng = bytes[0] === 0x89;
  return {
    analysis: await attempt(async () => {
      const { report, heatmaps } = await analyze(bytes);
      return { report, heatmaps };
    }),
    pixels: await attempt(() => (isPng ? decodePng(bytes) : decodeJpeg(bytes))),
    identity: await attempt(() => identityOf((isPng ? decodePng(bytes) : decodeJpeg(bytes)).raster)),
  };
}

async function images(folder) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) found.push(...(await images(new URL(`${entry.name}/`, folder))));
    else if (/\.(jpe?g|png)$/i.test(entry.name)) found.push(new URL(entry.name, folder));
  }
  return found;
}

const results = {};

const scene = drawScene(157, 93);
results.encodedPng = encodePng(scene);
for (const subsampling of ['4:4:4', '4:2:2', '4:2:0']) {
  const bytes = encodeJpeg(scene, { quality: 85, subsampling });
  results[`encodedJpeg ${subsampling}`] = { bytes, ...(await everything(bytes)) };
}
results.ela = { map: generateElaMap(scene, { quality: 90 }), result: analyzeEla(scene) };

results.identity = identityOf(scene);
results.comparison = compareImages(scene, decodeJpeg(encodeJpeg(scene, { quality: 50 })).raster);
results.conformance = runConformance();

const urls = await images(new URL('fixtures/', ROOT));
urls.sort((a, b) => (a.href < b.href ? -1 : 1));
let fixtures = 0;
for (const url of urls) {
  const bytes = new Uint8Array(await readFile(url));
  if (bytes.length > LARGEST_BYTES) continue;
  results[url.href.slice(ROOT.href.length)] = await everything(bytes);
  fixtures++;
}
if (fixtures === 0) throw new Error('there are no fixtures to compare');

console.log(JSON.stringify(results, plain, 1));
