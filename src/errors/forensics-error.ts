/**
 * What kind of trouble the input made; the only thing a caller should match on.
 *
 * - `malformed`: the bytes break their format's rules.
 * - `unsupported`: the bytes may be fine, but use a feature that is not read here.
 * - `limit-exceeded`: reading on would cost more than the limits allow.
 * - `aborted`: the caller's signal fired.
 * - `timeout`: the caller's deadline passed.
 */
export type ForensicsErrorCode = 'malformed' | 'unsupported' | 'limit-exceeded' | 'aborted' | 'timeout';

/** The limit that stopped the work: its name in the `limits` option, what it allowed, and what the input asked for. */
export interface ExceededLimit {
  readonly name: string;
  readonly maximum: number;
  readonly actual: number;
}

/** What is known about a failure beside its message. */
export interface ForensicsErrorDetails {
  /** The stage that gave up, for example `guard`, `jpeg` or `png`. */
  readonly stage: string;
  /** Where in the input, in bytes from its start. */
  readonly offset?: number | undefined;
  /** Present when the code is `limit-exceeded`. */
  readonly limit?: ExceededLimit | undefined;
  /** The error underneath, when there was one. */
  readonly cause?: unknown;
}

const BRAND = 'tamperlens.ForensicsError';

/**
 * Trouble with the input: bytes that cannot be read, or should not be.
 *
 * A caller's own mistakes (a wrong option) are `TypeError` and `RangeError` instead.
 *
 * @example
 * ```ts
 * import { inspect } from 'tamperlens/guard';
 * import { isForensicsError } from 'tamperlens';
 *
 * try {
 *   inspect(new Uint8Array(0));
 * } catch (error) {
 *   if (isForensicsError(error)) error.code; // 'malformed'
 * }
 * ```
 */
export class ForensicsError extends Error {
  override readonly name = 'ForensicsError';
  /** Marks the class across bundled copies, where `instanceof` fails. */
  readonly brand: string = BRAND;
  readonly code: ForensicsErrorCode;
  readonly stage: string;
  readonly offset: number | undefined;
  readonly limit: ExceededLimit | undefined;

  constructor(code: ForensicsErrorCode, message: string, details: ForensicsErrorDetails) {
    super(
      details.offset === undefined ? message : `${message} (at byte ${details.offset})`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = code;
    this.stage = details.stage;
    this.offset = details.offset;
    this.limit = details.limit;
  }
}

/** Tells whether a caught value is a {@link ForensicsError}, even one of another bundled copy of the library. */
export function isForensicsError(value: unknown): value is ForensicsError {
  return typeof value === 'object' && value !== null && (value as { brand?: unknown }).brand === BRAND;
}

/** Makes the error for bytes that break their format's rules. */
export function malformed(stage: string, message: string, offset?: number): ForensicsError {
  return new ForensicsError('malformed', message, { stage, offset });
}

/** Makes the error for a feature that is not read here. */
export function unsupported(stage: string, message: string, offset?: number): ForensicsError {
  return new ForensicsError('unsupported', message, { stage, offset });
}

/** Makes the error for a limit that was reached; the message names the limit, its value and the value met. */
export function limitExceeded(stage: string, limit: ExceededLimit, what: string, offset?: number): ForensicsError {
  const message = `${what}: ${limit.actual} exceeds the limit "${limit.name}" of ${limit.maximum}`;
  return new ForensicsError('limit-exceeded', message, { stage, offset, limit });
}
