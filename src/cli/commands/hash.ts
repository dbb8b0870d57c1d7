import type { HashAnalysis } from '../../adapters/node/index.ts';
import { HASH_KINDS } from '../../hash/index.ts';
import type { HashKind } from '../../hash/index.ts';
import { wordNote } from '../../report/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import { oneLine } from '../one-line.ts';
import { runImages } from '../run-images.ts';
import type { Terminal } from '../terminal.ts';

/** What `--kind` takes. */
export const HASH_CHOICES = ['all', ...HASH_KINDS, 'crop-resistant'] as const;

/** Options of `tamperlens hash`. */
export interface HashCommandOptions {
  readonly kind: readonly (typeof HASH_CHOICES)[number][];
  readonly orient?: boolean;
  readonly json?: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly concurrency?: number;
  /** For tests: the worker's file. */
  readonly workerUrl?: URL | undefined;
}

/** `tamperlens hash <path...>`: the hashes of each image, a line each, in the order of paths. */
export async function hashCommand(
  paths: readonly string[],
  options: HashCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { inputs } = await resolveInputs(paths, terminal);
  if (inputs.length === 0) terminal.warn('no files found');
  const isAsked = (name: HashKind | 'crop-resistant') => options.kind.includes('all') || options.kind.includes(name);
  const kinds = HASH_KINDS.filter(isAsked);
  const withCropResistant = isAsked('crop-resistant');
  const run = await runImages(inputs, terminal, {
    job: {
      kind: 'hash',
      kinds,
      orient: options.orient === true ? 'exif' : 'stored',
      deliver: withCropResistant ? ['crop-resistant'] : [],
    },
    concurrency: options.concurrency,
    timeout: options.timeout,
    workerUrl: options.workerUrl,
    order: 'path',
    onAnalyzed: ({ label }, analysis) =>
      options.json === true ? JSON.stringify({ path: label, ...plain(analysis) }) : describe(oneLine(label), analysis),
  });
  return inputs.length === 0 ? EXIT.done : run.status;
}

function plain({ turned: _turned, thumbnail: _thumbnail, notes, ...rest }: HashAnalysis) {
  return { ...rest, notes: notes.map((note) => wordNote(note)) };
}

function describe(path: string, { hashes, cropResistant, notes }: HashAnalysis): string {
  const rows = hashes.map(({ kind, hex, quality }) => [kind, hex, `q${Math.round(quality ?? 0)}`]);
  // Its segments have qualities of their own, and may be any number.
  if (cropResistant !== undefined) rows.push([cropResistant.kind, cropResistant.text, 'q-']);
  const width = Math.max(...rows.map(([kind]) => kind.length));
  return [
    ...rows.map(([kind, hex, quality]) => `${kind.padEnd(width)}  ${hex}  ${quality.padEnd(4)}  ${path}`),
    ...notes.map((note) => `    ${wordNote(note).text}`),
  ].join('\n');
}
