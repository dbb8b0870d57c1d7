import { toHex } from '../bytes/index.ts';
import { checkInteger, resolveOptions } from '../errors/index.ts';
import type { Note } from '../notes/index.ts';
import { signCheckpoint } from './checkpoint.ts';
import { draftRecord, linkRecord } from './create-record.ts';
import type { EvidenceDraft, EvidenceInput } from './create-record.ts';
import { LogChecker } from './log-checker.ts';
import type { ConsistencyProof, InclusionProof } from './merkle-proofs.ts';
import { formatNanoseconds, nanosecondsOf } from './nanoseconds.ts';
import { recordHash, recordText } from './record.ts';
import { PORTABLE_SHA256 } from './sha256.ts';
import type { Sha256 } from './sha256.ts';
import type { EvidenceSigner } from './signing-key.ts';
import { EvidenceStoreError, isEvidenceStoreError } from './store-error.ts';
import type { EvidenceEntry, EvidenceStore, StoredEvidence } from './store.ts';

/** Options of {@link EvidenceLog.open}. */
export interface EvidenceLogOptions {
  /** The server's clock: nanoseconds since 1970-01-01 UTC. The only source of every time that the log records. */
  readonly now: () => bigint;
  /**
   * What is checked when the log is opened: every row and the whole chain, or nothing but the last row. Without a check the stored
   * leaf hashes are believed until something is verified.
   * @defaultValue 'all'
   */
  readonly check?: 'all' | 'last' | undefined;
  /** Signs checkpoints; its name is the log's origin. Needed by {@link EvidenceLog.checkpoint} alone. */
  readonly signer?: EvidenceSigner | undefined;
  /** The platform's SHA-256, where there is a faster one. */
  readonly sha256?: Sha256 | undefined;
  /**
   * Most records that one call of the store's `append` gets, 1..65536.
   * @defaultValue 1024
   */
  readonly maximumBatch?: number | undefined;
}

/** Options of {@link EvidenceLog.append}. */
export interface AppendOptions {
  /** A name for the record, unique in the log: 1 to 128 printable ASCII characters without a space. */
  readonly recordId: string;
}

interface Waiting {
  readonly draft: EvidenceDraft;
  readonly resolve: (entry: EvidenceEntry) => void;
  readonly reject: (error: unknown) => void;
}

interface Settings {
  readonly now: () => bigint;
  readonly check: 'all' | 'last';
  readonly signer: EvidenceSigner | undefined;
  readonly sha256: Sha256;
  readonly maximumBatch: number;
}

/**
 * A log of evidence records over a store: append-only, every record chained to the one before it and part of a Merkle tree.
 *
 * There is no method that changes or removes a record. The log shows later changes to whoever holds a checkpoint of it from
 * elsewhere; without one, a cut-off end or a wholly rewritten log looks like any other. It shows nothing about what was true when
 * a record was made.
 *
 * One log writes to a store at a time; a second writer is refused by the store, and named (`conflict`).
 *
 * @example
 * ```ts
 * import { ed25519Signer, EvidenceLog, MemoryEvidenceStore, verifyEvidence } from 'tamperlens/evidence';
 *
 * let clock = 1700000000000000000n;
 * const signer = ed25519Signer(new Uint8Array(32).fill(7), 'example.com/evidence');
 * const log = await EvidenceLog.open(new MemoryEvidenceStore(), { now: () => clock++, signer });
 * const imageBytes = Uint8Array.of(1, 2, 3);
 * const { text } = await log.append({ imageBytes, latitude: 50.45, longitude: 30.52 }, { recordId: 'upload-1' });
 * const checkpoint = await log.checkpoint();
 * const inclusion = await log.inclusionProof(0);
 *
 * const key = signer.verifierKey;
 * const answer = await verifyEvidence({ imageBytes, record: text, inclusion, checkpoints: [checkpoint], key });
 * answer.problems.length; // 0
 * ```
 */
export class EvidenceLog {
  readonly #store: EvidenceStore;
  readonly #settings: Settings;
  readonly #storeNotes: readonly Note[];
  readonly #checker: LogChecker;
  readonly #queue: Waiting[] = [];
  /** Of records that wait to be durable. */
  readonly #pendingNames = new Set<string>();
  #isWriting = false;
  #failure: unknown;

