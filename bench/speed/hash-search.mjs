/**
 * CPU time of looking for hashes among millions: all compared, by tables, and by a tree, on one thread. Every answer of tables and tree is
 * held against that of comparing all. Run `npm run build` first; 10 million hashes take about 2 GB.
 *
 *   node bench/speed/hash-search.mjs [millions] [queries]
 *
 * Hashes are uniformly random, or in clusters (50 around each of many centers, a tenth of the bits flipped at most), or skewed (each bit
 * repeats the one before with probability 0.7, and a fifth of the hashes are the same). Queries are hashes of the set with a few bits
 * flipped; for the skewed set also the frequent hash with so many bits flipped in one place that it is out of reach, though all its other
 * parts are in the fullest buckets.
 */
import { loadavg } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { HashIndex, parseHash } from '../../dist/hash.js';

const count = Math.round(Number(process.argv[2] ?? 10) * 1e6);
const queries = Number(process.argv[3] ?? 15);
const CHUNK = 1 << 18;

/** Marsaglia's xorshift32, scrambled. */
function randomWords(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.imul(state, 0x9e3779b1) ^ (state >>> 15);
  };
}

const SETS = {
  uniform: ({ words, random }) => {
    for (let i = 0; i < words.length; i++) words[i] = random();
  },
  clustered: ({ words, width, random }) => {
    const center = new Int32Array(width);
    for (let at = 0, i = 0; at < words.length; at += width, i++) {
      if (i % 50 === 0) for (let w = 0; w < width; w++) center[w] = random();
      words.set(center, at);
      flip(words, at, (random() >>> 0) % Math.round(width * 3.2), width, random);
    }
  },
  skewed: ({ words, width, random }) => {
    for (let at = 0; at < words.length; at += width) {
      if ((random() >>> 0) % 5 === 0) words.fill(0x00ff00ff, at, at + width);
      else for (let w = 0; w < width; w++) words[at + w] = repeating(random);
    }
  },
};

function flip(words, at, bits, width, random) {
  for (let i = 0; i < bits; i++) {
    const bit = (random() >>> 0) % (32 * width);
    words[at + (bit >> 5)] ^= 1 << (bit & 31);
  }
}

/** A word whose bits change with probability 0.3. */
function repeating(random) {
  let changes = 0;
  for (let i = 0; i < 32; i++) changes = (changes << 1) | Number(random() >>> 0 < 0.3 * 4294967296);
  let word = 0;
  for (let i = 31, bit = random() & 1; i >= 0; i--) {
    bit ^= (changes >>> i) & 1;
    word = (word << 1) | bit;
  }
  return word;
}

const hex = (words) => [...words].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
const hashOf = (kind, words) => parseHash(`${kind}:${hex(words)}`);
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

function cpu(run) {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

function fill(index, set, width) {
  const random = randomWords(0x2545f491);
  const picked = [];
  let ms = 0;
  for (let done = 0; done < count; done += CHUNK) {
    const words = new Int32Array(Math.min(CHUNK, count - done) * width);
    SETS[set]({ words, width, random });
    if (picked.length < 1000) for (let i = 0; i < 32; i++) picked.push(words.slice(i * 997 * width, (i * 997 + 1) * width));
    const bytes = new Uint8Array(words.length * 4);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < words.length; i++) view.setInt32(4 * i, words[i]);
    ms += cpu(() => index.addPacked(bytes)).ms;
  }
  return { ms, picked };
}

/** Asks two indexes the same in turn, the first query unmeasured; the answers must agree. */
function ask(linear, tables, hashes, call) {
  const times = { linear: [], tables: [], found: [] };
  for (const [i, hash] of hashes.entries()) {
    const [slow, fast] = [cpu(() => call(linear, hash)), cpu(() => call(tables, hash))];
    if (!isDeepStrictEqual(slow.result, fast.result)) throw new Error(`answers differ for ${hash.hex}`);
    if (i === 0) continue;
    times.linear.push(slow.ms);
    times.tables.push(fast.ms);
    times.found.push(fast.result.length);
  }
  return times;
}

