import { InvalidArgumentError } from 'commander';
import { parseNanoseconds } from '../../../evidence/index.ts';

/** RFC 3339, section 5.6: a date, a time with a fraction or without, and the distance to UTC. */
const RFC_3339 = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/i;

const MINUTE = 60_000_000_000n;

/**
 * Reads a time that somebody hands in to compute a hash again: nanoseconds since 1970-01-01 UTC in decimal, or RFC 3339 with at most nine
 * decimals.
 *
 * @throws {InvalidArgumentError} The text is neither, or outside of what fits a signed 64-bit number.
 */
export function parseCapturedAt(text: string): bigint {
  if (/^-?\d{1,19}$/.test(text)) {
    const nanoseconds = BigInt(text);
    if (BigInt.asIntN(64, nanoseconds) === nanoseconds) return nanoseconds;
  }
  const match = RFC_3339.exec(text);
  if (match !== null) {
    const [date, time, fraction = '', sign, hours = '0', minutes = '0'] = match.slice(1) as (string | undefined)[];
    const local = parseNanoseconds(`${date}T${time}.${fraction.padEnd(9, '0')}Z`);
    const [ahead, isOffset] = [Number(hours) * 60 + Number(minutes), Number(hours) < 24 && Number(minutes) < 60];
    if (local !== undefined && isOffset) {
      const nanoseconds = local - BigInt(sign === '-' ? -ahead : ahead) * MINUTE;
      if (BigInt.asIntN(64, nanoseconds) === nanoseconds) return nanoseconds;
    }
  }
  throw new InvalidArgumentError('It must be nanoseconds since 1970, or a time like 2023-11-14T22:13:20.123456789Z.');
}
