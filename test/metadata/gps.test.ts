import { describe, expect, it } from 'vitest';
import { readMetadata, withoutPosition } from '../../src/metadata/index.ts';
import type { ImageMetadata, MetadataPosition } from '../../src/metadata/index.ts';
import { cameraFile } from '../support/camera-file.ts';
import { ascii, rational, TYPE } from '../support/exif-builder.ts';
import type { EntryParts } from '../support/exif-builder.ts';

function metadataWith(gps: readonly EntryParts[], without: readonly number[] = []): ImageMetadata {
  return readMetadata(cameraFile({ gps, without }));
}

function positionWith(gps: readonly EntryParts[], without: readonly number[] = []): MetadataPosition {
  return metadataWith(gps, without).normalized.gps!;
}

describe('a position', () => {
  it('is in degrees, north and east positive', () => {
    const { latitude, longitude, altitude } = positionWith([]);
    expect([latitude!.value, longitude!.value, altitude!.value]).toEqual([51.5, -(7 / 60 + 30 / 3600), 45]);
    expect(latitude!.path).toBe('GPS.GPSLatitude');
    const south = positionWith([ascii(1, 'S'), ascii(3, 'E')]);
    expect([south.latitude!.value, south.longitude!.value]).toEqual([-51.5, 7 / 60 + 30 / 3600]);
  });

  it('has no sign of its own without a reference', () => {
    expect(positionWith([], [1]).latitude!.value).toBe(51.5);
  });

  it('takes seconds of 0/0 for none, and nothing at all for no position', () => {
    expect(positionWith([rational(2, 51, 1, 30, 1, 0, 0)]).latitude!.value).toBe(51.5);
    expect(positionWith([rational(2, 0, 0, 30, 1, 0, 1)]).latitude).toBeUndefined();
    expect(positionWith([rational(2, 51, 1)]).latitude!.value).toBe(51);
    expect(positionWith([], [2, 4, 6, 29])).toEqual({ offset: expect.any(Number) as number });
  });

  it('below the sea is negative, and zero has no sign', () => {
    const reference: EntryParts = { tag: 5, type: TYPE.BYTE, values: [1] };
    expect(positionWith([reference]).altitude!.value).toBe(-45);
    expect(Object.is(positionWith([reference, rational(6, 0, 1)]).altitude!.value, 0)).toBe(true);
    expect(Object.is(positionWith([ascii(1, 'S'), rational(2, 0, 1, 0, 1, 0, 1)]).latitude!.value, 0)).toBe(true);
  });

  it('has a time in UTC', () => {
    const { value, path } = positionWith([]).timestamp!;
    expect(value).toEqual({
      text: '2016:04:09',
      time: { year: 2016, month: 4, day: 9, hour: 11, minute: 30, second: 14 },
      isUnset: false,
      utcOffsetMinutes: 0,
    });
    expect(path).toBe('GPS.GPSDateStamp');
  });

  it('has no time by a date that is none: a phone wrote the day of the year', () => {
    expect(positionWith([ascii(29, '2014:09:259')]).timestamp!.value.time).toBeUndefined();
    expect(positionWith([ascii(29, '')]).timestamp!.value).toEqual({ text: '', isUnset: true, utcOffsetMinutes: 0 });
  });
});

describe('withoutPosition', () => {
  const metadata = metadataWith([
    ascii(0x1d, '2016:04:09'),
    { tag: 0x1c, type: TYPE.UNDEFINED, values: new TextEncoder().encode('ASCII\0\0\0Ludgate Hill') },
  ]);

  it('takes the values out of the GPS directory and leaves tags and places', () => {
    const shown = withoutPosition(metadata);
    const before = metadata.exif!.ifds.find(({ name }) => name === 'GPS')!;
    const after = shown.exif!.ifds.find(({ name }) => name === 'GPS')!;
    expect(after.entries.map(({ tag, offset, valueOffset }) => [tag, offset, valueOffset])).toEqual(
      before.entries.map(({ tag, offset, valueOffset }) => [tag, offset, valueOffset]),
    );
    expect(after.entries.filter((entry) => 'value' in entry || 'fractions' in entry)).toEqual([]);
    expect(shown.normalized.gps).toEqual({ offset: before.offset });
  });

  it('leaves nothing of it in the text of the result', () => {
    const text = JSON.stringify(withoutPosition(metadata));
    for (const trace of ['51.5', '[51,30,0]', '[51,1]', '[0,7,30]', 'Ludgate', '-0.125']) {
      expect(JSON.stringify(metadata)).toContain(trace);
      expect(text).not.toContain(trace);
    }
  });

  it('leaves everything else, and the original, as it was', () => {
    const before = JSON.stringify(metadata);
    const { exif, normalized, ...rest } = withoutPosition(metadata);
    const { exif: ownExif, normalized: own, ...ownRest } = metadata;
    expect(rest).toEqual(ownRest);
    expect(exif!.ifds.filter(({ name }) => name !== 'GPS')).toEqual(ownExif!.ifds.filter(({ name }) => name !== 'GPS'));
    expect({ ...normalized, gps: own.gps }).toEqual(own);
    expect(JSON.stringify(metadata)).toBe(before);
  });

  it('is the same metadata where there is no position', () => {
    const plain = readMetadata(cameraFile({ gps: [], without: [1, 2, 3, 4, 6, 7, 29] }));
    const { gps, ...rest } = plain.normalized;
    expect(gps).toEqual({ offset: expect.any(Number) as number });
    expect(withoutPosition(plain).normalized).toMatchObject(rest);
  });
});
