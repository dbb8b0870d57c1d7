import { nodeInflate } from '../../adapters/node/index.ts';
import { isForensicsError } from '../../errors/index.ts';
import { openExhibit } from '../../exhibit/index.ts';
import type { Exhibit } from '../../exhibit/index.ts';
import { checkConsistency, withoutPosition } from '../../metadata/index.ts';
import type { ConsistencyReport, ImageMetadata, MetadataField, NormalizedMetadata, RuleHit } from '../../metadata/index.ts';
import { wordNote } from '../../report/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import { processInputs } from '../process-inputs.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `tamperlens metadata`. */
export interface MetadataCommandOptions {
  readonly json?: boolean;
}

/** `tamperlens metadata <path...>`: what files say about themselves, where, and what of it contradicts itself. Positions stay out. */
export async function metadataCommand(
  paths: readonly string[],
  options: MetadataCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { inputs } = await resolveInputs(paths, terminal);
  if (inputs.length === 0) terminal.warn('no files found');
  const { status } = await processInputs(inputs, terminal, async (input, bytes) => {
    const exhibit = await openExhibit(bytes, { inflate: nodeInflate });
    const missing = exhibit.unavailable('metadata');
    if (missing !== undefined) {
      const { text } = wordNote(missing);
      terminal.print(options.json === true ? JSON.stringify({ path: input.label, unread: text }) : `${input.label}\n  ${text}`);
      return;
    }
    const metadata = exhibit.plane('metadata');
    const raster = metadata.exif?.thumbnail === undefined ? undefined : pixelsOf(exhibit);
    const { width, height } = exhibit;
    const report = checkConsistency(metadata, { width, height, bytes, raster }, { examinedAt: Date.now() });
    const shown = withoutPosition(metadata);
    if (options.json === true)
      terminal.print(JSON.stringify({ path: input.label, metadata: worded(shown), consistency: wordedReport(report) }));
    else terminal.print(describe(input.label, exhibit, shown, report, metadata.normalized.gps !== undefined));
  });
  return inputs.length === 0 ? EXIT.done : status;
}

/** The pixels that a thumbnail is compared with; metadata can be read without them. */
function pixelsOf(exhibit: Exhibit) {
  try {
    return exhibit.unavailable('raster') === undefined ? exhibit.plane('raster') : undefined;
  } catch (error) {
    if (!isForensicsError(error)) throw error;
    return undefined;
  }
}

function worded(metadata: ImageMetadata) {
  return { ...metadata, notes: metadata.notes.map((note) => wordNote(note)) };
}

function wordedReport(report: ConsistencyReport) {
  const hits = report.hits.map((hit) => ({ ...hit, note: wordNote(hit.note) }));
  const unchecked = report.unchecked.map(({ id, reason }) => ({ id, reason: wordNote(reason) }));
  return { ...report, hits, unchecked };
}

/** Names of the normalized fields, in the order in which they are listed. */
const LABELS: readonly (readonly [key: keyof NormalizedMetadata, label: string])[] = [
  ['make', 'make'],
  ['model', 'model'],
  ['lensModel', 'lens'],
  ['software', 'software'],
  ['processingSoftware', 'processing software'],
  ['hostComputer', 'host computer'],
  ['dateTimeOriginal', 'taken'],
  ['dateTimeDigitized', 'digitized'],
  ['dateTime', 'last changed'],
  ['pixelWidth', 'width by EXIF'],
  ['pixelHeight', 'height by EXIF'],
  ['orientation', 'orientation'],
  ['exposureTime', 'exposure time (s)'],
  ['fNumber', 'F number'],
  ['iso', 'ISO'],
  ['focalLength', 'focal length (mm)'],
  ['focalLengthIn35mm', 'same in 35 mm film'],
  ['colorSpace', 'color space'],
  ['exifVersion', 'EXIF version'],
];

function describe(
  path: string,
  { format, width, height }: Exhibit,
  metadata: ImageMetadata,
  report: ConsistencyReport,
  hasPosition: boolean,
): string {
  return [
    `${path}`,
    `  ${format} ${width}×${height}`,
    ...fieldLines(metadata, hasPosition),
    ...blockLines(metadata),
    ...hitLines(report.hits),
    ...metadata.notes.map((note) => `  ${wordNote(note).text}`),
    `  checked: ${report.checked.join(', ') || 'nothing'}`,
    ...uncheckedLines(report),
  ].join('\n');
}

function fieldLines({ normalized, exif, comments, texts }: ImageMetadata, hasPosition: boolean): string[] {
  const rows: [string, string, number][] = [];
  for (const [key, label] of LABELS) {
    const field = normalized[key] as MetadataField<unknown> | undefined;
    if (field !== undefined) rows.push([label, valueText(field.value), field.offset]);
  }
  const { makerNote, gps } = normalized;
  if (makerNote !== undefined) {
    rows.push(['private notes', `${makerNote.maker ?? 'of unknown form'}, ${makerNote.length} bytes`, makerNote.offset]);
  }
  if (exif?.thumbnail !== undefined) {
    const { width, height, length, offset } = exif.thumbnail;
    rows.push(['thumbnail', `${width === undefined ? 'unreadable' : `${width}×${height ?? 0}`}, ${length} bytes`, offset]);
  }
  if (hasPosition) rows.push(['position', 'stated; not shown', gps?.offset ?? 0]);
  for (const { keyword, text, offset } of texts) rows.push([keyword, text === undefined ? 'compressed' : oneLine(text), offset]);
  for (const { text, offset } of comments) rows.push(['comment', oneLine(text), offset]);
  return rows.map(([label, value, offset]) => `  ${label.padEnd(20)} ${value}  (byte ${offset})`);
}

/** Times carry their text; everything else is a text or a number. */
function valueText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'text' in value) return String(value.text);
  return typeof value === 'number' ? String(Math.round(value * 1e6) / 1e6) : oneLine(String(value));
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

function blockLines({ blocks, trailing }: ImageMetadata): string[] {
  const behind = trailing === undefined ? [] : [{ ...trailing, name: 'behind the image' }];
  const lines = [...blocks, ...behind].map(
    ({ offset, length, name, kind }) => `  ${String(offset).padEnd(9)} ${String(length).padEnd(9)} ${name.padEnd(6)} ${kind}`,
  );
  return lines.length === 0 ? ['  no metadata'] : ['  offset    bytes     block', ...lines];
}

function hitLines(hits: readonly RuleHit[]): string[] {
  return hits.map(({ id, axis, weight, note, evidence }) => {
    const places = evidence.map(({ path, offset }) => `${path} at ${offset}`).join(', ');
    return `  ${id} (${axis}, weight ${weight}): ${wordNote(note).text} [${places}]`;
  });
}

/** Rules that had nothing to compare, by reason. */
function uncheckedLines({ unchecked }: ConsistencyReport): string[] {
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of unchecked) {
    const { text } = wordNote(reason);
    byReason.set(text, [...(byReason.get(text) ?? []), id]);
  }
  return [...byReason].map(([text, ids]) => `  ${ids.join(', ')}: ${text}`);
}
