import { describe, expect, it } from 'vitest';
import { combine } from '../../src/ensemble/index.ts';
import type { DetectorOutcome, Verdict } from '../../src/ensemble/index.ts';
import type { Note } from '../../src/notes/index.ts';

function measured(statistic: number, regions = 0, notes: readonly Note[] = []): DetectorOutcome {
  return {
    status: 'measured',
    statistic,
    quantity: 'a made-up number',
    polarity: 'larger-is-more-suspicious',
    regions: Array.from({ length: regions }, () => ({ x: 0, y: 0, width: 8, height: 8, areaPixels: 64 })),
    notes,
    details: {},
  };
}

const NOT_APPLICABLE: DetectorOutcome = { status: 'not-applicable', reason: { code: 'exhibit-needs-file', params: {} } };
const FAILED: DetectorOutcome = { status: 'failed', error: { code: 'internal', message: 'it broke' } };

/** Above what untouched photographs show. */
const STRIKING = measured(3, 2);
const USUAL = measured(0.2);

/** Silent, and for a reason that says that silence means little. */
const SMALL = measured(0, 0, [{ code: 'ela-small-image', params: { width: 50, height: 50 } }]);
const transparent = (percent: number, statistic = 0): DetectorOutcome =>
  measured(statistic, 0, [{ code: 'ela-transparent', params: { percent } }]);

function codes(notes: Verdict['reasons']): string[] {
  return notes.map(({ code }) => code);
}

interface Case {
  readonly name: string;
  readonly outcomes: Readonly<Record<string, DetectorOutcome>>;
  readonly complete: boolean;
  readonly outcome: Verdict['outcome'];
  readonly riskLevel: Verdict['riskLevel'];
  readonly reasons: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'no detector ran',
    outcomes: {},
    complete: true,
    outcome: 'inconclusive',
    riskLevel: 'medium',
    reasons: ['verdict-nothing-measured'],
  },
  {
    name: 'none applied',
    outcomes: { ela: NOT_APPLICABLE, 'jpeg-quality': NOT_APPLICABLE },
    complete: true,
    outcome: 'inconclusive',
    riskLevel: 'medium',
    reasons: ['verdict-nothing-measured'],
  },
  {
    name: 'nothing stands out',
    outcomes: { ela: USUAL, 'jpeg-quality': measured(90) },
    complete: true,
    outcome: 'no-evidence',
    riskLevel: 'low',
    reasons: ['verdict-nothing-stands-out'],
  },
  {
    name: 'one did not apply and nothing stands out',
    outcomes: { ela: USUAL, 'jpeg-quality': NOT_APPLICABLE },
    complete: true,
    outcome: 'no-evidence',
    riskLevel: 'low',
    reasons: ['verdict-nothing-stands-out'],
  },
  {
    name: 'something stands out',
    outcomes: { ela: STRIKING, 'jpeg-quality': measured(90) },
    complete: true,
    outcome: 'inconclusive',
    riskLevel: 'medium',
    reasons: ['verdict-stands-out'],
  },
  {
    name: 'the file is cut short',
    outcomes: { ela: USUAL },
    complete: false,
    outcome: 'inconclusive',
    riskLevel: 'medium',
    reasons: ['verdict-incomplete-file'],
  },
  {
    name: 'the file is cut short and none applied',
    outcomes: { ela: NOT_APPLICABLE },
    complete: false,
    outcome: 'inconclusive',
    riskLevel: 'medium',
    reasons: ['verdict-incomplete-file', 'verdict-nothing-measured'],
  },
  {
    name: 'only a check without a threshold of its own measured',
    outcomes: { 'jpeg-quality': measured(90) },
    complete: true,
    outcome: 'inconclusive',
    riskLevel: 'medium',
    reasons: ['verdict-nothing-to-tell-by'],
  },
  {
    name: 'the image is too small for the one check that could tell',
    outcomes: { ela: SMALL, 'jpeg-quality': measured(90) },
    complete: true,
    outcome: 'inconclusive',
    riskLevel: 'medium',
    reasons: ['verdict-too-small-to-tell'],
  },
  {
    name: 'the image is small and yet something stands out',
    outcomes: { ela: measured(3, 1, [{ code: 'ela-small-image', params: {} }]) },
    complete: true,
    outcome: 'inconclusive',
    riskLevel: 'medium',
    reasons: ['verdict-stands-out'],
  },
  {
    name: 'half of the image was left out',
    outcomes: { ela: transparent(50) },
    complete: true,
    outcome: 'no-evidence',
    riskLevel: 'low',
    reasons: ['verdict-nothing-stands-out'],
  },
  {
    name: 'more than half of the image was left out',
    outcomes: { ela: transparent(51), 'jpeg-quality': measured(90) },
    complete: true,
    outcome: 'inconclusive',
    riskLevel: 'medium',
    reasons: ['verdict-mostly-transparent'],
  },
  {
    name: 'one failed',
    outcomes: { ela: FAILED, 'jpeg-quality': measured(90) },
    complete: true,
    outcome: 'needs-review',
    riskLevel: 'medium',
    reasons: ['verdict-detector-failed'],
  },
  {
    name: 'one failed and another stands out',
    outcomes: { 'jpeg-quality': FAILED, ela: STRIKING },
    complete: true,
    outcome: 'needs-review',
    riskLevel: 'medium',
    reasons: ['verdict-detector-failed', 'verdict-stands-out'],
  },
  {
    name: 'all failed',
    outcomes: { ela: FAILED },
    complete: true,
    outcome: 'needs-review',
    riskLevel: 'medium',
    reasons: ['verdict-detector-failed'],
  },
  {
    name: 'one failed on a file that is cut short',
    outcomes: { ela: FAILED, 'jpeg-quality': measured(90) },
    complete: false,
    outcome: 'needs-review',
    riskLevel: 'medium',
    reasons: ['verdict-detector-failed', 'verdict-incomplete-file'],
  },
];

