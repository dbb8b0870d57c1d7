import { note } from '../../notes/index.ts';
import type { ConsistencyRule, EvidenceAxis, RuleAnswer, RuleEvidence, RuleHit, RuleInput } from './rule.ts';

/** Untouched files of 110 cameras correlate with their thumbnails at 0.95 and more (`docs/methods/metadata.md`). */
const SAME_PICTURE = 0.95;

/** Below this, in every orientation, a thumbnail shows something else, or far more than the picture. */
const DIFFERENT_PICTURE = 0.8;

/** Between the two lies what cropping and local changes do; a margin is kept from what untouched files reach. */
const CHANGED_PICTURE = 0.9;

/** The shape of the thumbnail against that of the picture: a crop that left the thumbnail as it was. */
export const thumbnailAspect: ConsistencyRule = { id: 'THUMB-ASPECT', check: checkAspect };

/** What the thumbnail shows against what the picture shows. */
export const thumbnailContent: ConsistencyRule = { id: 'THUMB-CONTENT', check: checkContent };

function checkAspect({ thumbnail, metadata }: RuleInput): RuleAnswer {
  const found = thumbnail();
  if ('code' in found) return found;
  const { aspectDeviation, aspectTolerance, isTurned, correlation } = found;
  const evidence = thumbnailEvidence(metadata.exif?.thumbnail?.offset);
  if (aspectDeviation <= aspectTolerance) {
    if (!isTurned) return [];
    return [hitOf('THUMB-TURNED', 'processing', 0.1, note('metadata-thumbnail-turned'), evidence)];
  }
  // Some cameras cut or squeeze a wide picture into the 160×120 pixels that DCF asks for: then its content fits all the same.
  if (correlation !== null && correlation >= SAME_PICTURE) return [];
  const what = note('metadata-thumbnail-aspect', { percent: Math.round(100 * aspectDeviation) });
  return [hitOf('THUMB-ASPECT', 'contradiction', correlation === null ? 1 : 2, what, evidence)];
}

function checkContent({ thumbnail, metadata }: RuleInput): RuleAnswer {
  const found = thumbnail();
  if ('code' in found) return found;
  const { correlation } = found;
  if (correlation === null) return note('metadata-unchecked-no-pixels');
  if (correlation >= CHANGED_PICTURE) return [];
  const params = { correlation: Math.round(100 * correlation) / 100 };
  const evidence = thumbnailEvidence(metadata.exif?.thumbnail?.offset);
  if (correlation >= DIFFERENT_PICTURE) {
    return [hitOf('THUMB-CHANGED', 'contradiction', 1.5, note('metadata-thumbnail-changed', params), evidence)];
  }
  return [hitOf('THUMB-CONTENT', 'contradiction', 3, note('metadata-thumbnail-content', params), evidence)];
}

function hitOf(id: string, axis: EvidenceAxis, weight: number, what: RuleHit['note'], evidence: RuleEvidence[]): RuleHit {
  return { id, axis, weight, note: what, evidence };
}

function thumbnailEvidence(offset = 0): RuleEvidence[] {
  return [{ path: 'IFD1.JPEGInterchangeFormat', offset }];
}
