import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkOneOf, resolveOptions } from '../../../errors/index.ts';
import type { Note } from '../../../notes/index.ts';
import { EvidenceStoreError } from '../../../evidence/index.ts';
import type { EvidenceEntry, EvidenceStore, StoredEvidence } from '../../../evidence/index.ts';
import { realPathOf } from './real-path.ts';
import { RecordFile } from './record-file.ts';
import { STORE_MODES } from './store-mode.ts';
import type { StoreMode } from './store-mode.ts';
import { fileTrouble } from './store-trouble.ts';
import { syncFolder } from './sync-folder.ts';
import { Turns } from './turns.ts';
import { WriterLock } from './writer-lock.ts';

/** Options of {@link FileEvidenceStore.open}. */
export interface FileEvidenceStoreOptions {
  /**
   * What opening may do.
   * @defaultValue 'open-or-create'
   */
  readonly mode?: StoreMode | undefined;
}

/**
 * Keeps the records of a log in a file of JSON lines, each `{"leafHash":"…","part":[1,1],"record":{…}}`.
 *
 * The record stands in its line byte for byte as it is hashed: what lies between `"record":` and the last brace. `part` is the line's place
 * among the lines of one append. A record is acknowledged when it is on the disk (`fdatasync`).
 *
 * - One process writes at a time; see `mode`. The lock is a file beside it, `<path>.writer`, which a killed process cannot leave stuck.
 * - What a killed process, a power cut or a full disk left of an append is not read and named by `check()` (`evidence-file-torn`). The next
 *   append moves it to `<path>.torn-<offset>`, so not even damage that only looks like it loses anything.
 * - A store keeps half a byte of memory a record.
 *
 * @example
 * ```ts
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { EvidenceLog } from 'tamperlens/evidence';
 * import { FileEvidenceStore, newRecordId, nodeSha256, serverClock } from 'tamperlens/node';
 *
 * const store = await FileEvidenceStore.open(join(tmpdir(), `${newRecordId()}.jsonl`));
 * const log = await EvidenceLog.open(store, { now: serverClock(), sha256: nodeSha256 });
 * await log.append({ imageBytes: Uint8Array.of(1, 2, 3), latitude: null, longitude: null }, { recordId: newRecordId() });
 * await store.close();
 * log.size; // 1
 * ```
 */
export class FileEvidenceStore implements EvidenceStore {
  readonly #file: RecordFile;
  readonly #lock: WriterLock | undefined;
  readonly #turns = new Turns();
  #isClosed = false;

  private constructor(file: RecordFile, lock: WriterLock | undefined) {
    this.#file = file;
    this.#lock = lock;
  }

  /**
   * Opens a store, and finds its lines.
   *
   * @param path - The file; its folder must be there.
   * @throws {TypeError | RangeError} An option is wrong.
   * @throws {EvidenceStoreError} `locked` (another process writes to it), `missing`, `conflict` (`create`, and it is there) or `failed`.
   */
  static async open(path: string, options?: FileEvidenceStoreOptions): Promise<FileEvidenceStore> {
    const { mode } = resolveOptions<{ mode: StoreMode }>({ mode: 'open-or-create' }, options as { mode?: StoreMode } | undefined);
    checkOneOf('mode', mode, STORE_MODES);
    let lock: WriterLock | undefined;
    let handle: FileHandle | undefined;
    try {
      const real = await realPathOf(path);
      if (mode !== 'read') lock = await WriterLock.take(`${real}.writer`);
      handle = await openFile(real, mode);
      const file = new RecordFile(handle, real, mode === 'read' ? 'read' : 'write');
      await file.follow();
      return new FileEvidenceStore(file, lock);
    } catch (error) {
      await handle?.close();
      await lock?.release();
      throw fileTrouble(error, `${path} could not be opened`);
    }
  }

  /** Appends rows, all or none; see `EvidenceStore.append`. */
  append(entries: readonly EvidenceEntry[]): Promise<void> {
    return this.#turns.run(async () => {
      this.#checkOpen();
      if (this.#lock === undefined) throw new EvidenceStoreError('failed', 'the store was opened to be read');
      await this.#lock.confirm();
      await this.#file.append(entries);
    });
  }

  /** Reads rows as they are now; see `EvidenceStore.read`. */
  read(start: number, end: number): AsyncIterable<StoredEvidence> {
    this.#checkOpen();
    return this.#file.read(start, end);
  }

  /** The index that the next record gets; see `EvidenceStore.count`. */
  count(): Promise<number> {
    return this.#turns.run(async () => {
      await this.#follow();
      return this.#file.count;
    });
  }

  /** The last row; see `EvidenceStore.head`. */
  async head(): Promise<StoredEvidence | undefined> {
    const count = await this.count();
    for await (const row of this.#file.read(count - 1, count)) return row;
    return undefined;
  }

  /** Names what lies behind the last whole append: an interrupted write, or one that another process is at. */
  check(): Promise<readonly Note[]> {
    return this.#turns.run(async () => {
      await this.#follow();
      return this.#file.check();
    });
  }

  /** Lets other processes write; waits for an append that is under way. */
  close(): Promise<void> {
    return this.#turns.run(async () => {
      if (this.#isClosed) return;
      this.#isClosed = true;
      await this.#file.close();
      await this.#lock?.release();
    });
  }

  async #follow(): Promise<void> {
    this.#checkOpen();
    try {
      await this.#file.follow();
    } catch (error) {
      throw fileTrouble(error, 'the store could not be read');
    }
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new EvidenceStoreError('closed', 'the store was closed');
  }
}

async function openFile(path: string, mode: StoreMode): Promise<FileHandle> {
  const handle = mode === 'create' ? await createFile(path) : await openExisting(path, mode);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new EvidenceStoreError('failed', `${path} is not a regular file`);
}

async function openExisting(path: string, mode: StoreMode): Promise<FileHandle> {
  try {
    // O_NONBLOCK keeps a pipe that nobody writes to from holding the call; it does not exist on Windows.
    return await open(path, (mode === 'read' ? constants.O_RDONLY : constants.O_RDWR) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (mode === 'open-or-create' && (error as NodeJS.ErrnoException).code === 'ENOENT') return createFile(path);
    throw error;
  }
}

async function createFile(path: string): Promise<FileHandle> {
  const handle = await open(path, 'wx+');
  await handle.sync();
  await syncFolder(dirname(path));
  return handle;
}
