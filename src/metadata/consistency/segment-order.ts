import { note } from '../../notes/index.ts';
import { evidenceOf } from './rule.ts';
import type { ConsistencyRule, RuleAnswer, RuleInput } from './rule.ts';

/**
 * JFIF before EXIF in a file that names a camera: EXIF demands its own segment right behind SOI (Exif 2.2, 4.5.4), and the libraries
 * that programs save with write JFIF first. Many phones save with such a library themselves.
 */
export const segmentOrder: ConsistencyRule = { id: 'APP-ORDER', check };

function check({ metadata }: RuleInput): RuleAnswer {
  const { blocks, normalized } = metadata;
  const exif = blocks.find(({ kind }) => kind === 'exif');
  if (metadata.format !== 'jpeg' || exif === undefined || normalized.make === undefined) {
    return note('metadata-unchecked-no-camera');
  }
  const jfif = blocks.find(({ kind }) => kind === 'jfif');
  if (jfif === undefined || jfif.offset > exif.offset) return [];
  const evidence = [{ path: 'APP0', offset: jfif.offset }, { path: 'APP1', offset: exif.offset }, ...evidenceOf(normalized.make)];
  return [{ id: 'APP-ORDER', axis: 'processing', weight: 0.2, note: note('metadata-jfif-first'), evidence }];
}
