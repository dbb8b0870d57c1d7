import { checkBytes, resolveOptions } from '../errors/index.ts';
import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';
import { parseCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { EvidenceHasher } from './evidence-hash.ts';
import { verifyConsistency, verifyInclusion } from './merkle-proofs.ts';
import type { ConsistencyProof, InclusionProof } from './merkle-proofs.ts';
import { readRecord } from './read-record.ts';
import { recordNote } from './record-notes.ts';
import { recordHash } from './record.ts';
import type { EvidenceRecord } from './record.ts';
import type { Sha256 } from './sha256.ts';
import type { VerifierKey } from './signing-key.ts';
import type { EvidenceStore } from './store.ts';
import { imageProblems } from './verify-image.ts';
import { verifyLog } from './verify-log.ts';
import type { VerifiedLog } from './verify-log.ts';

/** Everything there is to verify; each part may be missing, and what could not be checked for it is said. */
export interface EvidenceMaterial {
  /** The image as it is now: its bytes, or a hasher of the record's version that has been given all of them. */
  readonly imageBytes?: Uint8Array | EvidenceHasher | undefined;
  /** The record's text, byte for byte as it was stored. */
  readonly record?: string | undefined;
  /** The name that the record should have. */
  readonly recordId?: string | undefined;
  /** The leaf hash that `append` gave for the record, kept elsewhere. */
  readonly leafHash?: string | undefined;
  /** Leads from the record to the root of a checkpoint. */
  readonly inclusion?: InclusionProof | undefined;
  /** Signed checkpoints of the log, kept elsewhere, in any order. */
  readonly checkpoints?: readonly string[] | undefined;
  /** Lead from an earlier checkpoint to a later one, for who has no access to the log. */
  readonly consistency?: readonly ConsistencyProof[] | undefined;
  /** The log's key, from a source that its keeper cannot change. */
  readonly key?: VerifierKey | undefined;
  /** The log itself; every row is read. */
  readonly store?: EvidenceStore | undefined;
  /** The time of the verification, nanoseconds since 1970-01-01 UTC; records from later than that are named. */
  readonly now?: bigint | undefined;
  /** The platform's SHA-256, where there is a faster one. */
  readonly sha256?: Sha256 | undefined;
}

/**
 * A part of the verification.
 *
 * - `record`: the text has the form of a record, its name and its kept leaf hash fit.
 * - `image`: length, file hash and evidence hash of the record are those of the image.
 * - `signatures`: the checkpoints were signed with the key, for its log, and do not contradict each other.
 * - `position`: the record is at its place under the root of a checkpoint.
 * - `consistency`: later checkpoints go on from earlier ones.
 * - `log`: every row, the chain, the order, and that the record is among them.
 * - `log-checkpoints`: the log as it is now has the roots that the checkpoints state.
 */
export type EvidenceCheck = 'record' | 'image' | 'signatures' | 'position' | 'consistency' | 'log' | 'log-checkpoints';

/** The answer of {@link verifyEvidence}. */
export interface EvidenceVerification {
  /**
   * What does not match. Empty means that nothing that was checked contradicts anything else; it does not mean that the image is
   * authentic, nor that time and place are true.
   */
  readonly problems: readonly Note[];
  /** What was checked, whatever came out. */
  readonly checked: readonly EvidenceCheck[];
  /** What was not checked, and for want of what. */
  readonly notChecked: readonly Note[];
  /** The record, when its text could be read. */
  readonly record: EvidenceRecord | undefined;
  /** The log as it was found; `undefined` without a store. */
  readonly log: VerifiedLog | undefined;
}

const NOTHING: EvidenceMaterial = {
  imageBytes: undefined,
  record: undefined,
  recordId: undefined,
  leafHash: undefined,
  inclusion: undefined,
  checkpoints: undefined,
  consistency: undefined,
  key: undefined,
  store: undefined,
  now: undefined,
  sha256: undefined,
};

/**
 * Holds an image, its record, its place in a log, checkpoints and the log against each other, and lists what does not match.
 *
 * @param material - As much of it as there is.
 * @throws {TypeError | RangeError} Something is of the wrong type or unknown; damaged material is a problem in the answer instead.
 * @throws {EvidenceStoreError} The store cannot be read.
 */
export async function verifyEvidence(material: EvidenceMaterial): Promise<EvidenceVerification> {
  const given = resolveOptions(NOTHING, material);
  checkMaterial(given);
  const verification = new Verification(given);
  verification.checkRecord();
  verification.checkImage();
  verification.checkSignatures();
  verification.checkPosition();
  verification.checkConsistency();
  await verification.checkLog();
  return verification.answer();
}

/** Throws where a part is of another kind than it should be; what is in it is looked at later. */
function checkMaterial({ record, inclusion, checkpoints, consistency, key }: EvidenceMaterial): void {
  if (record !== undefined && typeof record !== 'string') {
    throw new TypeError('"record" must be the text of a record, as it was stored');
  }
  for (const [name, list] of Object.entries({ checkpoints, consistency })) {
    if (list !== undefined && !Array.isArray(list)) throw new TypeError(`"${name}" must be an array`);
  }
  if (inclusion === null) throw new TypeError('"inclusion" must be an object, received null');
  if (key !== undefined) checkBytes('key.publicKey', (key as VerifierKey | null)?.publicKey);
}

class Verification {
  readonly #given: EvidenceMaterial;
  readonly #problems: Note[] = [];
  readonly #checked: EvidenceCheck[] = [];
  readonly #notChecked: Note[] = [];
  /** Checkpoints that may be held against other things: all that can be read, less those whose signature does not fit. */
  readonly #checkpoints: Checkpoint[] = [];
  #record: EvidenceRecord | undefined;
  #log: VerifiedLog | undefined;

  constructor(given: EvidenceMaterial) {
    this.#given = given;
  }

  answer(): EvidenceVerification {
    return {
      problems: this.#problems,
      checked: this.#checked,
      notChecked: this.#notChecked,
      record: this.#record,
      log: this.#log,
    };
  }

  checkRecord(): void {
    const { record: text, recordId, leafHash, sha256, store, now } = this.#given;
    if (text === undefined) {
      this.#notChecked.push(note('evidence-unchecked-record'));
      return;
    }
    this.#checked.push('record');
    const { record, problem } = readRecord(text);
    if (problem !== undefined) this.#problems.push(recordNote(problem));
    this.#record = record;
    if (record !== undefined && recordId !== undefined && record.recordId !== recordId) {
      this.#problems.push(note('evidence-record-name', { expected: recordId, found: record.recordId }));
    }
    // With a log, it is named among the others there.
    if (record !== undefined && store === undefined && now !== undefined && BigInt(record.capturedAt) > now) {
      this.#problems.push(note('evidence-time-in-future', { records: 1, first: record.index }));
    }
    if (leafHash !== undefined && recordHash(text, sha256) !== leafHash) this.#problems.push(note('evidence-record-changed'));
  }

  checkImage(): void {
    const { imageBytes, sha256 } = this.#given;
    if (imageBytes === undefined || this.#record === undefined) {
      this.#notChecked.push(note('evidence-unchecked-image', { missing: imageBytes === undefined ? 'image' : 'record' }));
      return;
    }
    this.#checked.push('image');
    this.#problems.push(...imageProblems(imageBytes, this.#record, sha256));
  }

  checkSignatures(): void {
    const { checkpoints, key } = this.#given;
    if (checkpoints === undefined || checkpoints.length === 0) {
      this.#notChecked.push(note('evidence-unchecked-signatures', { missing: 'checkpoint' }));
      return;
    }
    if (key === undefined) this.#notChecked.push(note('evidence-unchecked-signatures', { missing: 'key' }));
    else this.#checked.push('signatures');
    for (const signed of checkpoints) {
      const { checkpoint, notes } = key === undefined ? unverified(signed) : verifyCheckpoint(signed, key);
      this.#problems.push(...notes);
      if (checkpoint !== undefined && notes.length === 0) this.#checkpoints.push(checkpoint);
    }
    this.#checkpoints.sort((a, b) => a.size - b.size);
    this.#problems.push(...contradictions(this.#checkpoints));
  }

  checkPosition(): void {
    const { record: text, inclusion, sha256 } = this.#given;
    const missing =
      text === undefined
        ? 'record'
        : inclusion === undefined
          ? 'path'
          : this.#checkpoints.length === 0
            ? 'checkpoint'
            : undefined;
    if (text === undefined || inclusion === undefined || missing !== undefined) {
      this.#notChecked.push(note('evidence-unchecked-position', { missing: missing ?? 'record' }));
      return;
    }
    this.#checked.push('position');
    const { index, size } = inclusion;
    if (this.#record !== undefined && this.#record.index !== index) {
      this.#problems.push(note('evidence-position-index', { stated: index, record: this.#record.index }));
    }
    const ends = this.#checkpoints.filter((checkpoint) => checkpoint.size === size);
    if (ends.length === 0) this.#problems.push(note('evidence-position-size', { size }));
    const leaf = recordHash(text, sha256);
    if (ends.some(({ rootHash }) => !verifyInclusion(inclusion, leaf, rootHash, sha256))) {
      this.#problems.push(note('evidence-position-path', { index, size }));
    }
  }

  checkConsistency(): void {
    const { consistency, sha256, store } = this.#given;
    if (consistency === undefined || consistency.length === 0) {
      // The log itself shows the same, and more.
      if (this.#checkpoints.length > 1 && store === undefined) this.#notChecked.push(note('evidence-unchecked-consistency'));
      return;
    }
    this.#checked.push('consistency');
    for (const proof of consistency) {
      const { from, to } = proof;
      const earlier = this.#checkpoints.find(({ size }) => size === from);
      const later = this.#checkpoints.find(({ size }) => size === to);
      if (earlier === undefined || later === undefined) {
        this.#problems.push(note('evidence-position-size', { size: earlier === undefined ? from : to }));
      } else if (!verifyConsistency(proof, earlier.rootHash, later.rootHash, sha256)) {
        this.#problems.push(note('evidence-checkpoints-inconsistent', { from, to }));
      }
    }
  }

  async checkLog(): Promise<void> {
    const { store, record, now, sha256 } = this.#given;
    if (store === undefined) {
      this.#notChecked.push(note('evidence-unchecked-log'));
      return;
    }
    this.#checked.push('log');
    const { problems, log } = await verifyLog(store, { record, checkpoints: this.#checkpoints, now, sha256 });
    this.#problems.push(...problems);
    this.#log = log;
    if (this.#checkpoints.length > 0) this.#checked.push('log-checkpoints');
    else this.#notChecked.push(note('evidence-unchecked-log-checkpoints'));
  }
}

function unverified(signed: string): { checkpoint: Checkpoint | undefined; notes: readonly Note[] } {
  const checkpoint = parseCheckpoint(signed);
  return { checkpoint, notes: checkpoint === undefined ? [note('evidence-checkpoint-malformed')] : [] };
}

/** What checkpoints of growing size say against each other. */
function contradictions(checkpoints: readonly Checkpoint[]): Note[] {
  const notes: Note[] = [];
  for (let i = 1; i < checkpoints.length; i++) {
    const [before, after] = [checkpoints[i - 1], checkpoints[i]];
    if (before.origin !== after.origin) {
      notes.push(note('evidence-checkpoint-origin', { origin: after.origin, expected: before.origin }));
    } else if (before.size === after.size && before.rootHash !== after.rootHash) {
      notes.push(note('evidence-checkpoints-contradict', { size: before.size }));
    } else if (before.size < after.size && before.time > after.time) {
      // Times are written so that they sort as texts.
      notes.push(note('evidence-checkpoint-time', { size: after.size, earlier: before.size }));
    }
  }
  return notes;
}
