import { ALL_DETECTORS } from './all.ts';
import type { Detector } from './contract.ts';

/** What a detector says of itself. */
export type DetectorDescription = Pick<Detector, 'id' | 'revision' | 'title' | 'description' | 'applicability' | 'references'>;

/**
 * Describes every detector: what it measures, when it applies, and what it follows.
 *
 * @example
 * ```ts
 * import { listDetectors } from 'tamperlens/detectors';
 *
 * listDetectors().map(({ id }) => id); // ['ela', 'noise', 'double-jpeg', 'jpeg-quality', 'metadata']
 * ```
 */
export function listDetectors(): DetectorDescription[] {
  return ALL_DETECTORS.map(({ id, revision, title, description, applicability, references }) => ({
    id,
    revision,
    title,
    description,
    applicability,
    references,
  }));
}
