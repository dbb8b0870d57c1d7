import { readStructure } from '../../codec/jpeg/index.ts';
import type { JpegStructure } from '../../codec/jpeg/index.ts';
import { describeSave, photoshopSettingName } from '../../detectors/index.ts';
import type { JpegQualityDetails, TableClass } from '../../detectors/index.ts';
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
  const { inputs } = await resolveInputs(paths, terminal);
  if (inputs.length === 0) terminal.warn('no files found');
  const { status } = await processInputs(inputs, terminal, async (input, bytes) => {
    const structure = readStructure(bytes);
    const save = describeSave(structure, bytes);
    if (options.json === true) terminal.print(JSON.stringify({ path: input.label, ...plain(structure), save }));
    else terminal.print(describe(input.label, structure, save, options.tables === true));
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

function describe(path: string, structure: JpegStructure, save: JpegQualityDetails, withTables: boolean): string {
  const { frame, colorSpace, subsampling, segments, scans, componentTables, notes } = structure;
  const lines = [
    `${path}`,
    `  ${frame.process} ${frame.width}×${frame.height} ${colorSpace} ${subsampling}, scans: ${scans.length}`,
    ...componentTables.map((table, index) => {
      const found = save.components.find(({ component }) => component === index);
      if (table === undefined || found === undefined) return `  component ${index}: no scan`;
      const { quality, exact, deviation } = found;
      const how = exact ? `IJG quality ${quality}` : `nearest IJG quality ${quality} (deviation ${deviation.toFixed(3)})`;
      return `  component ${index}: quantization table ${table.id}, ${how}`;
    }),
    ...saveLines(save),
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

/** Whose tables, codes and scans, and the fingerprints to look up elsewhere. */
function saveLines({
  tableClass,
  imageMagickQuality,
  huffmanCoding,
  progression,
  scanScript,
  digests,
}: JpegQualityDetails): string[] {
  return [
    `  tables: ${tableClassText(tableClass)}; ImageMagick %Q: ${imageMagickQuality ?? 'undefined'}`,
    `  Huffman tables: ${huffmanCoding}; order of scans: ${progression} (${scanScript})`,
    ...(digests.exifTool === null ? [] : [`  ExifTool JPEGDigest: ${digests.exifTool}`]),
    `  JPEGsnoop signature: ${digests.jpegSnoop}, rotated: ${digests.jpegSnoopRotated}`,
  ];
}

function tableClassText(tableClass: TableClass): string {
  switch (tableClass.kind) {
    case 'ijg':
      return `ijg, quality ${tableClass.quality}`;
    case 'ijg-mixed':
      return `ijg-mixed, qualities ${tableClass.qualities.join(', ')}`;
    case 'mozjpeg': {
      const { preset, presetName, quality, chromaQuality } = tableClass;
      const chroma = chromaQuality === quality ? '' : `, chroma ${chromaQuality}`;
      return `mozjpeg, preset ${preset} (${presetName}), quality ${quality}${chroma}`;
    }
    case 'photoshop':
      return `photoshop, ${tableClass.settings.map(photoshopSettingName).join(', ')}`;
    case 'photoshop-like':
    case 'same-table':
    case 'custom':
      return tableClass.kind;
  }
}