const range = (values) => `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;
console.log(`${count / 1e6} million hashes, ${queries} queries each, node ${process.version}`);
console.log('\n| hashes | bits | query | matches | ms, all compared | ms, tables |\n|---|---|---|---|---|---|');
const builds = [];
for (const [kind, width, radius] of [
  ['perceptual', 2, 8],
  ['pdq', 8, 31],
]) {
  const bits = 32 * width;
  for (const set of Object.keys(SETS)) {
    const linear = new HashIndex({ kind, bits }, { strategy: 'linear' });
    const tables = new HashIndex({ kind, bits }, { strategy: 'multi-index' });
    fill(linear, set, width);
    const { ms, picked } = fill(tables, set, width);
    const build = cpu(() => tables.prepare()).ms + ms;
    const ratio = tables.memoryBytes / ((count * bits) / 8);
    builds.push(`| ${set} | ${bits} | ${(build / 1000 / (count / 1e6)).toFixed(3)} | ${ratio.toFixed(2)} |`);

    const random = randomWords(99);
    const near = picked.slice(0, queries + 1).map((words) => {
      const changed = words.slice();
      flip(changed, 0, (random() >>> 0) % (radius + 1), width, random);
      return hashOf(kind, changed);
    });
    const asked = {
      [`radius ${radius}`]: [near, (index, hash) => index.query(hash, { radius })],
      [`radius ${radius >> 1}`]: [near, (index, hash) => index.query(hash, { radius: radius >> 1 })],
      'nearest 1': [near, (index, hash) => index.nearest(hash, 1)],
      'nearest 10': [near, (index, hash) => index.nearest(hash, 10)],
    };
    if (set === 'skewed') {
      // Frequent hashes would all be found: what is measured here is finding rare ones beside them.
      const frequent = new Int32Array(width).fill(0x00ff00ff);
      const rare = picked.filter((words) => words[0] !== frequent[0]).slice(0, queries + 1);
      asked[`radius ${radius}`][0] = rare.map((words) => hashOf(kind, words));
      asked[`radius ${radius >> 1}`][0] = asked[`radius ${radius}`][0];
      const beside = Array.from({ length: queries + 1 }, (_, i) => {
        const words = frequent.slice();
        for (let bit = 0; bit <= radius; bit++) words[(bit + i) >> 5] ^= 1 << ((bit + i) & 31);
        return hashOf(kind, words);
      });
      asked[`radius ${radius}, beside the frequent hash`] = [beside, (index, hash) => index.query(hash, { radius })];
      asked[`radius ${radius}, limit 100, the frequent hash`] = [
        Array.from({ length: queries + 1 }, () => hashOf(kind, frequent)),
        (index, hash) => index.query(hash, { radius, limit: 100 }),
      ];
    }
    for (const [what, [hashes, call]] of Object.entries(asked)) {
      const times = ask(linear, tables, hashes, call);
      console.log(`| ${set} | ${bits} | ${what} | ${median(times.found)} | ${range(times.linear)} | ${range(times.tables)} |`);
    }
  }
}
console.log('\n| hashes | bits | build, s per million | memory, of the raw bits |\n|---|---|---|---|');
console.log(builds.join('\n'));

console.log(
  '\n| tree, uniform, 64 bits | hashes | build, s per million | memory, of the raw bits | radius | ms, all compared | ms, tree |',
);
console.log('|---|---|---|---|---|---|---|');
for (const some of [100_000, 1_000_000]) {
  const [linear, tree] = ['linear', 'bk-tree'].map((strategy) => new HashIndex({ kind: 'perceptual', bits: 64 }, { strategy }));
  const bytes = new Uint8Array(some * 8);
  const random = randomWords(7);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < bytes.length; i += 4) view.setInt32(i, random());
  linear.addPacked(bytes);
  const build = cpu(() => {
    tree.addPacked(bytes);
    tree.prepare();
  }).ms;
  const hashes = Array.from({ length: queries + 1 }, (_, i) => linear.hashAt(i * 1009));
  for (const radius of [1, 3, 5]) {
    const times = ask(linear, tree, hashes, (index, hash) => index.query(hash, { radius }));
    console.log(
      `| | ${some} | ${(build / 1000 / (some / 1e6)).toFixed(2)} | ${(tree.memoryBytes / (some * 8)).toFixed(2)} | ${radius} | ` +
        `${range(times.linear)} | ${range(times.tables)} |`,
    );
  }
}
console.log(
  `\nload average ${loadavg()
    .map((load) => load.toFixed(2))
    .join(', ')}`,
);
