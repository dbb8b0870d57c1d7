import { nodeInflate } from '../../adapters/node/index.ts';
import { runConformance } from '../../conformance/index.ts';
import type { ConformanceReport, ConformanceRow, ConformanceSuite, ConformanceTally } from '../../conformance/index.ts';
import { reportOf } from '../../conformance/report.ts';
import { openExhibit } from '../../exhibit/index.ts';
import { VERSION } from '../../report/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import type { Input } from '../inputs.ts';
import { processInputs } from '../process-inputs.ts';
import { checkPublishedPicture, PUBLISHED_PICTURES } from '../published-pictures.ts';
import { PUBLISHED } from '../published-values.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `tamperlens conformance`. */
export interface ConformanceCommandOptions {
  readonly suite?: ConformanceSuite[];
  /** Where to look for the pictures for which the references' projects published values. */
  readonly pictures?: string;
  readonly json?: boolean;
}

/** `tamperlens conformance`: compares what this runtime computes with what the reference programs computed. */
export async function conformanceCommand(options: ConformanceCommandOptions, terminal: Terminal): Promise<ExitStatus> {
  // A folder that does not exist is told of before the work, not after it.
  const files = options.pictures === undefined ? [] : await findPublished(options.pictures, terminal);
  const generated = runGenerated(options.suite, terminal);
  const published = await checkPublished(files, options.suite, terminal);
  const report = reportOf([...generated.rows, ...published.rows]);
  const runtime = `tamperlens ${VERSION} on ${runtimeName()}, ${process.platform} ${process.arch}`;
  terminal.print(options.json === true ? JSON.stringify({ runtime, ...report }) : describe(report, runtime));
  return report.conforms ? published.status : EXIT.failed;
}

function runGenerated(suites: readonly ConformanceSuite[] | undefined, terminal: Terminal): ConformanceReport {
  let isShown = false;
  const report = runConformance({
    ...(suites && { suites }),
    onProgress: ({ done, total, picture }) => {
      if (!isShown) terminal.startProgress(total);
      isShown = true;
      terminal.progress(done, picture);
    },
  });
  terminal.stopProgress();
  return report;
}

const PLACES = PUBLISHED.map(({ reference }) => reference);

/** The files of a folder that have the name of a published picture. */
async function findPublished(folder: string, terminal: Terminal): Promise<Input[]> {
  const { inputs } = await resolveInputs([folder], terminal);
  const named = inputs.filter(({ name }) => PUBLISHED_PICTURES.includes(name));
  if (named.length === 0) terminal.warn(`no file in ${folder} has the name of a published picture`);
  return named;
}

/** Checks those that have its content as well. */
async function checkPublished(named: readonly Input[], suite: readonly ConformanceSuite[] | undefined, terminal: Terminal) {
  const rows: ConformanceRow[] = [];
  const { status } = await processInputs(named, terminal, async ({ label, name }, bytes) => {
    const exhibit = await openExhibit(bytes, { inflate: nodeInflate });
    const found = checkPublishedPicture(name, bytes, exhibit.plane('raster'));
    if (found.length === 0) terminal.warn(`passed over ${label}: it has the name of a published picture, but other content`);
    rows.push(...found.filter((row) => suite === undefined || suite.includes(row.suite)));
  });
  // Files come in the order of paths; in the table each project has its place.
  rows.sort((a, b) => PLACES.indexOf(a.reference) - PLACES.indexOf(b.reference));
  return { rows, status };
}

/** Bun and Deno pass for Node, and say so beside their own versions. */
function runtimeName(): string {
  const { bun, deno } = process.versions;
  if (bun !== undefined) return `Bun ${bun}`;
  return deno === undefined ? `Node ${process.version}` : `Deno ${deno}`;
}

function describe({ rows, tallies, conforms }: ConformanceReport, runtime: string): string {
  const differing = rows.filter(({ verdict }) => verdict === 'differs');
  return [
    ...tableOf(tallies),
    '',
    ...differing.flatMap(describeRow),
    conforms ? 'No check differs.' : `Checks that differ: ${differing.length} of ${rows.length}.`,
    ...explainOthers(tallies),
    runtime,
  ].join('\n');
}

type Column = keyof ConformanceTally;

const HEADINGS: Readonly<Record<Column, string>> = {
  suite: 'suite',
  reference: 'reference',
  checks: 'checks',
  equal: 'equal',
  undetermined: 'undetermined',
  tolerated: 'tolerated',
  differs: 'differ',
};

/** A table that fits into 80 columns; what is tolerated has one only when something could be. */
function tableOf(tallies: readonly ConformanceTally[]): string[] {
  const total = sumOf(tallies);
  const columns = (Object.keys(HEADINGS) as Column[]).filter((column) => column !== 'tolerated' || total.tolerated > 0);
  const texts = [HEADINGS, ...tallies, ...(tallies.length > 1 ? [total] : [])].map((row) =>
    columns.map((column) => String(row[column])),
  );
  const widths = columns.map((_, i) => Math.max(...texts.map((cells) => cells[i].length)));
  return texts.map((cells) => cells.map((text, i) => (i < 2 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join('  '));
}

function sumOf(tallies: readonly ConformanceTally[]) {
  const sum = { suite: 'total', reference: '', checks: 0, equal: 0, undetermined: 0, tolerated: 0, differs: 0 };
  for (const tally of tallies) {
    for (const column of ['checks', 'equal', 'undetermined', 'tolerated', 'differs'] as const) sum[column] += tally[column];
  }
  return sum;
}

function describeRow({ suite, reference, picture, what, expected, actual }: ConformanceRow): string[] {
  return [`differs: ${what} of ${picture} (${suite}, ${reference})`, `  expected  ${expected}`, `  actual    ${actual}`, ''];
}

function explainOthers(tallies: readonly ConformanceTally[]): string[] {
  const { undetermined, tolerated } = sumOf(tallies);
  const lines: string[] = [];
  if (undetermined > 0) {
    lines.push(
      'Undetermined: the bits that differ compare numbers which are equal in exact',
      'arithmetic; there the reference shows how its transform happened to round.',
    );
  }
  if (tolerated > 0) lines.push('Tolerated: within what the project itself allows between two decoders.');
  return lines;
}
