import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeSha256 } from '../../../../src/adapters/node/evidence/index.ts';
import { isEvidenceStoreError, verifyEvidence } from '../../../../src/evidence/index.ts';
import type { EvidenceEntry } from '../../../../src/evidence/index.ts';
import { appendTo } from './stores.node.ts';
import type { StoreKind } from './stores.node.ts';

/** What {@link countFlips} found. */
export interface FlipCount {
  readonly flips: number;
  /** Places of flipped bits of which nothing was said: `byte 123, bit 4`. */
  readonly unnoticed: readonly string[];
}

/**
 * Flips one bit at a time of a small store and verifies the store. In a file of lines every bit counts; in a database those of the columns,
 * as its pages also have room that holds nothing.
 */
export async function countFlips(
  kind: StoreKind,
  { folder, flips, seed }: { readonly folder: string; readonly flips: number; readonly seed: number },
): Promise<FlipCount> {
  const path = join(folder, `flips${kind.extension}`);
  const store = await kind.open(path, 'create');
  const { entries } = await appendTo(store, 12);
  await store.close();
  const whole = readFileSync(path);
  const ranges = kind.extension === '.db' ? entries.map((entry) => cellOf(whole, entry)) : [{ start: 0, end: whole.length }];
  const bytes = ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
  const random = randomNumbers(seed);
  const unnoticed: string[] = [];
  for (let i = 0; i < flips; i++) {
    const [byte, bit] = [bytes[random() % bytes.length], random() % 8];
    const flipped = Buffer.from(whole);
    flipped[byte] ^= 1 << bit;
    writeFileSync(path, flipped);
    if (!(await isNoticed(kind, path))) unnoticed.push(`byte ${byte}, bit ${bit}`);
  }
  return { flips, unnoticed };
}

async function isNoticed(kind: StoreKind, path: string): Promise<boolean> {
  try {
    const store = await kind.open(path, 'read');
    const { problems } = await verifyEvidence({ store, sha256: nodeSha256 });
    await store.close();
    return problems.length > 0;
  } catch (error) {
    if (isEvidenceStoreError(error)) return true;
    throw error;
  }
}

/** Where the columns of a row lie in a database that is one file: they begin with its names and end with its record. */
function cellOf(bytes: Buffer, { record, text }: EvidenceEntry): { start: number; end: number } {
  // The page that the table began with still shows what was moved out of it, and comes first.
  const start = bytes.lastIndexOf(`${record.recordId}${record.attachmentId ?? ''}`);
  const at = bytes.indexOf(text, start);
  if (start < 0 || at < 0) throw new Error(`${record.recordId} is not in one piece`);
  return { start, end: at + Buffer.byteLength(text) };
}

/** Marsaglia's xorshift32, whole numbers from 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