describe('combine', () => {
  it.each(CASES)('answers $outcome when $name', ({ outcomes, complete, outcome, riskLevel, reasons }) => {
    const verdict = combine(outcomes, { complete });
    expect(verdict).toMatchObject({ outcome, riskLevel });
    expect(codes(verdict.reasons)).toEqual(reasons);
    expect(verdict.recommendations.length).toBeGreaterThan(0);
  });

  it.each(CASES)('gives no probability and calls nothing edited when $name', ({ outcomes, complete }) => {
    expect(combine(outcomes, { complete })).toMatchObject({
      probability: null,
      log10LikelihoodRatio: null,
      percentile: null,
      isPotentiallyEdited: false,
    });
  });

  it.each(CASES)('states its limits when $name', ({ outcomes, complete }) => {
    const { limits } = combine(outcomes, { complete });
    const left = Object.keys(outcomes).filter((id) => outcomes[id] === NOT_APPLICABLE);
    const others = codes(limits).filter((code) => code !== 'limit-transparent');
    expect(others).toEqual(['limit-uncalibrated', ...left.map(() => 'limit-not-applicable'), 'limit-not-authentic']);
    const named = limits.filter(({ code }) => code === 'limit-not-applicable');
    expect(named.flatMap(({ params }) => params['detector'] ?? [])).toEqual(left);
  });

  it.each([
    [9, []],
    [10, [{ code: 'limit-transparent', params: { detector: 'ela', percent: 10 } }]],
    [100, [{ code: 'limit-transparent', params: { detector: 'ela', percent: 100 } }]],
  ])('names %d percent of transparency among the limits as %j, whatever stands out', (percent, expected) => {
    for (const statistic of [0, 3]) {
      const { limits } = combine({ ela: transparent(percent, statistic) }, { complete: true });
      expect(limits.filter(({ code }) => code === 'limit-transparent')).toEqual(expected);
    }
  });

  it('heeds no note of its own codes on a check that it has no threshold for', () => {
    expect(combine({ ela: USUAL, mine: SMALL }, { complete: true }).outcome).toBe('no-evidence');
  });

  it('recommends a look and the original where something stands out, and little where nothing does', () => {
    const { recommendations } = combine({ ela: STRIKING }, { complete: true });
    expect(codes(recommendations)).toEqual(['recommend-look', 'recommend-ask-for-original', 'recommend-not-alone']);
    expect(codes(combine({ ela: USUAL }, { complete: true }).recommendations)).toEqual(['recommend-confirm-otherwise']);
    expect(codes(combine({ ela: SMALL }, { complete: true }).recommendations)).toEqual([
      'recommend-ask-for-original',
      'recommend-not-alone',
    ]);
  });

  it('is the more confident the more stands out, from 0 and below 1, and never because of an unknown detector', () => {
    const confidence = (outcomes: Record<string, DetectorOutcome>) => combine(outcomes, { complete: true }).confidence;
    expect(confidence({ ela: measured(0), other: measured(1e9), toString: measured(1e9) })).toBe(0);
    expect(confidence({ ela: USUAL })).toBeLessThan(confidence({ ela: STRIKING }));
    expect(confidence({ ela: measured(Infinity) })).toBeLessThan(1);
    // A finding just at its threshold counts a quarter.
    expect(confidence({ ela: measured(1.2) })).toBeCloseTo(0.25, 12);
  });

  it('never goes beyond inconclusive, however large the statistics are', () => {
    for (const statistic of [1e3, 1e9, Infinity]) {
      expect(combine({ ela: measured(statistic, 50) }, { complete: true }).outcome, String(statistic)).toBe('inconclusive');
    }
  });

  it('assesses what was measured, without a score, and nothing else', () => {
    const { assessments } = combine({ ela: STRIKING, other: USUAL, a: FAILED, b: NOT_APPLICABLE }, { complete: true });
    expect(assessments).toEqual({
      ela: { score: null, uncalibrated: true, severity: 'low', worthALookFrom: 1.2 },
      other: { score: null, uncalibrated: true, severity: 'none' },
    });
  });

  it('has no opinion on a detector that it does not know', () => {
    for (const id of ['mine', 'toString', 'constructor']) {
      const { outcome, assessments } = combine({ [id]: measured(1e9) }, { complete: true });
      expect([outcome, assessments[id].severity], id).toEqual(['inconclusive', 'none']);
      expect(combine({ ela: USUAL, [id]: measured(1e9) }, { complete: true }).outcome, id).toBe('no-evidence');
    }
  });

  it('names the detector, its message and the number of regions', () => {
    const { reasons } = combine({ first: FAILED, ela: STRIKING }, { complete: true });
    expect(reasons).toEqual([
      { code: 'verdict-detector-failed', params: { detector: 'first', message: 'it broke' } },
      { code: 'verdict-stands-out', params: { detector: 'ela', regions: 2 } },
    ]);
  });

  it('changes nothing that it was given', () => {
    const outcomes = Object.freeze({ ela: Object.freeze(measured(2)) });
    const before = JSON.stringify(outcomes);
    combine(outcomes, Object.freeze({ complete: true }));
    expect(JSON.stringify(outcomes)).toBe(before);
  });
});
