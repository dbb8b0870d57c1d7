import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import type { NoiseDetails } from './noise-details.ts';

/** Median σ in luma levels below which rounding and compression have left little to compare; below it lie 12 of 97 authentic development pictures. */
const FAINT_NOISE = 0.35;

/** What somebody who looks at the noise map should know about this image. */
export function noiseNotes(details: NoiseDetails, valid: Uint8Array, opaque: Uint8Array | undefined): Note[] {
  const { sigma, sigmaInRegions, sigmaElsewhere, minoritySide, regionsExplained } = details;
  const notes: Note[] = [];
  let transparent = 0;
  let clipped = 0;
  for (let i = 0; i < valid.length; i++) {
    if (valid[i] !== 0) continue;
    if (opaque !== undefined && opaque[i] === 0) transparent++;
    else clipped++;
  }
  if (transparent > 0) notes.push(note('noise-transparent', { percent: percentOf(transparent, valid.length) }));
  if (clipped > 0) notes.push(note('noise-clipped', { percent: percentOf(clipped, valid.length) }));
  if (sigma < FAINT_NOISE) notes.push(note('noise-faint', { sigma: hundredths(sigma) }));
  if (sigmaInRegions !== null && sigmaElsewhere !== null) {
    const [inside, elsewhere] = [hundredths(sigmaInRegions), hundredths(sigmaElsewhere)];
    if (minoritySide === 'noisier') notes.push(note('noise-regions-noisier', { inside, elsewhere }));
    else notes.push(note('noise-regions-smoother', { inside, elsewhere }));
  }
  if (regionsExplained > 0) notes.push(note('noise-regions-explained', { count: regionsExplained }));
  return notes;
}

/** Rounded up, so that a little is not nothing. */
function percentOf(part: number, whole: number): number {
  return Math.ceil((100 * part) / whole);
}

function hundredths(value: number): number {
  return Math.round(100 * value) / 100;
}
