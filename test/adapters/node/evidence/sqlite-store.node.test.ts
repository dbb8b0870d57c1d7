import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceSql, openSqliteEvidenceStore } from '../../../../src/adapters/node/evidence/index.ts';
import type { SqliteDatabase, SqliteDriver } from '../../../../src/adapters/node/evidence/index.ts';
import { temporaryFolder } from '../../../support/temporary-folder.node.ts';
import { presentDrivers } from './drivers.node.ts';
import { appendTo, codesOf, rowsOf } from './stores.node.ts';

/** Does something to a database from outside, as somebody does who has the file. */
function tamper<Result>(driver: SqliteDriver, path: string, work: (database: SqliteDatabase) => Result): Result {
  const database = driver.open(path, 'write');
  try {
    if (!driver.sharesFiles) database.exec('PRAGMA locking_mode = EXCLUSIVE');
    return work(database);
  } finally {
    database.close();
  }
}

function valuesOf(database: SqliteDatabase, sql: string): unknown[][] {
  const statement = database.prepare(sql);
  const rows = statement.all([]).map((row) => Object.values(row));
  statement.finalize();
  return rows;
}

/** Which of the triggers comes first is SQLite's business. */
const REFUSAL = /append-only|takes only the next log_index|has this evidence_id already/;

const REST =
  'attachment_id, complaint_id, evidence_hash, captured_at, captured_at_utc, latitude, longitude, created_at, leaf_hash, record';

const TRIGGERS = ['no_update', 'no_delete', 'in_order', 'no_replace'];

