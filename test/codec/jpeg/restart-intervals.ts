import type { JpegCoefficients } from '../../../src/codec/jpeg/index.ts';
import { concatBytes, joinJpeg, MARKER, replaced, splitJpeg } from '../../support/jpeg-parts.ts';
import type { JpegPart } from '../../support/jpeg-parts.ts';

/** Codes of Annex K are never all ones, so these bytes end any interval at once. */
export const NO_CODE: Uint8Array = Uint8Array.of(0xff, 0, 0xff, 0, 0xff, 0);

/** The restart intervals of scan `scan`, each but the first with the marker before it. */
export function intervalsOf(file: Uint8Array, scan = 0): Uint8Array[] {
  const { data } = scanPart(splitJpeg(file), scan).part;
  const starts = [0];
  for (let at = 0; at < data.length - 1; at++) {
    if (data[at] === 0xff && (data[at + 1] & 0xf8) === MARKER.RST0) starts.push(at);
  }
  return starts.map((start, i) => data.slice(start, starts[i + 1]));
}

/** The file with other entropy-coded data in scan `scan`. */
export function withIntervals(file: Uint8Array, intervals: readonly Uint8Array[], scan = 0): Uint8Array {
  const parts = splitJpeg(file);
  const { part, index } = scanPart(parts, scan);
  return joinJpeg(replaced(parts, index, { ...part, data: concatBytes(intervals) }));
}

function scanPart(parts: readonly JpegPart[], scan: number): { part: JpegPart; index: number } {
  const index = parts.map(({ marker }, i) => (marker === MARKER.SOS ? i : -1)).filter((i) => i >= 0)[scan];
  return { part: parts[index], index };
}

/** The restart interval of scan `scan` that holds a block; −1 when the scan does not. */
export function intervalOfBlock(
  { structure }: JpegCoefficients,
  scan: number,
  component: number,
  row: number,
  column: number,
): number {
  const { frame, scans } = structure;
  const { components, restartInterval } = scans[scan];
  if (!components.some(({ index }) => index === component)) return -1;
  const { h, v, width } = frame.components[component];
  const mcu =
    components.length > 1 ? Math.floor(row / v) * frame.mcusPerRow + Math.floor(column / h) : row * Math.ceil(width / 8) + column;
  return Math.floor(mcu / restartInterval);
}
