import type { HashDistance, ImageComparison } from '../compare/index.ts';
import type { Orientation } from '../image/index.ts';
import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';

/** The two hashes that must agree before a copy is spoken of: both hold through resizing and re-saving, and look at a picture differently. */
const COPY_KINDS: readonly string[] = ['pdq', 'perceptual'];

/** Differences in a box of this share of the picture, or less, are spoken of as confined to it. */
const LOCAL_SHARE = 0.5;

/** What is done to a picture for each value of EXIF's Orientation tag. */
const TURNS: Readonly<Record<Orientation, string>> = {
  1: 'as stored',
  2: 'mirrored left to right',
  3: 'turned by 180°',
  4: 'mirrored top to bottom',
  5: 'mirrored about the diagonal from the top left',
  6: 'turned clockwise by 90°',
  7: 'mirrored about the diagonal from the top right',
  8: 'turned counterclockwise by 90°',
};

/** Names what EXIF's Orientation tag asks for: `turned clockwise by 90°`. */
export function wordTurn(orientation: Orientation): string {
  return TURNS[orientation];
}

/**
 * Notes what a comparison shows to a person: never more than "consistent with".
 *
 * @returns Notes for `wordNote`, the most telling one first.
 */
export function comparisonNotes(comparison: ImageComparison): Note[] {
  if (comparison.identical) return [note('compare-identical-pixels')];
  return [...hashNotes(comparison), ...turnNotes(comparison), ...pixelNotes(comparison)];
}

function hashNotes(comparison: ImageComparison): Note[] {
  const hashes = distancesOf(comparison);
  const usable = hashes.filter(({ sufficientQuality }) => sufficientQuality);
  const rest = hashes.length - usable.length;
  const silent = rest === 0 ? [] : [note('compare-hashes-silent', { count: rest, of: hashes.length })];
  if (usable.length === 0) return silent;
  const within = usable.filter(({ withinSuggested }) => withinSuggested).length;
  if (COPY_KINDS.every((kind) => isNear(usable, kind))) {
    return [note('compare-near', { within, usable: usable.length }), ...silent];
  }
  if (within === 0) return [note('compare-apart', { usable: usable.length }), ...silent];
  return [note('compare-undecided', { within, usable: usable.length }), ...silent];
}

function distancesOf({ hashes }: ImageComparison): HashDistance[] {
  return hashes.filter((hash) => hash.status === 'measured');
}

function isNear(hashes: readonly HashDistance[], wanted: string): boolean {
  return hashes.some(({ kind, withinSuggested }) => kind === wanted && withinSuggested);
}

function turnNotes(comparison: ImageComparison): Note[] {
  const pdq = distancesOf(comparison).find(({ kind }) => kind === 'pdq');
  const { orientation, distance } = comparison.turns.nearest;
  if (pdq === undefined || !pdq.sufficientQuality || orientation === 1) return [];
  if (pdq.withinSuggested || distance > pdq.suggestedDistance) return [];
  return [note('compare-turned', { turn: wordTurn(orientation), distance, stored: pdq.distance, bits: pdq.bits })];
}

function pixelNotes({ a, difference }: ImageComparison): Note[] {
  if (difference.status !== 'measured') return [];
  const { regions, box } = difference;
  const notes: Note[] = [];
  const isLocal = box !== null && box.width * box.height <= LOCAL_SHARE * a.width * a.height;
  if (isLocal) notes.push(note('compare-local', { x: box.x, y: box.y, width: box.width, height: box.height }));
  if (regions.length > 0) {
    const { x, y, width, height } = regions[0];
    notes.push(note('compare-regions', { count: regions.length, x, y, width, height }));
  } else if (!isLocal) notes.push(note('compare-no-region'));
  return notes;
}
