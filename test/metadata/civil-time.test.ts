import { describe, expect, it } from 'vitest';
import {
  civilDays,
  civilSeconds,
  civilTime,
  isUnsetTime,
  parseCivilTime,
  parseUtcOffset,
} from '../../src/metadata/civil-time.ts';

describe('civilSeconds', () => {
  it('counts like the clock of the platform, day by day over four centuries', () => {
    const wrong: string[] = [];
    for (let day = civilDays(1799, 12, 25), i = 0; i < 147_000; i++, day++) {
      const date = new Date(day * 86_400_000);
      const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      if (civilDays(year, month, dayOfMonth) !== day) wrong.push(date.toISOString());
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['1970:01:01 00:00:00', 0],
    ['2000:02:29 12:00:01', Date.UTC(2000, 1, 29, 12, 0, 1) / 1000],
    ['2038:01:19 03:14:08', 2 ** 31],
    ['1899:12:31 23:59:59', Date.UTC(1899, 11, 31, 23, 59, 59) / 1000],
    ['0001:01:01 00:00:00', -62_135_596_800],
  ])('puts %s at %d', (text, seconds) => {
    expect(civilSeconds(parseCivilTime(text)!)).toBe(seconds);
  });
});

describe('parseCivilTime', () => {
  it('reads the figures', () => {
    const time = { year: 2016, month: 4, day: 9, hour: 12, minute: 30, second: 15 };
    expect(parseCivilTime('2016:04:09 12:30:15')).toEqual(time);
    expect(parseCivilTime(' 2016-04-09T12:30:15+02:00 ')).toEqual(time);
    expect(parseCivilTime('2016/04/09 12:30')).toEqual({ ...time, second: 0 });
  });

  it.each([
    '2015:02:29 00:00:00',
    '1900:02:29 00:00:00',
    '2016:04:31 00:00:00',
    '2016:13:01 00:00:00',
    '2016:00:01 00:00:00',
    '2016:01:00 00:00:00',
    '2016:01:01 24:00:00',
    '2016:01:01 00:60:00',
    '2016:01:01 00:00:61',
    '0000:01:01 00:00:00',
    '0000:00:00 00:00:00',
    '    :  :     :  :  ',
    'yesterday',
    '',
  ])('takes %j for no time', (text) => {
    expect(parseCivilTime(text)).toBeUndefined();
  });

  it('knows the leap days, and leap seconds', () => {
    expect(parseCivilTime('2000:02:29 23:59:60')).toEqual(civilTime(2000, 2, 29, 23, 59, 60));
    expect(parseCivilTime('2016:06:30 00:00:00')).toBeDefined();
  });
});

describe('isUnsetTime', () => {
  it.each(['0000:00:00 00:00:00', '    :  :     :  :  ', '', '0'])('knows %j', (text) => expect(isUnsetTime(text)).toBe(true));

  it('knows a time that was set', () => {
    expect(isUnsetTime('2001:01:01 00:00:00')).toBe(false);
  });
});

describe('parseUtcOffset', () => {
  it.each([
    ['+00:00', 0],
    ['-00:00', 0],
    ['Z', 0],
    ['+05:45', 345],
    ['-03:30', -210],
    ['+14:00', 840],
    [' +01:00 ', 60],
  ])('reads %j as %d minutes', (text, minutes) => expect(parseUtcOffset(text)).toBe(minutes));

  it.each(['', '+1:00', '01:00', '+01:60', '+14:30', 'UTC', '+01:00:00'])('refuses %j', (text) => {
    expect(parseUtcOffset(text)).toBeUndefined();
  });
});
