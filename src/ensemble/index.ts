export { combine } from './combine.ts';
export type { ExaminationState } from './combine.ts';
export type { Assessment, DetectorOutcome, FailedFinding, Outcome, RiskLevel, Severity, Verdict } from './verdict.ts';
