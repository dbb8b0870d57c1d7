/**
 * How many bits npm's hashers lie away from the references: from imagehash's perceptual hash for those that are called pHash, from
 * blockhash for the others. Ours stand for the references, which they equal bit for bit (see `tamperlens conformance`). Each gets the
 * file and decodes it itself. Run `npm run build` and `npm ci --prefix bench/peers` first.
 *
 *   node bench/accuracy/hash-peers.mjs <folder of JPEG and PNG files>
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bitsOf, blockHash, parseHash, perceptualHash } from '../../dist/hash.js';
import { openExhibit } from '../../dist/index.js';

const peer = createRequire(new URL('../peers/package.json', import.meta.url));
const sharpPhash = peer('sharp-phash');
const { hash: imghash } = peer('imghash').default ?? peer('imghash');
const { imageHash } = peer('image-hash');
const { Jimp } = peer('jimp');

const bitsOfText = (text) => [...text].map(Number);
const blockBits = (hex) => [...bitsOf(parseHash(hex, { kind: 'block-exact' }))];
const peers = {
  'sharp-phash (pHash, 64 bits)': { of: 'perceptual', bits: async (file) => bitsOfText(await sharpPhash(file)) },
  'jimp (pHash, 64 bits)': {
    of: 'perceptual',
    bits: async (file) => bitsOfText((await Jimp.fromBuffer(file)).hash(2).padStart(64, '0')),
  },
  'imghash (blockhash, 256 bits)': { of: 'block', bits: async (file) => blockBits(await imghash(file, 16)) },
  'image-hash (blockhash, 256 bits)': {
    of: 'block',
    bits: (file, type) =>
      new Promise((resolve, reject) => {
        imageHash({ data: file, ext: type }, 16, true, (error, hash) => (error ? reject(error) : resolve(blockBits(hash))));
      }),
  },
};

const distances = Object.fromEntries(Object.keys(peers).map((name) => [name, []]));
const refused = Object.fromEntries(Object.keys(peers).map((name) => [name, 0]));
for (const name of readdirSync(process.argv[2]).sort()) {
  const type = /\.png$/i.test(name) ? 'image/png' : /\.jpe?g$/i.test(name) ? 'image/jpeg' : undefined;
  if (type === undefined) continue;
  const file = readFileSync(join(process.argv[2], name));
  let raster;
  try {
    raster = (await openExhibit(new Uint8Array(file))).plane('raster');
  } catch {
    continue;
  }
  const expected = { perceptual: bitsOf(perceptualHash(raster)), block: bitsOf(blockHash(raster)) };
  for (const [who, { of, bits }] of Object.entries(peers)) {
    try {
      const theirs = await bits(file, type);
      distances[who].push(theirs.filter((bit, i) => bit !== expected[of][i]).length);
    } catch {
      refused[who]++;
    }
  }
}

console.log('| hasher | pictures | equal | bits off: median | 90 % | most | refused |\n|---|---|---|---|---|---|---|');
for (const [who, list] of Object.entries(distances)) {
  const sorted = list.sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const equal = sorted.filter((distance) => distance === 0).length;
  console.log(`| ${who} | ${sorted.length} | ${equal} | ${at(0.5)} | ${at(0.9)} | ${sorted.at(-1)} | ${refused[who]} |`);
}
