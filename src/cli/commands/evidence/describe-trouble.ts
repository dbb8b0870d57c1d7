import type { EvidenceStoreError, EvidenceStoreErrorCode } from '../../../evidence/index.ts';

/** What to do about each kind of trouble; `{log}` stands for the log's path. */
const ADVICE: Readonly<Record<EvidenceStoreErrorCode, string>> = {
  conflict: 'Another program has added records in the meantime. Run this again.',
  locked: 'Another program is at this log. Wait until it is done, then run this again.',
  full: 'There is no room left. Make some, then run this again; the records that are in the log stay as they are.',
  damaged:
    'It takes no more records. Keep it as it is, see what is wrong with `tamperlens evidence verify --log {log}`, and go on in a new log.',
  missing: 'See whether the path is right.',
  failed: 'What was acknowledged is not lost; `tamperlens evidence verify --log {log}` says what is in the log.',
  closed: 'The log was closed while it was needed.',
};

/** Trouble with a log in words: its code, what happened, what to do. */
export function describeTrouble({ code, message }: EvidenceStoreError, log: string): string {
  return `cannot use ${log} (${code}): ${message}. ${ADVICE[code].replaceAll('{log}', () => log)}`;
}
