import { ZIGZAG } from '../../../src/codec/jpeg/index.ts';
import { joinJpeg, jpegPart, MARKER, splitJpeg } from '../../support/jpeg-parts.ts';

/** One definition in a DQT segment: a destination and 64 steps in natural order. */
export type Definition = readonly [id: number, steps: ArrayLike<number>];

/** The file with other DQT segments in place of its own; each holds the definitions listed, in 16 bits where steps need them. */
export function withTables(bytes: Uint8Array, segments: readonly (readonly Definition[])[]): Uint8Array {
  const parts = splitJpeg(bytes);
  const at = parts.findIndex(({ marker }) => marker === MARKER.DQT);
  const kept = parts.filter(({ marker }) => marker !== MARKER.DQT);
  const tables = segments.map((definitions) => jpegPart(MARKER.DQT, definitions.flatMap(stored)));
  return joinJpeg([...kept.slice(0, at), ...tables, ...kept.slice(at)]);
}

function stored([id, steps]: Definition): number[] {
  const ordered = Array.from({ length: 64 }, (_, k) => steps[ZIGZAG[k]]);
  return Math.max(...ordered) > 255 ? [16 | id, ...ordered.flatMap((step) => [step >> 8, step & 255])] : [id, ...ordered];
}

/** The same steps with rows and columns exchanged. */
export function transposed(steps: ArrayLike<number>): number[] {
  return Array.from({ length: 64 }, (_, k) => steps[8 * (k & 7) + (k >> 3)]);
}