  private constructor(store: EvidenceStore, settings: Settings, storeNotes: readonly Note[]) {
    this.#store = store;
    this.#settings = settings;
    this.#storeNotes = storeNotes;
    this.#checker = new LogChecker(store, { sha256: settings.sha256 });
  }

  /**
   * Opens a log: reads its rows once and grows the tree over them.
   *
   * A log that does not fit together opens as well. {@link EvidenceLog.problems} says what is wrong, everything can be read, and
   * nothing can be appended: go on in a new log.
   *
   * @throws {TypeError | RangeError} An option is wrong.
   * @throws {EvidenceStoreError} The store cannot be read.
   */
  static async open(store: EvidenceStore, options: EvidenceLogOptions): Promise<EvidenceLog> {
    if (typeof options?.now !== 'function') throw new TypeError('"now" must be a function that gives nanoseconds');
    const { now } = options;
    const settings = resolveOptions<Settings>({ now, ...DEFAULTS }, options as Partial<Settings>);
    if (settings.check !== 'all' && settings.check !== 'last') throw new RangeError('"check" must be all or last');
    checkInteger('maximumBatch', settings.maximumBatch, 1, 65_536);
    const log = new EvidenceLog(store, settings, (await store.check?.()) ?? []);
    await log.#readOn(settings.check);
    return log;
  }

  /** How many records are in the log: those that are durable. */
  get size(): number {
    return this.#checker.tree.size;
  }

