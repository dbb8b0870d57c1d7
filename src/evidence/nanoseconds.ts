import { checkInteger } from '../errors/index.ts';

/** The range of a signed 64-bit number: 1677-09-21 to 2262-04-11 in nanoseconds since 1970. */
const LOWEST = -(1n << 63n);
const HIGHEST = (1n << 63n) - 1n;

const SECOND = 1_000_000_000n;
const DAY = 86_400;

/** What of a `Date` is used, so that a date of another realm fits. */
export interface DateLike {
  /** Milliseconds since 1970-01-01 UTC; NaN for an invalid date. */
  getTime(): number;
}

/**
 * Reads a time as nanoseconds since 1970-01-01 UTC.
 *
 * @param time - Nanoseconds, or a `Date`, whose milliseconds are taken exactly.
 * @throws {TypeError} It is neither, or an invalid date.
 * @throws {RangeError} It does not fit a signed 64-bit number.
 */
export function nanosecondsOf(name: string, time: bigint | DateLike): bigint {
  const value = typeof time === 'bigint' ? time : fromDate(name, time);
  if (value < LOWEST || value > HIGHEST) {
    throw new RangeError(`"${name}" must be nanoseconds that fit a signed 64-bit number, received ${value}`);
  }
  return value;
}

/**
 * Writes nanoseconds since 1970-01-01 UTC as people read them, with nine decimals (RFC 3339).
 *
 * @throws {TypeError | RangeError} The time is no bigint, or does not fit a signed 64-bit number.
 *
 * @example
 * ```ts
 * import { formatNanoseconds } from 'tamperlens/evidence';
 *
 * formatNanoseconds(1700000000123456789n); // '2023-11-14T22:13:20.123456789Z'
 * ```
 */
export function formatNanoseconds(nanoseconds: bigint): string {
  const time = nanosecondsOf('nanoseconds', nanoseconds);
  // Division of bigints rounds towards zero; a time before 1970 needs the second below.
  const rounded = Number(time / SECOND);
  const remainder = Number(time % SECOND);
  const seconds = remainder < 0 ? rounded - 1 : rounded;
  const fraction = remainder < 0 ? remainder + 1e9 : remainder;
  const days = Math.floor(seconds / DAY);
  const secondOfDay = seconds - days * DAY;
  const { year, month, day } = civilDate(days);
  const [hour, minute, second] = [Math.floor(secondOfDay / 3600), Math.floor(secondOfDay / 60) % 60, secondOfDay % 60];
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  return `${date}T${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}.${digits(fraction, 9)}Z`;
}

/** Reads what {@link formatNanoseconds} writes, and nothing else; `undefined` for any other text. */
export function parseNanoseconds(text: string): bigint | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{9})Z$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second, fraction] = match.slice(1).map(Number);
  const seconds = daysBefore(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
  const nanoseconds = BigInt(seconds) * SECOND + BigInt(fraction);
  // Days and hours that do not exist come back as others.
  if (nanoseconds < LOWEST || nanoseconds > HIGHEST || formatNanoseconds(nanoseconds) !== text) return undefined;
  return nanoseconds;
}

function fromDate(name: string, time: DateLike): bigint {
  if (Object.prototype.toString.call(time) !== '[object Date]') {
    throw new TypeError(`"${name}" must be a bigint of nanoseconds or a Date, received ${typeof time}`);
  }
  const milliseconds = time.getTime();
  if (Number.isNaN(milliseconds)) throw new TypeError(`"${name}" is an invalid Date`);
  checkInteger(name, milliseconds, -8.64e15, 8.64e15);
  return BigInt(milliseconds) * 1_000_000n;
}

/**
 * The calendar's date of a day, counted from 1970-01-01.
 *
 * @see H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013: `civil_from_days`.
 */
function civilDate(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The reverse of {@link civilDate}; the year of the algorithm begins on 1 March. */
function daysBefore(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
