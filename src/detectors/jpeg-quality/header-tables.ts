import type { JpegStructure } from '../../codec/jpeg/index.ts';

/**
 * The quantization tables that a file has defined when its first scan begins, which is when libjpeg has read the header.
 *
 * @returns By destination, 0..3: 64 steps in natural order, or `undefined` where none is defined. A later definition replaces an earlier one.
 */
export function headerTables({ quantizationTables, scans }: JpegStructure): (Uint16Array | undefined)[] {
  const tables: (Uint16Array | undefined)[] = [undefined, undefined, undefined, undefined];
  for (const { id, values, offset } of quantizationTables) if (offset < scans[0].offset) tables[id] = values;
  return tables;
}
