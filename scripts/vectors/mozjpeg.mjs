// Writes test/vectors/mozjpeg.json: the quantization tables and the orders of scans that mozjpeg writes.
//
// mozjpeg is taken from the npm package @jsquash/jpeg (1.6.0 was used), which is not a dependency. Usage, in any folder:
//   npm install @jsquash/jpeg && node <repository>/scripts/vectors/mozjpeg.mjs .

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';

const PACKAGE = resolve(process.argv[2] ?? '.', 'node_modules/@jsquash/jpeg');
const FIXTURES = new URL('../../fixtures/', import.meta.url);
const VECTORS = new URL('../../test/vectors/mozjpeg.json', import.meta.url);

const { default: encode, init } = await import(pathToFileURL(`${PACKAGE}/encode.js`).href);
await init(await WebAssembly.compile(readFileSync(`${PACKAGE}/codec/enc/mozjpeg_enc.wasm`)));

const DQT = 0xdb;
const SOS = 0xda;
const SOF2 = 0xc2;

/** Natural place of each zigzag place. */
const ZIGZAG = Array.from({ length: 64 }, (_, k) => k).sort((a, b) => {
  const [diagonalA, diagonalB] = [(a >> 3) + (a & 7), (b >> 3) + (b & 7)];
  return diagonalA - diagonalB || (diagonalA % 2 === 0 ? (b >> 3) - (a >> 3) : (a >> 3) - (b >> 3));
});

function* segments(bytes) {
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff || bytes[at + 1] === 0 || (bytes[at + 1] & 0xf8) === 0xd0) {
      at++;
      continue;
    }
    if (bytes[at + 1] === 0xd9) return;
    const end = at + 2 + ((bytes[at + 2] << 8) | bytes[at + 3]);
    yield { marker: bytes[at + 1], payload: bytes.subarray(at + 4, end) };
    at = end;
  }
}

function tablesOf(bytes) {
  const tables = [];
  for (const { marker, payload } of segments(bytes)) {
    for (let at = 0; marker === DQT && at < payload.length;) {
      const [wide, id] = [payload[at] >> 4, payload[at++] & 15];
      tables[id] = new Array(64);
      for (let k = 0; k < 64; k++, at += 1 + wide)
        tables[id][ZIGZAG[k]] = wide ? (payload[at] << 8) | payload[at + 1] : payload[at];
    }
  }
  return tables;
}

/** The scans in the notation of `cjpeg -scans`, with components numbered from 0. */
function scriptOf(bytes) {
  const ids = [];
  const scans = [];
  for (const { marker, payload } of segments(bytes)) {
    if (marker === SOF2) for (let i = 0; i < payload[5]; i++) ids.push(payload[6 + 3 * i]);
    if (marker !== SOS) continue;
    const count = payload[0];
    const components = Array.from({ length: count }, (_, i) => ids.indexOf(payload[1 + 2 * i]));
    const [from, to, bits] = payload.subarray(1 + 2 * count);
    scans.push(`${components.join()}: ${from}-${to}, ${bits >> 4}, ${bits & 15}`);
  }
  return scans.join('; ');
}

async function write(image, options) {
  return new Uint8Array(await encode(image, options));
}

const gray = { width: 16, height: 16, data: new Uint8ClampedArray(16 * 16 * 4).fill(128) };
const tables = [];
for (let preset = 0; preset <= 8; preset++) {
  for (const [quality, baseline] of [
    [5, true],
    [5, false],
    [30, false],
    [75, true],
    [90, true],
  ]) {
    const [luma, chroma] = tablesOf(await write(gray, { quality, baseline, quant_table: preset, progressive: false }));
    tables.push({ preset, quality, baseline, luma, ...(luma.join() === chroma.join() ? {} : { chroma }) });
  }
}

/** By the options' color space: 1 gray, 2 RGB, 3 YCbCr. */
const COLOR_SPACES = { 1: 'gray', 2: 'rgb', 3: 'ycbcr' };
const found = new Map();
for (const name of ['authentic/clean-scene.jpg', 'authentic/high-detail.jpg']) {
  const { data, info } = await sharp(readFileSync(new URL(name, FIXTURES)))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
  for (const quality of [10, 30, 50, 75, 90, 98]) {
    for (const [space, colorSpace] of Object.entries(COLOR_SPACES)) {
      for (const sampling of [1, 2]) {
        const options = {
          quality,
          progressive: true,
          color_space: Number(space),
          auto_subsample: false,
          chroma_subsample: sampling,
        };
        const key = `${colorSpace} ${scriptOf(await write(image, options))}`;
        found.set(key, (found.get(key) ?? 0) + 1);
      }
    }
  }
}
const scripts = [...found].map(([key, files]) => {
  const at = key.indexOf(' ');
  return { colorSpace: key.slice(0, at), script: key.slice(at + 1), files };
});

const { version } = JSON.parse(readFileSync(`${PACKAGE}/package.json`, 'utf8'));
const about = { writtenBy: 'scripts/vectors/mozjpeg.mjs', tool: `mozjpeg of @jsquash/jpeg ${version}`, steps: 'natural order' };
const lines = (rows) => `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
writeFileSync(VECTORS, `{\n"about": ${JSON.stringify(about)},\n"tables": ${lines(tables)},\n"scripts": ${lines(scripts)}\n}\n`);
console.log(`${tables.length} tables, ${scripts.length} orders of scans`);
