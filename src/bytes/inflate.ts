import { malformed } from '../errors/index.ts';
import { Inflater } from './inflater.ts';
import type { InflateResult } from './inflater.ts';

/**
 * Unpacks a zlib stream that must hold exactly `expectedBytes` bytes, or throws.
 *
 * An implementation may be faster than `inflateExactly` but not more lenient: it also throws on a wrong checksum and on bytes
 * behind the stream's end.
 */
export type Inflate = (compressed: readonly Uint8Array[], expectedBytes: number) => Uint8Array;

/**
 * Unpacks a zlib stream (RFC 1950, 1951) into `output` and never past its end. Refuses what zlib refuses, and like zlib's default
 * build does not hold the stream to the window size that it declares.
 *
 * Time is linear in the bytes read and written, whatever they are. Nothing is thrown: a broken stream gives the bytes before the
 * damage. Beside `output` it allocates a copy of the compressed bytes.
 *
 * @param compressed - The stream, in parts.
 * @param output - Where to put the bytes.
 */
export function inflateInto(compressed: readonly Uint8Array[], output: Uint8Array): InflateResult {
  return new Inflater(compressed, output, output.length).run();
}

/**
 * Unpacks a zlib stream of unknown size, but at most `maximumBytes` bytes of it. As {@link inflateInto} otherwise.
 *
 * @param compressed - The stream, in parts.
 * @param maximumBytes - The most to unpack; where there is more, the outcome is `overflow` and `data` holds what comes first.
 */
export function inflateUpTo(
  compressed: readonly Uint8Array[],
  maximumBytes: number,
): { readonly data: Uint8Array; readonly result: InflateResult } {
  // Text and profiles shrink to about a quarter; the buffer doubles where that was too low.
  const guess = 4 * compressed.reduce((sum, part) => sum + part.length, 0);
  const inflater = new Inflater(compressed, new Uint8Array(Math.min(guess, maximumBytes)), maximumBytes);
  const result = inflater.run();
  return { data: inflater.output, result };
}

/**
 * Unpacks a zlib stream that holds exactly `expectedBytes` bytes.
 *
 * @param compressed - The stream, in parts.
 * @param expectedBytes - How many bytes must come out.
 * @throws {ForensicsError} `malformed`: it holds more or fewer, is damaged, has a wrong checksum, or bytes follow its end.
 */
export function inflateExactly(compressed: readonly Uint8Array[], expectedBytes: number): Uint8Array {
  const data = new Uint8Array(expectedBytes);
  const { outcome, problem, writtenBytes, consumedBytes, checksum } = inflateInto(compressed, data);
  const offset = consumedBytes;
  if (outcome !== 'complete')
    throw malformed('inflate', `the zlib stream is ${outcome}${problem === undefined ? '' : ` (${problem})`}`, offset);
  if (writtenBytes !== expectedBytes) {
    throw malformed('inflate', `the zlib stream holds ${writtenBytes} bytes instead of ${expectedBytes}`, offset);
  }
  if (checksum !== 'match') throw malformed('inflate', `the checksum of the zlib stream is a ${checksum}`, offset);
  const totalBytes = compressed.reduce((sum, part) => sum + part.length, 0);
  if (consumedBytes < totalBytes)
    throw malformed('inflate', `${totalBytes - consumedBytes} bytes follow the zlib stream`, offset);
  return data;
}
