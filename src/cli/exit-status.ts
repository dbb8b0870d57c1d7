/** Exit statuses of the command line. */
export const EXIT = {
  /** Everything was done; skipped non-images included. */
  done: 0,
  /** At least one image could not be analyzed. */
  failed: 1,
  /** The command was called wrongly. */
  usage: 2,
} as const;

/** What a command ended with. */
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
