import { describe, expect, it } from 'vitest';
import type { ConformanceRow, ConformanceSuite, ConformanceVerdict } from '../../src/conformance/index.ts';
import { reportOf } from '../../src/conformance/report.ts';

const row = (suite: ConformanceSuite, reference: string, verdict: ConformanceVerdict, picture = 'p'): ConformanceRow => ({
  ...{ suite, reference, picture, what: 'hash', expected: '00', actual: '01', verdict },
});

describe('reportOf', () => {
  it('counts verdicts by suite and reference', () => {
    const rows = [
      row('pdq', 'core', 'equal'),
      row('pdq', 'core', 'undetermined'),
      row('pdq', 'tests', 'tolerated'),
      row('jpeg', 'core', 'differs'),
      row('pdq', 'core', 'equal'),
    ];
    expect(reportOf(rows).tallies).toEqual([
      { suite: 'pdq', reference: 'core', checks: 3, equal: 2, undetermined: 1, tolerated: 0, differs: 0 },
      { suite: 'pdq', reference: 'tests', checks: 1, equal: 0, undetermined: 0, tolerated: 1, differs: 0 },
      { suite: 'jpeg', reference: 'core', checks: 1, equal: 0, undetermined: 0, tolerated: 0, differs: 1 },
    ]);
  });

  it('puts the checks of a reference together and keeps their order', () => {
    const rows = [row('pdq', 'core', 'equal', 'a'), row('jpeg', 'turbo', 'equal', 'b'), row('pdq', 'core', 'equal', 'c')];
    expect(reportOf(rows).rows.map(({ picture }) => picture)).toEqual(['a', 'c', 'b']);
  });

  it.each<[ConformanceVerdict, boolean]>([
    ['equal', true],
    ['undetermined', true],
    ['tolerated', true],
    ['differs', false],
  ])('with a check that is %s: conforms is %s', (verdict, conforms) => {
    expect(reportOf([row('pdq', 'core', 'equal'), row('pdq', 'core', verdict)]).conforms).toBe(conforms);
  });
});
