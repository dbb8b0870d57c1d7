import type { Failure } from './describe-failure.ts';

/** What a worker tells the pool. To the worker go tasks alone, one at a time. */
export type WorkerMessage<Answer> =
  /** It is loaded and waits for its first task. */
  | { readonly kind: 'ready' }
  /** It has begun with the task: the time that the task may take runs from here. */
  | { readonly kind: 'started' }
  /** How much of the task is done, 0..1. */
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failure'; readonly failure: Failure };
