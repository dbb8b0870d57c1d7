import cliProgress from 'cli-progress';

/** Where a command writes: results to standard output, everything else to standard error. */
export class Terminal {
  #bar: cliProgress.SingleBar | undefined;

  /** A line of the result. */
  print(text: string): void {
    this.#aside(() => process.stdout.write(`${text}\n`));
  }

  /** A remark for the person at the terminal. */
  warn(text: string): void {
    this.#aside(() => process.stderr.write(`tamperlens: ${text}\n`));
  }

  /** Shows a bar when a person is watching; in pipes it stays silent. */
  startProgress(total: number): void {
    if (!process.stderr.isTTY) return;
    const format = ' {bar} {value}/{total}  {file}';
    this.#bar = new cliProgress.SingleBar(
      { format, hideCursor: true, clearOnComplete: true, stream: process.stderr },
      cliProgress.Presets.shades_classic,
    );
    this.#bar.start(total, 0, { file: '' });
  }

  /** Moves the bar. @param done - Files finished, with the share of the one at work. */
  progress(done: number, file: string): void {
    this.#bar?.update(Math.round(done * 100) / 100, { file });
  }

  stopProgress(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  /** Writes without a bar in the way: it is cleared first and drawn again with the next update. */
  #aside(write: () => void): void {
    if (this.#bar !== undefined && process.stderr.isTTY) {
      process.stderr.clearLine(0);
      process.stderr.cursorTo(0);
    }
    write();
  }
}
