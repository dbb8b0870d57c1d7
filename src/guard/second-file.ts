import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';
import { identifyFormat } from './magic.ts';

/** PDF readers accept a header anywhere in the first kilobyte. */
const PDF_SEARCH_BYTES = 1024;

/** A ZIP's directory ends within 64 KiB of the file's end (APPNOTE 4.3.16: 22 bytes and a comment). */
const ZIP_SEARCH_BYTES = 65_557;

/** How far into the bytes after the image a signature is looked for; writers pad with a few zeros. */
const TRAILING_SEARCH_BYTES = 64;

/**
 * Looks for a second file in an image's bytes: one appended after it, or a PDF or ZIP that shares them (a polyglot).
 *
 * @param imageEnd - One past the image's last byte.
 */
export function findSecondFile(bytes: Uint8Array, imageEnd: number): Note[] {
  const notes: Note[] = [];
  const last = Math.min(imageEnd + TRAILING_SEARCH_BYTES, bytes.length);
  for (let at = imageEnd; at < last; at++) {
    const format = identifyFormat(bytes, at);
    if (format === undefined) continue;
    notes.push(note('guard-appended-file', { format, offset: at }));
    break;
  }
  const pdf = indexOf(bytes, '%PDF-', 1, Math.min(PDF_SEARCH_BYTES, imageEnd));
  if (pdf >= 0) notes.push(note('guard-second-format', { format: 'pdf', offset: pdf }));
  // Only behind the image: four bytes turn up in entropy-coded data by chance.
  const zip = indexOf(bytes, 'PK\x05\x06', Math.max(imageEnd, bytes.length - ZIP_SEARCH_BYTES), bytes.length);
  if (zip >= 0) notes.push(note('guard-second-format', { format: 'zip', offset: zip }));
  return notes;
}

function indexOf(bytes: Uint8Array, text: string, from: number, end: number): number {
  for (
    let at = bytes.indexOf(text.charCodeAt(0), from);
    at >= 0 && at + text.length <= end;
    at = bytes.indexOf(text.charCodeAt(0), at + 1)
  ) {
    let same = 1;
    while (same < text.length && bytes[at + same] === text.charCodeAt(same)) same++;
    if (same === text.length) return at;
  }
  return -1;
}
