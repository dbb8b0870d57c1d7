import { dimensions } from './dimensions.ts';
import { duplicates } from './duplicates.ts';
import { exifStructure } from './exif-structure.ts';
import { exposure } from './exposure.ts';
import { makerNote } from './maker-note.ts';
import { position } from './position.ts';
import type { ConsistencyRule } from './rule.ts';
import { segmentOrder } from './segment-order.ts';
import { software } from './software.ts';
import { thumbnailAspect, thumbnailContent } from './thumbnail.ts';
import { timeFuture, timeOrder } from './timestamps.ts';
import { trailing } from './trailing.ts';

/** Every rule, in the order in which they are reported. */
export const CONSISTENCY_RULES: readonly ConsistencyRule[] = [
  software,
  timeOrder,
  timeFuture,
  dimensions,
  thumbnailAspect,
  thumbnailContent,
  makerNote,
  exposure,
  segmentOrder,
  exifStructure,
  duplicates,
  trailing,
  position,
];
