import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { appendCheckpoint, readCheckpoints } from '../../../adapters/node/evidence/index.ts';
import { isEvidenceStoreError, parseCheckpoint } from '../../../evidence/index.ts';
import type { Checkpoint } from '../../../evidence/index.ts';
import { EXIT } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import type { Terminal } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { contradictionOf } from './contradiction-of.ts';
import { openLog } from './open-log.ts';
import type { StoreOptions } from './open-store.ts';
import { signerFromFile } from './signer-from-file.ts';
import { withStore } from './with-store.ts';

/** Options of `tamperlens evidence checkpoint`. */
export interface CheckpointOptions extends StoreOptions {
  /** The secret key's file. */
  readonly key: string;
  /** The log's name. */
  readonly origin: string;
  /** The file that the checkpoint is appended to. */
  readonly output?: string;
  readonly json?: boolean;
}

/** `tamperlens evidence checkpoint`: signs the state of a log, unless it contradicts what was signed before. */
export async function checkpointCommand(options: CheckpointOptions, terminal: Terminal): Promise<ExitStatus> {
  const { log: path, output, origin } = options;
  const signer = await signerFromFile(options.key, origin);
  const earlier = output === undefined ? undefined : await lastCheckpoint(output, origin);
  return withStore(options, 'read', terminal, async (store) => {
    const log = await openLog(store, path, terminal, signer);
    const problem = earlier === undefined ? undefined : await contradictionOf(earlier, log);
    if (problem !== undefined) terminal.warn(`${path}, against the last checkpoint in ${output ?? ''}: ${problem}`);
    if (problem !== undefined || !log.isIntact) {
      terminal.warn('nothing was signed');
      return EXIT.mismatch;
    }
    const text = await log.checkpoint();
    if (output !== undefined && !(await isKept(output, text, terminal))) return EXIT.failed;
    if (options.json === true) terminal.print(JSON.stringify({ ...parseCheckpoint(text), text, path: output }));
    else terminal.print(text.trimEnd());
    terminal.warn(adviceFor(path, output));
    return EXIT.done;
  });
}

/** The state that was signed last; checkpoints of another log are no business of this one. */
async function lastCheckpoint(path: string, origin: string): Promise<Checkpoint | undefined> {
  const signed = existsSync(path) ? await readCheckpoints(path) : [];
  // What an interrupted write left is no checkpoint; a verification names it.
  const checkpoints = signed.map(parseCheckpoint).filter((checkpoint) => checkpoint !== undefined);
  const strange = checkpoints.find((checkpoint) => checkpoint.origin !== origin);
  if (strange !== undefined) throw new UsageError(`${path} holds checkpoints of ${strange.origin}: one file for one log`);
  return checkpoints.at(-1);
}

/** Adds a checkpoint to a file, or tells why not. */
async function isKept(path: string, checkpoint: string, terminal: Terminal): Promise<boolean> {
  try {
    await appendCheckpoint(path, checkpoint);
    return true;
  } catch (error) {
    if (!isEvidenceStoreError(error)) throw error;
    terminal.warn(`the checkpoint was not kept (${error.code}): ${error.message}`);
    return false;
  }
}

/** Where a checkpoint has to go to be worth something. */
function adviceFor(log: string, output: string | undefined): string {
  const isBeside = output !== undefined && dirname(resolve(output)) === dirname(resolve(log));
  const where = isBeside ? `${output} lies beside the log, where both can be changed together. ` : '';
  return (
    `${where}A checkpoint shows later changes only when it is kept where the keeper of the log cannot change it: with the person ` +
    'concerned, under another account with a retention lock, with a witness or a time-stamping authority.'
  );
}
