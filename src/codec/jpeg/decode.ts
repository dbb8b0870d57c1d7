import { checkBytes, resolveLimits, resolveOptions } from '../../errors/index.ts';
import type { Raster } from '../../image/index.ts';
import { checkJpegBudget } from './budget.ts';
import {
  checkSameBytes,
  HuffmanTables,
  openScan,
  READ_DEFAULTS,
  readCoefficients,
  resultOf,
  stateAfter,
} from './coefficients.ts';
import type { CoefficientPlane, DecodingState, JpegReadOptions } from './coefficients.ts';
import { reconstruct, reconstructRows } from './reconstruct.ts';
import type { CoefficientRows } from './reconstruct.ts';
import { readStructure } from './structure.ts';
import type { JpegStructure } from './structure.ts';

/** A decoded JPEG file. */
export interface DecodedJpeg extends DecodingState {
  /** The whole frame; rows from `decodedRows` on hold what could be guessed (gray where nothing was read). */
  readonly raster: Raster;
  readonly structure: JpegStructure;
}

/**
 * Decodes a JPEG file to pixels, bit-exact to libjpeg-turbo (islow inverse DCT, fancy upsampling).
 *
 * Sequential files with one scan are decoded one row of MCUs at a time, so little more than the pixels is held in memory.
 * The picture is not turned by its EXIF orientation and not color-managed.
 *
 * @param bytes - The whole file.
 * @returns Gray files 1 channel, all others RGB; `complete: false` with notes where data was damaged or missing.
 * @throws {ForensicsError} As {@link readCoefficients}.
 *
 * @example
 * ```ts
 * import { decodeJpeg, encodeJpeg } from 'tamperlens/jpeg';
 *
 * const file = encodeJpeg({ data: new Uint8Array(8 * 8 * 3).fill(200), width: 8, height: 8 }, { quality: 90 });
 * const { raster, complete } = decodeJpeg(file);
 * raster.channels; // 3
 * complete; // true
 * ```
 */
export function decodeJpeg(bytes: Uint8Array, options?: JpegReadOptions): DecodedJpeg {
  checkBytes('bytes', bytes);
  const { checkpoint, ...given } = resolveOptions(READ_DEFAULTS, options);
  const limits = resolveLimits(given.limits);
  const structure = given.structure ?? readStructure(bytes, limits);
  checkSameBytes(bytes, structure);
  const { frame, scanScript } = structure;
  const [first, ...others] = scanScript.used;
  if (frame.process === 'SOF2' || others.length > 0 || first.components.length < frame.components.length) {
    const coefficients = readCoefficients(bytes, { limits, structure, checkpoint });
    const { complete, decodedRows, notes } = coefficients;
    return { raster: reconstruct(coefficients, { checkpoint }), structure, complete, decodedRows, notes };
  }
  checkJpegBudget(structure, limits);
  const { rows, reader } = sequentialRows(bytes, structure);
  const raster = reconstructRows(rows, { checkpoint });
  return { raster, structure, ...stateAfter(structure, [resultOf(reader)]) };
}

/** Coefficients of the only scan of a sequential file, one row of MCUs at a time. */
function sequentialRows(bytes: Uint8Array, structure: JpegStructure) {
  const { frame } = structure;
  const planes: CoefficientPlane[] = frame.components.map((component, index) => ({
    ...component,
    data: new Int16Array(component.v * component.blocksPerRow * 64),
    quantizationTable: structure.componentTables[index],
  }));
  const reader = openScan(bytes, structure, structure.scanScript.used[0], new HuffmanTables(structure.huffmanTables), planes);
  // A lone component is scanned block by block, whatever its sampling factors (T.81 A.2.2).
  const scanRowsPerMcuRow = planes.length === 1 ? planes[0].v : 1;
  const rows: CoefficientRows = {
    structure,
    planes,
    load(mcuRow) {
      for (const { data } of planes) data.fill(0);
      planes.forEach((plane, index) => (reader.targets[index].firstBlockRow = mcuRow * plane.v));
      const first = mcuRow * scanRowsPerMcuRow;
      const end = Math.min(first + scanRowsPerMcuRow, reader.mcuRows);
      for (let row = first; row < end; row++) reader.decodeRow(row);
      return mcuRow;
    },
  };
  return { rows, reader };
}
