import type { DecodeMcu, EntropyReader } from './entropy-reader.ts';
import { INVALID_CODE, LOOKAHEAD, resolveLongCode } from './huffman.ts';
import type { HuffmanDecoder } from './huffman.ts';
import { ZIGZAG } from './markers.ts';
import type { JpegScan } from './scan.ts';

const SHIFT = 32 - LOOKAHEAD;

/** Chooses the procedure of T.81 G.2 for a progressive scan. */
export function progressiveMcuDecoder(scan: JpegScan): DecodeMcu {
  if (scan.spectralStart === 0) return scan.successiveHigh === 0 ? decodeDcFirst : decodeDcRefinement;
  return scan.successiveHigh === 0 ? decodeAcFirst : decodeAcRefinement;
}

/** Resolves the code at a position to `symbol << 8 | 128 | bits`, ignoring magnitudes that the fast table has folded in; {@link INVALID_CODE} if none begins there. */
function symbolAt(decoder: HuffmanDecoder, window: number): number {
  const entry = decoder.fast[window >>> SHIFT];
  return entry === 0 ? resolveLongCode(decoder, window) : entry;
}

function decodeDcFirst(reader: EntropyReader, mcuRow: number, mcuColumn: number): boolean {
  const { view, targets, predictions, scan } = reader;
  let position = reader.position;
  for (let c = 0; c < targets.length; c++) {
    const { coefficients, blocksPerRow, h, v, dc, firstBlockRow } = targets[c];
    if (dc === undefined) return false;
    for (let row = 0; row < v; row++) {
      let at = ((mcuRow * v + row - firstBlockRow) * blocksPerRow + mcuColumn * h) << 6;
      for (let column = 0; column < h; column++, at += 64) {
        const entry = symbolAt(dc, view.getInt32(position >>> 3) << (position & 7));
        if (entry === INVALID_CODE) return false;
        position += entry & 63;
        let difference = 0;
        if ((entry & 64) !== 0) difference = entry >> 16;
        else {
          const size = (entry >> 8) & 15;
          if (size > 0) {
            difference = (view.getInt32(position >>> 3) << (position & 7)) >>> (32 - size);
            if (difference < 1 << (size - 1)) difference += 1 - (1 << size);
            position += size;
          }
        }
        predictions[c] += difference;
        coefficients[at] = predictions[c] << scan.successiveLow;
      }
    }
  }
  reader.position = position;
  return true;
}

function decodeDcRefinement(reader: EntropyReader, mcuRow: number, mcuColumn: number): boolean {
  const { data, targets, scan } = reader;
  let position = reader.position;
  for (const { coefficients, blocksPerRow, h, v, firstBlockRow } of targets) {
    for (let row = 0; row < v; row++) {
      let at = ((mcuRow * v + row - firstBlockRow) * blocksPerRow + mcuColumn * h) << 6;
      for (let column = 0; column < h; column++, at += 64, position++) {
        if (((data[position >>> 3] >> (7 - (position & 7))) & 1) !== 0) coefficients[at] |= 1 << scan.successiveLow;
      }
    }
  }
  reader.position = position;
  return true;
}

