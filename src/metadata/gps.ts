import { civilTime } from './civil-time.ts';
import { defined } from './defined.ts';
import { field, textField } from './fields.ts';
import { findEntry, numbersOf } from './ifd.ts';
import type { Ifd } from './ifd.ts';
import type { MetadataField, MetadataPosition, MetadataTime } from './normalized.ts';

const [LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE, ALTITUDE_REF, ALTITUDE, TIME, DATE] = [1, 2, 3, 4, 5, 6, 7, 29];

/** Reads the GPS directory; `undefined` when there is none. */
export function readPosition(ifds: readonly Ifd[]): MetadataPosition | undefined {
  const ifd = ifds.find(({ name }) => name === 'GPS');
  if (ifd === undefined) return undefined;
  const latitude = angle(ifds, LATITUDE, LATITUDE_REF, 'S');
  const longitude = angle(ifds, LONGITUDE, LONGITUDE_REF, 'W');
  const altitude = readAltitude(ifds);
  const timestamp = readTimestamp(ifds);
  return { offset: ifd.offset, ...defined({ latitude, longitude, altitude, timestamp }) };
}

/** Degrees, minutes and seconds as one number; minutes and seconds may be left out, not undefined. */
function angle(ifds: readonly Ifd[], tag: number, referenceTag: number, negative: string): MetadataField<number> | undefined {
  const reference = textField(ifds, [referenceTag, 'GPS'])?.value.toUpperCase() ?? '';
  return field(ifds, [tag, 'GPS'], ({ value }) => {
    const [degrees, minutes = 0, seconds = 0] = numbersOf(value);
    // Seconds of 0/0 are how some cameras write that they did not measure them.
    if (typeof degrees !== 'number' || minutes === null) return undefined;
    const sum = degrees + minutes / 60 + (seconds ?? 0) / 3600;
    return reference.startsWith(negative) && sum !== 0 ? 0 - sum : sum;
  });
}

function readAltitude(ifds: readonly Ifd[]): MetadataField<number> | undefined {
  // 1 is below sea level, 0 above (Exif 2.32, table 15).
  const isBelow = findEntry(ifds, 'GPS', ALTITUDE_REF)?.value === 1;
  return field(ifds, [ALTITUDE, 'GPS'], ({ value }) =>
    typeof value === 'number' ? (isBelow && value !== 0 ? 0 - value : value) : undefined,
  );
}

/** Date and time of the position. Phones have written days of the year for the day: those are no date. A date without a time of day is taken as its midnight. */
function readTimestamp(ifds: readonly Ifd[]): MetadataField<MetadataTime> | undefined {
  const [hour, minute, second] = numbersOf(findEntry(ifds, 'GPS', TIME)?.value);
  return field(ifds, [DATE, 'GPS'], ({ value: text }) => {
    if (typeof text !== 'string') return undefined;
    const match = /^(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})(?!\d)/.exec(text.trim());
    const [year, month, day] = match === null ? [0, 0, 0] : match.slice(1).map(Number);
    const time = civilTime(year, month, day, Math.floor(hour ?? 0), Math.floor(minute ?? 0), Math.floor(second ?? 0));
    return { text, ...defined({ time }), isUnset: match === null && text.trim() === '', utcOffsetMinutes: 0 };
  });
}
