import type { Region } from '../image/index.ts';
import type { Report, ReportedFinding } from './model.ts';

/** One analysis in the compatible field view. */
export type LegacyAnalysis =
  | {
      readonly status: 'measured';
      readonly statistic: number;
      readonly severity: string;
      readonly regions: readonly Region[];
      readonly notes: readonly string[];
      readonly details: unknown;
    }
  | { readonly status: 'not_applicable' | 'failed' | 'not_run'; readonly reason: string };

/** The report in the field names that existing clients know. */
export interface LegacyReport {
  readonly filename: string | null;
  readonly is_potentially_edited: boolean;
  /** `verdict.confidence`: an uncalibrated rule of thumb, not a probability. */
  readonly confidence_score: number;
  readonly risk_level: 'low' | 'medium' | 'high';
  readonly analysis_details: {
    readonly enhanced_ela: LegacyAnalysis;
    readonly metadata_consistency: LegacyAnalysis;
    readonly noise_pattern: LegacyAnalysis;
    readonly jpeg_quality: LegacyAnalysis;
  };
  /** Titles of the checks that measured something. */
  readonly detection_methods: readonly string[];
  readonly recommendations: readonly string[];
}

/**
 * Translates a report into the field names that existing clients know. It says nothing that the report does not.
 *
 * @example
 * ```ts
 * import { analyze } from 'tamperlens';
 * import { toLegacyJson } from 'tamperlens/report';
 *
 * const { report } = await analyze({ data: new Uint8Array(128 * 128 * 3), width: 128, height: 128 });
 * toLegacyJson(report).risk_level; // 'low'
 * ```
 */
export function toLegacyJson(report: Report): LegacyReport {
  const { file, verdict, findings } = report;
  return {
    filename: file.name ?? null,
    is_potentially_edited: verdict.isPotentiallyEdited,
    confidence_score: verdict.confidence,
    risk_level: verdict.riskLevel,
    analysis_details: {
      enhanced_ela: translate(findings['ela']),
      metadata_consistency: translate(findings['metadata']),
      noise_pattern: translate(findings['noise']),
      jpeg_quality: translate(findings['jpeg-quality']),
    },
    detection_methods: Object.values(findings).flatMap((finding) => (finding.status === 'measured' ? [finding.title] : [])),
    recommendations: verdict.recommendations.map(({ text }) => text),
  };
}

function translate(finding: ReportedFinding | undefined): LegacyAnalysis {
  if (finding === undefined) return { status: 'not_run', reason: 'This check was not asked for.' };
  if (finding.status === 'failed') return { status: 'failed', reason: finding.error.message };
  if (finding.status === 'not-applicable') return { status: 'not_applicable', reason: finding.reason.text };
  const { statistic, severity, regions, notes, details } = finding;
  return { status: 'measured', statistic, severity, regions, notes: notes.map(({ text }) => text), details };
}
