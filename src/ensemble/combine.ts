import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';
import { sightOf } from './sight.ts';
import type { Assessment, DetectorOutcome, Outcome, RiskLevel, Verdict } from './verdict.ts';

/** What is known of the image beside the findings. */
export interface ExaminationState {
  /** Whether all of the image could be read. */
  readonly complete: boolean;
}

/**
 * Above these statistics a detector's finding is worth a person's look; below, it is what untouched photographs show as well.
 * They are rules of thumb, not calibrated: they can move an answer to `inconclusive` and never further.
 */
const WORTH_A_LOOK: ReadonlyMap<string, number> = new Map([
  // Reached by 6 of 97 authentic development pictures and 30 of 114 tampered ones.
  ['ela', 1.2],
  // By 2 of 97 and 6 of 114: noise shows where rather than whether.
  ['noise', 6],
  // One false alarm expected in a hundred images. Reached by none of the 67 authentic JPEG files and by 25 of 69 tampered ones.
  ['double-jpeg', 2],
  // A contradiction of medium weight; reached by none of the 97, of which few have metadata.
  ['metadata', 1],
]);

/** The detectors that look at the pixels: when only others are silent, nothing is known of the picture. */
const LOOKS_AT_PIXELS: ReadonlySet<string> = new Set(['ela', 'noise']);

/** What a finding at its threshold adds to the confidence, and the most that one finding can. */
const STRENGTH_AT_THRESHOLD = 0.25;
const MAXIMUM_STRENGTH = 0.9;

const RISK: Readonly<Record<Outcome, RiskLevel>> = {
  'no-evidence': 'low',
  inconclusive: 'medium',
  'likely-manipulated': 'high',
  'declared-synthetic': 'high',
  'needs-review': 'medium',
};

/** What to do at each level of risk, most useful first, after a look at what stands out. */
const RECOMMENDATIONS: Readonly<Record<RiskLevel, readonly Note[]>> = {
  low: [note('recommend-confirm-otherwise')],
  medium: [note('recommend-ask-for-original'), note('recommend-not-alone')],
  high: [note('recommend-person'), note('recommend-ask-for-original'), note('recommend-keep-file')],
};

/**
 * Combines the findings of several detectors into one answer.
 *
 * Without calibration the answer stays `no-evidence` or `inconclusive`, with `probability: null`; a detector that failed makes it
 * `needs-review`. `no-evidence` takes at least one detector that looks at the pixels and could see enough of them.
 *
 * @param outcomes - What each detector said, by id. Missing is not zero: what did not apply says nothing.
 * @param state - Whether the image could be read in full.
 *
 * @example
 * ```ts
 * import { combine } from 'tamperlens/ensemble';
 *
 * combine({}, { complete: true }).outcome; // 'inconclusive'
 * ```
 */
export function combine(outcomes: Readonly<Record<string, DetectorOutcome>>, state: ExaminationState): Verdict {
  const assessments: Record<string, Assessment> = {};
  const reasons: Note[] = [];
  const limits: Note[] = [note('limit-uncalibrated')];
  let measured = 0;
  let failed = 0;
  let standsOut = false;
  let silent = 0;
  const blind: Note[] = [];
  let doubt = 1;
  for (const [detector, outcome] of Object.entries(outcomes)) {
    if (outcome.status === 'failed') {
      failed++;
      reasons.push(note('verdict-detector-failed', { detector, message: outcome.error.message }));
    } else if (outcome.status === 'not-applicable') limits.push(note('limit-not-applicable', { detector }));
    else {
      measured++;
      const assessment = assess(detector, outcome.statistic);
      assessments[detector] = assessment;
      doubt *= 1 - strengthOf(detector, outcome.statistic);
      const { limit, reason } = sightOf(detector, outcome.notes);
      if (limit !== undefined) limits.push(limit);
      if (assessment.severity !== 'none') {
        standsOut = true;
        reasons.push(note('verdict-stands-out', { detector, regions: outcome.regions.length }));
      } else if (LOOKS_AT_PIXELS.has(detector)) {
        silent++;
        if (reason !== undefined) blind.push(reason);
      }
    }
  }
  if (!state.complete) reasons.push(note('verdict-incomplete-file'));
  // Silence is an answer only of a detector that could have spoken.
  const nobodyCouldTell = !standsOut && silent === blind.length;
  if (nobodyCouldTell && failed === 0) {
    if (measured === 0) reasons.push(note('verdict-nothing-measured'));
    else if (silent === 0) reasons.push(note('verdict-nothing-to-tell-by'));
    else reasons.push(...blind);
  }
  const unsure = standsOut || !state.complete || nobodyCouldTell;
  const outcome = failed > 0 ? 'needs-review' : unsure ? 'inconclusive' : 'no-evidence';
  if (outcome === 'no-evidence') reasons.push(note('verdict-nothing-stands-out'));
  limits.push(note('limit-not-authentic'));
  return {
    outcome,
    probability: null,
    log10LikelihoodRatio: null,
    percentile: null,
    confidence: 1 - doubt,
    riskLevel: RISK[outcome],
    // The two outcomes that this stands for need calibration.
    isPotentiallyEdited: false,
    reasons,
    recommendations: [...(standsOut ? [note('recommend-look')] : []), ...RECOMMENDATIONS[RISK[outcome]]],
    limits,
    assessments,
  };
}

function assess(detector: string, statistic: number): Assessment {
  const threshold = WORTH_A_LOOK.get(detector);
  if (threshold === undefined) return { score: null, uncalibrated: true, severity: 'none' };
  return { score: null, uncalibrated: true, severity: statistic >= threshold ? 'low' : 'none', worthALookFrom: threshold };
}

/** Findings are taken as independent, which they are not: one more reason why the result is no probability. */
function strengthOf(detector: string, statistic: number): number {
  const threshold = WORTH_A_LOOK.get(detector);
  if (threshold === undefined) return 0;
  return Math.min(MAXIMUM_STRENGTH, Math.max(0, (STRENGTH_AT_THRESHOLD * statistic) / threshold));
}
