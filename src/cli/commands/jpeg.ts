import { readStructure } from '../../codec/jpeg/index.ts';
import type { JpegStructure } from '../../codec/jpeg/index.ts';
import { componentQualities } from '../../detectors/jpeg-quality/index.ts';
import { wordNote } from '../../report/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import { processInputs } from '../process-inputs.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `tamperlens jpeg`. */
export interface JpegCommandOptions {
  readonly json?: boolean;
  readonly tables?: boolean;
}

/** `tamperlens jpeg <path...>`: markers, tables and scans of JPEG files, with offsets. Nothing is decoded. */
export async function jpegCommand(
  paths: readonly string[],
  options: JpegCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const inputs = await resolveInputs(paths, terminal);
  if (inputs.length === 0) terminal.warn('no files found');
  const { status } = await processInputs(inputs, terminal, async (input, bytes) => {
    const structure = readStructure(bytes);
    if (options.json === true) terminal.print(JSON.stringify({ path: input.label, ...plain(structure) }));
    else terminal.print(describe(input.label, structure, options.tables === true));
    await Promise.resolve();
  });
  return inputs.length === 0 ? EXIT.done : status;
}

/** The structure with typed arrays as plain ones. */
function plain(structure: JpegStructure): object {
  const json = JSON.stringify(structure, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value,
  );
  return JSON.parse(json) as object;
}

function describe(path: string, structure: JpegStructure, withTables: boolean): string {
  const { frame, colorSpace, subsampling, segments, scans, componentTables, notes } = structure;
  const qualities = componentQualities(structure);
  const lines = [
    `${path}`,
    `  ${frame.process} ${frame.width}×${frame.height} ${colorSpace} ${subsampling}, scans: ${scans.length}`,
    ...componentTables.map((table, index) => {
      const found = qualities.find(({ component }) => component === index);
      if (table === undefined || found === undefined) return `  component ${index}: no scan`;
      const { quality, exact, deviation } = found;
      const how = exact ? `IJG quality ${quality}` : `nearest IJG quality ${quality} (deviation ${deviation.toFixed(3)})`;
      return `  component ${index}: quantization table ${table.id}, ${how}`;
    }),
    '  offset    bytes     marker',
    ...segments.map(({ offset, dataLength, name }) => `  ${String(offset).padEnd(9)} ${String(dataLength).padEnd(9)} ${name}`),
  ];
  if (withTables) {
    for (const table of structure.quantizationTables) {
      lines.push(`  quantization table ${table.id} (at byte ${table.offset})`);
      for (let row = 0; row < 8; row++) {
        lines.push(`    ${Array.from(table.values.subarray(8 * row, 8 * row + 8), (step) => String(step).padStart(4)).join('')}`);
      }
    }
  }
  return [...lines, ...notes.map((note) => `  ${wordNote(note).text}`)].join('\n');
}
