import type { ImageAnalysis } from '../../adapters/node/index.ts';
import { toJson, toText } from '../../report/index.ts';
import type { Report } from '../../report/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import type { Input } from '../inputs.ts';
import { OutputFolder } from '../output-folder.ts';
import { runImages } from '../run-images.ts';
import type { Terminal } from '../terminal.ts';

/** The levels of risk, lowest first. */
export const RISK_LEVELS = ['low', 'medium', 'high'] as const;

/** Options of `tamperlens analyze`. */
export interface AnalyzeCommandOptions {
  readonly json?: boolean;
  readonly output?: string;
  readonly maps?: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly concurrency?: number;
  readonly failOn?: (typeof RISK_LEVELS)[number];
  /** For tests: the worker's file. */
  readonly workerUrl?: URL | undefined;
}

/** One line of `summary.json`. */
interface SummaryRow {
  readonly path: string;
  readonly report: string;
  readonly outcome: string;
  readonly riskLevel: string;
  readonly maps: readonly string[];
}

/** `tamperlens analyze <path...>`: a report for each image, on the terminal or in a folder, in the order of paths. */
export async function analyzeCommand(
  paths: readonly string[],
  options: AnalyzeCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { output, failOn } = options;
  const { inputs, skipped: links } = await resolveInputs(paths, terminal, { exclude: output });
  if (inputs.length === 0) terminal.warn('no files found');
  const folder = output === undefined ? undefined : new OutputFolder(output);
  folder?.prepare();
  const rows = new Map<number, SummaryRow>();
  let isReached = false;
  const run = await runImages(inputs, terminal, {
    job: { kind: 'analyze', deliver: options.maps === true ? ['pictures'] : [] },
    concurrency: options.concurrency,
    timeout: options.timeout,
    workerUrl: options.workerUrl,
    order: 'path',
    onAnalyzed: (input, analysis, index) => {
      const { report } = analysis;
      const { outcome, riskLevel } = report.verdict;
      if (failOn !== undefined && RISK_LEVELS.indexOf(riskLevel) >= RISK_LEVELS.indexOf(failOn)) isReached = true;
      const written = folder === undefined ? [] : writeFiles(folder, input, analysis);
      if (written.length > 0)
        rows.set(index, { path: input.label, report: written[0], outcome, riskLevel, maps: written.slice(1) });
      return options.json === true ? JSON.stringify(report) : textOf(report, input, inputs.length, written);
    },
  });
  if (run.isInterrupted) return run.status;
  if (folder !== undefined) {
    const images = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
    const summary = { schemaVersion: 1, images, skippedFiles: [...links, ...run.skipped], failedFiles: run.failed };
    folder.write('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  }
  return isReached ? EXIT.reached : run.status;
}

/** Writes what goes with one image and returns the paths, the report's first. */
function writeFiles(folder: OutputFolder, { relativePath }: Input, { report, pictures }: ImageAnalysis): string[] {
  const path = folder.write(`${relativePath}.report.json`, toJson(report));
  return [path, ...pictures.map(({ suffix, bytes }) => folder.write(`${relativePath}.${suffix}`, bytes))];
}

/** Without a folder each image gets its whole summary; with one only a single image does, and many get a line each. */
function textOf(report: Report, { relativePath }: Input, inputs: number, written: readonly string[]): string {
  if (written.length === 0) return toText(report);
  if (inputs > 1) return `${report.verdict.outcome.padEnd(13)} ${relativePath}`;
  return `${toText(report)}\nWritten\n${written.map((path) => `  - ${path}`).join('\n')}`;
}
