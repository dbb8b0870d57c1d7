import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';

/** What a measurement's own notes tell of how much of the image it could see. */
export interface Sight {
  /** What the answer cannot say, when a large part of the image was left out. */
  readonly limit: Note | undefined;
  /** Why finding nothing says nothing, or `undefined` when it does say something. */
  readonly reason: Note | undefined;
}

/** Notes of measurements on images that are too small for anything to stand out. */
const TOO_SMALL: ReadonlySet<string> = new Set(['ela-small-image']);

/** Notes of measurements that left transparent parts out; `percent` is their share of the image. */
const LEFT_OUT: ReadonlySet<string> = new Set(['ela-transparent', 'noise-transparent']);

/** From this share on, what was left out is named among the limits; above the other, the detector has seen too little. In percent. */
const WORTH_NAMING = 10;
const TOO_MUCH = 50;

/**
 * Judges from a measurement's notes whether it could have found anything.
 *
 * @param detector - Its id.
 * @param notes - Of its finding.
 */
export function sightOf(detector: string, notes: readonly Note[]): Sight {
  let percent = 0;
  let isTooSmall = false;
  for (const { code, params } of notes) {
    if (TOO_SMALL.has(code)) isTooSmall = true;
    if (LEFT_OUT.has(code) && typeof params['percent'] === 'number') percent = Math.max(percent, params['percent']);
  }
  const limit = percent >= WORTH_NAMING ? note('limit-transparent', { detector, percent }) : undefined;
  if (percent > TOO_MUCH) return { limit, reason: note('verdict-mostly-transparent', { detector, percent }) };
  return { limit, reason: isTooSmall ? note('verdict-too-small-to-tell', { detector }) : undefined };
}
