import { isForensicsError } from '../../errors/index.ts';

/** Why something could not be examined: a code to match on, and words. */
export interface Failure {
  /**
   * A `ForensicsError`'s code (`malformed`, `unsupported`, `limit-exceeded`, `aborted`, `timeout`), the file system's (`EACCES`), or
   * `crashed`, `out-of-memory`, `internal`.
   */
  readonly code: string;
  readonly reason: string;
}

/** Puts whatever was thrown into words. What has no code is a mistake of ours and is shown in full. */
export function describeFailure(error: unknown): Failure {
  if (isForensicsError(error)) return { code: error.code, reason: error.message };
  if (!(error instanceof Error)) return { code: 'internal', reason: String(error) };
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? { code, reason: error.message } : { code: 'internal', reason: error.stack ?? error.message };
}
