import type { Finding } from '../detectors/contract.ts';
import type { ForensicsErrorCode } from '../errors/index.ts';
import type { Note } from '../notes/index.ts';

/** What the examination comes to. Nothing is ever called authentic. */
export type Outcome = 'no-evidence' | 'inconclusive' | 'likely-manipulated' | 'declared-synthetic' | 'needs-review';

/** How much care the outcome asks for. */
export type RiskLevel = 'low' | 'medium' | 'high';

/** A detector that broke. The others' findings stand. */
export interface FailedFinding {
  readonly status: 'failed';
  readonly error: { readonly code: ForensicsErrorCode | 'internal'; readonly message: string; readonly offset?: number };
}

/** What came of running one detector. */
export type DetectorOutcome = Finding<unknown> | FailedFinding;

/** How far a finding stands out, by the ensemble's policy. */
export type Severity = 'none' | 'low' | 'medium' | 'high';

/** What the ensemble adds to each measured finding. */
export interface Assessment {
  /** Calibrated 0..1, or `null` when there is no calibration for this revision of the detector. */
  readonly score: number | null;
  readonly uncalibrated: boolean;
  readonly severity: Severity;
  /** The statistic from which a finding of this detector is worth a person's look; absent when the ensemble has no such threshold. */
  readonly worthALookFrom?: number;
}

/** The combined answer, as data; the report words it. */
export interface Verdict {
  readonly outcome: Outcome;
  /** Calibrated probability of manipulation, `null` without calibration. */
  readonly probability: number | null;
  readonly log10LikelihoodRatio: number | null;
  /** Among authentic images of the same class, 0..100, `null` without calibration. */
  readonly percentile: number | null;
  /**
   * How strongly the findings stand out together, 0..1: an uncalibrated rule of thumb that orders images for a person's attention. It is
   * not a probability.
   */
  readonly confidence: number;
  readonly riskLevel: RiskLevel;
  /** Outcome is `likely-manipulated` or `declared-synthetic`. */
  readonly isPotentiallyEdited: boolean;
  readonly reasons: readonly Note[];
  readonly recommendations: readonly Note[];
  /** What the answer cannot say. */
  readonly limits: readonly Note[];
  readonly assessments: Readonly<Record<string, Assessment>>;
}
