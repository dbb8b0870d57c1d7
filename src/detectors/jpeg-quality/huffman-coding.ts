import { STANDARD_HUFFMAN_TABLES } from '../../codec/jpeg/index.ts';
import type { HuffmanTable, JpegScan, JpegStructure } from '../../codec/jpeg/index.ts';

/**
 * Which Huffman tables the scans use: `standard` those of T.81 annex K.3.3 alone; `optimized` at least one other, made for the picture
 * or of another make; `absent` when a scan names a table that is not defined, as in frames of motion JPEG.
 */
export type HuffmanCoding = 'standard' | 'optimized' | 'absent';

/** Compares the Huffman tables that the components of each scan use with the typical ones of the standard. */
export function huffmanCoding({ scans, huffmanTables }: JpegStructure): HuffmanCoding {
  const used = scans.flatMap((scan) => tablesOf(scan, huffmanTables));
  if (used.some((table) => table !== undefined && !isStandard(table))) return 'optimized';
  return used.includes(undefined) ? 'absent' : 'standard';
}

/** The definitions in force for a scan, `undefined` where one is missing. */
function tablesOf(scan: JpegScan, huffmanTables: readonly HuffmanTable[]): (HuffmanTable | undefined)[] {
  // Refining DC coefficients takes no code, only bits.
  const usesDc = scan.spectralStart === 0 && scan.successiveHigh === 0;
  const usesAc = scan.spectralEnd > 0;
  return scan.components.flatMap(({ dcTable, acTable }) => [
    ...(usesDc ? [inForce(huffmanTables, 'dc', dcTable, scan.offset)] : []),
    ...(usesAc ? [inForce(huffmanTables, 'ac', acTable, scan.offset)] : []),
  ]);
}

/** The last definition of a table before a place in the file. */
function inForce(tables: readonly HuffmanTable[], kind: string, id: number, before: number): HuffmanTable | undefined {
  for (let i = tables.length - 1; i >= 0; i--) {
    const table = tables[i];
    if (table.kind === kind && table.id === id && table.offset < before) return table;
  }
  return undefined;
}

/** Luma's or chroma's, for whichever component: a few encoders use one pair for all. */
function isStandard({ kind, counts, symbols }: HuffmanTable): boolean {
  return STANDARD_HUFFMAN_TABLES.some((standard) => {
    if (standard.kind !== kind || standard.symbols.length !== symbols.length) return false;
    return (
      counts.every((count, i) => count === standard.counts[i]) && symbols.every((symbol, i) => symbol === standard.symbols[i])
    );
  });
}
