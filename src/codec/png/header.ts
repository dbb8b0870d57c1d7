import { malformed } from '../../errors/index.ts';
import { readUint32 } from '../../bytes/index.ts';

/** How the samples of a pixel are to be understood: 0 gray, 2 RGB, 3 palette index, 4 gray and alpha, 6 RGB and alpha. */
export type PngColorType = 0 | 2 | 3 | 4 | 6;

/** Bits of one sample, or of one palette index. */
export type PngBitDepth = 1 | 2 | 4 | 8 | 16;

/** What the IHDR chunk says. */
export interface PngHeader {
  /** Pixels, 1..2^31−1. */
  readonly width: number;
  /** Pixels, 1..2^31−1. */
  readonly height: number;
  readonly bitDepth: PngBitDepth;
  readonly colorType: PngColorType;
  /** Whether the pixels come in the seven passes of Adam7. */
  readonly interlaced: boolean;
}

/** Bytes of an IHDR chunk's data. */
export const HEADER_BYTES = 13;

/** The largest number that a four-byte integer of PNG may hold. */
export const MAXIMUM_UINT31 = 0x7fffffff;

interface ColorModel {
  readonly samples: 1 | 2 | 3 | 4;
  readonly depths: readonly PngBitDepth[];
}

/** Samples a pixel and allowed depths by color type (PNG, Third Edition, §11.2.1). */
const COLOR_MODELS: Readonly<Record<PngColorType, ColorModel>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** Reads the {@link HEADER_BYTES} bytes of IHDR data at `offset`. */
export function parseHeader(bytes: Uint8Array, offset: number): PngHeader {
  const width = readUint32(bytes, offset);
  const height = readUint32(bytes, offset + 4);
  if (width === 0 || height === 0) throw malformed('png', `IHDR declares ${width}×${height} pixels`, offset);
  if (width > MAXIMUM_UINT31 || height > MAXIMUM_UINT31) {
    throw malformed('png', `IHDR declares ${width}×${height} pixels, a side above 2^31 − 1`, offset);
  }
  const [depth, color, compression, filter, interlace] = bytes.subarray(offset + 8, offset + HEADER_BYTES);
  const colorType = ([0, 2, 3, 4, 6] as const).find((known) => known === color);
  if (colorType === undefined) throw malformed('png', `IHDR declares the unknown color type ${color}`, offset + 9);
  const bitDepth = COLOR_MODELS[colorType].depths.find((allowed) => allowed === depth);
  if (bitDepth === undefined) {
    throw malformed('png', `IHDR declares ${depth}-bit samples, which color type ${color} does not have`, offset + 8);
  }
  if (compression !== 0) throw malformed('png', `IHDR declares the unknown compression method ${compression}`, offset + 10);
  if (filter !== 0) throw malformed('png', `IHDR declares the unknown filter method ${filter}`, offset + 11);
  if (interlace > 1) throw malformed('png', `IHDR declares the unknown interlace method ${interlace}`, offset + 12);
  return { width, height, bitDepth, colorType, interlaced: interlace === 1 };
}

/** Bits of one pixel as stored. */
export function bitsPerPixel({ bitDepth, colorType }: PngHeader): number {
  return bitDepth * COLOR_MODELS[colorType].samples;
}

/** Bytes of `width` pixels of one row, without its filter byte. */
export function rowBytesOf(header: PngHeader, width: number): number {
  return Math.ceil((width * bitsPerPixel(header)) / 8);
}
