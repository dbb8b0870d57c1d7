import { checkOneOf, malformed, resolveOptions } from '../errors/index.ts';
import { HASH_KINDS } from './hash.ts';
import type { Hash, HashKind } from './hash.ts';

/** Options of {@link parseHash}. */
export interface ParseHashOptions {
  /**
   * What made the hash, for text that does not say so itself: the reference's own string.
   * @defaultValue the text names it: `pdq:f8f8…`
   */
  readonly kind: HashKind | undefined;
  /**
   * How the digits hold the bits: as the reference prints them today, or as imagehash did up to 3.7 (each byte's bits reversed).
   * @defaultValue 'reference'
   */
  readonly form: 'reference' | 'imagehash-3.7';
}

const DEFAULTS: ParseHashOptions = { kind: undefined, form: 'reference' };

/** More digits than any hash has that a size from 2 to 64 can make. */
const MOST_DIGITS = 4096;

/**
 * Writes a hash with its kind in front, so that text alone can be read back: `perceptual:ba8c84536bd3c366`. `hash.hex` is the
 * reference's own form.
 */
export function formatHash({ kind, hex }: Hash): string {
  return `${kind}:${hex}`;
}

/**
 * Reads a hash from text: what {@link formatHash} wrote, or with `kind` the reference's own string.
 *
 * @param text - Hexadecimal digits of either case, with the kind and a colon in front when it is not given.
 * @returns The hash, its quality unknown.
 * @throws {ForensicsError} `malformed`: no kind, another kind than the one asked for, a character that is no digit (the offset says
 *   where), or a number of digits that no hash of the kind has.
 * @throws {TypeError | RangeError} An option is wrong.
 *
 * @example
 * ```ts
 * import { formatHash, parseHash } from 'tamperlens/hash';
 *
 * const hash = parseHash('BA8C84536BD3C366', { kind: 'perceptual' });
 * formatHash(hash); // 'perceptual:ba8c84536bd3c366'
 * ```
 */
export function parseHash(text: string, options?: Partial<ParseHashOptions>): Hash {
  if (typeof text !== 'string') throw new TypeError(`"text" must be a string, received ${typeof text}`);
  const { kind: asked, form } = resolveOptions(DEFAULTS, options);
  if (asked !== undefined) checkOneOf('kind', asked, HASH_KINDS);
  checkOneOf('form', form, ['reference', 'imagehash-3.7']);
  const colon = text.indexOf(':');
  const kind = kindOf(colon < 0 ? undefined : text.slice(0, colon), asked);
  const start = colon + 1;
  const digits = text.slice(start);
  if (digits.length > MOST_DIGITS) throw malformed('hash', `a hash of ${digits.length} digits is longer than any`, start);
  const wrong = digits.search(/[^0-9a-f]/i);
  if (wrong >= 0) throw malformed('hash', `${JSON.stringify(digits[wrong])} is not a hexadecimal digit`, start + wrong);
  const hex = form === 'reference' ? digits.toLowerCase() : turnBytes(digits.toLowerCase(), start);
  const bits = bitsOfDigits(kind, hex.length);
  if (bits === undefined) throw malformed('hash', `no ${kind} hash has ${hex.length} digits`, start);
  const padding = 4 * hex.length - bits;
  if (Number.parseInt(hex[0], 16) >> (4 - padding) !== 0) {
    throw malformed('hash', `a ${kind} hash of ${bits} bits cannot begin with ${JSON.stringify(hex[0])}`, start);
  }
  return { kind, bits, hex, quality: null, undetermined: [] };
}

function kindOf(named: string | undefined, asked: HashKind | undefined): HashKind {
  if (named === undefined) {
    if (asked === undefined) throw malformed('hash', 'the text names no kind of hash: give "kind", or write kind:digits', 0);
    return asked;
  }
  const kind = HASH_KINDS.find((known) => known === named);
  if (kind === undefined) throw malformed('hash', `${JSON.stringify(named.slice(0, 40))} is no kind of hash`, 0);
  if (asked !== undefined && kind !== asked) throw malformed('hash', `the text holds a ${kind} hash, not a ${asked} hash`, 0);
  return kind;
}

/** How many bits a hash of a kind has that is written in so many digits; `undefined` when there is none. */
function bitsOfDigits(kind: HashKind, digits: number): number | undefined {
  if (kind === 'pdq') return digits === 64 ? 256 : undefined;
  if (kind === 'color') {
    const binBits = Math.floor((4 * digits) / 14);
    return binBits >= 1 && Math.ceil((14 * binBits) / 4) === digits ? 14 * binBits : undefined;
  }
  const side = Math.floor(Math.sqrt(4 * digits));
  const isBlock = kind === 'block-quick' || kind === 'block-exact';
  if (side < 2 || Math.ceil((side * side) / 4) !== digits || (isBlock && side % 4 !== 0)) return undefined;
  return side * side;
}

function turnBytes(hex: string, offset: number): string {
  if (hex.length % 2 !== 0) throw malformed('hash', `imagehash 3.7 wrote whole bytes, not ${hex.length} digits`, offset);
  let turned = '';
  // Least significant bit first within a byte: the two digits swap places, and each is mirrored.
  for (let i = 0; i < hex.length; i += 2) turned += mirrorDigit(hex[i + 1]) + mirrorDigit(hex[i]);
  return turned;
}

function mirrorDigit(digit: string): string {
  const value = Number.parseInt(digit, 16);
  return (((value & 1) << 3) | ((value & 2) << 1) | ((value & 4) >> 1) | ((value & 8) >> 3)).toString(16);
}