function decodeAcFirst(reader: EntropyReader, mcuRow: number, mcuColumn: number): boolean {
  if (reader.bandRun > 0) {
    reader.bandRun--;
    return true;
  }
  const { view, scan } = reader;
  const { coefficients, hasAc, blocksPerRow, ac, firstBlockRow } = reader.targets[0];
  if (ac === undefined) return false;
  const low = scan.successiveLow;
  const block = (mcuRow - firstBlockRow) * blocksPerRow + mcuColumn;
  const at = block << 6;
  let position = reader.position;
  for (let k = scan.spectralStart; k <= scan.spectralEnd;) {
    const entry = symbolAt(ac, view.getInt32(position >>> 3) << (position & 7));
    if (entry === INVALID_CODE) return false;
    position += entry & 63;
    if ((entry & 64) !== 0) {
      hasAc[block] = 1;
      k += (entry >> 8) & 15;
      coefficients[at + ZIGZAG[k++]] = (entry >> 16) << low;
      continue;
    }
    const size = (entry >> 8) & 15;
    const run = (entry >> 12) & 15;
    if (size === 0) {
      if (run === 15) {
        k += 16;
        continue;
      }
      reader.bandRun = (1 << run) - 1;
      if (run > 0) {
        reader.bandRun += (view.getInt32(position >>> 3) << (position & 7)) >>> (32 - run);
        position += run;
      }
      break;
    }
    hasAc[block] = 1;
    k += run;
    let value = (view.getInt32(position >>> 3) << (position & 7)) >>> (32 - size);
    if (value < 1 << (size - 1)) value += 1 - (1 << size);
    position += size;
    coefficients[at + ZIGZAG[k++]] = value << low;
  }
  reader.position = position;
  return true;
}

function decodeAcRefinement(reader: EntropyReader, mcuRow: number, mcuColumn: number): boolean {
  const { view, scan } = reader;
  const { coefficients, hasAc, blocksPerRow, ac, firstBlockRow } = reader.targets[0];
  if (ac === undefined) return false;
  const { spectralEnd } = scan;
  const block = (mcuRow - firstBlockRow) * blocksPerRow + mcuColumn;
  // Most blocks of a run have nothing to refine.
  if (reader.bandRun > 0 && hasAc[block] === 0) {
    reader.bandRun--;
    return true;
  }
  const at = block << 6;
  let k = scan.spectralStart;
  if (reader.bandRun === 0) {
    for (; k <= spectralEnd; k++) {
      const entry = symbolAt(ac, view.getInt32(reader.position >>> 3) << (reader.position & 7));
      if (entry === INVALID_CODE) return false;
      reader.position += entry & 63;
      let run = 0;
      let value = 0;
      if ((entry & 64) !== 0) {
        run = (entry >> 8) & 15;
        value = entry >> 16;
      } else {
        const size = (entry >> 8) & 15;
        run = (entry >> 12) & 15;
        if (size > 0) value = readBit(reader) === 1 ? 1 : -1;
        else if (run < 15) {
          reader.bandRun = 1 << run;
          if (run > 0) {
            reader.bandRun += (view.getInt32(reader.position >>> 3) << (reader.position & 7)) >>> (32 - run);
            reader.position += run;
          }
          break;
        }
      }
      // A coefficient that becomes nonzero here can only be ±1 at this bit (T.81 G.1.2.3).
      if (value > 1 || value < -1) return false;
      k = refineUntilZeros(reader, coefficients, at, k, spectralEnd, run);
      if (value !== 0 && k <= spectralEnd) {
        coefficients[at + ZIGZAG[k]] = value * (1 << scan.successiveLow);
        hasAc[block] = 1;
      }
    }
  }
  if (reader.bandRun > 0) {
    refineUntilZeros(reader, coefficients, at, k, spectralEnd, 64);
    reader.bandRun--;
  }
  return true;
}

function readBit(reader: EntropyReader): number {
  const position = reader.position++;
  return (reader.data[position >>> 3] >> (7 - (position & 7))) & 1;
}

/** Refines nonzero coefficients from `k` on, steps over `zeros` zero ones, and returns where the next zero lies (or the band's end). */
function refineUntilZeros(
  reader: EntropyReader,
  coefficients: Int16Array,
  at: number,
  from: number,
  spectralEnd: number,
  zeros: number,
): number {
  const bit = 1 << reader.scan.successiveLow;
  let left = zeros;
  let k = from;
  for (; k <= spectralEnd; k++) {
    const i = at + ZIGZAG[k];
    const value = coefficients[i];
    if (value === 0) {
      if (left-- === 0) break;
    } else if (readBit(reader) === 1 && (value & bit) === 0) coefficients[i] = value + (value > 0 ? bit : -bit);
  }
  return k;
}
