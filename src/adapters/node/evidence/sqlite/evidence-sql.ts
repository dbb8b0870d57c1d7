import { resolveOptions } from '../../../../errors/index.ts';

/** Names the shape of the table; the view carries it. */
export const SQLITE_FORMAT = 'tamperlens-evidence-store/1';

/** The name of the table when none is given. */
export const DEFAULT_TABLE = 'complaint_evidence';

/** Something in the database that belongs to the store. */
export interface SchemaPart {
  readonly kind: 'table' | 'trigger' | 'view';
  readonly name: string;
  readonly sql: string;
}

/**
 * Writes the migration that creates a store's table, its triggers and its view in SQLite: `sql/evidence.sql` under another name of the
 * table.
 *
 * It is meant to fail where the table is there: running it again would put back a trigger that somebody dropped, unnoticed.
 *
 * @param options - `table`: 1 to 48 letters, digits and underscores, beginning with neither a digit nor `sqlite_`.
 * @throws {TypeError | RangeError} The name is wrong.
 */
export function evidenceSql(options?: { readonly table?: string | undefined }): string {
  const { table } = resolveOptions<{ table: string }>({ table: DEFAULT_TABLE }, options as { table?: string } | undefined);
  const [create, ...guards] = schemaParts(table).map(({ sql }) => `${sql};\n`);
  return `${HEAD}\n${create}\n${guards.join('\n')}`;
}

const HEAD = `-- ${SQLITE_FORMAT}: evidence records of tamperlens, append-only. For SQLite 3.35 or newer.
--
-- record       the record as canonical JSON: what is hashed. All other columns repeat what it says, for queries; where one differs,
--              the record counts, and a verification names the row.
-- leaf_hash    SHA-256 over a zero byte and the record.
-- captured_at  the server's clock, nanoseconds since 1970-01-01 UTC; captured_at_utc and created_at are the same for people.
-- latitude, longitude  degrees as exact float64; the view rounds them to 8 places (1 mm).
--
-- The triggers keep programs from mistakes. Whoever can write to the file can drop them: the chain of hashes and checkpoints kept elsewhere
-- show what was changed then.
`;

/** Throws unless a text may name the table; what is derived from it stays below 63 characters, which PostgreSQL asks for. */
export function checkTableName(name: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw new TypeError(`"${name}" must be a string, received ${typeof value}`);
  if (!/^(?!sqlite_)[a-z_]\w{0,47}$/i.test(value)) {
    throw new RangeError(`"${name}" must be 1 to 48 letters, digits and underscores, and begin with neither a digit nor sqlite_`);
  }
}

/** What the migration creates. Triggers refuse REPLACE as well, which deletes without asking the trigger for deletions. */
export function schemaParts(table: string): SchemaPart[] {
  checkTableName('table', table);
  const refusal = `SELECT RAISE(ABORT, '${table} is append-only')`;
  return [
    {
      kind: 'table',
      name: table,
      sql: `CREATE TABLE "${table}" (
  log_index INTEGER PRIMARY KEY CHECK (log_index >= 0),
  evidence_id TEXT NOT NULL UNIQUE,
  attachment_id TEXT,
  complaint_id TEXT,
  evidence_hash CHAR(64) NOT NULL CHECK (length(evidence_hash) = 64),
  captured_at INTEGER NOT NULL CHECK (typeof(captured_at) = 'integer'),
  captured_at_utc TEXT NOT NULL,
  latitude REAL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL CHECK (longitude BETWEEN -180 AND 180),
  created_at TEXT NOT NULL,
  leaf_hash CHAR(64) NOT NULL CHECK (length(leaf_hash) = 64),
  record TEXT NOT NULL CHECK (typeof(record) = 'text')
)`,
    },
    {
      kind: 'trigger',
      name: `${table}_no_update`,
      sql: `CREATE TRIGGER "${table}_no_update" BEFORE UPDATE ON "${table}"
BEGIN
  ${refusal};
END`,
    },
    {
      kind: 'trigger',
      name: `${table}_no_delete`,
      sql: `CREATE TRIGGER "${table}_no_delete" BEFORE DELETE ON "${table}"
BEGIN
  ${refusal};
END`,
    },
    {
      kind: 'trigger',
      name: `${table}_in_order`,
      sql: `CREATE TRIGGER "${table}_in_order" BEFORE INSERT ON "${table}"
WHEN NEW.log_index IS NOT (SELECT coalesce(max(log_index), -1) + 1 FROM "${table}")
BEGIN
  SELECT RAISE(ABORT, '${table} takes only the next log_index');
END`,
    },
    {
      kind: 'trigger',
      name: `${table}_no_replace`,
      sql: `CREATE TRIGGER "${table}_no_replace" BEFORE INSERT ON "${table}"
WHEN EXISTS (SELECT 1 FROM "${table}" WHERE evidence_id = NEW.evidence_id)
BEGIN
  SELECT RAISE(ABORT, '${table} has this evidence_id already');
END`,
    },
    {
      kind: 'view',
      name: `${table}_readable`,
      sql: `CREATE VIEW "${table}_readable" AS
SELECT
  '${SQLITE_FORMAT}' AS format,
  log_index,
  evidence_id,
  attachment_id,
  complaint_id,
  evidence_hash,
  captured_at_utc,
  round(latitude, 8) AS latitude,
  round(longitude, 8) AS longitude,
  created_at
FROM "${table}"`,
    },
  ];
}
