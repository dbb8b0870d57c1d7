import { checkBytes, checkInteger } from '../errors/index.ts';
import { createEvidenceHasher, evidenceHashVersion, checkCoordinate, isEvidenceHasher } from './evidence-hash.ts';
import type { EvidenceHasher } from './evidence-hash.ts';
import { MAXIMUM_LEAVES } from './merkle-tree.ts';
import { formatNanoseconds, nanosecondsOf } from './nanoseconds.ts';
import { badField } from './record-fields.ts';
import { NO_PREVIOUS_HASH, RECORD_SCHEMA } from './record.ts';
import type { EvidenceRecord } from './record.ts';
import type { Sha256 } from './sha256.ts';

/**
 * What a record is made from. There is no time among it: the only time that is recorded is that of the server's clock.
 */
export interface EvidenceInput {
  /**
   * The file as it arrived, every byte of it, or a hasher that has been given all of them. No URL, no text form, nothing re-encoded.
   */
  readonly imageBytes: Uint8Array | EvidenceHasher;
  /** Degrees north, −90..90; `null` when the place is not known. −0 is recorded, and hashed, as 0. */
  readonly latitude: number | null;
  /** Degrees east, −180..180; `null` when the place is not known. −0 is recorded, and hashed, as 0. */
  readonly longitude: number | null;
  /** SHA-256 of the decoded pixels, 64 lower-case hexadecimal digits. */
  readonly pixelHash?: string | undefined;
  /** Perceptual hashes by kind, lower-case hexadecimal digits; at most 32. */
  readonly perceptualHashes?: Readonly<Record<string, string>> | undefined;
  /** SHA-256 of the analysis report, 64 lower-case hexadecimal digits. */
  readonly reportHash?: string | undefined;
  /** The caller's name for the attachment: 1 to 256 characters. */
  readonly attachmentId?: string | undefined;
  /** The caller's name for the complaint, case or claim: 1 to 256 characters. */
  readonly complaintId?: string | undefined;
}

/** The record that a new one follows; an entry of the log is one. */
export interface PreviousRecord {
  readonly index: number;
  /** 64 lower-case hexadecimal digits. */
  readonly leafHash: string;
}

/** What {@link createEvidenceRecord} needs beside the input. */
export interface CreateRecordOptions {
  /** The server's clock: nanoseconds since 1970-01-01 UTC. Read once, when the bytes have been hashed. */
  readonly now: () => bigint;
  /** A name for the record, unique in its log: 1 to 128 printable ASCII characters without a space. */
  readonly recordId: string;
  /** The record before this one; left out for the first of a log. */
  readonly previous?: PreviousRecord | undefined;
  /** The platform's SHA-256, where there is a faster one. */
  readonly sha256?: Sha256 | undefined;
}

/** A record that does not know its place in a log yet. */
export type EvidenceDraft = Omit<EvidenceRecord, 'index' | 'previousHash'>;

const INPUT_FIELDS: readonly (keyof EvidenceInput)[] = [
  'imageBytes',
  'latitude',
  'longitude',
  'pixelHash',
  'perceptualHashes',
  'reportHash',
  'attachmentId',
  'complaintId',
];

const OPTIONS: readonly (keyof CreateRecordOptions)[] = ['now', 'recordId', 'previous', 'sha256'];

/**
 * Makes the record of an uploaded image, to be called when the bytes have arrived and before anything is stored.
 *
 * The record shows later changes of the image, or of what was recorded with it, as long as its leaf hash or a checkpoint of its log is
 * known from elsewhere. It does not show that the image is authentic, or who took it, when or where.
 *
 * @throws {TypeError | RangeError} A field or an option is wrong, unknown, or a client's time.
 *
 * @example
 * ```ts
 * import { createEvidenceRecord } from 'tamperlens/evidence';
 *
 * const input = { imageBytes: Uint8Array.of(1, 2, 3), latitude: null, longitude: null };
 * const record = createEvidenceRecord(input, { now: () => 1700000000123456789n, recordId: 'upload-1' });
 * record.capturedAtUtc; // '2023-11-14T22:13:20.123456789Z'
 * ```
 */
export function createEvidenceRecord(input: EvidenceInput, options: CreateRecordOptions): EvidenceRecord {
  checkNames('option', options, OPTIONS);
  return linkRecord(draftRecord(input, options), options.previous);
}

/** Hashes an image and reads the clock; {@link linkRecord} does the rest, when the record's place is known. */
export function draftRecord(input: EvidenceInput, options: Omit<CreateRecordOptions, 'previous'>): EvidenceDraft {
  checkNames('field', input, INPUT_FIELDS);
  const latitude = plainCoordinate('latitude', input.latitude, 90);
  const longitude = plainCoordinate('longitude', input.longitude, 180);
  const version = evidenceHashVersion({ latitude, longitude });
  const hasher = hasherOf(input.imageBytes, version, options.sha256);
  const time = nanosecondsOf('now()', options.now());
  const draft: EvidenceDraft = {
    schema: RECORD_SCHEMA,
    recordId: options.recordId,
    evidenceHash: hasher.digest({ latitude, longitude, capturedAt: time }),
    evidenceHashVersion: version,
    capturedAt: String(time),
    capturedAtUtc: formatNanoseconds(time),
    latitude,
    longitude,
    fileHash: hasher.fileHash(),
    byteLength: hasher.byteLength,
    ...given('pixelHash', input.pixelHash),
    ...given('perceptualHashes', input.perceptualHashes === undefined ? undefined : { ...input.perceptualHashes }),
    ...given('reportHash', input.reportHash),
    ...given('attachmentId', input.attachmentId),
    ...given('complaintId', input.complaintId),
  };
  const wrong = badField({ ...draft, index: 0, previousHash: NO_PREVIOUS_HASH });
  if (wrong !== undefined) throw new RangeError(`"${wrong.field}" ${wrong.rule}`);
  return draft;
}

/** Puts a record behind the one before it. */
export function linkRecord(draft: EvidenceDraft, previous: PreviousRecord | undefined): EvidenceRecord {
  if (previous !== undefined) checkInteger('previous.index', previous.index, 0, MAXIMUM_LEAVES - 1);
  const record: EvidenceRecord = {
    ...draft,
    index: previous === undefined ? 0 : previous.index + 1,
    previousHash: previous?.leafHash ?? NO_PREVIOUS_HASH,
  };
  const wrong = previous === undefined ? undefined : badField(record);
  if (wrong !== undefined) throw new RangeError(`"previous" does not fit: "${wrong.field}" ${wrong.rule}`);
  return record;
}

/** Throws unless all of an object's fields are known; a time that a client sent is not. */
function checkNames(what: 'field' | 'option', given: unknown, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null) throw new TypeError(`the ${what}s must be an object`);
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw new TypeError(`unknown ${what} "${name}"; known ${what}s: ${known.join(', ')}`);
  }
}

function hasherOf(image: Uint8Array | EvidenceHasher, version: 1 | 2, sha256: Sha256 | undefined): EvidenceHasher {
  if (isEvidenceHasher(image)) return image;
  checkBytes('imageBytes', image);
  const hasher = createEvidenceHasher(version, sha256);
  hasher.update(image);
  return hasher;
}

/** A coordinate as JSON can hold it. */
function plainCoordinate(name: string, value: unknown, limit: number): number | null {
  checkCoordinate(name, value, limit);
  return value === 0 ? 0 : value;
}

function given<K extends string, V>(name: K, value: V | undefined): { readonly [key in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in K]?: V });
}
