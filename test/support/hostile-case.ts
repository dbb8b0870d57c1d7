import type { ForensicsErrorCode } from '../../src/errors/index.ts';
import { joinJpeg, MARKER, patched, replaced } from './jpeg-parts.ts';
import type { JpegPart } from './jpeg-parts.ts';

/** A file that no camera writes, and the answers that are right for it. */
export interface HostileCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expect: {
    /** The codes that a refusal may carry; empty where refusing would be wrong. */
    readonly codes: readonly Extract<ForensicsErrorCode, 'malformed' | 'unsupported' | 'limit-exceeded'>[];
    /** A picture may be returned if it is reported as incomplete. */
    readonly partial?: true;
    /** A complete picture may be returned: the file is odd rather than broken. */
    readonly complete?: true;
  };
  /** The bytes at fault, `[from, to)`: where the offset of a refusal should lie, if it has one. Absent where that is open. */
  readonly fault?: readonly [from: number, to: number];
}

export type Expectation = HostileCase['expect'];

export const BROKEN: Expectation = { codes: ['malformed'] };
export const FOREIGN: Expectation = { codes: ['unsupported'] };
export const BROKEN_OR_FOREIGN: Expectation = { codes: ['malformed', 'unsupported'] };
export const TOO_MUCH: Expectation = { codes: ['limit-exceeded', 'malformed'] };
export const DAMAGED: Expectation = { codes: ['malformed'], partial: true };
export const ODD: Expectation = { codes: ['malformed'], complete: true };
export const ANYTHING: Expectation = { codes: ['malformed', 'unsupported', 'limit-exceeded'], partial: true, complete: true };

export function nameOf(marker: number): string {
  return Object.entries(MARKER).find(([, value]) => value === marker)?.[0] ?? `marker ${marker.toString(16)}`;
}

export function indexOf(parts: readonly JpegPart[], marker: number): number {
  return parts.findIndex((part) => part.marker === marker);
}

/** Where the part at `index` stands in the joined file: from its marker to the end of its segment. */
export function spanOf(parts: readonly JpegPart[], index: number): [from: number, to: number] {
  const from = parts.slice(0, index).reduce((sum, part) => sum + 4 + part.payload.length + part.data.length, 2);
  return [from, from + 4 + (parts[index]?.payload.length ?? 0)];
}

/** The file with one part changed, and the changed segment as the bytes at fault. */
export function changed(
  name: string,
  parts: readonly JpegPart[],
  marker: number,
  change: Partial<JpegPart>,
  expect: Expectation,
): HostileCase {
  const index = indexOf(parts, marker);
  const copy = replaced(parts, index, { ...parts[index], ...change });
  return { name, bytes: joinJpeg(copy), expect, fault: spanOf(copy, index) };
}

/** The file with bytes of one payload overwritten. */
export function overwritten(
  name: string,
  parts: readonly JpegPart[],
  marker: number,
  at: number,
  values: readonly number[],
  expect: Expectation,
): HostileCase {
  const { payload } = parts[indexOf(parts, marker)];
  return changed(name, parts, marker, { payload: patched(payload, at, ...values) }, expect);
}

/** The case without its fault: what is wrong there only shows where it is used. */
export function anywhere({ name, bytes, expect }: HostileCase): HostileCase {
  return { name, bytes, expect };
}
