/** Codes that `String.fromCharCode` takes at once; more could pass the engine's limit on arguments. */
const CHUNK = 4096;

const REPLACEMENT = 0xfffd;

/**
 * Decodes bytes as UTF-8 where they are valid UTF-8, and as Latin-1 where they are not: EXIF promises ASCII, and cameras write either.
 *
 * @param start - First byte.
 * @param end - One past the last byte.
 */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  return decodeUtf8(bytes, start, end) ?? decodeLatin1(bytes, start, end);
}

/** Decodes each byte as the character of its number. */
export function decodeLatin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, Math.min(at + CHUNK, end)));
  return text;
}

/** Decodes UTF-8, or gives `undefined` where the bytes break its rules (RFC 3629: overlong, surrogates, beyond U+10FFFF). */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = '';
  let codes: number[] = [];
  for (let at = start; at < end;) {
    const lead = bytes[at];
    const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length === 0 || at + length > end) return undefined;
    let code = length === 1 ? lead : lead & (0x7f >> length);
    for (let i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (bytes[at + i] & 0x3f);
    }
    const isOverlong = (length === 3 && code < 0x800) || (length === 4 && code < 0x10000);
    if (isOverlong || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff) return undefined;
    codes.push(code);
    at += length;
    if (codes.length === CHUNK) {
      text += String.fromCodePoint(...codes);
      codes = [];
    }
  }
  return text + String.fromCodePoint(...codes);
}

/** Decodes UTF-16; half a surrogate pair becomes U+FFFD, and an odd last byte is dropped. */
export function decodeUtf16(bytes: Uint8Array, start: number, end: number, littleEndian: boolean): string {
  const unitAt = (at: number) => (littleEndian ? bytes[at] | (bytes[at + 1] << 8) : (bytes[at] << 8) | bytes[at + 1]);
  let text = '';
  for (let at = start; at + 1 < end; at += 2) {
    const unit = unitAt(at);
    const isLead = unit >= 0xd800 && unit < 0xdc00;
    const next = isLead && at + 3 < end ? unitAt(at + 2) : 0;
    if (next >= 0xdc00 && next < 0xe000) {
      text += String.fromCharCode(unit, next);
      at += 2;
    } else text += String.fromCharCode(unit >= 0xd800 && unit < 0xe000 ? REPLACEMENT : unit);
  }
  return text;
}

/** The text up to its first NUL. */
export function untilNul(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** Whether the bytes at `at` are those of an ASCII text. */
export function startsWith(bytes: Uint8Array, at: number, text: string, end: number = bytes.length): boolean {
  if (at + text.length > end) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
