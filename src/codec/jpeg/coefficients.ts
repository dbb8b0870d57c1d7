import { checkBytes, malformed, resolveLimits, resolveOptions } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { checkJpegBudget } from './budget.ts';
import { EntropyReader } from './entropy-reader.ts';
import type { ScanTarget } from './entropy-reader.ts';
import type { JpegComponent } from './frame.ts';
import { huffmanDecoder } from './huffman.ts';
import type { HuffmanDecoder, HuffmanTable } from './huffman.ts';
import type { QuantizationTable } from './quantization.ts';
import { progressiveMcuDecoder } from './scan-progressive.ts';
import { decodeSequentialMcu } from './scan-sequential.ts';
import type { JpegScan } from './scan.ts';
import { readStructure } from './structure.ts';
import type { JpegStructure } from './structure.ts';

/** The quantized DCT coefficients of one component, exactly as the file holds them. */
export interface CoefficientPlane extends JpegComponent {
  /** `[blockRows, blocksPerRow, 64]`: blocks in raster order, coefficients in natural (row-major) order. */
  readonly data: Int16Array;
  /** Quantization steps in natural order. */
  readonly quantizationTable: QuantizationTable | undefined;
}

/** What was read of a JPEG's entropy-coded data. */
export interface DecodingState {
  /** Whether every coefficient that the frame promises was read, and the file goes on to its end marker. */
  readonly complete: boolean;
  /** Pixel rows from the top before the first gap; the frame's height when there is none. */
  readonly decodedRows: number;
  readonly notes: readonly Note[];
}

/** Quantized coefficients of a whole file. */
export interface JpegCoefficients extends DecodingState {
  readonly structure: JpegStructure;
  readonly planes: readonly CoefficientPlane[];
}

/** Options of {@link readCoefficients} and {@link decodeJpeg}. */
export interface JpegReadOptions {
  /** Limits to change; the rest are the defaults. */
  readonly limits?: Partial<Limits> | undefined;
  /** The structure of the same bytes, when it was read before. */
  readonly structure?: JpegStructure | undefined;
  /** Called between rows of MCUs; may throw to stop the work. */
  readonly checkpoint?: (() => void) | undefined;
}

/** What holds where the caller says nothing. */
export const READ_DEFAULTS: JpegReadOptions = { limits: undefined, structure: undefined, checkpoint: undefined };

/**
 * Decodes the entropy-coded data of a JPEG file to quantized DCT coefficients: baseline, extended sequential and progressive.
 *
 * Entropy coding is lossless, so these are the encoder's own numbers. Damaged or missing data leave zeros and say
 * `complete: false` with the place.
 *
 * @param bytes - The whole file.
 * @returns One plane per component, padded to whole MCUs; about 2 bytes per sample.
 * @throws {ForensicsError} As {@link readStructure}; also `limit-exceeded` (`maximumPixels`, `maximumBlockVisits`) and `malformed`
 *   (missing Huffman tables, too few bytes for the frame).
 * @see ITU-T T.81 (1992), annexes F.2 and G.2.
 *
 * @example
 * ```ts
 * import { encodeJpeg, readCoefficients } from 'tamperlens/jpeg';
 *
 * const gray = { data: new Uint8Array(64).fill(144), width: 8, height: 8 };
 * const { planes } = readCoefficients(encodeJpeg(gray, { quality: 50 }));
 * planes[0].data[0]; // 8
 * ```
 */
export function readCoefficients(bytes: Uint8Array, options?: JpegReadOptions): JpegCoefficients {
  checkBytes('bytes', bytes);
  const { checkpoint, ...given } = resolveOptions(READ_DEFAULTS, options);
  const limits = resolveLimits(given.limits);
  const structure = given.structure ?? readStructure(bytes, limits);
  checkSameBytes(bytes, structure);
  checkJpegBudget(structure, limits);
  const { frame, scanScript } = structure;
  const planes = frame.components.map((component, index) => ({
    ...component,
    data: new Int16Array(component.blocksPerRow * component.blockRows * 64),
    quantizationTable: structure.componentTables[index],
  }));
  const isProgressive = frame.process === 'SOF2';
  const hasAc = planes.map(({ blocksPerRow, blockRows }) => new Uint8Array(isProgressive ? blocksPerRow * blockRows : 0));
  const results: ScanResult[] = [];
  const tables = new HuffmanTables(structure.huffmanTables);
  for (const scan of scanScript.used) {
    const reader = openScan(bytes, structure, scan, tables, planes, hasAc);
    for (let row = 0; row < reader.mcuRows; row++) {
      checkpoint?.();
      reader.decodeRow(row);
    }
    results.push(resultOf(reader));
  }
  return { structure, planes, ...stateAfter(structure, results) };
}

/** The Huffman decoders in force at each place of the file, built once each. */
export class HuffmanTables {
  private readonly definitions: readonly HuffmanTable[];
  private readonly decoders = new Map<HuffmanTable, HuffmanDecoder>();

