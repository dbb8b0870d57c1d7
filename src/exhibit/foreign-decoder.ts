import { IMAGE_FORMATS } from '../guard/magic.ts';
import type { RasterLike } from '../image/index.ts';

/** Decodes a format that is not decoded here, for example with the browser's ImageDecoder or with sharp. */
export interface ForeignDecoder {
  /** What the report says made the pixels, for example `sharp 0.35 (libvips 8.18)`. */
  readonly name: string;
  /** Turns the file into pixels in stored orientation. */
  decode(bytes: Uint8Array): RasterLike | Promise<RasterLike>;
}

/**
 * Throws unless every entry of the option `decoders` is a decoder of an image format.
 *
 * @throws {TypeError} It is not; the message names the entry.
 */
export function checkDecoders(decoders: unknown): void {
  if (typeof decoders !== 'object' || decoders === null)
    throw new TypeError('"decoders" must be an object of decoders by format');
  for (const [format, decoder] of Object.entries(decoders)) {
    if (!IMAGE_FORMATS.some((known) => known === format)) {
      throw new TypeError(`"decoders" names "${format}", which is not one of ${IMAGE_FORMATS.join(', ')}`);
    }
    if (decoder !== undefined && !isDecoder(decoder)) {
      throw new TypeError(`"decoders.${format}" must be an object with a string "name" and a function "decode"`);
    }
  }
}

function isDecoder(value: unknown): value is ForeignDecoder {
  if (typeof value !== 'object' || value === null) return false;
  const { name, decode } = value as Partial<Record<keyof ForeignDecoder, unknown>>;
  return typeof name === 'string' && typeof decode === 'function';
}
