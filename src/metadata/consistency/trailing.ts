import { note } from '../../notes/index.ts';
import type { ImageMetadata } from '../image-metadata.ts';
import type { TrailingKind } from '../trailing-data.ts';
import type { ConsistencyRule, RuleAnswer, RuleHit, RuleInput } from './rule.ts';

/** Fewer bytes than this that are not 0 are no content. */
const MINIMUM_BYTES = 65;

/** Kinds that no camera appends: documents and archives. */
const FOREIGN = new Set<TrailingKind>(['7z', 'gzip', 'pdf', 'png', 'rar', 'zip']);

/** Something behind the image that neither padding nor the file's own index of further pictures explains. */
export const trailing: ConsistencyRule = { id: 'EOI-TRAIL', check };

function check({ metadata }: RuleInput): RuleAnswer {
  const { trailing: data } = metadata;
  if (data === undefined || data.nonZeroBytes < MINIMUM_BYTES || isExplained(metadata, data.kind)) return [];
  const { kind, contentOffset: offset, length: bytes } = data;
  // Cameras leave what the card held before, previews and data of their own behind one file in seven, so those weigh nothing.
  const isForeign = FOREIGN.has(kind);
  const hit: RuleHit = {
    id: 'EOI-TRAIL',
    axis: isForeign ? 'contradiction' : 'processing',
    weight: isForeign ? 1.5 : 0,
    note: note('metadata-trailing-data', { kind, offset, bytes }),
    evidence: [{ path: 'trailing data', offset }],
  };
  return [hit];
}

function isExplained({ blocks }: ImageMetadata, kind: TrailingKind): boolean {
  if (kind === 'samsung') return true;
  // An index of further pictures, or an XMP packet that may announce a motion photo.
  if (kind === 'jpeg') return blocks.some((block) => block.kind === 'mpf' || block.kind === 'xmp');
  return kind === 'mp4' && blocks.some((block) => block.kind === 'xmp');
}