describe.each(presentDrivers())('SqliteEvidenceStore by $name', (driver) => {
  const { sharesFiles } = driver;

  async function storeFile(count: number, table?: string): Promise<string> {
    const path = join(temporaryFolder(), 'evidence.db');
    const store = await openSqliteEvidenceStore(path, { driver, table });
    await appendTo(store, count);
    await store.close();
    return path;
  }

  const open = (path: string) => openSqliteEvidenceStore(path, { driver, busyTimeoutMs: 50 });

  it('keeps the columns exactly: nanoseconds, float64 and names', async () => {
    const path = await storeFile(3);
    const sql =
      'SELECT log_index, evidence_id, attachment_id, complaint_id, CAST(captured_at AS TEXT), captured_at_utc, latitude, longitude, ' +
      'typeof(captured_at), typeof(latitude), created_at FROM complaint_evidence';
    expect(tamper(driver, path, (database) => valuesOf(database, sql))).toEqual([
      ...[
        [0, 'upload-0', 'вкладення 0', 'c "0" \\', '1700000001123456790', '2023-11-14T22:13:21.123456790Z', null, null],
        [1, 'upload-1', 'вкладення 1', null, '1700000002123456791', '2023-11-14T22:13:22.123456791Z', 1, 11.345678901234567],
        [
          2,
          'upload-2',
          'вкладення 2',
          'c "2" \\',
          '1700000003123456792',
          '2023-11-14T22:13:23.123456792Z',
          2,
          10.345678901234567,
        ],
      ].map((row) => [...row, 'integer', row[6] === null ? 'null' : 'real', row[5]]),
    ]);
    expect(tamper(driver, path, (database) => valuesOf(database, 'SELECT longitude FROM complaint_evidence_readable'))).toEqual([
      [null],
      [11.3456789],
      [10.3456789],
    ]);
  });

  it('is durable by settings, not by chance', async () => {
    const path = join(temporaryFolder(), 'evidence.db');
    const settings: string[] = [];
    const spying: SqliteDriver = {
      ...driver,
      open(file, access) {
        const database = driver.open(file, access);
        return {
          ...database,
          close() {
            for (const name of ['journal_mode', 'synchronous']) settings.push(String(valuesOf(database, `PRAGMA ${name}`)[0][0]));
            database.close();
          },
        };
      },
    };
    const store = await openSqliteEvidenceStore(path, { driver: spying });
    await store.close();
    expect(settings).toEqual(['wal', '2']);
  });

  it.each([
    ['UPDATE complaint_evidence SET latitude = 1'],
    ['UPDATE OR REPLACE complaint_evidence SET evidence_id = 1'],
    ['DELETE FROM complaint_evidence'],
    ['REPLACE INTO complaint_evidence SELECT * FROM complaint_evidence WHERE log_index = 1'],
    [
      `INSERT OR REPLACE INTO complaint_evidence SELECT 3, * FROM (SELECT evidence_id, ${REST} FROM complaint_evidence WHERE log_index = 1)`,
    ],
    ['INSERT OR IGNORE INTO complaint_evidence SELECT * FROM complaint_evidence WHERE log_index = 1'],
    [
      'INSERT INTO complaint_evidence SELECT * FROM complaint_evidence WHERE log_index = 1 ON CONFLICT DO UPDATE SET latitude = 1',
    ],
    [`INSERT INTO complaint_evidence SELECT 4, 'x', ${REST} FROM complaint_evidence WHERE log_index = 1`],
    [`INSERT INTO complaint_evidence SELECT NULL, 'x', ${REST} FROM complaint_evidence WHERE log_index = 1`],
  ])('refuses %s', async (sql) => {
    const path = await storeFile(3);
    const before = tamper(driver, path, (database) => valuesOf(database, 'SELECT * FROM complaint_evidence'));
    expect(() => tamper(driver, path, (database) => database.exec(sql))).toThrow(REFUSAL);
    expect(tamper(driver, path, (database) => valuesOf(database, 'SELECT * FROM complaint_evidence'))).toEqual(before);
  });

  it('takes the next row from elsewhere, and the log notices', async () => {
    const path = await storeFile(2);
    const store = await open(path);
    const { entries } = await appendTo(store, 1);
    await store.close();
    tamper(driver, path, (database) => {
      database.exec(`INSERT INTO complaint_evidence SELECT 3, 'other', ${REST} FROM complaint_evidence WHERE log_index = 1`);
    });
    const again = await open(path);
    await expect(again.append([{ ...entries[0], index: 3 }])).rejects.toMatchObject({ code: 'conflict' });
    expect(await codesOf(again)).toEqual(expect.arrayContaining(['evidence-row-columns', 'evidence-record-repeated']));
    await again.close();
  });

  it('refuses a name that is there already, with all of its batch', async () => {
    const path = await storeFile(2);
    const store = await open(path);
    const [entry] = await rowsOf(store, 1, 2);
    const record = JSON.parse(entry.text) as never;
    const batch = [
      { ...entry, index: 2, record: { ...(record as object), recordId: 'new' } as never },
      { ...entry, index: 3, record },
    ];
    await expect(store.append(batch)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('evidence_id') as string,
    });
    expect(await store.count()).toBe(2);
    await store.close();
  });

  it.each(TRIGGERS)('names the trigger %s when it is gone, changed or switched for another', async (trigger) => {
    const path = await storeFile(2);
    const name = `complaint_evidence_${trigger}`;
    tamper(driver, path, (database) => database.exec(`DROP TRIGGER ${name}`));
    const without = await open(path);
    expect(await without.check()).toEqual([{ code: 'evidence-schema-missing', params: { kind: 'trigger', name } }]);
    await without.close();
    tamper(driver, path, (database) => {
      database.exec(`CREATE TRIGGER "${name}" BEFORE UPDATE ON "complaint_evidence" BEGIN SELECT 1; END`);
      database.exec('CREATE TRIGGER mine AFTER INSERT ON complaint_evidence BEGIN SELECT 1; END');
    });
    const changed = await open(path);
    expect(await codesOf(changed)).toEqual(['evidence-schema-changed', 'evidence-schema-added']);
    await changed.close();
  });

  it('names the view when it is gone and the table when it was altered', async () => {
    const path = await storeFile(1);
    tamper(driver, path, (database) => {
      database.exec('DROP VIEW complaint_evidence_readable; ALTER TABLE complaint_evidence ADD COLUMN note TEXT');
    });
    const store = await open(path);
    expect(await codesOf(store)).toEqual(['evidence-schema-changed', 'evidence-schema-missing']);
    await store.close();
  });

  it.each([
    ['evidence_id', "'upload-1' || x'00' || 'x'"],
    ['evidence_id', "CAST('upload-1' AS BLOB)"],
    ['attachment_id', 'NULL'],
    ['complaint_id', "'c'"],
    ['evidence_hash', 'upper(evidence_hash)'],
    ['captured_at', 'captured_at + 1'],
    ['captured_at_utc', "'2023-11-14T22:13:22.123456792Z'"],
    ['latitude', '1.0000000000000002'],
    ['latitude', 'NULL'],
    ['longitude', '0'],
    ['created_at', "'2024-01-01T00:00:00.000000000Z'"],
  ])('names %s when it was set to %s', async (column, value) => {
    const path = await storeFile(3);
    tamper(driver, path, (database) => {
      database.exec('PRAGMA ignore_check_constraints = 1; DROP TRIGGER complaint_evidence_no_update');
      database.exec(`UPDATE complaint_evidence SET ${column} = ${value} WHERE log_index = 1`);
      database.exec(
        evidenceSql()
          .split('\n\n')
          .find((part) => part.includes('_no_update')) ?? '',
      );
    });
    const store = await open(path);
    const rows = await rowsOf(store);
    expect(rows.map(({ notes }) => notes)).toEqual([
      undefined,
      [{ code: 'evidence-row-columns', params: { row: 1, columns: column } }],
      undefined,
    ]);
    expect(await codesOf(store)).toContain('evidence-row-columns');
    await store.close();
  });

  it.each(["leaf_hash || x'00'", "'x'", 'upper(leaf_hash)'])('names the leaf hash when it was set to %s', async (value) => {
    const path = await storeFile(3);
    tamper(driver, path, (database) => {
      database.exec('PRAGMA ignore_check_constraints = 1; DROP TRIGGER complaint_evidence_no_update');
      database.exec(`UPDATE complaint_evidence SET leaf_hash = ${value} WHERE log_index = 1`);
    });
    const store = await open(path);
    const codes = await codesOf(store);
    expect(codes.some((code) => code === 'evidence-row-altered' || code === 'evidence-row-columns')).toBe(true);
    await store.close();
  });

  it('gives a record that became something else as it is', async () => {
    const path = await storeFile(4);
    tamper(driver, path, (database) => {
      database.exec('PRAGMA ignore_check_constraints = 1; DROP TRIGGER complaint_evidence_no_update');
      database.exec("UPDATE complaint_evidence SET record = record || x'00' || 'more' WHERE log_index = 0");
      database.exec("UPDATE complaint_evidence SET record = CAST(x'ff' || CAST(record AS BLOB) AS TEXT) WHERE log_index = 1");
      database.exec('UPDATE complaint_evidence SET record = 17 WHERE log_index = 2');
    });
    const store = await open(path);
    const rows = await rowsOf(store);
    expect(rows.map(({ text }) => [text.includes('\0more'), text.startsWith('\ufffd'), text === '17'])).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
      [false, false, false],
    ]);
    expect(await codesOf(store)).toContain('evidence-row-altered');
    await store.close();
  });

  it('uses the table that it is told to, beside others', async () => {
    const path = join(temporaryFolder(), 'app.db');
    tamper(driver, path, (database) => database.exec('CREATE TABLE users (name TEXT)'));
    for (const table of ['order', 'Evidence_2']) {
      const store = await openSqliteEvidenceStore(path, { driver, table, mode: 'create' });
      await appendTo(store, 2);
      expect(await codesOf(store)).toEqual([]);
      await store.close();
      await expect(openSqliteEvidenceStore(path, { driver, table, mode: 'create' })).rejects.toMatchObject({ code: 'conflict' });
    }
    await expect(openSqliteEvidenceStore(path, { driver, mode: 'open' })).rejects.toMatchObject({ code: 'missing' });
    await expect(openSqliteEvidenceStore(path, { driver, mode: 'read' })).rejects.toMatchObject({ code: 'missing' });
    await expect(openSqliteEvidenceStore(path, { driver, table: 'users' })).rejects.toMatchObject({ name: 'EvidenceStoreError' });
  });

  it('opens a database that the migration made', async () => {
    const path = join(temporaryFolder(), 'evidence.db');
    tamper(driver, path, (database) => database.exec(evidenceSql()));
    const store = await openSqliteEvidenceStore(path, { driver, mode: 'open', integrity: 'full' });
    await appendTo(store, 2);
    expect(await codesOf(store)).toEqual([]);
    await store.close();
    expect(() => tamper(driver, path, (database) => database.exec(evidenceSql()))).toThrow('already exists');
  });

  it('refuses a file that is no database, and leaves it alone', async () => {
    const path = join(temporaryFolder(), 'evidence.db');
    writeFileSync(path, 'no database at all, but long enough to be looked at: '.repeat(40));
    const before = readFileSync(path);
    await expect(open(path)).rejects.toMatchObject({ code: 'damaged' });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(`${path}.writer`)).toBe(false);
  });

  it('reads the rows around a damaged page, and names the page', async () => {
    const path = await storeFile(60);
    tamper(driver, path, (database) => valuesOf(database, 'PRAGMA wal_checkpoint(TRUNCATE)'));
    const bytes = readFileSync(path);
    const at = bytes.indexOf('"recordId":"upload-30"');
    // The page's header: its kind, and where its rows lie.
    const page = at - (at % 4096);
    bytes.fill(0xff, page, page + 12);
    writeFileSync(path, bytes);
    const store = await open(path);
    const indexes = (await rowsOf(store)).map(({ index }) => index);
    expect(indexes.length).toBeGreaterThan(40);
    expect(indexes).not.toContain(30);
    expect(indexes).toContain(59);
    expect(await codesOf(store)).toEqual(expect.arrayContaining(['evidence-database-damaged', 'evidence-records-missing']));
    await store.close();
  });

  it('is refused while another program holds the file, and not after', async () => {
    const path = await storeFile(2);
    const other = driver.open(path, 'write');
    if (!sharesFiles) other.exec('PRAGMA locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    const opened = await open(path).catch((error: unknown) => error);
    if (opened instanceof Error) {
      expect(opened).toMatchObject({ code: 'locked' });
    } else {
      const store = opened as Awaited<ReturnType<typeof open>>;
      await expect(appendTo(store, 1)).rejects.toMatchObject({ code: 'locked' });
      await store.close();
    }
    other.exec('ROLLBACK');
    other.close();
    const store = await open(path);
    await appendTo(store, 1);
    expect(await store.count()).toBe(3);
    await store.close();
  });

  it('says that the disk is full, and keeps what was acknowledged', async () => {
    const path = await storeFile(20);
    const full: SqliteDriver = {
      ...driver,
      open(file, access) {
        const database = driver.open(file, access);
        if (!sharesFiles) database.exec('PRAGMA locking_mode = EXCLUSIVE');
        database.exec('PRAGMA max_page_count = 16');
        return database;
      },
    };
    const store = await openSqliteEvidenceStore(path, { driver: full });
    await expect(appendTo(store, 50)).rejects.toMatchObject({ code: 'full' });
    expect(await store.count()).toBe(20);
    expect(await codesOf(store)).toEqual([]);
    await store.close();
    const roomy = await open(path);
    await appendTo(roomy, 50);
    expect(await codesOf(roomy)).toEqual([]);
    await roomy.close();
  });

  it('is read while a writer appends, where the binding can share the file', async () => {
    const path = await storeFile(2);
    const writer = await open(path);
    if (!sharesFiles) {
      await expect(openSqliteEvidenceStore(path, { driver, mode: 'read' })).rejects.toMatchObject({ code: 'locked' });
      await writer.close();
      return;
    }
    const reader = await openSqliteEvidenceStore(path, { driver, mode: 'read' });
    await appendTo(writer, 5);
    expect(await reader.count()).toBe(7);
    expect(await codesOf(reader)).toEqual([]);
    await Promise.all([reader.close(), writer.close()]);
  });

  it('is not kept out by the lock folder of a killed process', async () => {
    const path = await storeFile(2);
    mkdirSync(`${path}.lock`);
    if (!sharesFiles) await expect(open(path)).rejects.toMatchObject({ code: 'locked' });
    // A holder of which nothing can be seen but that it is gone.
    const owner = { token: '00000000-0000-4000-8000-000000000000', pid: 1, started: '', place: 'elsewhere' };
    writeFileSync(`${path}.writer`, JSON.stringify(owner));
    utimesSync(`${path}.writer`, 1, 1);
    const reader = await openSqliteEvidenceStore(path, { driver, mode: 'read' });
    expect(await reader.count()).toBe(2);
    await reader.close();
    const writer = await open(path);
    await appendTo(writer, 1);
    await writer.close();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it.each([
    { table: 'a-b' },
    { table: '' },
    { table: 'sqlite_x' },
    { table: '1a' },
    { table: 'x'.repeat(49) },
    { mode: 'w' },
    { busyTimeoutMs: -1 },
    { integrity: 'some' },
  ])('refuses %j', async (options) => {
    const path = join(temporaryFolder(), 'evidence.db');
    await expect(openSqliteEvidenceStore(path, { driver, ...(options as object) })).rejects.toBeInstanceOf(RangeError);
    expect(existsSync(path)).toBe(false);
  });
});
