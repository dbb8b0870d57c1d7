import { describeFailure } from '../../../adapters/node/index.ts';
import { DEFAULT_LIMITS } from '../../../errors/index.ts';
import { computeHashes } from '../../../hash/index.ts';
import type { Input } from '../../inputs.ts';
import { openPicture } from '../../open-picture.ts';

/** Hashes of an image's stored pixels, or why there are none. */
export interface PerceptualHashes {
  readonly hashes?: Readonly<Record<string, string>>;
  readonly remark?: string;
}

/**
 * The hashes by which an image can be recognized after it was saved anew: `perceptual` and `pdq` of the pixels as stored.
 *
 * That a file cannot be decoded, or not to its end, is an answer and no error: its record does not depend on it.
 *
 * @param bytes - `undefined` for a file that is too large to be decoded.
 */
export async function perceptualHashes(input: Input, bytes: Uint8Array | undefined): Promise<PerceptualHashes> {
  if (bytes === undefined) return { remark: `it has more than ${DEFAULT_LIMITS.maximumBytes} bytes` };
  try {
    const { raster, complete } = await openPicture(input, bytes, 'stored');
    if (!complete) return { remark: 'not all of the picture can be decoded' };
    const hashes = computeHashes(raster, { kinds: ['perceptual', 'pdq'] });
    return { hashes: Object.fromEntries(hashes.map(({ kind, hex }) => [kind, hex])) };
  } catch (error) {
    // Whatever it is, the record of the bytes is what counts.
    const { code, reason } = describeFailure(error);
    return { remark: `${reason} (${code})` };
  }
}
