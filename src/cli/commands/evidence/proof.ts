import { readCheckpoints } from '../../../adapters/node/evidence/index.ts';
import { formatInclusionProof, parseCheckpoint, readRecord } from '../../../evidence/index.ts';
import type { Checkpoint, EvidenceLog, StoredEvidence } from '../../../evidence/index.ts';
import { EXIT } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { OutputFolder } from '../../output-folder.ts';
import type { Terminal } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { formatConsistencyProof } from './consistency-text.ts';
import { contradictionOf } from './contradiction-of.ts';
import { openLog } from './open-log.ts';
import type { StoreOptions } from './open-store.ts';
import { signerFromFile } from './signer-from-file.ts';
import { withStore } from './with-store.ts';

/** Options of `tamperlens evidence proof`. */
export interface ProofOptions extends StoreOptions {
  /** Number or name of the record to show the place of. */
  readonly record?: string;
  /** A file with the checkpoint to show that the log goes on from. */
  readonly from?: string;
  /** A file with the checkpoint to lead to; without it one is signed. */
  readonly checkpoint?: string;
  /** The secret key's file, and the log's name: for a new checkpoint. */
  readonly key?: string;
  readonly origin?: string;
  /** The folder that record and proof are written to. */
  readonly output?: string;
  readonly json?: boolean;
}

/** A proof, and the files that carry it. */
interface Proven {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** What goes to standard output where no folder is named. */
  readonly text: string;
  readonly json: object;
}

interface SignedCheckpoint {
  readonly signed: string;
  readonly checkpoint: Checkpoint;
}

/** `tamperlens evidence proof`: what a third party needs to see that a record is in a log, or that a log only grew. */
export async function proofCommand(options: ProofOptions, terminal: Terminal): Promise<ExitStatus> {
  const { log: path, record, from, key, origin, output } = options;
  if ((record === undefined) === (from === undefined)) throw new UsageError('name either --record or --from');
  if ((key === undefined) !== (origin === undefined)) throw new UsageError('--key and --origin go together');
  if ((key === undefined) === (options.checkpoint === undefined)) {
    throw new UsageError('name either --checkpoint, or --key and --origin to sign a new one');
  }
  const signer = key === undefined || origin === undefined ? undefined : await signerFromFile(key, origin);
  const kept = options.checkpoint === undefined ? undefined : await checkpointsIn(options.checkpoint);
  const earlier = from === undefined ? undefined : (await checkpointsIn(from))[0];
  return withStore(options, 'read', terminal, async (store) => {
    const log = await openLog(store, path, terminal, signer);
    const later = kept ?? [await newCheckpoint(log)];
    const row = record === undefined ? undefined : await findRow(log, record);
    if (record !== undefined && row === undefined) throw new UsageError(`${path} has no record ${record}`);
    const end = row === undefined ? later.at(-1) : later.find(({ checkpoint }) => checkpoint.size > row.index);
    if (end === undefined) throw new UsageError(`no checkpoint is late enough for record ${record ?? ''}: sign a new one`);
    if (earlier !== undefined && earlier.checkpoint.size > end.checkpoint.size) {
      throw new UsageError('the checkpoint of --from is later than the other one');
    }
    for (const { checkpoint } of earlier === undefined ? [end] : [earlier, end]) {
      const problem = await contradictionOf(checkpoint, log);
      if (problem === undefined) continue;
      terminal.warn(`${path}: ${problem} There is no proof for such a log.`);
      return EXIT.mismatch;
    }
    const proven = row === undefined ? await consistency(log, earlier ?? end, end) : await inclusion(log, row, end);
    tell(proven, output, options.json === true, terminal);
    return EXIT.done;
  });
}

/** Checkpoints in the order in which a file holds them. */
async function checkpointsIn(path: string): Promise<readonly SignedCheckpoint[]> {
  const found = (await readCheckpoints(path)).map((signed) => ({ signed, checkpoint: parseCheckpoint(signed) }));
  const whole = found.filter((entry): entry is SignedCheckpoint => entry.checkpoint !== undefined);
  if (whole.length > 0) return whole;
  throw new UsageError(`${path} holds no checkpoint`);
}

async function newCheckpoint(log: EvidenceLog): Promise<SignedCheckpoint> {
  const signed = await log.checkpoint();
  const checkpoint = parseCheckpoint(signed);
  if (checkpoint === undefined) throw new Error('the new checkpoint cannot be read');
  return { signed, checkpoint };
}

/** The row with this number, or with the record of this name. */
async function findRow(log: EvidenceLog, wanted: string): Promise<StoredEvidence | undefined> {
  const number = /^\d{1,12}$/.test(wanted) ? Number(wanted) : undefined;
  const rows = number === undefined ? log.read() : log.read(number, number + 1);
  for await (const row of rows) if (number !== undefined || readRecord(row.text).record?.recordId === wanted) return row;
  return undefined;
}

async function inclusion(log: EvidenceLog, { index, leafHash, text }: StoredEvidence, end: SignedCheckpoint): Promise<Proven> {
  const proof = await log.inclusionProof(index, end.checkpoint.size);
  const proofText = formatInclusionProof({ proof, checkpoint: end.signed });
  return {
    files: [
      { name: `record-${index}.json`, text: `${text}\n` },
      { name: `record-${index}.tlog-proof`, text: proofText },
    ],
    text: proofText,
    json: { inclusion: proof, checkpoint: end.signed, leafHash, recordText: text, proofText },
  };
}

async function consistency(log: EvidenceLog, earlier: SignedCheckpoint, end: SignedCheckpoint): Promise<Proven> {
  const proof = await log.consistencyProof(earlier.checkpoint.size, end.checkpoint.size);
  const checkpoints = [earlier.signed, end.signed];
  const text = formatConsistencyProof({ consistency: proof, checkpoints });
  return {
    files: [{ name: `consistency-${proof.from}-${proof.to}.json`, text }],
    text,
    json: { consistency: proof, checkpoints },
  };
}

function tell({ files, text, json }: Proven, output: string | undefined, isJson: boolean, terminal: Terminal): void {
  const folder = output === undefined ? undefined : new OutputFolder(output);
  folder?.prepare();
  const written = folder === undefined ? [] : files.map((file) => folder.write(file.name, file.text));
  if (isJson) terminal.print(JSON.stringify({ ...json, written }));
  else terminal.print(folder === undefined ? text.trimEnd() : written.map((path) => `Written: ${path}`).join('\n'));
}
