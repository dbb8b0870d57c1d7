import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseCheckpoint } from '../../../evidence/index.ts';
import { readFully } from './open-file.ts';
import { fileTrouble } from './store-trouble.ts';
import { syncFolder } from './sync-folder.ts';
import { WriterLock } from './writer-lock.ts';

const LINE_FEED = 0x0a;

const SIGNATURE_LINE = /^\u2014 /;

/**
 * Adds a signed checkpoint to a file of them, durably.
 *
 * A file on the same disk keeps checkpoints from the log's store, not from its keeper: it is to be copied where the keeper cannot change it.
 *
 * @param path - A text file, created where it is missing: signed notes with a blank line behind each.
 * @param checkpoint - The text that `EvidenceLog.checkpoint` gave.
 * @throws {RangeError} The text is no signed checkpoint.
 * @throws {EvidenceStoreError} `locked` (another process is at it), `full`, `missing` (its folder) or `failed`.
 */
export async function appendCheckpoint(path: string, checkpoint: string): Promise<void> {
  if (parseCheckpoint(checkpoint) === undefined) throw new RangeError('"checkpoint" must be the text of a signed checkpoint');
  let lock: WriterLock | undefined;
  try {
    lock = await WriterLock.take(`${path}.writer`);
    await appendDurably(path, checkpoint);
  } catch (error) {
    throw fileTrouble(error, `the checkpoint could not be added to ${path}`);
  } finally {
    await lock?.release();
  }
}

/**
 * Reads a file of checkpoints.
 *
 * @returns Their texts in the order in which they were added. What has another form comes as it is, so that a verification names it.
 * @throws {EvidenceStoreError} `missing` or `failed`.
 */
export async function readCheckpoints(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileTrouble(error, `${path} could not be read`);
  });
  // A checkpoint is two blocks, its text and its signatures, with a blank line between them as behind them.
  const blocks = text.split(/\n\n+/).filter((block) => block.trim() !== '');
  const found: string[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const next = blocks[i + 1];
    if (next === undefined || !SIGNATURE_LINE.test(next)) found.push(blocks[i]);
    else found.push(`${blocks[i++]}\n\n${next.replace(/\n$/, '')}\n`);
  }
  return found;
}

async function appendDurably(path: string, checkpoint: string): Promise<void> {
  const handle = await open(path, 'a+');
  try {
    const { size } = await handle.stat();
    const end = new Uint8Array(Math.min(size, 2));
    await readFully(handle, end, size - end.length);
    try {
      await handle.appendFile(`${missingBreak(end)}${checkpoint}\n`);
      await handle.datasync();
    } catch (error) {
      await handle.truncate(size);
      throw error;
    }
    if (size === 0) await syncFolder(dirname(path));
  } finally {
    await handle.close();
  }
}

/** What an interrupted write left stays where it is, and is named by a verification; only the blank line behind it is put there. */
function missingBreak(end: Uint8Array): string {
  const [last, before] = [end.at(-1), end.at(-2)];
  if (last === undefined || (last === LINE_FEED && before === LINE_FEED)) return '';
  return last === LINE_FEED ? '\n' : '\n\n';
}