  /**
   * What was wrong when the log was read, what the store says about itself, and times that do not increase. A clock that was set
   * back is recorded as it was, and named here.
   */
  get problems(): readonly Note[] {
    return [...this.#storeNotes, ...this.#checker.notes()];
  }

  /** Whether the records that were read fit together, so that more can be appended. */
  get isIntact(): boolean {
    return this.#checker.isIntact;
  }

  /**
   * Hashes an image, records it, and resolves when the record is durable.
   *
   * Hashing and reading the clock happen before this returns; records come in the order of the calls. Calls that come while the store
   * is writing share its next write (group commit).
   *
   * @returns The entry as it was stored. Keep `leafHash`, or a later inclusion proof, with the image.
   * @throws {TypeError | RangeError} The input is wrong, or the log has a record of that name. Of a log that was opened with
   *   `check: 'last'` the names of earlier records are not known; one that comes twice is named by the next full check.
   * @throws {EvidenceStoreError} The store refused (`conflict`, `full`, `locked`, …), or the log does not fit together (`damaged`). After
   *   a refusal every further call is refused too until {@link EvidenceLog.refresh} has read the store again.
   */
  async append(input: EvidenceInput, options: AppendOptions): Promise<EvidenceEntry> {
    const { recordId } = resolveOptions<AppendOptions>({ recordId: '' }, options);
    const draft = draftRecord(input, { now: this.#settings.now, recordId, sha256: this.#settings.sha256 });
    this.#checkWritable();
    // A name that comes twice would make the whole log contradict itself.
    if (this.#pendingNames.has(recordId) || this.#checker.hasName(recordId)) {
      throw new RangeError(`"recordId" must be new to the log, received ${JSON.stringify(recordId)} again`);
    }
    this.#pendingNames.add(recordId);
    return new Promise((resolve, reject) => {
      this.#queue.push({ draft, resolve, reject });
      void this.#writeQueue();
    });
  }

  /**
   * Reads what others have appended, and makes a log that was refused writable again if what is stored fits together.
   *
   * @throws {EvidenceStoreError} The store cannot be read, or ends before what this log has acknowledged (`damaged`).
   */
  async refresh(): Promise<void> {
    if (this.#isWriting) throw new EvidenceStoreError('failed', 'the log is at work: wait for the calls before');
    // Calls of append that come meanwhile wait in the queue.
    this.#isWriting = true;
    try {
      const count = await this.#store.count();
      if (count < this.size) {
        throw new EvidenceStoreError('damaged', `the store ends at record ${count}, and ${this.size} were durable`);
      }
      await this.#readOn('all');
      this.#failure = undefined;
    } finally {
      this.#isWriting = false;
      void this.#writeQueue();
    }
  }

  /** The rows from `start` (inclusive) to `end` (exclusive) as the store has them now, damaged ones included. */
  read(start = 0, end: number = Number.MAX_SAFE_INTEGER): AsyncIterable<StoredEvidence> {
    return this.#store.read(start, end);
  }

  /**
   * Root of the tree, 64 lower-case hexadecimal digits.
   *
   * @param size - The tree as it was with so many records; all when left out.
   */
  async rootHash(size: number = this.size): Promise<string> {
    const { tree } = this.#checker;
    return toHex(size === tree.size ? tree.root() : await tree.rootAt(size));
  }

  /**
   * Shows that a record is at its place in the log as it was with `size` records.
   *
   * @throws {RangeError} There is no such record among the first `size`.
   * @throws {EvidenceStoreError} `damaged`: rows near it are no longer what was appended.
   */
  async inclusionProof(index: number, size: number = this.size): Promise<InclusionProof> {
    const path = await this.#checker.tree.inclusionPath(index, size);
    return { index, size, path: path.map(toHex) };
  }

  /**
   * Shows that the log with `to` records begins with the `from` records that it had earlier.
   *
   * @throws {RangeError} The sizes are out of range.
   * @throws {EvidenceStoreError} `damaged`: rows near the ends are no longer what was appended.
   */
  async consistencyProof(from: number, to: number = this.size): Promise<ConsistencyProof> {
    const path = await this.#checker.tree.consistencyPath(from, to);
    return { from, to, path: path.map(toHex) };
  }

  /**
   * Signs the log's present state, to be kept where the log's keeper cannot change it.
   *
   * @throws {TypeError} The log was opened without a signer.
   * @throws {EvidenceStoreError} `damaged`: the log does not fit together, so its state is not worth a signature.
   */
  async checkpoint(): Promise<string> {
    const { signer, now } = this.#settings;
    if (signer === undefined) throw new TypeError('a checkpoint needs the option "signer"');
    this.#checkIntact();
    const { tree } = this.#checker;
    const time = formatNanoseconds(nanosecondsOf('now()', now()));
    return signCheckpoint({ origin: signer.name, size: tree.size, rootHash: toHex(tree.root()), time }, signer);
  }

  #checkIntact(): void {
    if (!this.isIntact) throw new EvidenceStoreError('damaged', 'the log does not fit together: see its problems');
  }

  #checkWritable(): void {
    this.#checkIntact();
    if (this.#failure !== undefined) {
      const code = isEvidenceStoreError(this.#failure) ? this.#failure.code : 'failed';
      throw new EvidenceStoreError(code, 'an earlier append was refused: refresh the log first', this.#failure);
    }
  }

  async #readOn(check: 'all' | 'last'): Promise<void> {
    const start = this.size;
    const count = await this.#store.count();
    for await (const row of this.#store.read(start, count)) {
      if (check === 'all' || row.index >= count - 1) this.#checker.take(row);
      else this.#checker.trust(row);
    }
    await this.#checker.finish(this.#store, count);
  }

  async #writeQueue(): Promise<void> {
    if (this.#isWriting || this.#queue.length === 0) return;
    this.#isWriting = true;
    // Calls of the same turn share the first write.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, this.#settings.maximumBatch);
      await this.#writeBatch(batch);
    }
    this.#isWriting = false;
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      this.#checkWritable();
      const entries = this.#link(batch);
      await this.#store.append(entries);
      for (const entry of entries) this.#checker.take({ index: entry.index, leafHash: entry.leafHash, text: entry.text });
      batch.forEach(({ resolve }, i) => resolve(entries[i]));
    } catch (error) {
      this.#failure ??= error;
      for (const { reject } of batch) reject(error);
    } finally {
      for (const { draft } of batch) this.#pendingNames.delete(draft.recordId);
    }
  }

  #link(batch: readonly Waiting[]): EvidenceEntry[] {
    let previous = this.#checker.last;
    return batch.map(({ draft }) => {
      const record = linkRecord(draft, previous);
      const text = recordText(record);
      const entry = { index: record.index, leafHash: recordHash(text, this.#settings.sha256), text, record };
      previous = entry;
      return entry;
    });
  }
}

const DEFAULTS: Omit<Settings, 'now'> = { check: 'all', signer: undefined, sha256: PORTABLE_SHA256, maximumBatch: 1024 };
