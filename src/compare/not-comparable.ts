import type { Note } from '../notes/index.ts';

/** A measurement that two pictures do not allow, with the reason. This is an answer, not a failure, and not a zero. */
export interface NotComparable {
  readonly status: 'not-applicable';
  readonly reason: Note;
}
