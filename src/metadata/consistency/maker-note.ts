import { note } from '../../notes/index.ts';
import { carriesNotesOf, familyOfMake, familyOfMaker } from '../makernote.ts';
import { evidenceOf } from './rule.ts';
import type { ConsistencyRule, RuleAnswer, RuleInput } from './rule.ts';

/** Private notes of one maker under the name of another: the name, or the notes, come from elsewhere. */
export const makerNote: ConsistencyRule = { id: 'MN-MISMATCH', check };

function check({ metadata }: RuleInput): RuleAnswer {
  const { make, makerNote: notes } = metadata.normalized;
  if (make === undefined || notes?.maker === undefined) return note('metadata-unchecked-no-maker-note');
  const family = familyOfMaker(notes.maker);
  if (family === undefined || carriesNotesOf(family, make.value)) return [];
  // Makers sell each other's cameras under names that are in no table; only the name of a maker with notes of its own contradicts.
  const other = familyOfMake(make.value);
  if (other === undefined) return [];
  const params = { make: other.maker, maker: notes.maker };
  const evidence = [...evidenceOf(make), { path: 'ExifIFD.MakerNote', offset: notes.offset }];
  return [{ id: 'MN-MISMATCH', axis: 'contradiction', weight: 1.5, note: note('metadata-maker-note', params), evidence }];
}
