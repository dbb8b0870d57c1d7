import { readUint16 } from '../../bytes/index.ts';
import type { ChannelCount } from '../../image/raster.ts';
import { paletteEntries } from './chunks.ts';
import type { PngChunk, PngStructure } from './chunks.ts';

/**
 * Turns stored pixels into 8-bit samples of the raster.
 *
 * @param stored - Holds the pixels of one row from byte `from` on.
 * @param count - How many pixels.
 * @param data - The raster's samples; the first pixel goes to index `to`, each next one `step` further.
 * @returns The largest palette index met; without meaning where there is no palette.
 */
export type ExpandRow = (stored: Uint8Array, from: number, count: number, data: Uint8Array, to: number, step: number) => number;

/** How the pixels of a file become those of the raster. */
export interface Expansion {
  readonly channels: ChannelCount;
  /** Whether stored rows already are rows of the raster. */
  readonly isIdentity: boolean;
  readonly expandRow: ExpandRow;
}

/**
 * Chooses how to expand the file's pixels: samples below 8 bits are scaled to 0..255, of 16-bit samples the high byte is kept (as
 * Pillow, libvips and libpng's `png_set_strip_16` do), palettes and transparent colors are resolved.
 */
export function chooseExpansion(bytes: Uint8Array, structure: PngStructure): Expansion {
  const { header, palette, transparency } = structure;
  const { bitDepth, colorType } = header;
  const sampleBytes = bitDepth === 16 ? 2 : 1;
  if (palette !== undefined)
    return lookUp(bitDepth, paletteColors(bytes, structure, palette), transparency === undefined ? 3 : 4);
  if (colorType === 0 && (bitDepth < 8 || (bitDepth === 8 && transparency !== undefined))) {
    const transparent = transparency === undefined ? undefined : readUint16(bytes, transparency.dataOffset);
    return lookUp(bitDepth, grayColors(bitDepth, transparent), transparency === undefined ? 1 : 4);
  }
  if (transparency !== undefined) {
    const key = bytes.subarray(transparency.dataOffset, transparency.dataOffset + transparency.length);
    return { channels: 4, isIdentity: false, expandRow: withTransparentColor(key, sampleBytes) };
  }
  if (colorType === 4) return { channels: 4, isIdentity: false, expandRow: grayAndAlpha(sampleBytes) };
  const channels = colorType === 0 ? 1 : colorType === 2 ? 3 : 4;
  return { channels, isIdentity: bitDepth === 8, expandRow: highBytes(channels, sampleBytes) };
}

/** RGB or RGBA of every index; those beyond the palette are opaque black (PNG, Third Edition, §13.1). */
function paletteColors(bytes: Uint8Array, { header, transparency }: PngStructure, palette: PngChunk): Uint8Array {
  const channels = transparency === undefined ? 3 : 4;
  const colors = new Uint8Array(channels << header.bitDepth);
  const entries = paletteEntries(header, palette);
  for (let i = 0; i < colors.length / channels; i++) {
    const from = palette.dataOffset + 3 * i;
    if (i < entries) colors.set(bytes.subarray(from, from + 3), channels * i);
    if (transparency !== undefined) colors[channels * i + 3] = i < transparency.length ? bytes[transparency.dataOffset + i] : 255;
  }
  return colors;
}

/** Gray or RGBA of every sample value; only the low bits of the transparent one count (PNG, Third Edition, §11.3.1.1). */
function grayColors(bitDepth: number, transparent: number | undefined): Uint8Array {
  const maximum = (1 << bitDepth) - 1;
  if (transparent === undefined) return Uint8Array.from({ length: maximum + 1 }, (_, value) => (value * 255) / maximum);
  const colors = new Uint8Array(4 * (maximum + 1)).fill(255);
  for (let value = 0; value <= maximum; value++) colors.fill((value * 255) / maximum, 4 * value, 4 * value + 3);
  colors[4 * (transparent & maximum) + 3] = 0;
  return colors;
}

function lookUp(bitDepth: number, colors: Uint8Array, channels: ChannelCount): Expansion {
  const mask = (1 << bitDepth) - 1;
  const expandRow: ExpandRow = (stored, from, count, data, to, step) => {
    let highest = 0;
    for (let i = 0, bit = 0; i < count; i++, bit += bitDepth, to += step) {
      // The leftmost pixel lies in the high bits.
      const index = (stored[from + (bit >> 3)] >> (8 - bitDepth - (bit & 7))) & mask;
      if (index > highest) highest = index;
      for (let c = 0; c < channels; c++) data[to + c] = colors[channels * index + c];
    }
    return highest;
  };
  return { channels, isIdentity: false, expandRow };
}

function highBytes(channels: ChannelCount, sampleBytes: number): ExpandRow {
  return (stored, from, count, data, to, step) => {
    for (let i = 0; i < count; i++, to += step) {
      for (let c = 0; c < channels; c++, from += sampleBytes) data[to + c] = stored[from];
    }
    return 0;
  };
}

function grayAndAlpha(sampleBytes: number): ExpandRow {
  return (stored, from, count, data, to, step) => {
    for (let i = 0; i < count; i++, to += step, from += 2 * sampleBytes) {
      data[to] = data[to + 1] = data[to + 2] = stored[from];
      data[to + 3] = stored[from + sampleBytes];
    }
    return 0;
  };
}

/** Gray or RGB with one transparent color: `key` holds a two-byte sample of it for each stored one. */
function withTransparentColor(key: Uint8Array, sampleBytes: number): ExpandRow {
  const samples = key.length / 2;
  return (stored, from, count, data, to, step) => {
    for (let i = 0; i < count; i++, to += step, from += samples * sampleBytes) {
      let isTransparent = true;
      for (let c = 0; c < 3; c++) {
        const sample = samples === 1 ? 0 : c;
        const at = from + sample * sampleBytes;
        data[to + c] = stored[at];
        // All 16 bits are compared, before the low byte is dropped.
        if (stored[at + sampleBytes - 1] !== key[2 * sample + 1]) isTransparent = false;
        if (sampleBytes === 2 && stored[at] !== key[2 * sample]) isTransparent = false;
      }
      data[to + 3] = isTransparent ? 0 : 255;
    }
    return 0;
  };
}
