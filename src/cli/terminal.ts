/** Characters of the bar. */
const BAR_WIDTH = 24;

/** Clears the line that the cursor is on and goes to its beginning (ECMA-48: EL 2). */
const CLEAR_LINE = '\r\u001b[2K';

/** Control characters: a file's name or note must not be able to steer the terminal. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** Where a command writes: results to standard output, everything else to standard error. */
export class Terminal {
  #total = 0;
  #line = '';

  /** A line of the result. */
  print(text: string): void {
    this.#besideProgress(() => process.stdout.write(`${harmless(text)}\n`));
  }

  /** A remark for the person at the terminal. */
  warn(text: string): void {
    this.#besideProgress(() => process.stderr.write(`tamperlens: ${harmless(text)}\n`));
  }

  /** Begins to show how far the work is, when a person is watching; in pipes it stays silent. */
  startProgress(total: number): void {
    this.#total = process.stderr.isTTY ? total : 0;
  }

  /**
   * Shows how far the work is.
   *
   * @param done - Files finished, with the share of the one at work.
   * @param file - The one at work.
   */
  progress(done: number, file: string): void {
    if (this.#total === 0) return;
    const filled = Math.min(BAR_WIDTH, Math.floor((BAR_WIDTH * done) / this.#total));
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    const line = `${bar} ${Math.floor(done)}/${this.#total}  ${harmless(file)}`;
    // A line that wraps could not be cleared again; some characters are two columns wide.
    this.#line = Array.from(line)
      .slice(0, process.stderr.columns - 6)
      .join('');
    process.stderr.write(CLEAR_LINE + this.#line);
  }

  /** Takes the progress away. */
  stopProgress(): void {
    if (this.#line !== '') process.stderr.write(CLEAR_LINE);
    this.#total = 0;
    this.#line = '';
  }

  #besideProgress(write: () => void): void {
    if (this.#line !== '') process.stderr.write(CLEAR_LINE);
    write();
    if (this.#line !== '') process.stderr.write(this.#line);
  }
}

function harmless(text: string): string {
  return text.replace(CONTROL, '�');
}
