import { nodeSha256, serverClock } from '../../../adapters/node/evidence/index.ts';
import { isEvidenceStoreError, readRecord, verifyEvidence } from '../../../evidence/index.ts';
import type { EvidenceMaterial, EvidenceStore, EvidenceVerification } from '../../../evidence/index.ts';
import type { Note } from '../../../notes/index.ts';
import { VERSION, wordNote } from '../../../report/index.ts';
import { EXIT } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import type { Input } from '../../inputs.ts';
import type { Terminal } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { describeVerification, meaningOf } from './describe-verification.ts';
import type { Remark } from './describe-verification.ts';
import { findByFileHash, findByLeaf } from './find-record.ts';
import { MaterialReader } from './material-reader.ts';
import { namedFiles } from './named-files.ts';
import type { StoreOptions } from './open-store.ts';

/** Options of `tamperlens evidence verify`: whatever there is. */
export interface VerifyOptions extends Partial<StoreOptions> {
  /** The record's file, as `evidence proof --output` writes it. */
  readonly record?: string;
  /** The leaf hash that was told when the file was recorded. */
  readonly leaf?: string;
  readonly proof?: readonly string[];
  readonly checkpoint?: readonly string[];
  /** The verifier key, or a file that holds it. */
  readonly key?: string;
  readonly json?: boolean;
}

/** `tamperlens evidence verify`: holds whatever is given against each other, and lists what does not match. */
export async function verifyCommand(image: string | undefined, options: VerifyOptions, terminal: Terminal): Promise<ExitStatus> {
  const { log: path } = options;
  if (image === '-' && options.record === '-') throw new UsageError('only one of image and record can come from standard input');
  if (options.leaf !== undefined && options.record === undefined && path === undefined) {
    throw new UsageError('--leaf needs --record or --log');
  }
  const reader = new MaterialReader();
  const input = image === undefined ? undefined : await theFile(image, terminal);
  const store = path === undefined ? undefined : await reader.store({ log: path, store: options.store });
  try {
    const material = await gather(reader, input, options, store);
    const found = await verifyAll(material, reader, path ?? '');
    const problems = [...reader.problems, ...found.problems.map((problem) => wordNote(problem))];
    const { unread } = reader;
    if (found.checked.length + problems.length + unread.length === 0) {
      throw new UsageError('nothing can be checked with these alone: add --record, --log, or --checkpoint and --key');
    }
    const report = {
      image: input?.label,
      record: found.record,
      leaf: options.leaf,
      log: found.log === undefined || path === undefined ? undefined : { path, ...found.log },
      problems,
      unread,
      checked: found.checked,
      notChecked: found.notChecked.map((reason) => (path === undefined ? wordNote(reason) : aboutGivenLog(reason))),
      meaning: meaningOf(problems.length, unread.length),
    };
    if (options.json === true) terminal.print(JSON.stringify({ tool: { name: 'tamperlens', version: VERSION }, ...report }));
    else terminal.print(describeVerification(report));
    if (problems.length > 0) return EXIT.mismatch;
    return unread.length > 0 ? EXIT.failed : EXIT.done;
  } finally {
    await store?.close();
  }
}

async function theFile(path: string, terminal: Terminal): Promise<Input> {
  const files = await namedFiles([path], terminal);
  if (files.length !== 1) throw new UsageError(`${path} stands for ${files.length} files: verify takes one`);
  return files[0];
}

/** Reads everything that was given, and looks for the record in the log when it was not. */
async function gather(
  reader: MaterialReader,
  input: Input | undefined,
  options: VerifyOptions,
  store: EvidenceStore | undefined,
): Promise<EvidenceMaterial> {
  const { leaf } = options;
  const { inclusion, consistency, checkpoints } = await reader.proofs(options.proof ?? [], options.checkpoint ?? []);
  const key = options.key === undefined ? undefined : await reader.key(options.key);
  const rest = { leafHash: leaf, inclusion, consistency, checkpoints, key, store, sha256: nodeSha256 };
  if (options.record === undefined && leaf === undefined && input !== undefined && store !== undefined) {
    return { ...rest, ...(await seekByImage(reader, input, store)) };
  }
  const record = options.record === undefined ? await seekByLeaf(reader, leaf, store) : await reader.record(options.record);
  return { ...rest, record, imageBytes: input === undefined ? undefined : await reader.image(input, record) };
}

async function seekByLeaf(
  reader: MaterialReader,
  leaf: string | undefined,
  store: EvidenceStore | undefined,
): Promise<string | undefined> {
  if (leaf === undefined || store === undefined) return undefined;
  const record = await findByLeaf(store, leaf);
  if (record === undefined) {
    const text = 'No record of the log has this leaf hash: the record was changed or removed, or is of another log.';
    reader.problems.push({ code: 'evidence-leaf-not-in-log', text });
  }
  return record;
}

async function seekByImage(
  reader: MaterialReader,
  input: Input,
  store: EvidenceStore,
): Promise<Pick<EvidenceMaterial, 'record' | 'imageBytes'>> {
  const hashers = await reader.imageInBothLayouts(input);
  if (hashers === undefined) return {};
  const record = await findByFileHash(store, hashers[0].fileHash());
  if (record === undefined) {
    const text = 'No record of the log has the file hash of this image: the image was changed, or never recorded in this log.';
    reader.problems.push({ code: 'evidence-image-not-in-log', text });
    return { imageBytes: hashers[0] };
  }
  return { record, imageBytes: hashers[(readRecord(record).record?.evidenceHashVersion ?? 1) - 1] };
}

/** A log that was given and not checked is one that could not be read. */
function aboutGivenLog(reason: Note): Remark {
  const worded = wordNote(reason);
  return reason.code === 'evidence-unchecked-log'
    ? { ...worded, text: 'Not checked: the log itself, which could not be read.' }
    : worded;
}

/**
 * A record may be so much later than this machine's clock, in nanoseconds: others write while a log is read, and no two clocks agree
 * to the second.
 */
const CLOCK_ALLOWANCE = 60_000_000_000n;

/** Verifies the rest when the log cannot be read to its end. */
async function verifyAll(gathered: EvidenceMaterial, reader: MaterialReader, log: string): Promise<EvidenceVerification> {
  const material = { ...gathered, now: serverClock()() + CLOCK_ALLOWANCE };
  try {
    return await verifyEvidence(material);
  } catch (error) {
    if (!isEvidenceStoreError(error)) throw error;
    reader.addTrouble(log, error);
    return verifyEvidence({ ...material, store: undefined });
  }
}
