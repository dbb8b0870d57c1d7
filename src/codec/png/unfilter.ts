/**
 * Undoes the row filters of one pass in place (PNG, Third Edition, §9.2).
 *
 * @param bytes - The unpacked image data; rows of `rowBytes` bytes from `start` on, each behind its filter byte.
 * @param pixelBytes - Bytes of a pixel, 1 where it is smaller.
 * @returns How many rows were undone: `rows`, or the index of the first whose filter type is unknown.
 */
export function unfilter(bytes: Uint8Array, start: number, rowBytes: number, rows: number, pixelBytes: number): number {
  for (let y = 0; y < rows; y++) {
    const from = start + y * (rowBytes + 1) + 1;
    const isFirst = y === 0;
    switch (bytes[from - 1]) {
      case 0:
        break;
      case 1:
        undoSub(bytes, from, from + rowBytes, pixelBytes);
        break;
      case 2:
        if (!isFirst) undoUp(bytes, from, from + rowBytes, rowBytes + 1);
        break;
      case 3:
        if (isFirst) undoFirstAverage(bytes, from, from + rowBytes, pixelBytes);
        else undoAverage(bytes, from, from + rowBytes, rowBytes + 1, pixelBytes);
        break;
      case 4:
        // With a row of zeros above, Paeth predicts the left neighbour.
        if (isFirst) undoSub(bytes, from, from + rowBytes, pixelBytes);
        else undoPaeth(bytes, from, from + rowBytes, rowBytes + 1, pixelBytes);
        break;
      default:
        return y;
    }
  }
  return rows;
}

function undoSub(bytes: Uint8Array, from: number, end: number, pixelBytes: number): void {
  for (let i = from + pixelBytes; i < end; i++) bytes[i] += bytes[i - pixelBytes];
}

function undoUp(bytes: Uint8Array, from: number, end: number, pitch: number): void {
  for (let i = from; i < end; i++) bytes[i] += bytes[i - pitch];
}

function undoFirstAverage(bytes: Uint8Array, from: number, end: number, pixelBytes: number): void {
  for (let i = from + pixelBytes; i < end; i++) bytes[i] += bytes[i - pixelBytes] >> 1;
}

function undoAverage(bytes: Uint8Array, from: number, end: number, pitch: number, pixelBytes: number): void {
  const second = Math.min(from + pixelBytes, end);
  for (let i = from; i < second; i++) bytes[i] += bytes[i - pitch] >> 1;
  for (let i = second; i < end; i++) bytes[i] += (bytes[i - pixelBytes] + bytes[i - pitch]) >> 1;
}

function undoPaeth(bytes: Uint8Array, from: number, end: number, pitch: number, pixelBytes: number): void {
  const second = Math.min(from + pixelBytes, end);
  // Left of the first pixel are zeros, with which Paeth predicts the one above.
  for (let i = from; i < second; i++) bytes[i] += bytes[i - pitch];
  for (let i = second; i < end; i++) {
    const left = bytes[i - pixelBytes];
    const up = bytes[i - pitch];
    const upperLeft = bytes[i - pitch - pixelBytes];
    const toLeft = Math.abs(up - upperLeft);
    const toUp = Math.abs(left - upperLeft);
    const toUpperLeft = Math.abs(left + up - 2 * upperLeft);
    // Choosing by masks (all ones where the other is nearer) takes half the time of branches, which noise makes unpredictable.
    const isUp = (toUp - toLeft) >> 31;
    const nearer = left ^ ((left ^ up) & isUp);
    const toNearer = toLeft ^ ((toLeft ^ toUp) & isUp);
    const isUpperLeft = (toUpperLeft - toNearer) >> 31;
    bytes[i] += nearer ^ ((nearer ^ upperLeft) & isUpperLeft);
  }
}
