import { note } from '../../notes/index.ts';
import type { ConsistencyRule, RuleAnswer, RuleInput } from './rule.ts';

/** Directories whose tags are out of order, which TIFF 6.0 forbids: the hand of a particular writer, not a contradiction. */
export const exifStructure: ConsistencyRule = { id: 'EXIF-TAGS', check };

function check({ metadata }: RuleInput): RuleAnswer {
  if (metadata.exif === undefined) return note('metadata-unchecked-no-exif');
  const unsorted = metadata.exif.ifds.filter(({ isSorted }) => !isSorted);
  if (unsorted.length === 0) return [];
  const evidence = unsorted.map(({ name, offset }) => ({ path: name, offset }));
  const what = note('metadata-unsorted-tags', { ifd: unsorted[0].name });
  return [{ id: 'EXIF-TAGS', axis: 'processing', weight: 0.1, note: what, evidence }];
}
