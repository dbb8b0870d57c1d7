import { blockBudget, limitParams } from './budget.ts';
import type { BlockBudget, ReadingState } from './budget.ts';
import { defined } from './defined.ts';
import { IFD_POINTERS, tagName } from './exif-tags.ts';
import { numbersOf } from './ifd.ts';
import type { Ifd, IfdEntry, TiffBlock } from './ifd.ts';
import { bytesOfType, decodeValue, isOpaque } from './ifd-value.ts';
import { count } from './note-ledger.ts';

/** Bytes of an entry, and of what stands before and behind the entries of a directory. */
const ENTRY_BYTES = 12;
const COUNT_BYTES = 2;
const NEXT_BYTES = 4;

interface Walk {
  readonly block: TiffBlock;
  readonly view: DataView;
  readonly state: ReadingState;
  readonly budget: BlockBudget;
  readonly ifds: Ifd[];
  /** Where directories began that were read, counted from the block's start. */
  readonly visited: Set<number>;
}

/**
 * Walks the image file directories of a TIFF structure: the chain from the first one, and those that entries point at.
 *
 * Every step is bounded: by the block, by the limits, by a budget of bytes that shared values use up again each time, and by the places
 * already visited. What is broken becomes a note; what can be read is read.
 *
 * @param firstOffset - Of the first directory, from the block's start.
 * @returns The directories, each before those that it points at.
 * @see Adobe, TIFF Revision 6.0, 1992, section 2.
 */
export function walkIfds(block: TiffBlock, firstOffset: number, state: ReadingState): Ifd[] {
  const { bytes, start, end } = block;
  const walk: Walk = {
    block,
    view: new DataView(bytes.buffer, bytes.byteOffset + start, end - start),
    state,
    budget: blockBudget(state, end - start),
    ifds: [],
    visited: new Set(),
  };
  let next = firstOffset;
  for (let index = 0; next !== 0; index++) next = readIfd(walk, `IFD${index}`, next, 0);
  return walk.ifds;
}

/** Reads one directory and those below it; gives the offset of the next in the chain, 0 where there is none. */
function readIfd(walk: Walk, name: string, at: number, depth: number): number {
  const { block, view, state, ifds, visited, budget } = walk;
  const { ledger, limits } = state;
  const offset = block.start + at;
  if (at < 8 || at + COUNT_BYTES > view.byteLength) {
    count(ledger, 'exif-ifd-outside', { ifd: name, offset });
    return 0;
  }
  if (visited.has(at)) {
    count(ledger, 'exif-ifd-loop', { ifd: name, offset });
    return 0;
  }
  visited.add(at);
  if (ifds.length >= limits.maximumIfds) {
    count(ledger, 'metadata-limit', limitParams(state, 'maximumIfds', offset));
    return 0;
  }
  const declared = view.getUint16(at, block.littleEndian);
  const whole = Math.min(declared, Math.floor((view.byteLength - at - COUNT_BYTES) / ENTRY_BYTES));
  if (whole < declared) count(ledger, 'exif-ifd-cut', { ifd: name, offset, entries: declared });
  if (whole > limits.maximumIfdEntries) count(ledger, 'metadata-limit', limitParams(state, 'maximumIfdEntries', offset));
  const entries: IfdEntry[] = [];
  const ifd = { name, offset, entries, isSorted: true };
  ifds.push(ifd);
  const toRead = Math.min(whole, limits.maximumIfdEntries);
  for (let i = 0; i < toRead; i++) {
    const entryAt = at + COUNT_BYTES + ENTRY_BYTES * i;
    if (!budget.spend(ENTRY_BYTES, block.start + entryAt)) return 0;
    const entry = readEntry(walk, name, entryAt);
    if (entry.tag < (entries.at(-1)?.tag ?? 0)) ifd.isSorted = false;
    entries.push(entry);
  }
  followPointers(walk, entries, depth);
  const nextAt = at + COUNT_BYTES + ENTRY_BYTES * declared;
  // Only the chain of IFD0 has a next one; cameras leave chance bytes there in the others.
  if (depth > 0 || nextAt + NEXT_BYTES > view.byteLength) return 0;
  return view.getUint32(nextAt, block.littleEndian);
}

function followPointers(walk: Walk, entries: readonly IfdEntry[], depth: number): void {
  const { state } = walk;
  for (const entry of entries) {
    const name = IFD_POINTERS.get(entry.tag);
    if (name === undefined) continue;
    for (const target of numbersOf(entry.value)) {
      if (target === null || !Number.isInteger(target)) {
        count(state.ledger, 'exif-ifd-outside', { ifd: name, offset: entry.offset });
      } else if (depth + 1 > state.limits.maximumIfdDepth) {
        count(state.ledger, 'metadata-limit', limitParams(state, 'maximumIfdDepth', entry.offset));
      } else readIfd(walk, name, target, depth + 1);
    }
  }
}

function readEntry(walk: Walk, ifd: string, at: number): IfdEntry {
  const { block, view } = walk;
  const { littleEndian } = block;
  const tag = view.getUint16(at, littleEndian);
  const type = view.getUint16(at + 2, littleEndian);
  const values = view.getUint32(at + 4, littleEndian);
  const valueBytes = values * (bytesOfType(type) ?? 0);
  const inBlock = valueBytes <= 4 ? at + 8 : view.getUint32(at + 8, littleEndian);
  const name = tagName(ifd, tag);
  const entry: IfdEntry = {
    tag,
    ...defined({ name }),
    type,
    count: values,
    offset: block.start + at,
    valueOffset: block.start + inBlock,
    valueBytes,
  };
  if (!isReadable(walk, ifd, entry, inBlock)) return entry;
  const { bytes } = block;
  const decoded = decodeValue({ bytes, offset: entry.valueOffset, tag, type, count: values, littleEndian });
  const { value, fractions, undefinedNumbers } = decoded;
  if (undefinedNumbers > 0)
    count(walk.state.ledger, 'exif-undefined-number', { ifd, tag: tagLabel(entry), offset: entry.offset }, 'remark');
  return { ...entry, value, ...defined({ fractions }) };
}

/** Whether an entry's value is there, of a known type, within the limits, and meant to be read at all. */
function isReadable({ block, view, state, budget }: Walk, ifd: string, entry: IfdEntry, inBlock: number): boolean {
  const { tag, type, offset, valueBytes } = entry;
  const { ledger, limits } = state;
  if (bytesOfType(type) === undefined) {
    count(ledger, 'exif-unknown-type', { ifd, tag: tagLabel(entry), type, offset });
    return false;
  }
  if (inBlock + valueBytes > view.byteLength) {
    count(ledger, 'exif-value-outside', { ifd, tag: tagLabel(entry), offset });
    return false;
  }
  if (isOpaque(tag, type, valueBytes)) return false;
  if (valueBytes > limits.maximumValueBytes) {
    count(ledger, 'metadata-limit', limitParams(state, 'maximumValueBytes', offset));
    return false;
  }
  return valueBytes <= 4 || budget.spend(valueBytes, block.start + inBlock);
}

/** How notes call a tag. */
function tagLabel({ tag, name }: IfdEntry): string {
  return name ?? `0x${tag.toString(16).padStart(4, '0')}`;
}
