import { nodeSha256, serverClock } from '../../../adapters/node/evidence/index.ts';
import { EvidenceLog } from '../../../evidence/index.ts';
import type { EvidenceSigner, EvidenceStore } from '../../../evidence/index.ts';
import { wordNote } from '../../../report/index.ts';
import type { Terminal } from '../../terminal.ts';

/** Opens a log, every row and the whole chain checked, and tells what is wrong with it. */
export async function openLog(
  store: EvidenceStore,
  path: string,
  terminal: Terminal,
  signer?: EvidenceSigner,
): Promise<EvidenceLog> {
  const log = await EvidenceLog.open(store, { now: serverClock(), sha256: nodeSha256, signer });
  for (const problem of log.problems) terminal.warn(`${path}: ${wordNote(problem).text}`);
  return log;
}
