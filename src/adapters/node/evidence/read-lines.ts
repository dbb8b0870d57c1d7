import { readFully } from './open-file.ts';
import type { OpenFile } from './open-file.ts';

const LINE_FEED = 0x0a;
const BLOCK_BYTES = 1 << 16;

/** Where a line ends, given for each line feed: the offset behind it. */
export async function scanLineEnds(file: OpenFile, from: number, to: number, take: (end: number) => void): Promise<void> {
  const block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, Math.max(to - from, 1)));
  for (let offset = from; offset < to;) {
    const bytesRead = await readFully(file, block.subarray(0, Math.min(block.length, to - offset)), offset);
    if (bytesRead === 0) return;
    const bytes = block.subarray(0, bytesRead);
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) take(offset + at + 1);
    offset += bytesRead;
  }
}

/**
 * Reads lines, some at a time.
 *
 * @param from - Where the first line begins.
 * @param to - Behind the line feed of the last one.
 * @param maximumBytes - What is longer is cut off there.
 * @returns Lines in UTF-8 without their line feeds; bytes that are none come as U+FFFD.
 */
export async function* readLines(file: OpenFile, from: number, to: number, maximumBytes: number): AsyncGenerator<string[]> {
  const block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, Math.max(to - from, 1)));
  // The beginning of a line whose end is in a later block.
  let rest: Buffer = Buffer.alloc(0);
  for (let offset = from; offset < to;) {
    const bytesRead = await readFully(file, block.subarray(0, Math.min(block.length, to - offset)), offset);
    if (bytesRead === 0) return;
    const bytes = block.subarray(0, bytesRead);
    const lines: string[] = [];
    let start = 0;
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, start)) {
      if (rest.length > 0) {
        lines.push(Buffer.concat([rest, bytes.subarray(start, at)]).toString('utf8', 0, maximumBytes));
        rest = Buffer.alloc(0);
      } else {
        lines.push(bytes.toString('utf8', start, Math.min(at, start + maximumBytes)));
      }
      start = at + 1;
    }
    if (rest.length < maximumBytes) rest = Buffer.concat([rest, bytes.subarray(start)]);
    offset += bytesRead;
    if (lines.length > 0) yield lines;
  }
}
