import { checkInteger, resolveOptions } from '../../errors/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { saysAnything } from '../image-metadata.ts';
import type { ImageMetadata } from '../image-metadata.ts';
import { isGap } from './rule.ts';
import type { ImageFacts } from './image-facts.ts';
import type { EvidenceAxis, RuleHit } from './rule.ts';
import { CONSISTENCY_RULES } from './rules.ts';
import { checkThumbnail } from './thumbnail-check.ts';
import type { ThumbnailCheck } from './thumbnail-check.ts';
import { weigh } from './weights.ts';

/** Options of {@link checkConsistency}. */
export interface ConsistencyOptions {
  /**
   * When the file is examined, in whole milliseconds since 1970-01-01 UTC, 0..8640000000000000. Without it nobody knows what the future is,
   * and `TS-FUTURE` is not checked.
   * @defaultValue undefined
   */
  readonly examinedAt: number | undefined;
}

/** The defaults of {@link ConsistencyOptions}. */
export const CONSISTENCY_DEFAULTS: ConsistencyOptions = { examinedAt: undefined };

/** The last moment that ECMAScript's time values reach. */
const MAXIMUM_TIME = 8_640_000_000_000_000;

/** Lays the caller's options over the defaults and checks them. */
export function resolveConsistencyOptions(options: Partial<ConsistencyOptions> | undefined): ConsistencyOptions {
  const resolved = resolveOptions(CONSISTENCY_DEFAULTS, options);
  if (resolved.examinedAt !== undefined) checkInteger('examinedAt', resolved.examinedAt, 0, MAXIMUM_TIME);
  return resolved;
}

/** What the rules say about one file. */
export interface ConsistencyReport {
  /** In the order of the rules. */
  readonly hits: readonly RuleHit[];
  /** Rules that had something to compare. */
  readonly checked: readonly string[];
  /** Rules that had not, each with its reason. This is neutral: what is missing says nothing. */
  readonly unchecked: readonly { readonly id: string; readonly reason: Note }[];
  /** Sums of the weights on each axis, clamped. They are expert priors and measure nothing by themselves. */
  readonly weights: Readonly<Record<EvidenceAxis, number>>;
  /** How the thumbnail compares with the picture; absent where there is nothing to compare. */
  readonly thumbnail?: ThumbnailCheck;
}

/**
 * Checks whether what a file says about itself contradicts itself, the picture or the file.
 *
 * A contradiction is two facts that cannot both be true; a fact that is missing is none, and stripped metadata are neutral.
 *
 * @param metadata - From {@link readMetadata}.
 * @param image - The picture: an exhibit will do. Without its file the thumbnail is not looked at, without its pixels not its content.
 * @throws {TypeError | RangeError} An option is unknown or out of range.
 *
 * @example
 * ```ts
 * import { encodeJpeg } from 'tamperlens/jpeg';
 * import { checkConsistency, readMetadata } from 'tamperlens/metadata';
 *
 * const bytes = encodeJpeg({ data: new Uint8Array(16 * 16 * 3), width: 16, height: 16 });
 * const { hits, unchecked } = checkConsistency(readMetadata(bytes), { width: 16, height: 16, bytes });
 * hits.length; // 0
 * unchecked[0].reason.code; // 'metadata-unchecked-none'
 * ```
 */
export function checkConsistency(
  metadata: ImageMetadata,
  image: ImageFacts,
  options?: Partial<ConsistencyOptions>,
): ConsistencyReport {
  const { examinedAt } = resolveConsistencyOptions(options);
  let found: ThumbnailCheck | Note | undefined;
  const thumbnail = () => (found ??= checkThumbnail(metadata, image));
  const isSilent = !saysAnything(metadata);
  const hits: RuleHit[] = [];
  const checked: string[] = [];
  const unchecked: { id: string; reason: Note }[] = [];
  for (const rule of CONSISTENCY_RULES) {
    const answer = rule.check({ metadata, image, examinedAt, thumbnail });
    if (isGap(answer)) unchecked.push({ id: rule.id, reason: isSilent ? note('metadata-unchecked-none') : answer });
    else {
      checked.push(rule.id);
      hits.push(...answer);
    }
  }
  const comparison = found === undefined || 'code' in found ? {} : { thumbnail: found };
  return { hits, checked, unchecked, weights: weigh(hits), ...comparison };
}
