/** A date and a time of day as a calendar and a clock show them, in whatever zone the clock was set to. */
export interface CivilTime {
  readonly year: number;
  /** 1..12. */
  readonly month: number;
  /** 1..31. */
  readonly day: number;
  /** 0..23. */
  readonly hour: number;
  /** 0..59. */
  readonly minute: number;
  /** 0..60; 60 is a leap second. */
  readonly second: number;
}

/** Seconds of a day. */
export const DAY: number = 86_400;

/** EXIF writes `2010:01:31 23:59:59`; some software puts other separators. */
const PATTERN = /^(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?/;

/** What a clock that was never set leaves: zeros, or blanks in place of the unknown figures. */
const UNSET = /^[\s:0]*$/;

/** Reads an EXIF time; `undefined` when it is none, or no day of the calendar. */
export function parseCivilTime(text: string): CivilTime | undefined {
  const match = PATTERN.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((digits: string | undefined) => Number(digits ?? 0));
  return civilTime(year, month, day, hour, minute, second);
}

/** The time of these figures, or `undefined` where the calendar and the clock have none. */
export function civilTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): CivilTime | undefined {
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
  const isTime = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60;
  return year >= 1 && isDay && isTime ? { year, month, day, hour, minute, second } : undefined;
}

/** Whether the text is that of a clock that was never set: zeros, blanks and colons. */
export function isUnsetTime(text: string): boolean {
  return UNSET.test(text);
}

/**
 * Seconds from 1970-01-01 00:00:00 to a civil time by its own calendar, every day 86,400 seconds long.
 *
 * @see H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013: `days_from_civil`.
 */
export function civilSeconds({ year, month, day, hour, minute, second }: CivilTime): number {
  return civilDays(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
}

/** Days from 1970-01-01 in the Gregorian calendar; the year of the algorithm begins on 1 March. */
export function civilDays(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Reads `+09:00`, `-03:30` or `Z`, in minutes east of Greenwich. */
export function parseUtcOffset(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === 'Z') return 0;
  const match = /^([+-])(\d{2}):(\d{2})$/.exec(trimmed);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  // Zones in use reach from −12 to +14 hours.
  if (Number(match[3]) > 59 || minutes > 14 * 60) return undefined;
  return match[1] === '-' ? 0 - minutes : minutes;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
