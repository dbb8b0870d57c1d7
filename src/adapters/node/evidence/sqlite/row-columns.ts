import { note } from '../../../../notes/index.ts';
import type { EvidenceEntry, EvidenceRecord, StoredEvidence } from '../../../../evidence/index.ts';
import type { SqliteInput, SqliteRow } from './driver.ts';

interface Column {
  readonly name: string;
  readonly kind: 'text' | 'integer' | 'real';
  /** What stands in it, as it is bound; SQLite turns the text of an integer into one. */
  readonly of: (entry: Pick<EvidenceEntry, 'record' | 'leafHash'>) => SqliteInput;
}

/** All columns but `log_index` and `record`. */
const COLUMNS: readonly Column[] = [
  { name: 'evidence_id', kind: 'text', of: ({ record }) => record.recordId },
  { name: 'attachment_id', kind: 'text', of: ({ record }) => record.attachmentId ?? null },
  { name: 'complaint_id', kind: 'text', of: ({ record }) => record.complaintId ?? null },
  { name: 'evidence_hash', kind: 'text', of: ({ record }) => record.evidenceHash },
  { name: 'captured_at', kind: 'integer', of: ({ record }) => record.capturedAt },
  { name: 'captured_at_utc', kind: 'text', of: ({ record }) => record.capturedAtUtc },
  { name: 'latitude', kind: 'real', of: ({ record }) => record.latitude },
  { name: 'longitude', kind: 'real', of: ({ record }) => record.longitude },
  // When the record was made, by the same clock: nothing else about the row's making is known, or could be verified.
  { name: 'created_at', kind: 'text', of: ({ record }) => record.capturedAtUtc },
  { name: 'leaf_hash', kind: 'text', of: ({ leafHash }) => leafHash },
];

/** Adds a row; bind what {@link rowValues} gives. */
export function insertSql(table: string): string {
  const names = ['log_index', 'record', ...COLUMNS.map(({ name }) => name)];
  return `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
}

export function rowValues(entry: EvidenceEntry): SqliteInput[] {
  return [entry.index, entry.text, ...COLUMNS.map(({ of }) => of(entry))];
}

/** Reads rows from an index (inclusive) to another (exclusive), at most so many: three values to bind. */
export function selectSql(table: string): string {
  const values = COLUMNS.map(({ name, kind }) => (kind === 'integer' ? `CAST(${name} AS TEXT) AS ${name}` : name));
  // Bindings end a text at a zero byte and give other types for text, so what is really there is asked for beside it.
  const shapes = COLUMNS.map(({ name, kind }) => {
    return kind === 'text' ? `typeof(${name}) || coalesce(length(CAST(${name} AS BLOB)), '')` : `typeof(${name})`;
  });
  return (
    `SELECT log_index, CAST(record AS BLOB) AS record, ${values.join(', ')}, ${shapes.join(` || ' ' || `)} AS shape ` +
    `FROM "${table}" WHERE log_index >= ? AND log_index < ? ORDER BY log_index LIMIT ?`
  );
}

/** A row as it is, with a note where a column does not say what the record says. */
export function storedRow(row: SqliteRow): StoredEvidence {
  const index = Number(row['log_index']);
  const text = textOf(row['record']);
  const leafHash = typeof row['leaf_hash'] === 'string' ? row['leaf_hash'] : '';
  const columns = contradictions(row, text, leafHash);
  if (columns.length === 0) return { index, leafHash, text };
  return { index, leafHash, text, notes: [note('evidence-row-columns', { row: index, columns: columns.join(', ') })] };
}

function textOf(bytes: unknown): string {
  if (!(bytes instanceof Uint8Array)) return '';
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** The columns that do not say what the record says; none where the record cannot be read, which is noticed elsewhere. */
function contradictions(row: SqliteRow, text: string, leafHash: string): string[] {
  const record = recordOf(text);
  if (record === undefined) return [];
  const shapes = typeof row['shape'] === 'string' ? row['shape'].split(' ') : [];
  return COLUMNS.filter(({ name, kind, of }, i) => {
    const expected = of({ record, leafHash }) ?? null;
    return !Object.is(row[name], expected) || shapes[i] !== shapeOf(expected, kind);
  }).map(({ name }) => name);
}

function shapeOf(value: SqliteInput, kind: Column['kind']): string {
  if (value === null) return 'null';
  return kind === 'text' ? `text${Buffer.byteLength(String(value))}` : kind;
}

function recordOf(text: string): EvidenceRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as EvidenceRecord) : undefined;
  } catch {
    // Whoever reads the record says what is wrong with it.
    return undefined;
  }
}
