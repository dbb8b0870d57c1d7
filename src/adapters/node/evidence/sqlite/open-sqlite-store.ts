import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkInteger, checkOneOf, resolveOptions } from '../../../../errors/index.ts';
import { EvidenceStoreError } from '../../../../evidence/index.ts';
import { realPathOf } from '../real-path.ts';
import { STORE_MODES } from '../store-mode.ts';
import type { StoreMode } from '../store-mode.ts';
import { fileTrouble } from '../store-trouble.ts';
import { syncFolder } from '../sync-folder.ts';
import { WriterLock } from '../writer-lock.ts';
import { hasTable } from './check-schema.ts';
import type { SqliteDatabase, SqliteDriver } from './driver.ts';
import { checkTableName, DEFAULT_TABLE, evidenceSql } from './evidence-sql.ts';
import { loadSqliteDriver, SQLITE_DRIVERS } from './load-driver.ts';
import type { SqliteDriverName } from './load-driver.ts';
import { SqliteEvidenceStore } from './sqlite-store.ts';
import { sqliteTrouble } from './sqlite-trouble.ts';

/** Options of {@link openSqliteEvidenceStore}. */
export interface SqliteEvidenceStoreOptions {
  /**
   * What opening may do. `create` refuses where the table is there; other tables of the file are left alone.
   * @defaultValue 'open-or-create'
   */
  readonly mode?: StoreMode | undefined;
  /**
   * The table: 1 to 48 letters, digits and underscores.
   * @defaultValue 'complaint_evidence'
   */
  readonly table?: string | undefined;
  /** The binding of SQLite: its name, or one made from a module that was imported. The first that works when left out. */
  readonly driver?: SqliteDriverName | SqliteDriver | undefined;
  /**
   * How long a call waits for another program to let go of the file before it is refused (`locked`), in milliseconds, 0..60000. Bindings
   * are synchronous: nothing else runs meanwhile.
   * @defaultValue 1000
   */
  readonly busyTimeoutMs?: number | undefined;
  /**
   * What `check()`, and so opening a log, asks SQLite to look through: every page, the indexes as well, or nothing but the schema.
   * @defaultValue 'quick'
   */
  readonly integrity?: 'quick' | 'full' | 'none' | undefined;
}

interface Settings {
  readonly mode: StoreMode;
  readonly table: string;
  readonly driver: SqliteDriverName | SqliteDriver | undefined;
  readonly busyTimeoutMs: number;
  readonly integrity: 'quick' | 'full' | 'none';
}

const DEFAULTS: Settings = {
  mode: 'open-or-create',
  table: DEFAULT_TABLE,
  driver: undefined,
  busyTimeoutMs: 1000,
  integrity: 'quick',
};

/**
 * Opens a store in a database of SQLite: a table, and triggers that refuse UPDATE, DELETE and REPLACE.
 *
 * @param path - The file; its folder must be there.
 * @throws {TypeError | RangeError} An option is wrong.
 * @throws {EvidenceStoreError} `locked` (another process writes to it), `missing`, `conflict` (`create`, and the table is there), `damaged` (the
 *   file is no database) or `failed` (no binding of SQLite is installed, among others).
 *
 * @example
 * ```ts
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { EvidenceLog } from 'tamperlens/evidence';
 * import { newRecordId, nodeSha256, openSqliteEvidenceStore, serverClock } from 'tamperlens/node';
 *
 * const store = await openSqliteEvidenceStore(join(tmpdir(), `${newRecordId()}.db`));
 * const log = await EvidenceLog.open(store, { now: serverClock(), sha256: nodeSha256 });
 * await log.append({ imageBytes: Uint8Array.of(1, 2, 3), latitude: null, longitude: null }, { recordId: newRecordId() });
 * await store.close();
 * log.size; // 1
 * ```
 */
export async function openSqliteEvidenceStore(path: string, options?: SqliteEvidenceStoreOptions): Promise<SqliteEvidenceStore> {
  const settings = resolveOptions(DEFAULTS, options as Partial<Settings> | undefined);
  checkOneOf('mode', settings.mode, STORE_MODES);
  checkTableName('table', settings.table);
  checkInteger('busyTimeoutMs', settings.busyTimeoutMs, 0, 60_000);
  checkOneOf('integrity', settings.integrity, ['quick', 'full', 'none']);
  const driver = await resolveDriver(settings.driver);
  let lock: WriterLock | undefined;
  let database: SqliteDatabase | undefined;
  try {
    const real = await realPathOf(path);
    const isReader = settings.mode === 'read';
    if (!existsSync(real) && (isReader || settings.mode === 'open'))
      throw new EvidenceStoreError('missing', 'there is no such file');
    lock = await takeLock(real, isReader && driver.sharesFiles);
    database = driver.open(real, isReader && driver.sharesFiles ? 'read' : 'write');
    prepare(database, settings, driver);
    if (!isReader) await syncFolder(dirname(real));
    return new SqliteEvidenceStore(database, { ...settings, access: isReader ? 'read' : 'write' }, lock);
  } catch (error) {
    database?.close();
    await lock?.release();
    const doing = `${path} could not be opened`;
    throw isFileTrouble(error) ? fileTrouble(error, doing) : sqliteTrouble(error, doing);
  }
}

/**
 * Takes the writer's lock, for one who writes or cannot share the file. One who only reads takes none, but finds out whether somebody who
 * cannot share is at the file: `<path>.lock` is how `node-sqlite3-wasm` says so.
 */
async function takeLock(path: string, isGuest: boolean): Promise<WriterLock | undefined> {
  const foreign = `${path}.lock`;
  if (isGuest && !existsSync(foreign)) return undefined;
  const lock = await WriterLock.take(`${path}.writer`);
  // Only what a dead process of ours left may be taken away.
  if (lock.isInherited) await rm(foreign, { recursive: true, force: true });
  if (!isGuest) return lock;
  await lock.release();
  return undefined;
}

function isFileTrouble(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function resolveDriver(driver: SqliteDriverName | SqliteDriver | undefined): Promise<SqliteDriver> {
  if (typeof driver === 'object' && driver !== null) return driver;
  if (driver !== undefined) checkOneOf('driver', driver, SQLITE_DRIVERS);
  return loadSqliteDriver(driver);
}

/** Sets a connection up, and creates the table where that is asked for. */
function prepare(database: SqliteDatabase, { mode, table, busyTimeoutMs }: Settings, { sharesFiles }: SqliteDriver): void {
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  // Write-ahead logging needs shared memory, or the file alone.
  if (!sharesFiles) database.exec('PRAGMA locking_mode = EXCLUSIVE');
  if (mode !== 'read') makeDurable(database);
  const isThere = hasTable(database, table);
  if (isThere && mode === 'create') throw new EvidenceStoreError('conflict', `there is a table ${table} already`);
  if (isThere) return;
  if (mode === 'open' || mode === 'read') throw new EvidenceStoreError('missing', `there is no table ${table}`);
  database.exec(`BEGIN IMMEDIATE;\n${evidenceSql({ table })}COMMIT;`);
}

/** A commit returns when the write-ahead log is on the disk; on macOS that needs to be asked for (SQLite, "PRAGMA fullfsync"). */
function makeDurable(database: SqliteDatabase): void {
  const statement = database.prepare('PRAGMA journal_mode = WAL');
  const [row] = statement.all([]);
  statement.finalize();
  const journal = String(Object.values(row)[0]);
  if (journal !== 'wal') throw new EvidenceStoreError('failed', `the database keeps a journal of the kind ${journal}, not wal`);
  database.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1');
}
