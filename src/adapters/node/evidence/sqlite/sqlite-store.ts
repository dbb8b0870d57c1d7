import type { Note } from '../../../../notes/index.ts';
import { EvidenceStoreError } from '../../../../evidence/index.ts';
import type { EvidenceEntry, EvidenceStore, StoredEvidence } from '../../../../evidence/index.ts';
import { Turns } from '../turns.ts';
import type { WriterLock } from '../writer-lock.ts';
import { checkPages, checkSchema } from './check-schema.ts';
import type { SqliteDatabase, SqliteStatement } from './driver.ts';
import { insertSql, rowValues, selectSql, storedRow } from './row-columns.ts';
import { isDamage, sqliteTrouble } from './sqlite-trouble.ts';

/** Rows that are read at a time. */
const PAGE_ROWS = 256;

/** What an open store has to know about how it was opened. */
export interface SqliteStoreSettings {
  readonly access: 'read' | 'write';
  readonly table: string;
  readonly integrity: 'quick' | 'full' | 'none';
}

/** Keeps the records of a log in a table of SQLite; see {@link openSqliteEvidenceStore}. */
export class SqliteEvidenceStore implements EvidenceStore {
  readonly #database: SqliteDatabase;
  readonly #settings: SqliteStoreSettings;
  readonly #lock: WriterLock | undefined;
  readonly #select: SqliteStatement;
  readonly #next: SqliteStatement;
  readonly #insert: SqliteStatement;
  readonly #turns = new Turns();
  #isClosed = false;

  /** @internal */
  constructor(database: SqliteDatabase, settings: SqliteStoreSettings, lock: WriterLock | undefined) {
    this.#database = database;
    this.#settings = settings;
    this.#lock = lock;
    const { table } = settings;
    this.#select = database.prepare(selectSql(table));
    this.#next = database.prepare(`SELECT CAST(coalesce(max(log_index), -1) AS TEXT) AS last FROM "${table}"`);
    this.#insert = database.prepare(insertSql(table));
  }

  /** Appends rows, all or none; see `EvidenceStore.append`. */
  append(entries: readonly EvidenceEntry[]): Promise<void> {
    return this.#turns.run(async () => {
      this.#checkOpen();
      if (this.#settings.access === 'read') throw new EvidenceStoreError('failed', 'the store was opened to be read');
      await this.#lock?.confirm();
      this.#insertAll(entries);
    });
  }

  /** Reads rows as they are now; see `EvidenceStore.read`. */
  async *read(start: number, end: number): AsyncGenerator<StoredEvidence> {
    const to = Math.min(end, await this.count());
    let from = Math.max(start, 0);
    while (from < to) {
      const rows = this.#page(from, to);
      yield* rows;
      if (rows.length < PAGE_ROWS) return;
      from = rows[rows.length - 1].index + 1;
      // A page is read at once; between two others get their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** The index that the next record gets; see `EvidenceStore.count`. */
  count(): Promise<number> {
    return this.#turns.run(() => Promise.resolve(this.#guarded('the store could not be read', () => this.#count())));
  }

  /** The last row; see `EvidenceStore.head`. */
  async head(): Promise<StoredEvidence | undefined> {
    const count = await this.count();
    for await (const row of this.read(count - 1, count)) return row;
    return undefined;
  }

  /** Names triggers that are gone, changed or added, and pages that are damaged. */
  check(): Promise<readonly Note[]> {
    const { table, integrity } = this.#settings;
    return this.#turns.run(() => {
      const notes = this.#guarded('the store could not be checked', () => checkSchema(this.#database, table));
      return Promise.resolve(integrity === 'none' ? notes : [...notes, ...checkPages(this.#database, integrity)]);
    });
  }

  /** Closes the database and lets other processes write. */
  close(): Promise<void> {
    return this.#turns.run(async () => {
      if (this.#isClosed) return;
      this.#isClosed = true;
      for (const statement of [this.#select, this.#next, this.#insert]) statement.finalize();
      this.#database.close();
      await this.#lock?.release();
    });
  }

  #insertAll(entries: readonly EvidenceEntry[]): void {
    const database = this.#database;
    try {
      database.exec('BEGIN IMMEDIATE');
      const next = this.#count();
      if (entries.some(({ index }, i) => index !== next + i)) {
        throw new EvidenceStoreError('conflict', `the store expects record ${next}, and record ${entries[0].index} came`);
      }
      for (const entry of entries) this.#insert.run(rowValues(entry));
      database.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      throw sqliteTrouble(error, 'the records could not be written');
    }
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // It never began, or SQLite has rolled it back by itself.
    }
  }

  #count(): number {
    const [row] = this.#next.all([]);
    return Math.min(Number(row['last']) + 1, Number.MAX_SAFE_INTEGER);
  }

  #page(start: number, end: number): StoredEvidence[] {
    return this.#guarded('the store could not be read', () => {
      try {
        return this.#select.all([start, end, PAGE_ROWS]).map(storedRow);
      } catch (error) {
        if (!isDamage(error)) throw error;
        return this.#readableRows(start, end);
      }
    });
  }

  /** The next rows that can be read, where not all of them can: one at a time, leaving out those that cannot. */
  #readableRows(start: number, end: number): StoredEvidence[] {
    const rows: StoredEvidence[] = [];
    for (let index = start; index < end && rows.length < PAGE_ROWS; index++) {
      try {
        rows.push(...this.#select.all([index, index + 1, 1]).map(storedRow));
      } catch (error) {
        if (!isDamage(error)) throw error;
      }
    }
    return rows;
  }

  #guarded<T>(doing: string, work: () => T): T {
    this.#checkOpen();
    try {
      return work();
    } catch (error) {
      throw sqliteTrouble(error, doing);
    }
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new EvidenceStoreError('closed', 'the store was closed');
  }
}
