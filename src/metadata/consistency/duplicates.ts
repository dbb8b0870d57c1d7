import { note } from '../../notes/index.ts';
import { hasTiffHeader } from '../exif.ts';
import { pathOf } from '../fields.ts';
import type { Ifd, IfdEntry } from '../ifd.ts';
import type { IfdValue } from '../ifd-value.ts';
import type { BlockKind } from '../jpeg-blocks.ts';
import type { ConsistencyRule, RuleAnswer, RuleHit, RuleInput } from './rule.ts';

const WEIGHT = 0.8;

/** Bytes before the TIFF header of an EXIF segment. */
const EXIF_SIGNATURE_BYTES = 6;

/** Directories about the picture itself; cameras have left chance bytes in that of the thumbnail. */
const MAIN_IFDS: readonly string[] = ['IFD0', 'ExifIFD', 'GPS'];

/** Two blocks or two entries where there can be one, with different things to say. */
export const duplicates: ConsistencyRule = { id: 'DUP', check };

function check({ metadata, image }: RuleInput): RuleAnswer {
  const { blocks, exif } = metadata;
  if (blocks.length === 0) return note('metadata-unchecked-none');
  const hits: RuleHit[] = [];
  const places = (kind: BlockKind) => blocks.filter((block) => block.kind === kind);
  // A long EXIF block goes on in further segments; those do not begin with a TIFF header.
  const exifs = places('exif').filter(({ name, dataOffset, dataLength }) => {
    const start = dataOffset + EXIF_SIGNATURE_BYTES;
    return name !== 'APP1' || image.bytes === undefined || hasTiffHeader(image.bytes, start, dataOffset + dataLength);
  });
  if (exifs.length > 1) hits.push(blockHit('DUP-EXIF', 'exif', exifs));
  const packets = places('xmp');
  if (packets.length > 1) hits.push(blockHit('DUP-XMP', 'xmp', packets));
  for (const ifd of exif?.ifds ?? []) if (MAIN_IFDS.includes(ifd.name)) hits.push(...entryHits(ifd));
  return hits;
}

function blockHit(id: string, kind: BlockKind, blocks: readonly { name: string; offset: number }[]): RuleHit {
  return {
    id,
    axis: 'contradiction',
    weight: WEIGHT,
    note: note('metadata-duplicate-blocks', { kind, blocks: blocks.length }),
    evidence: blocks.map(({ name, offset }) => ({ path: name, offset })),
  };
}

/** One finding for a directory, however many of its tags disagree with themselves. */
function entryHits(ifd: Ifd): RuleHit[] {
  const first = new Map<number, IfdEntry>();
  const disagreeing: IfdEntry[] = [];
  for (const entry of ifd.entries) {
    const earlier = first.get(entry.tag);
    if (earlier === undefined) first.set(entry.tag, entry);
    else if (!isSame(earlier.value, entry.value)) disagreeing.push(earlier, entry);
  }
  if (disagreeing.length === 0) return [];
  const evidence = disagreeing.slice(0, 8).map((entry) => ({ path: pathOf(ifd.name, entry), offset: entry.offset }));
  const what = note('metadata-duplicate-tag', { tag: evidence[0].path, pairs: disagreeing.length / 2 });
  return [{ id: 'DUP-TAG', axis: 'contradiction', weight: WEIGHT, note: what, evidence }];
}

/** Values that were not read cannot disagree. */
function isSame(a: IfdValue | undefined, b: IfdValue | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, i) => value === b[i]);
  return a === b;
}
