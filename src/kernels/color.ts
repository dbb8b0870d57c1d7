/**
 * Color conversion of single rows, BT.601 full range as JFIF has it, in 16-bit fixed point with the rounding of libjpeg-turbo
 * (`jccolor.c`, `jdcolor.c`). Constants are round(x · 65536).
 */

/** RGB (or RGBA) to YCbCr; `width` pixels from `source`, three planar rows out. */
export function rgbToYcbcrRow(
  source: Uint8Array | Uint8ClampedArray,
  at: number,
  channels: number,
  width: number,
  y: Uint8ClampedArray,
  yAt: number,
  cb: Uint8ClampedArray,
  cr: Uint8ClampedArray,
  chromaAt: number,
): void {
  for (let i = 0, s = at; i < width; i++, s += channels) {
    const r = source[s];
    const g = source[s + 1];
    const b = source[s + 2];
    y[yAt + i] = (Math.imul(r, 19595) + Math.imul(g, 38470) + Math.imul(b, 7471) + 32768) >> 16;
    cb[chromaAt + i] = ((b << 15) - Math.imul(r, 11059) - Math.imul(g, 21709) + 8421375) >> 16;
    cr[chromaAt + i] = ((r << 15) - Math.imul(g, 27439) - Math.imul(b, 5329) + 8421375) >> 16;
  }
}

/** YCbCr to interleaved RGB, clamped by the array written to. */
export function ycbcrToRgbRow(
  y: Uint8ClampedArray,
  yAt: number,
  cb: Uint8ClampedArray,
  cbAt: number,
  cr: Uint8ClampedArray,
  crAt: number,
  width: number,
  out: Uint8ClampedArray,
  outAt: number,
): void {
  for (let i = 0, o = outAt; i < width; i++, o += 3) {
    const luma = y[yAt + i];
    const u = (cb[cbAt + i] - 128) | 0;
    const v = (cr[crAt + i] - 128) | 0;
    out[o] = luma + ((Math.imul(v, 91881) + 32768) >> 16);
    out[o + 1] = luma + ((32768 - Math.imul(u, 22554) - Math.imul(v, 46802)) >> 16);
    out[o + 2] = luma + ((Math.imul(u, 116130) + 32768) >> 16);
  }
}
