/**
 * Durable records per second of each store, hashing of a large file, and a log of a million records. Run `npm run build` first, and
 * `npm ci --prefix test/peers` for better-sqlite3.
 *
 *   node bench/evidence/store.mjs [records of the large log, in thousands]
 *
 * Files lie in the system's folder for temporary files, or in TAMPERLENS_BENCH_FOLDER: the rates are those of the disk below it.
 */
import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEvidenceHasher, EvidenceLog, PORTABLE_SHA256, verifyEvidence } from '../../dist/evidence.js';
import {
  betterSqlite3Driver,
  FileEvidenceStore,
  hashEvidenceFile,
  nodeSha256,
  openSqliteEvidenceStore,
  serverClock,
} from '../../dist/node.js';
import { median } from '../speed/rounds.mjs';

const ROUNDS = 5;
const PLACE = { latitude: 50.4501, longitude: 30.5234 };
const image = randomBytes(1024);

const openLog = (store) => EvidenceLog.open(store, { now: serverClock(), sha256: nodeSha256 });
const upload = (log, i) => log.append({ imageBytes: image, ...PLACE, complaintId: `c-${i}` }, { recordId: `upload-${i}` });

/** Appends records, so many under way at any time; returns records per second. */
async function rateOf(log, records, atOnce) {
  const began = performance.now();
  let next = log.size;
  const end = next + records;
  const work = async () => {
    while (next < end) await upload(log, next++);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return (1000 * records) / (performance.now() - began);
}

function stores(folder) {
  const sqlite = (name, driver) => [name, (n) => openSqliteEvidenceStore(join(folder, `${n}.db`), { driver })];
  const all = [
    ['file', (n) => FileEvidenceStore.open(join(folder, `${n}.jsonl`))],
    sqlite('node-sqlite3-wasm', 'node-sqlite3-wasm'),
  ];
  try {
    const require = createRequire(new URL('../../test/peers/package.json', import.meta.url));
    all.push(sqlite('better-sqlite3', betterSqlite3Driver(require('better-sqlite3'))));
  } catch {
    console.log('better-sqlite3: not there');
  }
  if (process.getBuiltinModule?.('node:sqlite') !== undefined) all.push(sqlite('node:sqlite', 'node:sqlite'));
  return all;
}

async function measureStores(folder) {
  console.log('durable records per second: group commit with 256 under way, with 16, one by one (median of rounds; least)');
  for (const [name, openStore] of stores(folder)) {
    const rates = { 256: [], 16: [], 1: [] };
    for (let round = -1; round < ROUNDS; round++) {
      const store = await openStore(`${name.replace(':', '-')}${round}`);
      const log = await openLog(store);
      for (const [atOnce, records] of [
        [256, 8192],
        [16, 2048],
        [1, 128],
      ]) {
        const rate = await rateOf(log, records, atOnce);
        if (round >= 0) rates[atOnce].push(rate);
      }
      await store.close();
    }
    const words = [256, 16, 1].map((n) => `${median(rates[n]).toFixed(0)} (${Math.min(...rates[n]).toFixed(0)})`);
    console.log(`  ${name.padEnd(18)} ${words.join('   ')}`);
  }
}

async function measureHashing(folder) {
  const path = join(folder, 'large.jpg');
  writeFileSync(path, randomBytes(50 << 20));
  const subjects = {
    'node:crypto over the file, 1 MB at a time': async () => {
      const hash = createHash('sha256');
      const handle = await open(path);
      const buffer = Buffer.alloc(1 << 20);
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
        if (bytesRead === 0) break;
        hash.update(buffer.subarray(0, bytesRead));
      }
      await handle.close();
      return hash.digest('hex');
    },
    hashEvidenceFile: async () => (await hashEvidenceFile(path)).digest({ ...PLACE, capturedAt: 0n }),
    'hashEvidenceFile, portable SHA-256': async () => (await hashEvidenceFile(path, { sha256: PORTABLE_SHA256 })).fileHash(),
  };
  const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(subjects)) {
      const began = performance.now();
      await run();
      if (round >= 0) times[name].push(performance.now() - began);
    }
  }
  const platform = times['node:crypto over the file, 1 MB at a time'];
  console.log('hashing a file of 50 MB (median of rounds, and of the ratio within a round)');
  for (const [name, values] of Object.entries(times)) {
    const ratio = median(values.map((value, i) => value / platform[i]));
    console.log(`  ${name.padEnd(42)} ${median(values).toFixed(0).padStart(5)} ms   ${ratio.toFixed(2)} ×`);
  }
  // Version 2 frames the file, so it is digested twice.
  const hasher = createEvidenceHasher(2, nodeSha256);
  const bytes = randomBytes(50 << 20);
  const began = performance.now();
  hasher.update(bytes);
  console.log(`  ${'version 2, in memory'.padEnd(42)} ${(performance.now() - began).toFixed(0).padStart(5)} ms`);
}

/** Parts of the measurement of the large log, each in a process of its own, so that its memory is its own. */
const PARTS = {
  async fill(path, records) {
    const store = await FileEvidenceStore.open(path);
    const rate = await rateOf(await openLog(store), records, 1024);
    await store.close();
    console.log(
      `log of ${records} records: filled with ${rate.toFixed(0)} records/s, ${(statSync(path).size / 1e6).toFixed(0)} MB`,
    );
  },
  async open(path, records) {
    const before = process.memoryUsage.rss();
    const began = performance.now();
    const store = await FileEvidenceStore.open(path, { mode: 'read' });
    const found = performance.now();
    const log = await openLog(store);
    const opened = performance.now();
    const times = [];
    for (let i = 0; i < 2000; i++) {
      const index = Math.floor(Math.random() * records);
      const start = performance.now();
      await log.inclusionProof(index);
      times.push(performance.now() - start);
    }
    const grown = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
    console.log(
      `  lines found in ${(found - began).toFixed(0)} ms, log opened and checked in ${((opened - found) / 1000).toFixed(2)} s`,
    );
    console.log(
      `  inclusion proof ${median(times).toFixed(2)} ms (most ${Math.max(...times).toFixed(2)}), peak memory + ${grown.toFixed(0)} MB`,
    );
  },
  async verify(path) {
    const before = process.memoryUsage.rss();
    const store = await FileEvidenceStore.open(path, { mode: 'read' });
    const began = performance.now();
    const { problems, log } = await verifyEvidence({ store, sha256: nodeSha256 });
    const seconds = (performance.now() - began) / 1000;
    const cpu = process.cpuUsage();
    await store.close();
    const grown = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
    console.log(
      `  verified ${log.rows} rows in ${seconds.toFixed(2)} s (${((cpu.user + cpu.system) / 1e6).toFixed(2)} s CPU), ` +
        `${problems.length} problems, peak memory + ${grown.toFixed(0)} MB`,
    );
  },
};

const [part, path, records] = process.argv.slice(2);
if (part !== undefined && part in PARTS) {
  await PARTS[part](path, Number(records));
} else {
  const folder = mkdtempSync(join(process.env.TAMPERLENS_BENCH_FOLDER ?? tmpdir(), 'tamperlens-evidence-'));
  try {
    const thousands = Number(part ?? 1000);
    console.log(`Node ${process.version}, load ${loadavg()[0].toFixed(1)}`);
    await measureStores(folder);
    await measureHashing(folder);
    for (const name of Object.keys(PARTS)) {
      const child = fork(fileURLToPath(import.meta.url), [name, join(folder, 'million.jsonl'), String(1000 * thousands)]);
      await new Promise((resolve) => child.once('exit', resolve));
    }
    console.log(`load ${loadavg()[0].toFixed(1)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
