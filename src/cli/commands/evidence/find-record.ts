import { readRecord, recordHash } from '../../../evidence/index.ts';
import type { EvidenceStore } from '../../../evidence/index.ts';

/** The text of the first record in a store that names this file hash; `undefined` when none does. */
export async function findByFileHash(store: EvidenceStore, fileHash: string): Promise<string | undefined> {
  for await (const { text } of store.read(0, await store.count())) {
    // Most rows need not be taken apart.
    if (text.includes(fileHash) && readRecord(text).record?.fileHash === fileHash) return text;
  }
  return undefined;
}

/** The text of the row in a store that has this leaf hash, or had it when it was stored; `undefined` when none does. */
export async function findByLeaf(store: EvidenceStore, leaf: string): Promise<string | undefined> {
  for await (const { leafHash, text } of store.read(0, await store.count())) {
    if (leafHash === leaf || recordHash(text) === leaf) return text;
  }
  return undefined;
}
