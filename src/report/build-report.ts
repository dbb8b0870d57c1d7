import type { Detector } from '../detectors/contract.ts';
import type { DetectorOutcome, Verdict } from '../ensemble/index.ts';
import type { Note } from '../notes/index.ts';
import type { Report, ReportedFile, ReportedFinding } from './model.ts';
import { VERSION } from './version.ts';
import { wordNote, wordOutcome } from './wording.ts';

/** What a report is made of. */
export interface ReportParts {
  readonly file: Omit<ReportedFile, 'notes'> & { readonly notes: readonly Note[] };
  readonly jpegCodec: string;
  readonly decoder: string;
  readonly detectors: readonly Pick<Detector, 'id' | 'revision' | 'title'>[];
  readonly outcomes: Readonly<Record<string, DetectorOutcome>>;
  readonly verdict: Verdict;
}

/** Puts everything that was found into one plain object with sentences. Heat maps stay outside. */
export function buildReport(parts: ReportParts): Report {
  const { file, jpegCodec, decoder, detectors, outcomes, verdict } = parts;
  const titles = Object.fromEntries(detectors.map(({ id, title }) => [id, title]));
  const word = (note: Note) => wordNote(note, titles);
  const { assessments, ...decision } = verdict;
  return {
    schemaVersion: 1,
    tool: {
      name: 'tamperlens',
      version: VERSION,
      jpegCodec,
      decoder,
      detectors: Object.fromEntries(detectors.map(({ id, revision }) => [id, revision])),
      calibration: 'none',
    },
    file: { ...file, notes: file.notes.map(word) },
    verdict: {
      ...decision,
      summary: wordOutcome(decision.outcome),
      reasons: decision.reasons.map(word),
      recommendations: decision.recommendations.map(word),
      limits: decision.limits.map(word),
    },
    findings: Object.fromEntries(
      detectors.map(({ id, title }) => [id, reportFinding(title, outcomes[id], assessments[id], word)] as const),
    ),
  };
}

function reportFinding(
  title: string,
  outcome: DetectorOutcome | undefined,
  assessment: Verdict['assessments'][string] | undefined,
  word: (note: Note) => ReturnType<typeof wordNote>,
): ReportedFinding {
  if (outcome === undefined) throw new RangeError(`detector "${title}" has no outcome`);
  if (outcome.status === 'failed') return { ...outcome, title };
  if (outcome.status === 'not-applicable') return { status: 'not-applicable', title, reason: word(outcome.reason) };
  const { statistic, quantity, polarity, nfa, regions, notes, details } = outcome;
  return {
    status: 'measured',
    title,
    statistic,
    quantity,
    polarity,
    ...(nfa === undefined ? {} : { nfa }),
    ...(assessment ?? { score: null, uncalibrated: true, severity: 'none' }),
    regions,
    notes: notes.map(word),
    details,
  };
}
