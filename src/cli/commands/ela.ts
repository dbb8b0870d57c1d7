import { nodeInflate } from '../../adapters/node/index.ts';
import { encodeJpeg } from '../../codec/jpeg/index.ts';
import { analyzeEla, renderElaPicture } from '../../detectors/ela/index.ts';
import type { AnomalousRegion } from '../../detectors/ela/index.ts';
import { malformed } from '../../errors/index.ts';
import { openExhibit } from '../../exhibit/index.ts';
import type { Raster } from '../../image/index.ts';
import { wordNote } from '../../report/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import { OutputFolder } from '../output-folder.ts';
import { processInputs } from '../process-inputs.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `tamperlens ela`. */
export interface ElaCommandOptions {
  readonly output: string;
  readonly quality: number;
  readonly scale: number;
  readonly json?: boolean;
}

/** One image in `ela_report.json`. */
interface ElaRow {
  readonly imagePath: string;
  readonly elaOverlayPath: string;
  readonly meanError: number;
  readonly maxError: number;
  readonly stdDev: number;
  readonly likelihoodScore: number;
  readonly anomalousRegions: readonly (Pick<AnomalousRegion, 'x' | 'y' | 'width' | 'height'> & { readonly errorLevel: number })[];
  readonly notes: readonly string[];
}

/** Quality of the ELA pictures: high, because their dark noise is what is looked at. */
const PICTURE = { quality: 95, subsampling: '4:4:4' } as const;

/** `tamperlens ela <path...>`: the classic error level picture and its numbers for each image. */
export async function elaCommand(paths: readonly string[], options: ElaCommandOptions, terminal: Terminal): Promise<ExitStatus> {
  const inputs = await resolveInputs(paths, terminal, { exclude: options.output });
  if (inputs.length === 0) terminal.warn('no files found');
  const folder = new OutputFolder(options.output);
  const { quality, scale } = options;
  const names = pictureNames(inputs.map(({ relativePath }) => relativePath));
  const rows: ElaRow[] = [];
  const { skipped, failed, status } = await processInputs(inputs, terminal, async (input, bytes, onShare) => {
    const { raster, notes } = await decode(bytes);
    onShare(0.3);
    const {
      meanError,
      maxError,
      stdDev,
      likelihoodScore,
      anomalousRegions,
      notes: elaNotes,
    } = analyzeEla(raster, { quality, scale });
    onShare(0.7);
    // The decoded pixels are not needed any more, so the picture may take their place: large photographs need the memory.
    const into =
      raster.channels === 4 ? undefined : new Uint8Array(raster.data.buffer, raster.data.byteOffset, raster.data.length);
    const picture = renderElaPicture(raster, { quality, scale }, into);
    const name = names.get(input.relativePath) ?? `${input.relativePath}_ela.jpg`;
    const elaOverlayPath = await folder.write(name, encodeJpeg(picture, PICTURE));
    const row: ElaRow = {
      imagePath: input.label,
      elaOverlayPath,
      meanError,
      maxError,
      stdDev,
      likelihoodScore,
      anomalousRegions: anomalousRegions.map(({ x, y, width, height, meanError: errorLevel }) => ({
        x,
        y,
        width,
        height,
        errorLevel,
      })),
      notes: [...notes, ...elaNotes].map((note) => wordNote(note).text),
    };
    rows.push(row);
    terminal.print(options.json === true ? JSON.stringify(row) : describe(row));
  });
  const report = { parameters: { quality, scale }, results: rows, skippedFiles: skipped, failedFiles: failed };
  await folder.write('ela_report.json', `${JSON.stringify(report, null, 2)}\n`);
  if (options.json !== true && rows.length > 0) {
    terminal.print(
      '\nThe score is a heuristic of texture and sharpness, not a probability: see the documentation on error levels.',
    );
  }
  return inputs.length === 0 ? EXIT.done : status;
}

async function decode(bytes: Uint8Array): Promise<{ raster: Raster; notes: readonly Parameters<typeof wordNote>[0][] }> {
  const exhibit = await openExhibit(bytes, { inflate: nodeInflate });
  const { notes } = exhibit.decodingState();
  const missing = exhibit.unavailable('raster');
  if (missing !== undefined) throw malformed('decode', wordNote(missing).text);
  return { raster: exhibit.plane('raster'), notes };
}

function describe(row: ElaRow): string {
  const number = (value: number) => value.toFixed(2).padStart(7);
  const values = `score ${row.likelihoodScore.toFixed(3)}  mean ${number(row.meanError)}  max ${number(row.maxError)}  regions ${String(row.anomalousRegions.length).padStart(3)}`;
  const notes = row.notes.map((note) => `    ${note}`);
  return [`${row.imagePath}`, `    ${values}`, ...notes, `    ${row.elaOverlayPath}`].join('\n');
}

/** `<stem>_ela.jpg` for each input; two inputs of one stem keep their extensions. */
function pictureNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const stemOf = (path: string) => path.replace(/\.[^./]+$/, '');
  const count = new Map<string, number>();
  for (const path of paths) count.set(stemOf(path), (count.get(stemOf(path)) ?? 0) + 1);
  return new Map(paths.map((path) => [path, count.get(stemOf(path)) === 1 ? `${stemOf(path)}_ela.jpg` : `${path}_ela.jpg`]));
}
