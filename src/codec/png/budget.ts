import { limitExceeded, malformed, unsupported } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { MAXIMUM_SIDE } from '../../image/raster.ts';
import { passesOf, unpackedBytes } from './adam7.ts';
import type { PngStructure } from './chunks.ts';

/** The most that deflate can shrink: a match of 258 bytes takes two bits at least. */
const MAXIMUM_DEFLATE_RATIO = 1032;

/**
 * Proves from the chunks alone that decoding stays within the limits: before any allocation for the picture.
 *
 * @throws {ForensicsError} `limit-exceeded` (`maximumPixels`), `unsupported` (a side above 2^20), or `malformed` when there are no
 *   image data, or too few to unpack to as many pixels as the header declares.
 */
export function checkPngBudget(structure: PngStructure, { maximumPixels }: Pick<Limits, 'maximumPixels'>): void {
  const { header, chunks, imageData } = structure;
  const { width, height } = header;
  const { dataOffset } = chunks[0];
  if (width > maximumPixels / height) {
    const limit = { name: 'maximumPixels', maximum: maximumPixels, actual: width * height };
    throw limitExceeded('png', limit, `pixels of ${width}×${height}`, dataOffset);
  }
  const side = Math.max(width, height);
  if (side > MAXIMUM_SIDE) throw unsupported('png', `a side of ${side} pixels; at most ${MAXIMUM_SIDE} are read`, dataOffset);
  if (imageData.length === 0) {
    const last = chunks[chunks.length - 1];
    throw malformed('png', 'there is no IDAT chunk', last.dataOffset + last.length);
  }
  const available = imageData.reduce((sum, chunk) => sum + chunk.length, 0);
  const needed = unpackedBytes(passesOf(header));
  if (available * MAXIMUM_DEFLATE_RATIO < needed) {
    throw malformed('png', `${available} bytes of IDAT are too few for ${needed} (${width}×${height})`, imageData[0].offset);
  }
}
