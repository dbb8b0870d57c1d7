import { note } from '../../../notes/index.ts';
import type { EvidenceEntry, StoredEvidence } from '../../../evidence/index.ts';

/** Place of a line in the append that wrote it. */
export interface LinePart {
  /** From 1. */
  readonly line: number;
  /** How many lines the append has. */
  readonly of: number;
}

/** A line as it was read. */
export interface EvidenceLine {
  readonly row: StoredEvidence;
  /** `undefined` when the line has another form. */
  readonly part: LinePart | undefined;
}

/** Longest line that is read as one, in bytes. A record has some 800, and cannot have 300,000. */
export const MAXIMUM_LINE_BYTES: number = 1 << 20;

const FORM = /^\{"leafHash":"([0-9a-f]{64})","part":\[([1-9]\d{0,5}),([1-9]\d{0,5})\],"record":/;

/** More characters than there are in front of a record. */
const LONGEST_HEAD = 128;

/**
 * Writes the lines of one append, each a JSON object in UTF-8 that is ended by a line feed:
 *
 * `{"leafHash":"<64 hexadecimal digits>","part":[<line>,<lines>],"record":<the record's text as it is>}`
 *
 * The record stands there byte for byte as it is hashed, not escaped. An append of which only the first lines reached the disk is recognised
 * by `part`, which also shows lines that are gone or changed places.
 */
export function formatLines(entries: readonly EvidenceEntry[]): string {
  const lines = entries.length;
  return entries
    .map(({ leafHash, text }, i) => `{"leafHash":"${leafHash}","part":[${i + 1},${lines}],"record":${text}}\n`)
    .join('');
}

/**
 * Reads a line. What has another form comes as it is, with a note.
 *
 * @param line - Without its line feed.
 */
export function parseLine(index: number, line: string): EvidenceLine {
  const match = FORM.exec(line.slice(0, LONGEST_HEAD));
  if (match === null || !line.endsWith('}')) {
    return { row: withFormNote({ index, leafHash: '', text: line }), part: undefined };
  }
  const [head, leafHash, place, of] = match;
  return { row: { index, leafHash, text: line.slice(head.length, -1) }, part: { line: Number(place), of: Number(of) } };
}

/** Holds a line's part against that of the line before it, or `'none'` in front of the first line. */
export function followsFrom(previous: LinePart | undefined | 'none', part: LinePart | undefined): boolean {
  // Lines of another form have their note already, and nothing can be said of the one behind them.
  if (part === undefined || previous === undefined) return true;
  if (part.line > part.of) return false;
  if (previous === 'none' || previous.line === previous.of) return part.line === 1;
  return part.line === previous.line + 1 && part.of === previous.of;
}

/** Adds to a row that its line is not as it was written. */
export function withFormNote(row: StoredEvidence): StoredEvidence {
  return { ...row, notes: [note('evidence-line-form', { row: row.index })] };
}
