import { nodeHost, nodeInflate } from '../../adapters/node/index.ts';
import { analyze } from '../../analysis/index.ts';
import type { Analysis } from '../../analysis/index.ts';
import { encodeJpeg } from '../../codec/jpeg/index.ts';
import { encodePng } from '../../codec/png/index.ts';
import { openExhibit } from '../../exhibit/index.ts';
import type { Exhibit } from '../../exhibit/index.ts';
import { renderHeatMap, renderOverlay, toJson, toText } from '../../report/index.ts';
import type { Report } from '../../report/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import { OutputFolder } from '../output-folder.ts';
import { processInputs } from '../process-inputs.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `tamperlens analyze`. */
export interface AnalyzeCommandOptions {
  readonly json?: boolean;
  readonly output?: string;
  readonly maps?: boolean;
  readonly timeout: number;
}

/** One line of `summary.json`. */
interface SummaryRow {
  readonly path: string;
  readonly report: string;
  readonly outcome: string;
  readonly riskLevel: string;
  readonly maps: readonly string[];
}

/** Quality of the overlay pictures. */
const OVERLAY = { quality: 90, subsampling: '4:4:4' } as const;

/** `tamperlens analyze <path...>`: a report for each image, on the terminal or in a folder. */
export async function analyzeCommand(
  paths: readonly string[],
  options: AnalyzeCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const inputs = await resolveInputs(paths, terminal, { exclude: options.output });
  if (inputs.length === 0) terminal.warn('no files found');
  const folder = options.output === undefined ? undefined : new OutputFolder(options.output);
  const rows: SummaryRow[] = [];
  const { skipped, failed, status } = await processInputs(inputs, terminal, async (input, bytes, onShare) => {
    const exhibit = await openExhibit(bytes, { inflate: nodeInflate });
    const analysis = await analyze(exhibit, {
      ...nodeHost(),
      name: input.name,
      timeoutMs: options.timeout * 1000,
      onProgress: ({ progress }) => onShare(progress),
    });
    if (options.json === true) terminal.print(JSON.stringify(analysis.report));
    if (folder === undefined) {
      if (options.json !== true) terminal.print(toText(analysis.report));
      return;
    }
    const report = await folder.write(`${input.relativePath}.report.json`, toJson(analysis.report));
    const maps = options.maps === true ? await writeMaps(folder, input.relativePath, exhibit, analysis) : [];
    const { outcome, riskLevel } = analysis.report.verdict;
    rows.push({ path: input.label, report, outcome, riskLevel, maps });
    if (options.json !== true) printShort(terminal, inputs.length, input.relativePath, analysis.report, [report, ...maps]);
  });
  if (folder !== undefined) {
    const summary = { schemaVersion: 1, images: rows, skippedFiles: skipped, failedFiles: failed };
    await folder.write('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  }
  return inputs.length === 0 ? EXIT.done : status;
}

/** Writes the pictures of one image and returns their paths. */
async function writeMaps(
  folder: OutputFolder,
  name: string,
  exhibit: Exhibit,
  { report, heatmaps }: Analysis,
): Promise<string[]> {
  const { width, height } = exhibit;
  const written: string[] = [];
  for (const [detector, heatmap] of Object.entries(heatmaps)) {
    written.push(await folder.write(`${name}.${detector}.png`, encodePng(renderHeatMap(heatmap, width, height))));
    const finding = report.findings[detector];
    const regions = finding.status === 'measured' ? finding.regions : [];
    const overlay = renderOverlay(exhibit.plane('raster'), heatmap, { regions });
    written.push(await folder.write(`${name}.${detector}.overlay.jpg`, encodeJpeg(overlay, OVERLAY)));
  }
  exhibit.release('raster');
  return written;
}

/** One image gets its whole summary, many get a line each. */
function printShort(terminal: Terminal, inputs: number, path: string, report: Report, written: readonly string[]): void {
  if (inputs > 1) {
    terminal.print(`${report.verdict.outcome.padEnd(13)} ${path}`);
    return;
  }
  terminal.print(toText(report));
  terminal.print(`Written\n${written.map((path) => `  - ${path}`).join('\n')}`);
}
