import { spawn } from 'node:child_process';
import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { nodeSha256 } from '../../../../src/adapters/node/evidence/index.ts';
import { EvidenceLog } from '../../../../src/evidence/index.ts';
import { countingClock } from '../../../evidence/row-store.ts';
import { ROOT } from './drivers.node.ts';
import { FILE_STORE, rowsOf } from './stores.node.ts';
import type { DurableStore, StoreKind } from './stores.node.ts';

/** What came of a series of kills. */
export interface CrashCount {
  readonly kills: number;
  /** Records of which the child had said that they are durable. */
  readonly acknowledged: number;
  /** Those of them that were not there, or not the same, when the store was opened again. */
  readonly lost: number;
  /** Times that the store did not fit together. */
  readonly broken: readonly string[];
  /** Times that a torn end was named; they are made where the kill left more than was acknowledged. */
  readonly torn: number;
}

/** The store is read wholly after each; a fresh one keeps that short. */
const KILLS_PER_STORE = 20;

/**
 * Kills a process that appends to a store at random moments, time and again, and looks each time at what is there.
 *
 * @param child - The built `crash-child.node.ts`.
 */
export async function countCrashes(
  kind: StoreKind,
  { folder, kills, child }: { readonly folder: string; readonly kills: number; readonly child: string },
): Promise<CrashCount> {
  let path = '';
  let acknowledged = new Map<number, string>();
  let [total, lost, torn, last] = [0, 0, 0, -1];
  const broken: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    if (kill % KILLS_PER_STORE === 0) {
      path = join(folder, `crash-${kill}${kind.extension}`);
      acknowledged = new Map();
      last = -1;
    }
    for (const [index, leafHash] of await appendAndKill(child, kind.name, path)) {
      acknowledged.set(index, leafHash);
      last = Math.max(last, index);
      total++;
    }
    // A kill leaves what the system was given. A power cut may leave less of what was not acknowledged.
    const isCut = kind === FILE_STORE && kill % 2 === 0 && cutBehind(path, last);
    const store = await kind.open(path);
    const codes = await codesOf(store);
    if (codes.includes('evidence-file-torn')) torn++;
    const problems = codes.filter((code) => code !== 'evidence-file-torn');
    if (isCut && !codes.includes('evidence-file-torn')) problems.push('a torn end was not named');
    if (problems.length > 0) broken.push(`kill ${kill}: ${problems.join(', ')}`);
    const rows = new Map((await rowsOf(store)).map(({ index, leafHash }) => [index, leafHash]));
    lost += [...acknowledged].filter(([index, leafHash]) => rows.get(index) !== leafHash).length;
    await store.close();
  }
  return { kills, acknowledged: total, lost, broken, torn };
}

/** What the child acknowledged before it was killed. */
async function appendAndKill(child: string, kind: string, path: string): Promise<[number, string][]> {
  const appending = spawn(process.execPath, [child, kind, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TAMPERLENS_ROOT: ROOT },
  });
  let output = '';
  appending.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise((resolve) => appending.once('close', resolve));
  await new Promise((resolve) => {
    appending.stdout.once('data', resolve);
    appending.once('close', resolve);
  });
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
  appending.kill('SIGKILL');
  await ended;
  const lines = output.split('\n').slice(0, -1);
  if (lines[0] !== 'open') throw new Error('the child did not open the store');
  return lines.slice(1).map((line) => [Number(line.split(' ')[0]), line.split(' ')[1]]);
}

/**
 * Cuts the file at random behind the append that wrote a record, within a line.
 *
 * @returns Whether there was anything to cut.
 */
function cutBehind(path: string, index: number): boolean {
  const bytes = readFileSync(path);
  let [start, line, isWhole] = [0, 0, index < 0];
  for (let end = bytes.indexOf('\n'); end >= 0 && !(isWhole && line > index); end = bytes.indexOf('\n', start)) {
    const [, place, of] = /"part":\[(\d+),(\d+)\]/.exec(bytes.toString('latin1', start, end)) ?? [];
    isWhole = place === of;
    start = end + 1;
    line++;
  }
  const places = Array.from({ length: bytes.length - start }, (_, i) => start + 1 + i).filter((at) => bytes[at - 1] !== 0x0a);
  if (places.length === 0) return false;
  truncateSync(path, places[Math.floor(Math.random() * places.length)]);
  return true;
}

async function codesOf(store: DurableStore): Promise<string[]> {
  const log = await EvidenceLog.open(store, { now: countingClock(), sha256: nodeSha256 });
  return log.problems.map(({ code }) => code);
}
