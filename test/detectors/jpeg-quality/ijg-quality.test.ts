import { describe, expect, it } from 'vitest';
import { standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { estimateIjgQuality } from '../../../src/detectors/jpeg-quality/index.ts';

const QUALITIES = Array.from({ length: 100 }, (_, i) => i + 1);

/** The chroma tables of qualities 1, 2 and 3 hold nothing but 255. */
const lowestOf = (kind: string, quality: number): number => (kind === 'chroma' && quality <= 3 ? 1 : quality);

describe.each(['luma', 'chroma'] as const)('estimateIjgQuality of a %s table', (kind) => {
  it('inverts the scale at every quality', () => {
    const found = QUALITIES.map((quality) => estimateIjgQuality(standardQuantizationTable(kind, quality), kind));
    expect(found.map(({ quality }) => quality)).toEqual(QUALITIES.map((quality) => lowestOf(kind, quality)));
    expect(found.filter(({ exact, deviation }) => !exact || deviation !== 0)).toEqual([]);
  });

  it('is not exact, but near, when one step of 64 differs by one', () => {
    for (const quality of [20, 50, 75, 90, 95]) {
      const table = standardQuantizationTable(kind, quality);
      const step = table[5]++;
      const found = estimateIjgQuality(table, kind);
      expect([found.quality, found.exact], `quality ${quality}`).toEqual([quality, false]);
      expect(found.deviation, `quality ${quality}`).toBeCloseTo(1 / step / 64, 12);
    }
  });

  it('grows away from the standard with the table', () => {
    const at = (factor: number) => {
      const table = standardQuantizationTable(kind, 60).map((step, k) => step + factor * (k % 3));
      return estimateIjgQuality(table, kind).deviation;
    };
    const deviations = [0, 1, 3, 9, 27].map(at);
    expect(deviations).toEqual([...deviations].sort((a, b) => a - b));
    expect([deviations[0], deviations[4] > 0.1]).toEqual([0, true]);
  });

  it('finds the end of the scale for steps beyond it', () => {
    expect(estimateIjgQuality(new Uint16Array(64).fill(1), kind)).toEqual({ quality: 100, exact: true, deviation: 0 });
    expect(estimateIjgQuality(new Uint16Array(64).fill(65_535), kind)).toMatchObject({ quality: 1, exact: false });
    expect(estimateIjgQuality(new Uint16Array(64), kind)).toMatchObject({ exact: false, deviation: 1 });
  });
});

describe('estimateIjgQuality', () => {
  it('tells the two kinds apart', () => {
    const luma = standardQuantizationTable('luma', 75);
    expect(estimateIjgQuality(luma, 'luma').exact).toBe(true);
    expect(estimateIjgQuality(luma, 'chroma').exact).toBe(false);
  });
});
