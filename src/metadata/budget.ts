import { DEFAULT_LIMITS } from '../errors/index.ts';
import type { Limits } from '../errors/index.ts';
import { count } from './note-ledger.ts';
import type { NoteLedger } from './note-ledger.ts';

/** How many times its own length an EXIF block may be read: entries that share one value must not multiply it. */
const READS_OF_A_BLOCK = 4;

/** What reading metadata may still cost, and what went wrong so far: one for a file. */
export interface ReadingState {
  readonly limits: Limits;
  readonly ledger: NoteLedger;
  /** Bytes that may still be read out of the file. */
  remainingBytes: number;
}

/** Starts to read a file. */
export function startReading(ledger: NoteLedger, limits: Limits = DEFAULT_LIMITS): ReadingState {
  return { limits, ledger, remainingBytes: limits.maximumMetadataBytes };
}

/**
 * Takes bytes out of the budget of the file.
 *
 * @returns Whether they may be read.
 */
export function spend(state: ReadingState, bytes: number, offset: number): boolean {
  if (bytes > state.remainingBytes) {
    count(state.ledger, 'metadata-limit', limitParams(state, 'maximumMetadataBytes', offset));
    return false;
  }
  state.remainingBytes -= bytes;
  return true;
}

/** A budget of one block of the file: four times its length, as far as the file's budget goes. */
export interface BlockBudget {
  /** See {@link spend}. */
  spend(bytes: number, offset: number): boolean;
}

/** Opens the budget of a block. */
export function blockBudget(state: ReadingState, blockLength: number): BlockBudget {
  const maximum = READS_OF_A_BLOCK * blockLength;
  let remaining = maximum;
  return {
    spend(bytes, offset) {
      if (bytes > remaining) {
        count(state.ledger, 'exif-values-multiply', { offset, maximum });
        return false;
      }
      remaining -= bytes;
      return spend(state, bytes, offset);
    },
  };
}

/** What a note on a limit says. */
export function limitParams(
  { limits }: ReadingState,
  name: keyof Limits,
  offset: number,
): Readonly<Record<string, string | number>> {
  return { limit: name, maximum: limits[name], offset };
}
