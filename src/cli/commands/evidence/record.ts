import { digestBytes } from '../../../adapters/node/digests.ts';
import { newRecordId } from '../../../adapters/node/evidence/index.ts';
import { readImageFile } from '../../../adapters/node/index.ts';
import { isEvidenceStoreError } from '../../../evidence/index.ts';
import type { EvidenceEntry, EvidenceLog, EvidenceStoreError } from '../../../evidence/index.ts';
import { EXIT } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import type { Input } from '../../inputs.ts';
import type { Terminal } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';
import { forEachInput } from './for-each-input.ts';
import { hashAndKeep, hashInput } from './hash-input.ts';
import { row } from './layout.ts';
import { namedFiles } from './named-files.ts';
import { openLog } from './open-log.ts';
import type { StoreOptions } from './open-store.ts';
import { perceptualHashes } from './perceptual-hashes.ts';
import { placeOf, versionFor, wordPlace } from './place.ts';
import type { PlaceOptions } from './place.ts';
import { withStore } from './with-store.ts';

/** Options of `tamperlens evidence record`. There is no time among them: records get the clock's. */
export interface RecordEvidenceOptions extends PlaceOptions, StoreOptions {
  readonly attachmentId?: string;
  readonly complaintId?: string;
  readonly perceptual?: boolean;
  /** The file whose hash is recorded as that of the analysis report. */
  readonly report?: string;
  readonly json?: boolean;
}

/** `tamperlens evidence record <file...>`: appends a record of each file to a log, and tells of it when it is durable. */
export async function recordEvidenceCommand(
  paths: readonly string[],
  options: RecordEvidenceOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const inputs = await namedFiles(paths, terminal);
  for (const option of ['attachmentId', 'report'] as const) {
    if (inputs.length < 2 || options[option] === undefined) continue;
    throw new UsageError(
      `--${option === 'report' ? option : 'attachment-id'} goes with one file, and these are ${inputs.length}`,
    );
  }
  const reportHash = options.report === undefined ? undefined : digestBytes(await readImageFile(options.report));
  return withStore(options, 'open-or-create', terminal, async (store) => {
    const log = await openLog(store, options.log, terminal);
    if (!log.isIntact) {
      terminal.warn('nothing was recorded: keep this log as it is, and go on in a new one');
      return EXIT.mismatch;
    }
    return forEachInput(inputs, terminal, async (input) => {
      const { entry, remark } = await record(log, input, options, reportHash).catch((error: unknown) => {
        if (isEvidenceStoreError(error)) terminal.warn(wordOmission(input.label, error));
        throw error;
      });
      if (options.json === true) terminal.print(plain(input.label, entry));
      else terminal.print(describe(input.label, entry));
      if (remark !== undefined) terminal.warn(`${input.label} was recorded without perceptual hashes: ${remark}`);
    });
  });
}

async function record(
  log: EvidenceLog,
  input: Input,
  options: RecordEvidenceOptions,
  reportHash: string | undefined,
): Promise<{ readonly entry: EvidenceEntry; readonly remark: string | undefined }> {
  const { attachmentId, complaintId } = options;
  const place = placeOf(options);
  const version = versionFor(place);
  const isHashWanted = options.perceptual === true;
  const { hasher, bytes } = isHashWanted
    ? await hashAndKeep(input, version)
    : { hasher: await hashInput(input, version), bytes: undefined };
  const { hashes, remark } = isHashWanted ? await perceptualHashes(input, bytes) : {};
  const evidence = { imageBytes: hasher, ...place, perceptualHashes: hashes, reportHash, attachmentId, complaintId };
  try {
    return { entry: await log.append(evidence, { recordId: newRecordId() }), remark };
  } catch (error) {
    // A name that no record may have is the caller's mistake.
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

/** What a refusal means for the file at hand and those behind it. */
function wordOmission(label: string, { code }: EvidenceStoreError): string {
  return code === 'failed'
    ? `whether ${label} was recorded is not known; nothing behind it was`
    : `${label} was not recorded, nor anything behind it`;
}

/** Carries the text of the record as it was stored: the bytes that its leaf hash is of. */
function plain(path: string, { record: { recordId, index, evidenceHash }, leafHash, record, text }: EvidenceEntry): string {
  return JSON.stringify({ path, recordId, index, evidenceHash, leafHash, record, recordText: text });
}

function describe(path: string, { index, leafHash, record }: EvidenceEntry): string {
  return [
    `${path}  (${record.byteLength} bytes)`,
    row('record', `${index}  ${record.recordId}`),
    row('evidence', record.evidenceHash),
    row('leaf', leafHash),
    row('time', `${record.capturedAtUtc}, by the clock of this machine`),
    row('place', wordPlace(record)),
    ...Object.entries(record.perceptualHashes ?? {}).map(([kind, hex]) => row(kind, hex)),
  ].join('\n');
}
