import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../src/metadata/index.ts';
import type { IfdEntry, IfdValue, ImageMetadata } from '../../src/metadata/index.ts';
import vectors from '../vectors/exif.json' with { type: 'json' };

const [SHUTTER_SPEED, APERTURE, MAX_APERTURE, LATITUDE, LONGITUDE, TIME, MAKER_NOTE] = [0x9201, 0x9202, 0x9205, 2, 4, 7, 0x927c];

/** Pointers, which ExifTool does not list, and places, which it counts from the start of the file. */
const PLACES = [0x8769, 0x8825, 0xa005, 0x0201];

interface Case {
  readonly name: string;
  readonly metadata: ImageMetadata;
  readonly values: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
}

const CASES: readonly Case[] = vectors.cases.map(({ name, file, values }) => {
  const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
  return { name, metadata: readMetadata(bytes), values };
});

/** What `exiftool -n` makes of a value: it turns APEX into plain numbers, and degrees into decimals. */
function asExifTool(directory: string, { tag, value }: IfdEntry): IfdValue | undefined {
  const numbers = Array.isArray(value) ? (value as readonly (number | null)[]) : [];
  const single = typeof value === 'number' ? value : undefined;
  if (directory === 'GPS' && (tag === LATITUDE || tag === LONGITUDE)) {
    return numbers.reduce<number>((sum, part, i) => sum + (part ?? 0) / 60 ** i, 0);
  }
  if (directory === 'GPS' && tag === TIME) return numbers.map((part) => String(part).padStart(2, '0')).join(':');
  if (tag === SHUTTER_SPEED && single !== undefined) return 2 ** -single;
  if ((tag === APERTURE || tag === MAX_APERTURE) && single !== undefined) return 2 ** (single / 2);
  return value;
}

function isEqual(ours: IfdValue | undefined, theirs: string | number): boolean {
  if (typeof ours === 'string') return ours.trimEnd() === String(theirs).trimEnd();
  const numbers = Array.isArray(ours) ? (ours as readonly (number | null)[]) : [ours as number | null];
  const words = String(theirs).split(' ');
  // ExifTool prints ten significant digits; "inf" and "undef" are its words for fractions over 0.
  return (
    words.length === numbers.length &&
    numbers.every((value, i) =>
      value === null
        ? ['inf', 'undef'].includes(words[i])
        : Math.abs(value - Number(words[i])) <= 1e-9 * Math.max(1, Math.abs(value)),
    )
  );
}

describe(`what is read of EXIF agrees with ${vectors.tool}`, () => {
  it.each(CASES)('on $name', ({ metadata, values }) => {
    const different: string[] = [];
    let compared = 0;
    for (const [directory, tags] of Object.entries(values)) {
      const entries = metadata.exif!.ifds.filter(({ name }) => name === directory).flatMap(({ entries: own }) => own);
      for (const [tag, theirs] of Object.entries(tags)) {
        const entry = entries.find((candidate) => candidate.tag === Number(tag));
        if (entry === undefined) different.push(`${directory} ${tag} is missing`);
        else if (entry.tag !== MAKER_NOTE && !PLACES.includes(entry.tag)) {
          compared++;
          const ours = asExifTool(directory, entry);
          if (!isEqual(ours, theirs)) different.push(`${directory} ${entry.name}: ${JSON.stringify(ours)} ≠ ${theirs}`);
        }
      }
    }
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(5);
    expect(metadata.complete).toBe(true);
  });

  it('on as many values as were written', () => {
    const values = CASES.flatMap((entry) => Object.values(entry.values)).flatMap((tags) => Object.keys(tags));
    expect(values.length).toBeGreaterThan(150);
  });
});

describe('the normalized view of these files', () => {
  const { normalized } = CASES.find(({ name }) => name === 'a camera, big-endian')!.metadata;

  it('names camera, settings, times and size, with their places', () => {
    const values = Object.entries(normalized).map(([key, field]) => [key, (field as { value?: unknown }).value]);
    expect(Object.fromEntries(values)).toMatchObject({
      make: 'Example Optical Co.',
      model: 'Example 100',
      lensModel: 'Example 18-55mm',
      software: 'Ver.1.02',
      orientation: 6,
      exposureTime: 0.004,
      fNumber: 2.8,
      iso: 400,
      focalLength: 35.5,
      focalLengthIn35mm: 53,
      exifVersion: '0231',
      colorSpace: 1,
      pixelWidth: 64,
      pixelHeight: 48,
    });
    expect(normalized.fNumber).toMatchObject({ path: 'ExifIFD.FNumber', raw: 2.8 });
  });

  it('reads times with their offset and fraction', () => {
    expect(normalized.dateTimeOriginal!.value).toEqual({
      text: '2019:02:28 23:59:58',
      time: { year: 2019, month: 2, day: 28, hour: 23, minute: 59, second: 58 },
      isUnset: false,
      subSeconds: '042',
      utcOffsetMinutes: 330,
    });
    expect(normalized.dateTime!.value.utcOffsetMinutes).toBeUndefined();
  });

  it.each(['a place, little-endian', 'a place, big-endian'])('places what ExifTool placed: %s', (name) => {
    const gps = CASES.find((entry) => entry.name === name)!.metadata.normalized.gps!;
    expect([gps.latitude!.value, gps.longitude!.value, gps.altitude!.value]).toEqual([-33.5, -70.25, -12.5]);
    expect(gps.timestamp!.value).toMatchObject({ time: { year: 2019, month: 2, day: 28, hour: 18, minute: 29, second: 58 } });
  });
});
