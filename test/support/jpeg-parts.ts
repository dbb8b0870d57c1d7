/** A JPEG file cut into its marker segments, for tests that put it together wrongly. Only for well-formed files. */

/** One marker segment; the entropy-coded bytes after an SOS ride along with it. */
export interface JpegPart {
  readonly marker: number;
  /** What follows the two length bytes. */
  readonly payload: Uint8Array;
  /** Entropy-coded bytes, restart markers included; empty except after SOS. */
  readonly data: Uint8Array;
}

export const MARKER = {
  SOF0: 0xc0,
  SOF1: 0xc1,
  SOF2: 0xc2,
  DHT: 0xc4,
  RST0: 0xd0,
  SOI: 0xd8,
  EOI: 0xd9,
  SOS: 0xda,
  DQT: 0xdb,
  DNL: 0xdc,
  DRI: 0xdd,
  DHP: 0xde,
  APP0: 0xe0,
  APP1: 0xe1,
  COM: 0xfe,
} as const;

const NOTHING = new Uint8Array(0);

/** Cuts `bytes` from SOI to EOI. */
export function splitJpeg(bytes: Uint8Array): JpegPart[] {
  const parts: JpegPart[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at + 1] !== MARKER.EOI) {
    const marker = bytes[at + 1];
    const end = at + 2 + ((bytes[at + 2] << 8) | bytes[at + 3]);
    let next = end;
    if (marker === MARKER.SOS) {
      while (bytes[next] !== 0xff || bytes[next + 1] === 0 || (bytes[next + 1] & 0xf8) === MARKER.RST0) next++;
    }
    parts.push({ marker, payload: bytes.slice(at + 4, end), data: bytes.slice(end, next) });
    at = next;
  }
  return parts;
}

/** Makes one segment; `length` overrides the length field, which otherwise counts itself and the payload. */
export function jpegSegment(marker: number, payload: Uint8Array | readonly number[], length = payload.length + 2): Uint8Array {
  return Uint8Array.from([0xff, marker, length >> 8, length & 255, ...payload]);
}

/** Puts parts between SOI and EOI. */
export function joinJpeg(parts: readonly JpegPart[]): Uint8Array {
  const pieces = parts.flatMap((part) => [jpegSegment(part.marker, part.payload), part.data]);
  return concatBytes([Uint8Array.of(0xff, MARKER.SOI), ...pieces, Uint8Array.of(0xff, MARKER.EOI)]);
}

/** Makes a part without entropy-coded bytes. */
export function jpegPart(marker: number, payload: Uint8Array | readonly number[], data: Uint8Array = NOTHING): JpegPart {
  return { marker, payload: Uint8Array.from(payload), data };
}

/** A copy of `bytes` with `values` written over it from `at` on. */
export function patched(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** A copy of `list` with one element replaced. */
export function replaced<T>(list: readonly T[], index: number, element: T): T[] {
  return list.map((old, at) => (at === index ? element : old));
}

/** A copy of `list` without the `count` elements from `index` on, and with `extra` in their place. */
export function spliced<T>(list: readonly T[], index: number, count: number, ...extra: T[]): T[] {
  return [...list.slice(0, index), ...extra, ...list.slice(index + count)];
}
