import { EvidenceStoreError, isEvidenceStoreError } from '../../../../evidence/index.ts';
import type { EvidenceStoreErrorCode } from '../../../../evidence/index.ts';

/** SQLite's messages are the same through every binding (`sqlite3ErrStr` in its `main.c`); error codes are not. */
const MESSAGES: readonly (readonly [RegExp, EvidenceStoreErrorCode])[] = [
  [/\b(?:database|table|schema) is locked\b/i, 'locked'],
  [/\bdatabase or disk is full\b/i, 'full'],
  [/\bdatabase disk image is malformed\b|\bfile is not a database\b|\bmalformed database schema\b/i, 'damaged'],
  [/\bUNIQUE constraint failed\b|\bhas this evidence_id already\b|\btakes only the next log_index\b/i, 'conflict'],
  [/\bno such table\b/i, 'missing'],
];

/** What an error of SQLite means to a store. */
export function sqliteTrouble(error: unknown, doing: string): EvidenceStoreError {
  if (isEvidenceStoreError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new EvidenceStoreError(codeOf(message), `${doing}: ${message}`, error);
}

/** Whether SQLite found its file damaged. */
export function isDamage(error: unknown): boolean {
  return sqliteTrouble(error, '').code === 'damaged';
}

function codeOf(message: string): EvidenceStoreErrorCode {
  return MESSAGES.find(([pattern]) => pattern.test(message))?.[1] ?? 'failed';
}
