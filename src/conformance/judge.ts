import { bitsOf, hammingDistance } from '../hash/index.ts';
import type { CropResistantHash, Hash } from '../hash/index.ts';
import type { ConformanceVerdict } from './report.ts';

/** What a computation gave: a hash, the hashes of segments, or a text that must be the same. */
export type Outcome = Hash | CropResistantHash | string;

/** What to make of an outcome. */
export interface Judgment {
  readonly actual: string;
  readonly verdict: ConformanceVerdict;
}

/**
 * Compares what a computation gave with what the reference gave.
 *
 * @param expected - The reference's value in its own form; the hashes of segments are joined by commas.
 * @param tolerance - Bits in which a hash may differ that was made of the pixels of another decoder.
 */
export function judge(expected: string, outcome: Outcome, tolerance = 0): Judgment {
  const actual = textOf(outcome);
  return { actual, verdict: actual === expected ? 'equal' : verdictOn(expected, outcome, tolerance) };
}

function textOf(outcome: Outcome): string {
  if (typeof outcome === 'string') return outcome;
  return outcome.kind === 'crop-resistant' ? outcome.text : outcome.hex;
}

function verdictOn(expected: string, outcome: Outcome, tolerance: number): ConformanceVerdict {
  if (typeof outcome === 'string') return 'differs';
  const hashes = outcome.kind === 'crop-resistant' ? outcome.segments : [outcome];
  const texts = expected.split(',');
  if (texts.length !== hashes.length || texts.some((text, i) => text.length !== hashes[i].hex.length)) return 'differs';
  const references = texts.map((hex, i) => ({ ...hashes[i], hex }));
  if (hashes.every((hash, i) => differOnlyWhereUndetermined(hash, references[i]))) return 'undetermined';
  return hashes.every((hash, i) => hammingDistance(hash, references[i]) <= tolerance) ? 'tolerated' : 'differs';
}

function differOnlyWhereUndetermined(hash: Hash, reference: Hash): boolean {
  const bits = bitsOf(reference);
  return bitsOf(hash).every((bit, i) => bit === bits[i] || hash.undetermined.includes(i));
}
