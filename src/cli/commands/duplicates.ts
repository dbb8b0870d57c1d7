import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DuplicateSearch } from '../../adapters/node/duplicate-search.ts';
import type { DuplicateFindings } from '../../adapters/node/index.ts';
import type { HashKind } from '../../hash/index.ts';
import { renderContactSheet, wordRelation } from '../../report/index.ts';
import type { DuplicateReport, ReportedDuplicate } from '../../report/index.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import type { Input } from '../inputs.ts';
import { oneLine } from '../one-line.ts';
import { OutputFolder } from '../output-folder.ts';
import { runImages } from '../run-images.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Options of `tamperlens duplicates`. */
export interface DuplicatesCommandOptions {
  readonly kind: HashKind;
  readonly distance?: number;
  readonly turned?: boolean;
  readonly output?: string;
  readonly json?: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly concurrency?: number;
  /** For tests: the worker's file. */
  readonly workerUrl?: URL | undefined;
}

/** Longer side of the thumbnails in pixels: sharp at the size at which the sheet shows them, on screens of two pixels to one. */
const THUMBNAIL_SIDE = 256;

/** `tamperlens duplicates <path...>`: groups of pictures that look alike, on the terminal and as a contact sheet. */
export async function duplicatesCommand(
  paths: readonly string[],
  options: DuplicatesCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { output } = options;
  const search = startSearch(options);
  const { inputs, skipped: links } = await resolveInputs(paths, terminal, { exclude: output });
  if (inputs.length === 0) terminal.warn('no files found');
  const folder = output === undefined ? undefined : new OutputFolder(output);
  folder?.prepare();
  const run = await runImages(inputs, terminal, {
    job: search.job,
    concurrency: options.concurrency,
    timeout: options.timeout,
    workerUrl: options.workerUrl,
    order: 'path',
    onAnalyzed: ({ label }, analysis, index) => {
      search.add(label, index, analysis);
      return undefined;
    },
  });
  if (run.isInterrupted) return run.status;
  const found = await search.finish({ skipped: [...links, ...run.skipped], failed: run.failed });
  // First of all: a disk that is full must not cost what was found.
  terminal.print(options.json === true ? JSON.stringify(found.report) : describe(found.report));
  if (folder === undefined) return run.status;
  for (const path of writeFiles(folder, found, inputs)) if (options.json !== true) terminal.print(`Written: ${path}`);
  return run.status;
}

function startSearch({ kind, distance, turned, output }: DuplicatesCommandOptions): DuplicateSearch {
  try {
    return new DuplicateSearch({
      kind,
      distance,
      turns: turned === true ? 'all' : 'none',
      thumbnailSide: output === undefined ? undefined : THUMBNAIL_SIDE,
    });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

/** Writes the report and the contact sheet and returns their paths. */
function writeFiles(folder: OutputFolder, { report, thumbnails }: DuplicateFindings, inputs: readonly Input[]): string[] {
  const links = new Map<string, string>();
  for (const { label, file } of inputs) if (file !== undefined) links.set(label, linkTo(file.path, folder.path));
  const json = folder.write('duplicates.json', `${JSON.stringify(report, null, 2)}\n`);
  return [folder.write('duplicates.html', renderContactSheet(report, { thumbnails, links })), json];
}

/** The URL of a file as seen from a folder; on another drive there is no way but the whole one. */
function linkTo(path: string, folder: string): string {
  const way = relative(resolve(folder), resolve(path));
  return way === resolve(path) ? pathToFileURL(way).href : way.split(sep).map(encodeURIComponent).join('/');
}

function describe({ groups, summary, parameters }: DuplicateReport): string {
  const { kind, bits, distance } = parameters;
  const lines: string[] = [];
  for (const [i, { files, representative }] of groups.entries()) {
    lines.push(`group ${i + 1}`, ...rows(files, representative), '');
  }
  const { compared, grouped, tooFlat, failed, skipped } = summary;
  lines.push(
    `Compared ${counted(compared, 'picture')}: ${grouped} files in ${counted(summary.groups, 'group')}; too flat to compare ${tooFlat}, could not be read ${failed}, skipped ${skipped}`,
    `In a group: the same bytes or pixels, or ${kind} hashes that differ in at most ${distance} of ${bits} bits, directly or by way of others.`,
    'Distances are from the largest picture. Alike pictures can be different photographs of one scene.',
  );
  return lines.join('\n');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function rows(files: readonly ReportedDuplicate[], representative: string): string[] {
  const cells = files.map((file) => {
    const { width, height, byteLength, path, sameBytes, sameBytesAs } = file;
    const size = width === null || height === null ? 'unread' : `${width}×${height}`;
    const twin = sameBytes || sameBytesAs === null ? '' : `  (same bytes as ${sameBytesAs})`;
    return [wordRelation(file, representative), size, `${byteLength} bytes`, oneLine(`${path}${twin}`)] as const;
  });
  const widthOf = (column: 0 | 1 | 2) => Math.max(...cells.map((row) => row[column].length));
  const [relations, sizes, bytes] = [widthOf(0), widthOf(1), widthOf(2)];
  return cells.map(
    ([relation, size, length, path]) =>
      `  ${relation.padEnd(relations)}  ${size.padStart(sizes)}  ${length.padStart(bytes)}  ${path}`,
  );
}
