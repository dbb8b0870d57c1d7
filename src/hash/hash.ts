/**
 * The algorithm that made a hash; hashes of two kinds have nothing to say about each other.
 *
 * - `average`, `difference`, `difference-vertical`, `perceptual`, `perceptual-simple`, `wavelet-haar`, `wavelet-db4`, `color`: as
 *   Python's imagehash 4.3.2 computes `average_hash`, `dhash`, `dhash_vertical`, `phash`, `phash_simple`, `whash` and `colorhash`.
 * - `block-quick`, `block-exact`: as commonsmachinery's blockhash computes them.
 * - `pdq`: as the C++ core of PDQ does.
 */
export type HashKind = (typeof HASH_KINDS)[number];

/** Every kind of hash, in the order in which they are listed to people. */
export const HASH_KINDS = [
  'average',
  'difference',
  'difference-vertical',
  'perceptual',
  'perceptual-simple',
  'wavelet-haar',
  'wavelet-db4',
  'color',
  'block-quick',
  'block-exact',
  'pdq',
] as const;

/** What a picture looks like, in a few bits: similar pictures have hashes that differ in few of them. */
export interface Hash {
  readonly kind: HashKind;
  /** How many bits. */
  readonly bits: number;
  /** The value in the form that the reference prints: lower-case hexadecimal digits, `ceil(bits / 4)` of them. */
  readonly hex: string;
  /**
   * How much the picture gave the hash to go by, 0..100: low for flat, tiny or degenerate pictures, whose hashes collide with those
   * of unrelated ones. What is counted is said where each kind is made. `null` when the hash was read from text.
   */
  readonly quality: number | null;
  /**
   * Bits (counted as {@link bitsOf} does) that compare two numbers which are equal in exact arithmetic, so that the reference's own
   * bit depends on how its Fourier or wavelet transform happened to round. Rare in photographs, usual in flat or symmetric drawings.
   */
  readonly undetermined: readonly number[];
}
