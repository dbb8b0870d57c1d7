import type { NotApplicable } from '../detectors/contract.ts';
import type { Assessment, FailedFinding, Outcome, RiskLevel } from '../ensemble/index.ts';
import type { Region } from '../image/index.ts';
import type { Note } from '../notes/index.ts';

/** A note with its sentence. */
export interface WordedNote extends Note {
  readonly text: string;
}

/** One detector's measurement as the report shows it; heat maps are kept beside the report. */
export interface ReportedMeasurement extends Assessment {
  readonly status: 'measured';
  readonly title: string;
  readonly statistic: number;
  readonly quantity: string;
  readonly polarity: 'larger-is-more-suspicious' | 'two-sided';
  readonly nfa?: number;
  readonly regions: readonly Region[];
  readonly notes: readonly WordedNote[];
  readonly details: unknown;
}

/** One detector's answer as the report shows it. */
export type ReportedFinding =
  | ReportedMeasurement
  | (Omit<NotApplicable, 'reason'> & { readonly title: string; readonly reason: WordedNote })
  | (FailedFinding & { readonly title: string });

/** The verdict with its sentences. */
export interface ReportedVerdict {
  readonly outcome: Outcome;
  readonly probability: number | null;
  readonly log10LikelihoodRatio: number | null;
  readonly percentile: number | null;
  /** How strongly the findings stand out together, 0..1; an uncalibrated rule of thumb, not a probability. */
  readonly confidence: number;
  readonly riskLevel: RiskLevel;
  readonly isPotentiallyEdited: boolean;
  /** The outcome in one sentence. */
  readonly summary: string;
  readonly reasons: readonly WordedNote[];
  readonly recommendations: readonly WordedNote[];
  readonly limits: readonly WordedNote[];
}

/** What made the report. */
export interface ReportedTool {
  readonly name: 'tamperlens';
  readonly version: string;
  readonly jpegCodec: string;
  readonly decoder: string;
  /** Revision of each detector that ran, by id. */
  readonly detectors: Readonly<Record<string, number>>;
  /** Which calibration was used; `none` so far. */
  readonly calibration: string;
}

/** What was examined. */
export interface ReportedFile {
  readonly name?: string;
  readonly format: string;
  /** Bytes of the file; `null` for pixels alone. */
  readonly byteLength: number | null;
  readonly width: number;
  readonly height: number;
  /** SHA-256 of the file, lower-case hexadecimal; `null` for pixels alone. */
  readonly sha256: string | null;
  /** Whether all of the image could be read. */
  readonly complete: boolean;
  /** Pixel rows that were read; `null` when no detector asked for pixels. */
  readonly decodedRows: number | null;
  readonly notes: readonly WordedNote[];
}

/** The answer of `analyze`: plain data, the same for the same bytes in every runtime. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: ReportedTool;
  readonly file: ReportedFile;
  readonly verdict: ReportedVerdict;
  readonly findings: Readonly<Record<string, ReportedFinding>>;
}
