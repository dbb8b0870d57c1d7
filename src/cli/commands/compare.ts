import { encodeJpeg } from '../../codec/jpeg/index.ts';
import { encodePng } from '../../codec/png/index.ts';
import { compareImages, differenceMap } from '../../compare/index.ts';
import type { ImageComparison, NotComparable } from '../../compare/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import {
  comparisonNotes,
  comparisonToText,
  renderDifference,
  renderDifferenceOverlay,
  VERSION,
  wordNote,
  wordTurn,
} from '../../report/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import type { Input } from '../inputs.ts';
import { oneLine } from '../one-line.ts';
import { openPicture } from '../open-picture.ts';
import type { OpenedPicture } from '../open-picture.ts';
import { OutputFolder } from '../output-folder.ts';
import { processInputs } from '../process-inputs.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Options of `tamperlens compare`. */
export interface CompareCommandOptions {
  readonly orient?: boolean;
  readonly output?: string;
  readonly json?: boolean;
}

/** Quality of the overlay. */
const OVERLAY = { quality: 90, subsampling: '4:4:4' } as const;

/** `tamperlens compare <a> <b>`: what two pictures have in common, and where they differ. */
export async function compareCommand(
  paths: readonly [a: string, b: string],
  options: CompareCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  if (paths.every((path) => path === '-')) throw new UsageError('only one of the two can come from standard input');
  const inputs = [await theInput(paths[0], terminal), await theInput(paths[1], terminal)];
  const orient = options.orient === true ? 'exif' : 'stored';
  const pictures: OpenedPicture[] = [];
  await processInputs(inputs, terminal, async (input, bytes) => {
    pictures.push(await openPicture(input, bytes, orient));
  });
  if (pictures.length < inputs.length) return EXIT.failed;
  const [a, b] = pictures;
  const comparison = compareImages(a.raster, b.raster);
  const identicalBytes = a.sha256 === b.sha256;
  const remarks = fileNotes(a, b, orient);
  const result = {
    schemaVersion: 1,
    tool: { name: 'tamperlens', version: VERSION },
    orient,
    files: pictures.map(fileResult),
    identicalBytes,
    comparison: worded(comparison),
    notes: [...remarks, ...comparisonNotes(comparison)].map((made) => wordNote(made)),
  };
  const folder = options.output === undefined ? undefined : new OutputFolder(options.output);
  folder?.prepare();
  const written = folder === undefined ? [] : writeResults(folder, a, b, comparison, result);
  if (options.json === true) terminal.print(JSON.stringify({ ...result, written: written.map(({ path }) => path) }));
  else {
    const files = [...pictures.flatMap(fileLines), ...remarks.map((remark) => wordNote(remark).text)];
    terminal.print([...files, '', comparisonToText(comparison), ...writtenLines(written)].join('\n'));
  }
  return EXIT.done;
}

/** The one file that a path stands for. */
async function theInput(path: string, terminal: Terminal): Promise<Input> {
  const { inputs } = await resolveInputs([path], terminal);
  if (inputs.length === 1) return inputs[0];
  throw new UsageError(`${path} stands for ${inputs.length} files: compare takes two, one for each path`);
}

/** What the files say, beside their pixels. */
function fileNotes(a: OpenedPicture, b: OpenedPicture, orient: 'stored' | 'exif'): Note[] {
  const notes: Note[] = [];
  if (a.sha256 === b.sha256) notes.push(note('compare-identical-bytes'));
  if (orient === 'stored' && a.orientation !== b.orientation) {
    notes.push(note('compare-orientations', { a: wordTurn(a.orientation), b: wordTurn(b.orientation) }));
  }
  return notes;
}

function fileResult({ label, format, byteLength, sha256, raster, orientation, complete, notes }: OpenedPicture) {
  const { width, height } = raster;
  const worded = notes.map((made) => wordNote(made));
  return { path: label, format, byteLength, sha256, width, height, orientation, complete, notes: worded };
}

function worded(comparison: ImageComparison) {
  return {
    ...comparison,
    hashes: comparison.hashes.map(withReason),
    structuralSimilarity: withReason(comparison.structuralSimilarity),
    peakSignalToNoise: withReason(comparison.peakSignalToNoise),
    difference: withReason(comparison.difference),
  };
}

function withReason<Measured extends { readonly status: 'measured' }>(part: Measured | NotComparable) {
  return part.status === 'measured' ? part : { ...part, reason: wordNote(part.reason) };
}

function fileLines({ label, format, byteLength, raster, notes }: OpenedPicture): string[] {
  const title = `${oneLine(label)}  (${format}, ${raster.width}×${raster.height}, ${byteLength} bytes)`;
  return [title, ...notes.map((made) => `    ${wordNote(made).text}`)];
}

/** A file that was written, and what there is to say of it. */
interface WrittenFile {
  readonly path: string;
  readonly remark: string;
}

/** Writes the pictures of the difference, where there is one, and the measures. */
function writeResults(
  folder: OutputFolder,
  a: OpenedPicture,
  b: OpenedPicture,
  comparison: ImageComparison,
  result: object,
): WrittenFile[] {
  const stem = `${shortened(a.name)}-vs-${shortened(b.name)}`;
  const written: WrittenFile[] = [];
  const write = (suffix: string, content: string | Uint8Array, remark = '') =>
    written.push({ path: folder.write(`${stem}.${suffix}`, content), remark });
  const { difference } = comparison;
  const shown: { differenceFactor?: number; overlayColorsFrom?: number } = {};
  if (difference.status === 'measured') {
    const map = differenceMap(a.raster, b.raster);
    const { picture, factor } = renderDifference(map);
    shown.differenceFactor = factor;
    write('difference.png', encodePng(picture), factor === 1 ? 'differences as they are' : `differences times ${factor}`);
    const overlay = renderDifferenceOverlay(a.raster, map);
    const from = Math.round(overlay.colorsFrom * 10) / 10;
    write('overlay.jpg', encodeJpeg(overlay.picture, OVERLAY), `colored where 8×8 pixels differ by ${from} levels or more`);
    shown.overlayColorsFrom = overlay.colorsFrom;
  }
  write('comparison.json', `${JSON.stringify({ ...result, ...shown }, null, 2)}\n`);
  return written;
}

/** Bytes of a name in the name of a result: twice as many, `-vs-` and the longest ending are within the 255 that file systems take. */
const NAME_BYTES = 115;

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  const characters = Array.from(name);
  while (Buffer.byteLength(characters.join('')) >= NAME_BYTES) characters.pop();
  return `${characters.join('')}~`;
}

function writtenLines(written: readonly WrittenFile[]): string[] {
  if (written.length === 0) return [];
  return ['', 'Written', ...written.map(({ path, remark }) => `  - ${oneLine(path)}${remark === '' ? '' : ` (${remark})`}`)];
}
