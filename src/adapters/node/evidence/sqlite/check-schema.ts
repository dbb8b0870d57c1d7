import { note } from '../../../../notes/index.ts';
import type { Note } from '../../../../notes/index.ts';
import type { SqliteDatabase, SqliteRow } from './driver.ts';
import { schemaParts } from './evidence-sql.ts';
import type { SchemaPart } from './evidence-sql.ts';

/** The first of them say enough about a damaged file. */
const MOST_LINES = 10;

/** Holds table, triggers and view against the migration: what is gone, changed, or was added to the table's triggers. */
export function checkSchema(database: SqliteDatabase, table: string): Note[] {
  const expected = schemaParts(table);
  const notes = expected.flatMap((part) => {
    const sql = sqlOf(database, part);
    if (sql === undefined) return [note('evidence-schema-missing', { kind: part.kind, name: part.name })];
    return plain(sql) === plain(part.sql) ? [] : [note('evidence-schema-changed', { kind: part.kind, name: part.name })];
  });
  const names = new Set(expected.map(({ name }) => name.toLowerCase()));
  const triggers = query(database, `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = lower(?)`, table);
  for (const { name } of triggers) {
    if (typeof name === 'string' && !names.has(name.toLowerCase())) notes.push(note('evidence-schema-added', { name }));
  }
  return notes;
}

/** Asks SQLite to look through its file: every page, or the indexes as well. */
export function checkPages(database: SqliteDatabase, extent: 'quick' | 'full'): Note[] {
  try {
    const rows = query(database, `PRAGMA ${extent === 'full' ? 'integrity_check' : 'quick_check'}(${MOST_LINES})`);
    const lines = rows.map((row) => String(Object.values(row)[0]));
    return lines.filter((line) => line !== 'ok').map((detail) => note('evidence-database-damaged', { detail }));
  } catch (error) {
    return [note('evidence-database-damaged', { detail: error instanceof Error ? error.message : String(error) })];
  }
}

/** Whether the table is there. */
export function hasTable(database: SqliteDatabase, table: string): boolean {
  return sqlOf(database, { kind: 'table', name: table }) !== undefined;
}

function sqlOf(database: SqliteDatabase, { kind, name }: Omit<SchemaPart, 'sql'>): string | undefined {
  const [row] = query(database, 'SELECT sql FROM sqlite_schema WHERE type = ? AND lower(name) = lower(?)', kind, name);
  return typeof row?.['sql'] === 'string' ? row['sql'] : undefined;
}

function query(database: SqliteDatabase, sql: string, ...values: string[]): SqliteRow[] {
  const statement = database.prepare(sql);
  try {
    return statement.all(values);
  } finally {
    statement.finalize();
  }
}

/** Tools that run migrations may lay out a statement in another way; quotation marks and words stay. */
function plain(sql: string): string {
  return sql.replace(/\s+/g, ' ').trim();
}
