/** Exit statuses of the command line. */
export const EXIT = {
  /** Everything was done; skipped non-images included. */
  done: 0,
  /** At least one image could not be analyzed. */
  failed: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** A report reached the level of `--fail-on`, whatever became of the other images. */
  reached: 3,
  /** What was verified does not match, whatever else could not be read: as above, what a script has to stop at was found. */
  mismatch: 3,
  /** Ended by a signal, as shells number it: 128 and the signal's number. */
  hangup: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** What a command ended with. */
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
