/**
 * What kept a store or a log from doing what it was asked; the only thing a caller should match on.
 *
 * - `conflict`: somebody else has appended: the first index is not the next one.
 * - `locked`: another process holds the store.
 * - `full`: there is no room left; nothing of the batch counts as appended.
 * - `damaged`: what is stored does not fit together, so nothing is added to it; what can be read stays readable.
 * - `missing`: what was asked for is not there.
 * - `failed`: anything else that went wrong below; whether the batch was written is not known until the store is read again.
 * - `closed`: the store or the log was closed.
 */
export type EvidenceStoreErrorCode = 'conflict' | 'locked' | 'full' | 'damaged' | 'missing' | 'failed' | 'closed';

const BRAND = 'tamperlens.EvidenceStoreError';

/**
 * Trouble with a store of evidence. A caller's own mistakes are `TypeError` and `RangeError` instead.
 *
 * None of these ever follows an acknowledgement: a record whose `append` resolved is durable.
 */
export class EvidenceStoreError extends Error {
  override readonly name = 'EvidenceStoreError';
  /** Marks the class across bundled copies, where `instanceof` fails. */
  readonly brand: string = BRAND;
  readonly code: EvidenceStoreErrorCode;

  constructor(code: EvidenceStoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** Tells whether a caught value is an {@link EvidenceStoreError}, even one of another bundled copy of the library. */
export function isEvidenceStoreError(value: unknown): value is EvidenceStoreError {
  return typeof value === 'object' && value !== null && (value as { brand?: unknown }).brand === BRAND;
}
