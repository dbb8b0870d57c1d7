import { readCanonical } from './canonical-json.ts';
import { badField } from './record-fields.ts';
import { RECORD_SCHEMA } from './record.ts';
import type { EvidenceRecord } from './record.ts';

/** How a text fails to be a record. */
export interface RecordProblem {
  /**
   * - `no-json`: it is no JSON object.
   * - `not-canonical`: it is JSON, but not in its canonical form.
   * - `unknown-schema`: it is of a kind that is not known here; `field` is what it names.
   * - `wrong-field`: `field` is missing, unknown, wrong, or at odds with another one.
   */
  readonly problem: 'no-json' | 'not-canonical' | 'unknown-schema' | 'wrong-field';
  /** Empty where the problem has none. */
  readonly field: string;
}

/** What a text says as a record: the record, or why it is none. */
export type ReadRecord =
  | { readonly record: EvidenceRecord; readonly problem?: undefined }
  | { readonly record?: undefined; readonly problem: RecordProblem };

/**
 * Reads the text of a record strictly: canonical JSON, the known schema, every field there, none unknown, all within their rules.
 *
 * Whether hashes fit is not looked at.
 */
export function readRecord(text: string): ReadRecord {
  const read = readCanonical(text);
  if (read === undefined) return refuse(isJson(text) ? 'not-canonical' : 'no-json');
  const { value } = read;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('no-json');
  const schema: unknown = 'schema' in value ? value.schema : undefined;
  if (schema !== RECORD_SCHEMA) return refuse('unknown-schema', typeof schema === 'string' ? schema.slice(0, 80) : '');
  const wrong = badField(value);
  return wrong === undefined ? { record: value as EvidenceRecord } : refuse('wrong-field', wrong.field);
}

function refuse(problem: RecordProblem['problem'], field = ''): ReadRecord {
  return { problem: { problem, field } };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Whatever is wrong with it, it is no JSON.
    return false;
  }
}
