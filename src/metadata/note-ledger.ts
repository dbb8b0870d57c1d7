import type { Note, NoteValue } from '../notes/index.ts';

type Params = Readonly<Record<string, NoteValue>>;

/**
 * Troubles met while reading, of which a hostile file can have thousands: the first of each kind with its place, and how many.
 */
export interface NoteLedger {
  readonly entries: Map<string, { readonly first: Params; count: number }>;
  /** Whether everything that the file promises could be read. */
  complete: boolean;
}

/** An empty ledger. */
export function openLedger(): NoteLedger {
  return { entries: new Map(), complete: true };
}

/**
 * Counts one trouble.
 *
 * @param effect - `loss` when something could not be read because of it.
 */
export function count(ledger: NoteLedger, code: string, params: Params, effect: 'loss' | 'remark' = 'loss'): void {
  if (effect === 'loss') ledger.complete = false;
  const seen = ledger.entries.get(code);
  if (seen === undefined) ledger.entries.set(code, { first: params, count: 1 });
  else seen.count++;
}

/** One note for each kind, in the order of their first, each with its `count`. */
export function notesOf({ entries }: NoteLedger): Note[] {
  return [...entries].map(([code, { first, count: times }]) => ({ code, params: { ...first, count: times } }));
}
