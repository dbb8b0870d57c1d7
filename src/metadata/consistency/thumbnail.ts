import { note } from '../../notes/index.ts';
import type { ConsistencyRule, RuleAnswer, RuleInput } from './rule.ts';

/** Below this correlation in every orientation the thumbnail shows something else. */
const DIFFERENT_PICTURE = 0.8;

/** The shape of the thumbnail against that of the picture: a crop that left the thumbnail as it was. */
export const thumbnailAspect: ConsistencyRule = { id: 'THUMB-ASPECT', check: checkAspect };

/** What the thumbnail shows against what the picture shows. */
export const thumbnailContent: ConsistencyRule = { id: 'THUMB-CONTENT', check: checkContent };

function checkAspect({ thumbnail, metadata }: RuleInput): RuleAnswer {
  const found = thumbnail();
  if ('code' in found) return found;
  const { aspectDeviation, aspectTolerance, isTurned } = found;
  const evidence = thumbnailEvidence(metadata.exif?.thumbnail?.offset);
  if (aspectDeviation > aspectTolerance) {
    const what = note('metadata-thumbnail-aspect', { percent: Math.round(100 * aspectDeviation) });
    return [{ id: 'THUMB-ASPECT', axis: 'contradiction', weight: 2, note: what, evidence }];
  }
  if (isTurned) {
    return [{ id: 'THUMB-TURNED', axis: 'processing', weight: 0.3, note: note('metadata-thumbnail-turned'), evidence }];
  }
  return [];
}

function checkContent({ thumbnail, metadata }: RuleInput): RuleAnswer {
  const found = thumbnail();
  if ('code' in found) return found;
  const { correlation } = found;
  if (correlation === null) return note('metadata-unchecked-no-pixels');
  if (correlation >= DIFFERENT_PICTURE) return [];
  const what = note('metadata-thumbnail-content', { correlation: Math.round(100 * correlation) / 100 });
  const evidence = thumbnailEvidence(metadata.exif?.thumbnail?.offset);
  return [{ id: 'THUMB-CONTENT', axis: 'contradiction', weight: 3, note: what, evidence }];
}

function thumbnailEvidence(offset = 0): { path: string; offset: number }[] {
  return [{ path: 'IFD1.JPEGInterchangeFormat', offset }];
}
