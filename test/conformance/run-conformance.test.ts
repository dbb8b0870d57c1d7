import { describe, expect, it } from 'vitest';
import { CONFORMANCE_SUITES, runConformance } from '../../src/conformance/index.ts';
import type { ConformanceOptions, ConformanceProgress } from '../../src/conformance/index.ts';
import { comparePicture } from '../../src/conformance/compare.ts';
import { CONFORMANCE_PICTURES } from '../../src/conformance/pictures.ts';
import { reportOf } from '../../src/conformance/report.ts';
import { VECTORS } from '../../src/conformance/vectors.ts';

const asked = (suite: keyof typeof VECTORS) =>
  Object.values(VECTORS[suite].rows)
    .flatMap((row) => row.split(' '))
    .filter((value) => value !== '-').length;

describe('runConformance', () => {
  it.each(CONFORMANCE_SUITES)('computes what the reference of %s computed, rounding included', (suite) => {
    const { rows, conforms, tallies } = runConformance({ suites: [suite] });
    expect(rows.filter(({ verdict }) => verdict !== 'equal')).toEqual([]);
    expect(conforms).toBe(true);
    const checks = asked(suite);
    expect(checks).toBeGreaterThan(40);
    const { reference } = VECTORS[suite];
    expect(tallies).toEqual([{ suite, reference, checks, equal: checks, undetermined: 0, tolerated: 0, differs: 0 }]);
  });

  it('runs the suites that are asked for, in its own order, each once', () => {
    const { tallies, rows } = runConformance({ suites: ['pillow', 'blockhash', 'pillow'] });
    expect(tallies.map(({ suite }) => suite)).toEqual(['blockhash', 'pillow']);
    expect(rows.map(({ suite }) => suite)).toEqual([
      ...Array.from({ length: asked('blockhash') }, () => 'blockhash'),
      ...Array.from({ length: asked('pillow') }, () => 'pillow'),
    ]);
    expect(runConformance({ suites: [] })).toEqual({ rows: [], tallies: [], conforms: true });
  });

  it('tells how far it is, picture by picture', () => {
    const told: ConformanceProgress[] = [];
    runConformance({ suites: [], onProgress: (progress) => told.push(progress) });
    const names = Object.keys(CONFORMANCE_PICTURES);
    expect(told).toEqual([...names, ''].map((picture, done) => ({ done, total: names.length, picture })));
  });

  it('says what it refuses', () => {
    const suites = ['pdq', 'phash'] as unknown as ConformanceOptions['suites'];
    expect(() => runConformance({ suites })).toThrow(
      new RangeError('"suites" must be one of imagehash, pdq, blockhash, pillow, jpeg, received "phash"'),
    );
    expect(() => runConformance({ suites: 'pdq' as unknown as ConformanceOptions['suites'] })).toThrow(
      new TypeError('"suites" must be an array of names'),
    );
    expect(() => runConformance({ suite: 'pdq' } as object)).toThrow(
      new TypeError('unknown option "suite"; known options: suites, onProgress'),
    );
  });
});

describe('comparePicture', () => {
  const raster = CONFORMANCE_PICTURES['noise 8×8']();
  const checksums = VECTORS.pillow.rows['noise 8×8'].split(' ');

  it('finds a value that is not ours', () => {
    const values = [...checksums.slice(0, 3), '01234567'].join(' ');
    const rows = comparePicture('p', raster, { suite: 'pillow', reference: 'r', columns: VECTORS.pillow.columns, values });
    expect(rows.map(({ verdict }) => verdict)).toEqual(['equal', 'equal', 'equal', 'differs']);
    expect(rows[3]).toEqual({
      ...{ suite: 'pillow', reference: 'r', picture: 'p', what: 'lanczos 300×300' },
      ...{ expected: '01234567', actual: checksums[3], verdict: 'differs' },
    });
    expect(reportOf(rows).conforms).toBe(false);
  });

  it('makes a row of a computation that fails, and passes over what was not asked', () => {
    const broken = { ...raster, data: raster.data.subarray(1) };
    const rows = comparePicture('p', broken, {
      suite: 'pillow',
      reference: 'r',
      columns: VECTORS.pillow.columns,
      values: '1 - - -',
    });
    expect(rows).toEqual([
      {
        ...{ suite: 'pillow', reference: 'r', picture: 'p', what: 'luma', expected: '1', verdict: 'differs' },
        actual: 'RangeError: "data" must hold 192 samples for 8×8×3, received 191',
      },
    ]);
  });

  it('refuses a column that nothing computes', () => {
    const reference = { suite: 'pillow', reference: 'r', columns: 'luma, chroma', values: '1 2' } as const;
    expect(() => comparePicture('p', raster, reference)).toThrow(new RangeError('nothing computes pillow "chroma"'));
  });
});
