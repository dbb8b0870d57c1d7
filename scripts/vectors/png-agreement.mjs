// Adds to test/vectors/png.json whether sharp (libpng) and pngjs read the same 8-bit samples as scripts/fixtures/png-matrix.py put in.
// Run after that script: node scripts/vectors/png-agreement.mjs

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PNG } from 'pngjs';
import sharp from 'sharp';

const VECTORS = new URL('../../test/vectors/png.json', import.meta.url);
const FIXTURES = new URL('../../fixtures/formats/png/', import.meta.url);

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** RGBA samples brought to the raster's 1, 3 or 4 channels; undefined where what is dropped does not repeat what is kept. */
function narrow(rgba, channels) {
  const pixels = rgba.length / 4;
  const out = new Uint8Array(pixels * channels);
  for (let i = 0; i < pixels; i++) {
    const [r, g, b, a] = rgba.subarray(4 * i, 4 * i + 4);
    if ((channels !== 4 && a !== 255) || (channels === 1 && (r !== g || g !== b))) return undefined;
    out.set([r, g, b, a].slice(0, channels), i * channels);
  }
  return out;
}

async function bySharp(bytes) {
  return sharp(bytes).toColorspace('srgb').ensureAlpha().raw().toBuffer();
}

function byPngjs(bytes) {
  return PNG.sync.read(bytes).data;
}

async function agrees(read, bytes, { channels, sha256: expected }) {
  try {
    const samples = narrow(await read(bytes), channels);
    return samples !== undefined && sha256(samples) === expected;
  } catch {
    return false;
  }
}

const document = JSON.parse(readFileSync(VECTORS, 'utf8'));
const require = createRequire(import.meta.url);
document.tools.sharp = sharp.versions.sharp;
document.tools.libpng = sharp.versions.png;
document.tools.pngjs = require('pngjs/package.json').version;
for (const file of document.files) {
  const bytes = readFileSync(new URL(file.file, FIXTURES));
  file.agrees.sharp = await agrees(bySharp, bytes, file);
  file.agrees.pngjs = await agrees(byPngjs, bytes, file);
}
const lines = document.files.map((file) => `  ${JSON.stringify(file)}`).join(',\n');
writeFileSync(
  VECTORS,
  `{\n "about": ${JSON.stringify(document.about)},\n "tools": ${JSON.stringify(document.tools)},\n "files": [\n${lines}\n ]\n}\n`,
);
for (const tool of ['pillow', 'sharp', 'pngjs']) {
  const disagreeing = document.files.filter((file) => file.agrees[tool] === false).map((file) => file.file);
  console.log(`${tool} disagrees on ${disagreeing.length}: ${disagreeing.join(' ')}`);
}
