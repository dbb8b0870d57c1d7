/**
 * Writes a string as UTF-8 into `out` from `offset` on, which must have room for three bytes a UTF-16 code unit.
 *
 * Lone surrogates become U+FFFD, as `TextEncoder` has it; canonical JSON holds none.
 *
 * @returns The offset behind the last byte.
 */
export function writeUtf8(text: string, out: Uint8Array, offset: number): number {
  const { length } = text;
  let i = 0;
  // Nearly all of a record is ASCII, and a million records are read at a time.
  for (; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) break;
    out[offset + i] = unit;
  }
  let at = offset + i;
  for (; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      out[at++] = unit;
    } else if (unit < 0x800) {
      out[at++] = 0xc0 | (unit >> 6);
      out[at++] = 0x80 | (unit & 0x3f);
    } else if (unit < 0xd800 || unit >= 0xe000) {
      at = writeThree(unit, out, at);
    } else {
      const point = text.codePointAt(i) ?? 0;
      if (point < 0x10000) {
        at = writeThree(0xfffd, out, at);
      } else {
        out[at++] = 0xf0 | (point >> 18);
        out[at++] = 0x80 | ((point >> 12) & 0x3f);
        out[at++] = 0x80 | ((point >> 6) & 0x3f);
        out[at++] = 0x80 | (point & 0x3f);
        i++;
      }
    }
  }
  return at;
}

/** The UTF-8 bytes of a string. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length);
  return bytes.slice(0, writeUtf8(text, bytes, 0));
}

function writeThree(point: number, out: Uint8Array, at: number): number {
  out[at] = 0xe0 | (point >> 12);
  out[at + 1] = 0x80 | ((point >> 6) & 0x3f);
  out[at + 2] = 0x80 | (point & 0x3f);
  return at + 3;
}