  constructor(definitions: readonly HuffmanTable[]) {
    this.definitions = definitions;
  }

  /** The decoder of the last definition before `offset`. */
  at(kind: 'dc' | 'ac', id: number, offset: number): HuffmanDecoder {
    let found: HuffmanTable | undefined;
    for (const table of this.definitions) {
      if (table.offset > offset) break;
      if (table.kind === kind && table.id === id) found = table;
    }
    if (found === undefined) throw malformed('jpeg', `${kind.toUpperCase()} Huffman table ${id} is used but not defined`, offset);
    let decoder = this.decoders.get(found);
    if (decoder === undefined) {
      decoder = huffmanDecoder(found);
      this.decoders.set(found, decoder);
    }
    return decoder;
  }
}

const NO_FLAGS = new Uint8Array(0);

/** Prepares one scan to be decoded into `planes`. */
export function openScan(
  bytes: Uint8Array,
  structure: JpegStructure,
  scan: JpegScan,
  tables: HuffmanTables,
  planes: readonly Pick<CoefficientPlane, 'data' | 'blocksPerRow' | 'h' | 'v'>[],
  hasAc: readonly Uint8Array[] = [],
): EntropyReader {
  const progressive = structure.frame.process === 'SOF2';
  const needsDc = !progressive || (scan.spectralStart === 0 && scan.successiveHigh === 0);
  const needsAc = !progressive || scan.spectralStart > 0;
  const interleaved = scan.components.length > 1;
  const targets: ScanTarget[] = scan.components.map(({ index, dcTable, acTable }) => ({
    coefficients: planes[index].data,
    hasAc: hasAc[index] ?? NO_FLAGS,
    blocksPerRow: planes[index].blocksPerRow,
    h: interleaved ? planes[index].h : 1,
    v: interleaved ? planes[index].v : 1,
    dc: needsDc ? tables.at('dc', dcTable, scan.offset) : undefined,
    ac: needsAc ? tables.at('ac', acTable, scan.offset) : undefined,
    firstBlockRow: 0,
  }));
  return new EntropyReader(
    bytes,
    structure.frame,
    scan,
    targets,
    progressive ? progressiveMcuDecoder(scan) : decodeSequentialMcu,
  );
}

/** What became of one scan. */
export type ScanResult = Pick<EntropyReader, 'scan' | 'mcusPerRow' | 'damage' | 'excessBytes'>;

/** Keeps the outcome of a scan without its data. */
export function resultOf({ scan, mcusPerRow, damage, excessBytes }: EntropyReader): ScanResult {
  return { scan, mcusPerRow, damage, excessBytes };
}

/** Refuses a structure that was read from something else. */
export function checkSameBytes(bytes: Uint8Array, structure: JpegStructure): void {
  const length = structure.imageEnd + structure.trailingBytes;
  if (length !== bytes.length) throw new RangeError(`"structure" must be of the same ${bytes.length} bytes, it is of ${length}`);
}

/** Sums up what the scans left out. */
export function stateAfter(structure: JpegStructure, results: readonly ScanResult[]): DecodingState {
  const { frame, scanScript } = structure;
  const notes: Note[] = [...structure.notes];
  let complete = structure.complete && scanScript.isConsistent;
  let decodedRows = frame.height;
  results.forEach(({ damage, scan, mcusPerRow, excessBytes }) => {
    const index = structure.scans.indexOf(scan);
    if (damage === undefined) {
      if (excessBytes > 0) notes.push(note('jpeg-excess-entropy-data', { scan: index, bytes: excessBytes }));
      return;
    }
    complete = false;
    notes.push(note('jpeg-damaged-scan', { scan: index, offset: damage.offset, mcu: damage.mcu }));
    // Later passes only sharpen rows that already exist.
    if (frame.process === 'SOF2' && (scan.spectralStart > 0 || scan.successiveHigh > 0)) return;
    const component = frame.components[scan.components[0].index];
    const mcuHeight = scan.components.length > 1 ? 8 * frame.maximumV : (8 * frame.maximumV) / component.v;
    const rows = Math.floor(damage.mcu / mcusPerRow) * mcuHeight;
    // With subsampled rows of chroma, the last row before the gap already mixes with it.
    decodedRows = Math.min(decodedRows, frame.maximumV > 1 ? Math.max(0, rows - 1) : rows);
  });
  const { missingComponents, incompleteCoefficients } = scanScript;
  if (missingComponents > 0) {
    complete = false;
    decodedRows = 0;
    notes.push(note('jpeg-missing-component', { components: missingComponents }));
  } else if (incompleteCoefficients > 0) {
    complete = false;
    notes.push(note('jpeg-incomplete-progression', { coefficients: incompleteCoefficients }));
  }
  return { complete, decodedRows, notes };
}
