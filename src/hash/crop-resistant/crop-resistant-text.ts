import { ForensicsError, isForensicsError, malformed, resolveOptions } from '../../errors/index.ts';
import { parseHash } from '../hash-text.ts';
import type { Hash, HashKind } from '../hash.ts';
import type { CropResistantHash } from './crop-resistant-hash.ts';

/** Options of {@link parseCropResistantHash}. */
export interface ParseCropResistantHashOptions {
  /**
   * What hashed the segments; the text does not say.
   * @defaultValue 'difference'
   */
  readonly kind: HashKind;
}

const DEFAULTS: ParseCropResistantHashOptions = { kind: 'difference' };

/**
 * Reads a crop-resistant hash from the reference's text, which is also its `text`.
 *
 * @param text - The digits of each segment, joined by commas.
 * @returns The hash, the quality of its segments unknown.
 * @throws {ForensicsError} `malformed`: a segment is no hash of the kind, or one has another number of bits than the first; the offset
 *   says where it begins.
 * @throws {TypeError | RangeError} An option is wrong.
 *
 * @example
 * ```ts
 * import { parseCropResistantHash } from 'tamperlens/hash';
 *
 * parseCropResistantHash('0026273b2b19550e,c4d9f3e3e1c18101').segments.length; // 2
 * ```
 */
export function parseCropResistantHash(text: string, options?: Partial<ParseCropResistantHashOptions>): CropResistantHash {
  if (typeof text !== 'string') throw new TypeError(`"text" must be a string, received ${typeof text}`);
  const { kind } = resolveOptions(DEFAULTS, options);
  const segments: Hash[] = [];
  let offset = 0;
  for (const part of text.split(',')) {
    const segment = parseSegment(part, kind, segments.length, offset);
    if (segments.length > 0 && segment.bits !== segments[0].bits) {
      const found = `segment ${segments.length} has ${segment.bits} bits, the first ${segments[0].bits}`;
      throw malformed('hash', found, offset);
    }
    segments.push(segment);
    offset += part.length + 1;
  }
  return { kind: 'crop-resistant', segments, text: segments.map(({ hex }) => hex).join(',') };
}

function parseSegment(text: string, kind: HashKind, index: number, offset: number): Hash {
  try {
    return parseHash(text, { kind });
  } catch (cause) {
    if (!isForensicsError(cause)) throw cause;
    throw new ForensicsError('malformed', `segment ${index} is no ${kind} hash`, { stage: 'hash', offset, cause });
  }
}
