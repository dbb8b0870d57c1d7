import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ElaAnalysis, ElaReport, ElaReportImage } from '../../adapters/node/index.ts';
import { classicScorePercentile } from '../../detectors/ela/index.ts';
import { wordNote } from '../../report/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import { refuseNextToInputs } from '../next-to-inputs.ts';
import { OutputFolder } from '../output-folder.ts';
import { pictureNames } from '../picture-names.ts';
import { runImages } from '../run-images.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `tamperlens ela`. */
export interface ElaCommandOptions {
  readonly output: string;
  readonly quality: number;
  readonly scale: number;
  readonly threshold: number;
  /** Seconds. */
  readonly timeout: number;
  readonly concurrency?: number;
  readonly json?: boolean;
  /** For tests: the worker's file. */
  readonly workerUrl?: URL | undefined;
}

const REPORT = 'ela_report.json';

/** The settings that `classicScorePercentile` was measured with. */
const MEASURED = { quality: 90, scale: 15 } as const;

/** `tamperlens ela <path...>`: the classic error level picture and its numbers for each JPEG file of a folder. */
export async function elaCommand(paths: readonly string[], options: ElaCommandOptions, terminal: Terminal): Promise<ExitStatus> {
  const started = new Date();
  const { output, quality, scale, threshold, timeout } = options;
  const { inputs, skipped: links } = await resolveInputs(paths, terminal, { exclude: output });
  const names = await pictureNames(inputs);
  await refuseNextToInputs(output, [...names.values(), REPORT], inputs);
  const folder = new OutputFolder(output);
  folder.prepare();
  const hadReport = existsSync(join(output, REPORT));
  const hasPercentile = quality === MEASURED.quality && scale === MEASURED.scale;
  const rows = new Map<number, ElaReportImage>();
  const run = await runImages(inputs, terminal, {
    job: { kind: 'ela', quality, scale },
    concurrency: options.concurrency,
    timeout,
    workerUrl: options.workerUrl,
    // A person wants to see what happens, a program wants the same lines each time.
    order: options.json === true ? 'path' : 'ready',
    onAnalyzed: ({ label, relativePath }, analysis, index) => {
      const picture = folder.write(names.get(relativePath) ?? `${relativePath}_ela.jpg`, analysis.picture);
      const row = toRow(label, picture, analysis, threshold);
      rows.set(index, row);
      return options.json === true ? JSON.stringify(row) : describe(row, hasPercentile);
    },
  });
  if (run.isInterrupted) {
    if (hadReport) terminal.warn(`${join(output, REPORT)} is of an earlier run`);
    return run.status;
  }

  const results = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  const skippedFiles = [
    ...links,
    ...run.skipped,
    ...run.failed.map(({ path, code, reason }) => ({ path, reason: worded(code, reason) })),
  ];
  const report: ElaReport = {
    analysisTimestamp: started.toISOString(),
    inputPath: paths.join(', '),
    outputPath: output,
    parameters: { quality, scale, threshold, timeout },
    results,
    skippedFiles,
    summary: {
      totalImages: results.length,
      flaggedCount: results.filter(({ flagged }) => flagged).length,
      skippedCount: skippedFiles.length,
      processingTimeSeconds: Math.round(Date.now() - started.getTime()) / 1000,
    },
  };
  const path = folder.write(REPORT, `${JSON.stringify(report, null, 2)}\n`);
  const say = (text: string) => (options.json === true ? terminal.warn(text) : terminal.print(text));
  if (results.length === 0 && run.failed.length === 0) say(`No JPEG images found in ${report.inputPath}`);
  else if (options.json !== true) terminal.print(summarize(report, path, hasPercentile));
  return run.failed.length > 0 ? EXIT.failed : EXIT.done;
}

/** One image as the report shows it. */
function toRow(imagePath: string, elaOverlayPath: string, analysis: ElaAnalysis, threshold: number): ElaReportImage {
  const { meanError, maxError, stdDev, likelihoodScore } = analysis;
  return {
    imagePath,
    elaOverlayPath,
    ...{ meanError, maxError, stdDev, likelihoodScore },
    anomalousRegions: analysis.anomalousRegions.map(({ x, y, width, height, meanError: errorLevel }) => ({
      ...{ x, y, width, height },
      errorLevel,
    })),
    flagged: likelihoodScore >= threshold,
    notes: analysis.notes.map((note) => wordNote(note).text),
  };
}

/** One line for an image, and one for each of its notes. */
function describe(row: ElaReportImage, hasPercentile: boolean): string {
  const { likelihoodScore: score, flagged, imagePath, anomalousRegions, notes } = row;
  const place = hasPercentile ? `  above ${String(classicScorePercentile(score)).padStart(3)} % of authentic photographs` : '';
  const state = flagged ? 'FLAGGED    ' : 'not flagged';
  const line = `score ${score.toFixed(3)}${place}  ${state}  ${imagePath}  (regions: ${anomalousRegions.length})`;
  return [line, ...notes.map((note) => `    ${note}`)].join('\n');
}

function summarize({ summary, parameters }: ElaReport, path: string, hasPercentile: boolean): string {
  const { totalImages, flaggedCount, skippedCount, processingTimeSeconds } = summary;
  const time = `${processingTimeSeconds.toFixed(1)} s`;
  const lines = [
    '',
    `Analyzed ${totalImages}, flagged ${flaggedCount} (score ${parameters.threshold} or more), skipped ${skippedCount}, in ${time}`,
    `Report: ${path}`,
    'The score is a heuristic of texture and sharpness, not a probability: see the documentation on error levels.',
  ];
  if (hasPercentile)
    lines.push('Its place among authentic photographs is that in a small sample of theirs; it is for proportion, and no proof.');
  return lines.join('\n');
}

/** The reason in the report, where no code stands beside it. */
function worded(code: string, reason: string): string {
  return code === 'timeout' || reason.startsWith(code) ? reason : `${code}: ${reason}`;
}
