import type { EntropyReader } from './entropy-reader.ts';
import { INVALID_CODE, LOOKAHEAD, resolveLongCode } from './huffman.ts';
import type { HuffmanDecoder } from './huffman.ts';
import { ZIGZAG } from './markers.ts';

const SHIFT = 32 - LOOKAHEAD;

/** Decodes one MCU of a sequential scan (T.81 F.2). */
export function decodeSequentialMcu(reader: EntropyReader, mcuRow: number, mcuColumn: number): boolean {
  const { view, targets, predictions } = reader;
  let position = reader.position;
  for (let c = 0; c < targets.length; c++) {
    const { coefficients, blocksPerRow, h, v, dc, ac, firstBlockRow } = targets[c];
    if (dc === undefined || ac === undefined) return false;
    for (let row = 0; row < v; row++) {
      let at = ((mcuRow * v + row - firstBlockRow) * blocksPerRow + mcuColumn * h) << 6;
      for (let column = 0; column < h; column++, at += 64) {
        position = decodeBlock(view, position, dc, ac, coefficients, at, predictions[c]);
        if (position < 0) return false;
        predictions[c] = coefficients[at];
      }
    }
  }
  reader.position = position;
  return true;
}

/** Decodes one block and returns the position behind it, or −1 where no code is valid. */
function decodeBlock(
  view: DataView,
  start: number,
  dc: HuffmanDecoder,
  ac: HuffmanDecoder,
  out: Int16Array,
  at: number,
  prediction: number,
): number {
  let position = start;
  let window = view.getInt32(position >>> 3) << (position & 7);
  let entry = dc.fast[window >>> SHIFT];
  let difference = 0;
  if ((entry & 64) !== 0) {
    difference = entry >> 16;
    position += entry & 63;
  } else {
    if (entry === 0) entry = resolveLongCode(dc, window);
    if (entry === INVALID_CODE) return -1;
    const size = (entry >> 8) & 15;
    position += entry & 63;
    if (size > 0) {
      difference = (view.getInt32(position >>> 3) << (position & 7)) >>> (32 - size);
      if (difference < 1 << (size - 1)) difference += 1 - (1 << size);
      position += size;
    }
  }
  out[at] = prediction + difference;

  const fast = ac.fast;
  for (let k = 1; k < 64;) {
    window = view.getInt32(position >>> 3) << (position & 7);
    entry = fast[window >>> SHIFT];
    if ((entry & 64) !== 0) {
      k += (entry >> 8) & 15;
      position += entry & 63;
      out[at + ZIGZAG[k++]] = entry >> 16;
      continue;
    }
    if (entry === 0) entry = resolveLongCode(ac, window);
    if (entry === INVALID_CODE) return -1;
    const size = (entry >> 8) & 15;
    const run = (entry >> 12) & 15;
    position += entry & 63;
    if (size === 0) {
      if (run < 15) break;
      k += 16;
      continue;
    }
    k += run;
    let value = (view.getInt32(position >>> 3) << (position & 7)) >>> (32 - size);
    if (value < 1 << (size - 1)) value += 1 - (1 << size);
    position += size;
    out[at + ZIGZAG[k++]] = value;
  }
  return position;
}
