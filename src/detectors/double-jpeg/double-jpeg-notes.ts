import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import type { DoubleJpegDetails } from './details.ts';
import { MINIMUM_INFORMATIVE } from './frequencies.ts';

/** From this percentage on, what was left out is worth mentioning. */
const MUCH_CLIPPED = 10;

/** What somebody who looks at the map should know about this file. */
export function doubleJpegNotes(details: DoubleJpegDetails, outlined: number): Note[] {
  const { informativeFrequencies, primaryQuality, primaryQualityConfidence, leak, clippedPercent } = details;
  const notes: Note[] = [];
  if (informativeFrequencies < MINIMUM_INFORMATIVE) {
    notes.push(note('double-jpeg-no-trace', { frequencies: informativeFrequencies, minimum: MINIMUM_INFORMATIVE }));
  } else if (primaryQuality !== null && primaryQualityConfidence !== null) {
    const percent = Math.round(100 * primaryQualityConfidence);
    notes.push(note('double-jpeg-primary-quality', { quality: primaryQuality, percent }));
  }
  if (informativeFrequencies >= MINIMUM_INFORMATIVE && leak === null) notes.push(note('double-jpeg-too-smooth'));
  if (outlined > 0) notes.push(note('double-jpeg-regions', { count: outlined }));
  if (clippedPercent >= MUCH_CLIPPED) notes.push(note('double-jpeg-clipped', { percent: clippedPercent }));
  return notes;
}
