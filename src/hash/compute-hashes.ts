import { checkOneOf, resolveOptions } from '../errors/index.ts';
import { toLuma } from '../image/index.ts';
import type { Raster, RasterLike } from '../image/index.ts';
import { averageHash } from './average-hash.ts';
import { blockHash } from './block-hash.ts';
import { colorHash } from './color-hash.ts';
import { differenceHash } from './difference-hash.ts';
import { hashSource, SOURCE_DEFAULTS } from './hash-source.ts';
import type { HashSourceOptions } from './hash-source.ts';
import { HASH_KINDS } from './hash.ts';
import type { Hash, HashKind } from './hash.ts';
import { pdqHash } from './pdq/index.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { waveletHash } from './wavelet-hash.ts';

/** Options of {@link computeHashes}. */
export interface ComputeHashesOptions extends HashSourceOptions {
  /**
   * The hashes to compute, in the order in which they are to be returned.
   * @defaultValue `HASH_KINDS`: all
   */
  readonly kinds: readonly HashKind[];
}

const DEFAULTS: ComputeHashesOptions = { ...SOURCE_DEFAULTS, kinds: HASH_KINDS };

/** What the hashes are computed of. */
interface Source {
  readonly raster: Raster;
  /** The luma of the raster as a gray raster, computed once. */
  readonly luma: () => Raster;
}

const COMPUTATIONS: Readonly<Record<HashKind, (source: Source) => Hash>> = {
  average: ({ luma }) => averageHash(luma()),
  difference: ({ luma }) => differenceHash(luma()),
  'difference-vertical': ({ luma }) => differenceHash(luma(), { direction: 'vertical' }),
  perceptual: ({ luma }) => perceptualHash(luma()),
  'perceptual-simple': ({ luma }) => perceptualHash(luma(), { variant: 'simple' }),
  'wavelet-haar': ({ luma }) => waveletHash(luma()),
  'wavelet-db4': ({ luma }) => waveletHash(luma(), { wavelet: 'db4' }),
  color: ({ raster }) => colorHash(raster),
  'block-quick': ({ raster }) => blockHash(raster, { method: 'quick' }),
  'block-exact': ({ raster }) => blockHash(raster, { method: 'exact' }),
  pdq: ({ raster }) => pdqHash(raster),
};

/**
 * Computes several hashes of one picture, each with its defaults.
 *
 * The picture is turned, laid over its background and weighed to luma once for all of them. To import this is to import every hash.
 *
 * @param image - 8-bit pixels.
 * @returns One hash for each of `kinds`, in their order.
 * @throws {TypeError | RangeError} The pixels do not fit their size, or an option is unknown or out of range.
 *
 * @example
 * ```ts
 * import { computeHashes } from 'tamperlens/hash';
 *
 * const data = Uint8Array.from({ length: 64 }, (_, i) => 4 * i);
 * const hashes = computeHashes({ data, width: 8, height: 8 }, { kinds: ['average', 'difference'] });
 * hashes.map(({ hex }) => hex).join(' '); // '00000000ffffffff ffffffffffffffff'
 * ```
 */
export function computeHashes(image: RasterLike, options?: Partial<ComputeHashesOptions>): Hash[] {
  const { kinds, ...source } = resolveOptions(DEFAULTS, options);
  if (!Array.isArray(kinds)) throw new TypeError(`"kinds" must be an array, received ${typeof kinds}`);
  const asked: readonly HashKind[] = kinds;
  for (const kind of asked) checkOneOf('kinds', kind, HASH_KINDS);
  const raster = hashSource(image, source);
  let shared: Raster | undefined;
  const luma = (): Raster => (shared ??= { ...toLuma(raster), channels: 1 });
  return asked.map((kind) => COMPUTATIONS[kind]({ raster, luma }));
}
