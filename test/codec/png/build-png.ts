import { zlibSync } from 'fflate';
import { crc32, writeUint32 } from '../../../src/bytes/index.ts';

/** One chunk with whatever type, length and CRC a test wants; the right ones where it says nothing. */
export interface ChunkParts {
  readonly type: string;
  readonly data?: Uint8Array | readonly number[];
  /** The declared length. */
  readonly length?: number;
  readonly crc?: number;
}

export interface HeaderParts {
  readonly width?: number;
  readonly height?: number;
  readonly bitDepth?: number;
  readonly colorType?: number;
  readonly compression?: number;
  readonly filter?: number;
  readonly interlace?: number;
}

export const SIGNATURE: Uint8Array = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export const IEND: ChunkParts = { type: 'IEND' };

/** An IHDR chunk: 2×2 pixels of 8-bit gray where nothing else is said. */
export function ihdr(parts: HeaderParts = {}): ChunkParts {
  const { width = 2, height = 2, bitDepth = 8, colorType = 0, compression = 0, filter = 0, interlace = 0 } = parts;
  const data = new Uint8Array(13);
  writeUint32(data, 0, width);
  writeUint32(data, 4, height);
  data.set([bitDepth, colorType, compression, filter, interlace], 8);
  return { type: 'IHDR', data };
}

/** The image data of {@link ihdr}'s picture: two unfiltered rows, 1 2 and 3 4. */
export const ROWS: readonly number[] = [0, 1, 2, 0, 3, 4];

/** An IDAT chunk with these bytes packed. */
export function idat(rows: readonly number[] | Uint8Array = ROWS): ChunkParts {
  return { type: 'IDAT', data: zlibSync(Uint8Array.from(rows)) };
}

/** A file of these chunks behind the signature. */
export function pngOf(...chunks: readonly ChunkParts[]): Uint8Array {
  return joined(SIGNATURE, ...chunks.map(chunkBytes));
}

/** Where each of the chunks begins in {@link pngOf}. */
export function offsetsOf(...chunks: readonly ChunkParts[]): number[] {
  const offsets: number[] = [];
  let at = SIGNATURE.length;
  for (const chunk of chunks) {
    offsets.push(at);
    at += chunkBytes(chunk).length;
  }
  return offsets;
}

export function chunkBytes({ type, data = [], length = data.length, crc }: ChunkParts): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  writeUint32(bytes, 0, length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  writeUint32(bytes, 8 + data.length, crc ?? crc32(bytes, 4, 8 + data.length));
  return bytes;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
