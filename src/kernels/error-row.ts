/** Largest sum of three absolute 8-bit differences. */
export const MAXIMUM_ERROR = 765;

/**
 * Compares one row of pixels with its re-saved self: Σ over R, G, B of |difference|, without storing the re-saved pixels.
 *
 * @param errors - Receives 0..765 for each pixel.
 * @param histogram - 766 counts, one per value; counts every pixel of the row.
 */
export function ycbcrErrorRow(
  y: Uint8ClampedArray,
  yAt: number,
  cb: Uint8ClampedArray,
  cbAt: number,
  cr: Uint8ClampedArray,
  crAt: number,
  width: number,
  source: Uint8Array | Uint8ClampedArray,
  sourceAt: number,
  channels: number,
  errors: Uint16Array,
  errorsAt: number,
  histogram: Uint32Array,
): void {
  for (let i = 0, s = sourceAt; i < width; i++, s += channels) {
    const luma = y[yAt + i];
    const u = (cb[cbAt + i] - 128) | 0;
    const v = (cr[crAt + i] - 128) | 0;
    let r = (luma + ((Math.imul(v, 91881) + 32768) >> 16)) | 0;
    let g = (luma + ((32768 - Math.imul(u, 22554) - Math.imul(v, 46802)) >> 16)) | 0;
    let b = (luma + ((Math.imul(u, 116130) + 32768) >> 16)) | 0;
    r = ((r < 0 ? 0 : r > 255 ? 255 : r) - source[s]) | 0;
    g = ((g < 0 ? 0 : g > 255 ? 255 : g) - source[s + 1]) | 0;
    b = ((b < 0 ? 0 : b > 255 ? 255 : b) - source[s + 2]) | 0;
    // Signs are as good as random, so a branch on them would be mispredicted half of the time.
    const error = ((r ^ (r >> 31)) - (r >> 31) + ((g ^ (g >> 31)) - (g >> 31)) + ((b ^ (b >> 31)) - (b >> 31))) | 0;
    errors[errorsAt + i] = error;
    histogram[error]++;
  }
}

/** The same for two rows of samples; a gray difference counts three times, as if R, G and B all had it. */
export function sampleErrorRow(
  saved: Uint8Array | Uint8ClampedArray,
  savedAt: number,
  savedChannels: number,
  width: number,
  source: Uint8Array | Uint8ClampedArray,
  sourceAt: number,
  channels: number,
  errors: Uint16Array,
  errorsAt: number,
  histogram: Uint32Array,
): void {
  const repeats = channels === 1 ? 3 : 1;
  const compared = channels === 1 ? 1 : 3;
  for (let i = 0, s = sourceAt, t = savedAt; i < width; i++, s += channels, t += savedChannels) {
    let error = 0;
    for (let c = 0; c < compared; c++) {
      const difference = (saved[t + c] - source[s + c]) | 0;
      error += (difference ^ (difference >> 31)) - (difference >> 31);
    }
    error *= repeats;
    errors[errorsAt + i] = error;
    histogram[error]++;
  }
}
