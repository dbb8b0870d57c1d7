import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evidenceSql } from '../../../../src/adapters/node/evidence/index.ts';
import { loadSqliteDriver } from '../../../../src/adapters/node/evidence/sqlite/load-driver.ts';

const root = new URL('../../../../', import.meta.url);
const fileOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

describe('evidenceSql', () => {
  it('is what sql/evidence.sql holds', () => {
    expect(fileOf('sql/evidence.sql')).toBe(evidenceSql());
  });

  it('differs under another name in that name alone', () => {
    expect(evidenceSql({ table: 'claims' }).replaceAll('claims', 'complaint_evidence')).toBe(evidenceSql());
  });

  it.each(['', 'a b', 'a"b', '1a', 'SQLITE_a', 'x'.repeat(49), 'ä'])('refuses the name %j', (table) => {
    expect(() => evidenceSql({ table })).toThrow(RangeError);
  });

  it.each(['docs/evidence/mysql.sql', 'docs/evidence/postgresql.sql'])('has the columns of %s', (path) => {
    const columnsOf = (sql: string) => {
      const [, body] = /CREATE TABLE "?complaint_evidence"? \(\n([^;]+?)\n\)/.exec(sql) ?? [];
      return body.split('\n').flatMap((line) => /^ {2}([a-z_]+) /.exec(line)?.[1] ?? []);
    };
    expect(columnsOf(evidenceSql())).toHaveLength(12);
    expect(columnsOf(fileOf(path))).toEqual(columnsOf(evidenceSql()));
  });
});

describe('loadSqliteDriver', () => {
  const missing = (name: string) => Promise.reject(new Error(`Cannot find package '${name}'\nand more`));

  it('says what to install when there is none', async () => {
    await expect(loadSqliteDriver(undefined, missing)).rejects.toMatchObject({
      code: 'failed',
      message:
        "no SQLite was found (better-sqlite3: Cannot find package 'better-sqlite3'; node:sqlite: Cannot find package 'node:sqlite'; " +
        "node-sqlite3-wasm: Cannot find package 'node-sqlite3-wasm'): npm install better-sqlite3, or node-sqlite3-wasm where nothing " +
        'native can be built, or use Node.js 22.13 or newer',
    });
  });

  it('looks for them in order, and passes over one that was not built', async () => {
    const asked: string[] = [];
    class Unbuilt {
      constructor() {
        throw new Error('Could not locate the bindings file');
      }
    }
    const driver = await loadSqliteDriver(undefined, (name) => {
      asked.push(name);
      if (name === 'better-sqlite3') return Promise.resolve({ default: Unbuilt });
      return name === 'node:sqlite' ? missing(name) : import(name);
    });
    expect(asked).toEqual(['better-sqlite3', 'node:sqlite', 'node-sqlite3-wasm']);
    expect(driver.name).toBe('node-sqlite3-wasm');
  });

  it('takes the one that is named', async () => {
    expect((await loadSqliteDriver('node-sqlite3-wasm')).name).toBe('node-sqlite3-wasm');
    await expect(loadSqliteDriver('better-sqlite3', missing)).rejects.toMatchObject({ code: 'failed' });
  });

  it('drives node:sqlite by the interface that Node.js documents', async () => {
    const calls: unknown[] = [];
    class DatabaseSync {
      constructor(path: string, options: object) {
        calls.push([path, options]);
      }
      exec(sql: string) {
        calls.push(sql);
      }
      prepare() {
        return { run: (...values: unknown[]) => calls.push(values), all: (...values: unknown[]) => [{ values }] };
      }
      close() {
        calls.push('close');
      }
    }
    const driver = await loadSqliteDriver('node:sqlite', () => Promise.resolve({ DatabaseSync }));
    const database = driver.open('/a.db', 'read');
    const statement = database.prepare('SELECT ?');
    statement.run([1, null]);
    expect(statement.all(['a'])).toEqual([{ values: ['a'] }]);
    database.exec('PRAGMA x');
    database.close();
    expect(calls).toEqual([
      [':memory:', { readOnly: false }],
      'close',
      ['/a.db', { readOnly: true }],
      [1, null],
      'PRAGMA x',
      'close',
    ]);
  });
});
