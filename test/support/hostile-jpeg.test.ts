import { describe, expect, it } from 'vitest';
import { readFixture } from './fixture.ts';
import { everySubstitution, everyTruncation, HOSTILE_JPEG_SEED, hostileJpegs } from './hostile-jpeg.ts';
import { joinJpeg, splitJpeg } from './jpeg-parts.ts';

const seed = await readFixture(HOSTILE_JPEG_SEED);
const cases = hostileJpegs(seed);

describe('splitJpeg', () => {
  it('is undone by joinJpeg', () => {
    expect(joinJpeg(splitJpeg(seed))).toEqual(seed);
  });
});

describe('hostileJpegs', () => {
  it('names each case once', () => {
    const names = cases.map((hostile) => hostile.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(cases)('$name: differs from the seed, is small, and allows some answer', ({ bytes, expect: allowed, fault }) => {
    expect(bytes).not.toEqual(seed);
    expect(bytes.length).toBeLessThanOrEqual(2 << 20);
    expect(allowed.codes.length > 0 || allowed.complete === true).toBe(true);
    if (fault === undefined) return;
    expect(fault[0]).toBeLessThan(fault[1]);
    expect(fault[1]).toBeLessThanOrEqual(bytes.length);
  });

  it('refuses a seed that lacks a segment it breaks', () => {
    expect(() => hostileJpegs(seed.slice(0, 100))).toThrow('the seed has no SOF0 segment');
  });
});

describe('everyTruncation and everySubstitution', () => {
  it('cover every byte', () => {
    expect([...everyTruncation(seed)].length).toBe(seed.length);
    expect([...everySubstitution(seed.slice(0, 20))].length).toBeGreaterThanOrEqual(60);
  });
});
