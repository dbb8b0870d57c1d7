import { stat } from 'node:fs/promises';
import { note } from '../../../notes/index.ts';
import type { Note } from '../../../notes/index.ts';
import { EvidenceStoreError } from '../../../evidence/index.ts';
import type { EvidenceEntry, StoredEvidence } from '../../../evidence/index.ts';
import { followsFrom, formatLines, MAXIMUM_LINE_BYTES, parseLine, withFormNote } from './evidence-line.ts';
import type { EvidenceLine, LinePart } from './evidence-line.ts';
import { LineIndex } from './line-index.ts';
import { writeFully } from './open-file.ts';
import type { OpenFile } from './open-file.ts';
import { readLines, scanLineEnds } from './read-lines.ts';
import { fileTrouble } from './store-trouble.ts';
import { setTailAside } from './torn-tail.ts';

/** The lines of a store's file: found, read, and added to. Not for two calls at a time, but for reading. */
export class RecordFile {
  readonly #file: OpenFile;
  readonly #path: string;
  readonly #isReader: boolean;
  readonly #lines = new LineIndex();
  /** Behind the last append that is whole. */
  #end = 0;
  /** The file's length when it was last looked at. */
  #size = 0;
  #failure: unknown;

  /**
   * @param path - Where the file is, for the copy of a torn tail and to notice that it was replaced.
   * @param access - What the file was opened for.
   */
  constructor(file: OpenFile, path: string, access: 'read' | 'write') {
    this.#file = file;
    this.#path = path;
    this.#isReader = access === 'read';
  }

  /** How many whole lines there are. */
  get count(): number {
    return this.#lines.length;
  }

  /**
   * Looks for lines that others have added, and starts over in a file that became shorter.
   *
   * What is found is made durable as well, so that nothing is built on what a power cut may still take.
   */
  async follow(): Promise<void> {
    const { size } = await this.#file.stat();
    if (size === this.#size) return;
    // Windows does not let a reader ask for it.
    if (!this.#isReader || process.platform !== 'win32') await this.#sync();
    if (size < this.#end) {
      this.#lines.cut(0);
      this.#end = 0;
    }
    let start = this.#end;
    await scanLineEnds(this.#file, start, size, (end) => {
      this.#lines.add(start);
      start = end;
    });
    this.#size = size;
    this.#end = start;
    await this.#dropTornAppend();
  }

  /** Says what lies behind the last whole append. */
  check(): Note[] {
    const bytes = this.#size - this.#end;
    return bytes === 0 ? [] : [note('evidence-file-torn', { bytes, row: this.count })];
  }

  /**
   * Adds lines, durably; none of them when that fails.
   *
   * @throws {EvidenceStoreError} `conflict` (others have written), `full` or `failed`.
   */
  async append(entries: readonly EvidenceEntry[]): Promise<void> {
    if (this.#failure !== undefined) throw fileTrouble(this.#failure, 'an earlier write failed, open the store again');
    await this.#checkUntouched();
    if (entries.some(({ index }, i) => index !== this.count + i)) {
      throw new EvidenceStoreError('conflict', `the store expects record ${this.count}, and record ${entries[0].index} came`);
    }
    if (entries.some(({ text }) => text.includes('\n'))) throw new RangeError('the text of a record must be one line');
    const bytes = Buffer.from(formatLines(entries));
    await this.#cutTornTail();
    try {
      this.#size = this.#end + bytes.length;
      await writeFully(this.#file, bytes, this.#end);
      await this.#sync();
    } catch (error) {
      await this.#undo();
      throw fileTrouble(error, 'the records could not be written');
    }
    for (let at = 0; at < bytes.length; at = bytes.indexOf(0x0a, at) + 1) this.#lines.add(this.#end + at);
    this.#end = this.#size;
  }

  async *read(start: number, end: number): AsyncGenerator<StoredEvidence> {
    let previous: LinePart | undefined | 'none' = start <= 0 ? 'none' : undefined;
    for await (const lines of this.#parsed(Math.max(start, 0), Math.min(end, this.count))) {
      for (const { row, part } of lines) {
        yield followsFrom(previous, part) ? row : withFormNote(row);
        previous = part;
      }
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async *#parsed(start: number, end: number): AsyncGenerator<EvidenceLine[]> {
    if (start >= end) return;
    const { line, offset } = this.#lines.before(start);
    let index = line;
    for await (const lines of readLines(this.#file, offset, this.#end, MAXIMUM_LINE_BYTES)) {
      const parsed: EvidenceLine[] = [];
      for (const line of lines) {
        if (index >= start && index < end) parsed.push(parseLine(index, line));
        index++;
      }
      if (parsed.length > 0) yield parsed;
      if (index >= end) return;
    }
  }

  async #partOf(index: number): Promise<LinePart | undefined> {
    for await (const [line] of this.#parsed(index, index + 1)) return line.part;
    return undefined;
  }

  /** An append counts only when its last line is there. */
  async #dropTornAppend(): Promise<void> {
    let first = this.count - 1;
    let part = first < 0 ? undefined : await this.#partOf(first);
    if (part === undefined || part.line >= part.of) return;
    // Only what fits: a part that was damaged must not take sound lines with it.
    while (first > 0 && part.line > 1) {
      const before = await this.#partOf(first - 1);
      if (before?.line !== part.line - 1 || before.of !== part.of) break;
      first--;
      part = before;
    }
    this.#end = await this.#offsetOf(first);
    this.#lines.cut(first);
  }

  async #offsetOf(index: number): Promise<number> {
    const { line, offset } = this.#lines.before(index);
    const ends = [offset];
    await scanLineEnds(this.#file, offset, this.#end, (end) => {
      if (ends.length <= index - line) ends.push(end);
    });
    return ends[index - line];
  }

  async #checkUntouched(): Promise<void> {
    const here = await this.#file.stat();
    const there = await stat(this.#path).catch(() => undefined);
    if (there?.ino !== here.ino || there.dev !== here.dev) {
      throw new EvidenceStoreError('conflict', `${this.#path} is no longer the file that was opened`);
    }
    if (here.size !== this.#size) throw new EvidenceStoreError('conflict', `somebody else has written to ${this.#path}`);
  }

  async #cutTornTail(): Promise<void> {
    if (this.#size === this.#end) return;
    try {
      await setTailAside(this.#file, this.#path, this.#end, this.#size);
      await this.#file.truncate(this.#end);
    } catch (error) {
      throw fileTrouble(error, 'the torn end of the file could not be set aside');
    }
    this.#size = this.#end;
  }

  async #sync(): Promise<void> {
    try {
      await this.#file.datasync();
    } catch (error) {
      // What the system failed to write once it may forget: a second call that succeeds says nothing about the first.
      this.#failure = error;
      throw error;
    }
  }

  /** Takes back a write that failed, so that the file ends with what was acknowledged. */
  async #undo(): Promise<void> {
    try {
      await this.#file.truncate(this.#end);
      this.#size = this.#end;
      await this.#sync();
    } catch (error) {
      this.#failure ??= error;
    }
  }
}
