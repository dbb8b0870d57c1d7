import { ForensicsError } from '../errors/index.ts';

/** What of an `AbortSignal` is used, so that any host's signal fits. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
}

/** When to stop: the caller's signal, and a time by the caller's clock. */
export interface StopConditions {
  readonly signal: AbortSignalLike | undefined;
  readonly now: (() => number) | undefined;
  readonly timeoutMs: number | undefined;
}

/** Makes a function that throws once the signal has fired or the time is up. */
export function stopper({ signal, now, timeoutMs }: StopConditions): () => void {
  const deadline = now === undefined || timeoutMs === undefined ? undefined : now() + timeoutMs;
  return () => {
    if (signal?.aborted === true)
      throw new ForensicsError('aborted', 'the analysis was aborted', { stage: 'analyze', cause: signal.reason });
    if (deadline !== undefined && now !== undefined && now() > deadline) {
      throw new ForensicsError('timeout', `the analysis took longer than ${timeoutMs} ms`, { stage: 'analyze' });
    }
  };
}
