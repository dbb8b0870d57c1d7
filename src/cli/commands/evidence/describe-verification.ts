import { formatNanoseconds } from '../../../evidence/index.ts';
import type { EvidenceCheck, EvidenceRecord, VerifiedLog } from '../../../evidence/index.ts';
import { row, wrap } from './layout.ts';
import { wordPlace } from './place.ts';

/** A sentence and the code to match on. */
export interface Remark {
  readonly code: string;
  readonly text: string;
}

/** Something that was named and could not be read. */
export interface Unread {
  readonly path: string;
  readonly code: string;
  readonly reason: string;
}

/** What `tamperlens evidence verify` has to tell. */
export interface VerificationReport {
  readonly image: string | undefined;
  readonly record: EvidenceRecord | undefined;
  /** The leaf hash that was given. */
  readonly leaf: string | undefined;
  readonly log: (VerifiedLog & { readonly path: string }) | undefined;
  readonly problems: readonly Remark[];
  readonly unread: readonly Unread[];
  readonly checked: readonly EvidenceCheck[];
  readonly notChecked: readonly Remark[];
  /** What the answer means, and what it does not. */
  readonly meaning: string;
}

/** What each check asked; what came of it is among the problems. */
const QUESTIONS: Readonly<Record<EvidenceCheck, string>> = {
  record: 'whether the record has the form of one',
  image: 'whether the image has the length, file hash and evidence hash of the record',
  signatures: 'whether the checkpoints were signed with the key, and agree with each other',
  position: 'whether the record leads to the root of a checkpoint',
  consistency: 'whether the later checkpoint goes on from the earlier one',
  log: 'whether the rows of the log fit together, all of them',
  'log-checkpoints': 'whether the log has the roots of the checkpoints',
};

/** What an answer means: never more than that things fit together. */
export function meaningOf(problems: number, unread: number): string {
  if (problems > 0) {
    return (
      'Image, record, log or checkpoints are not what they were, or do not belong together. ' +
      'Which of them was changed, and why, does not follow from this alone.'
    );
  }
  const rest = unread > 0 ? 'Not all that was given could be read. ' : '';
  return (
    `Nothing that was checked contradicts anything else. ${rest}That is a signal of integrity; ` +
    'it is no proof of authenticity, of the author, or of the time and place of capture.'
  );
}

/** Writes the answer for a person: what it is about, what does not match, what was checked, what was not. */
export function describeVerification(report: VerificationReport): string {
  const { image, record, log, problems, unread, checked, notChecked, meaning } = report;
  const subject = [
    ...(image === undefined ? [] : [image]),
    ...(record === undefined ? [] : recordLines(record)),
    ...(log === undefined ? [] : logLines(log)),
  ];
  const paragraphs = [
    subject,
    section('DOES NOT MATCH', problems.map(wordsOf)),
    section('Could not be read', unread.map(failureOf)),
    section(
      'Checked',
      checked.map((check) => questionOf(check, report)),
    ),
    section('Not checked', notChecked.map(subjectOf)),
    [wrap(meaning)],
  ];
  return paragraphs
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => wrap(line, '  - '))];
}

function wordsOf({ text }: Remark): string {
  return text;
}

function failureOf({ path, code, reason }: Unread): string {
  return `${path} (${code}): ${reason}`;
}

/** The heading says already that it was not checked. */
function subjectOf({ text }: Remark): string {
  return text.replace(/^Not checked: /, '');
}

function questionOf(check: EvidenceCheck, { record, leaf }: VerificationReport): string {
  const question = QUESTIONS[check];
  if (check === 'record' && leaf !== undefined) return `${question}, and the leaf hash that was given`;
  return check === 'log' && record !== undefined ? `${question}, and the record is among them` : question;
}

function logLines({ path, rows, rootHash }: VerifiedLog & { readonly path: string }): string[] {
  return [`${path}  (${rows} ${rows === 1 ? 'record' : 'records'})`, row('root', rootHash)];
}

function recordLines(record: EvidenceRecord): string[] {
  return [
    `record ${record.index}  ${record.recordId}`,
    row('received', `${formatNanoseconds(BigInt(record.capturedAt))}, by the clock of the server`),
    row('place', `${wordPlace(record)}${record.latitude === null && record.longitude === null ? '' : ', as stated'}`),
    row('file', record.fileHash),
    ...(record.attachmentId === undefined ? [] : [row('attachment', record.attachmentId)]),
    ...(record.complaintId === undefined ? [] : [row('complaint', record.complaintId)]),
  ];
}
