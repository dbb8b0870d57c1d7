import type { Checkpoint, EvidenceLog } from '../../../evidence/index.ts';

/** How a log contradicts a checkpoint that was signed for it earlier; `undefined` when it still has the records that were signed. */
export async function contradictionOf({ size, rootHash }: Checkpoint, log: EvidenceLog): Promise<string | undefined> {
  if (size > log.size) {
    return `The log has ${log.size} records, and a checkpoint was signed for ${size}: its end was cut off or an older copy put back.`;
  }
  if ((await log.rootHash(size)) === rootHash) return undefined;
  return `The first ${size} records are not the ones that a checkpoint was signed for.`;
}
