import type { StoreMode } from '../../../adapters/node/evidence/index.ts';
import { isEvidenceStoreError } from '../../../evidence/index.ts';
import type { EvidenceStore } from '../../../evidence/index.ts';
import { EXIT } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import type { Terminal } from '../../terminal.ts';
import { describeTrouble } from './describe-trouble.ts';
import { openStore } from './open-store.ts';
import type { StoreOptions } from './open-store.ts';

/**
 * Opens the store of a log, does something with it, and closes it whatever happened. Trouble with the store is told on the terminal,
 * with what to do about it.
 *
 * @throws {UsageError} Neither the option nor the path's extension says of which kind the log is.
 */
export async function withStore(
  options: StoreOptions,
  mode: StoreMode,
  terminal: Terminal,
  work: (store: EvidenceStore) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  try {
    const store = await openStore(options, mode);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!isEvidenceStoreError(error)) throw error;
    terminal.warn(describeTrouble(error, options.log));
    if (error.code === 'missing') return EXIT.usage;
    return error.code === 'damaged' ? EXIT.mismatch : EXIT.failed;
  }
}
