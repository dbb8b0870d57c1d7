import { unsupported } from '../../errors/index.ts';
import { RST0, RST7 } from './markers.ts';

/** The entropy-coded bytes of one scan, freed of byte stuffing and cut at restart markers. */
export interface EntropyData {
  /** The data bytes, followed by {@link PADDING} zeros so that a reader may overrun before it notices. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** For each interval between restart markers, the index of its first byte; one more entry marks the end. */
  readonly starts: readonly number[];
  /** For each interval after the first, the number 0..7 of the restart marker before it. */
  readonly restartNumbers: readonly number[];
  /** Restart markers beyond `maximumIntervals`, which were left out as if they were not there. */
  readonly surplusMarkers: number;
}

/** Bytes that one MCU of ten blocks can take at most, over-read included. */
const PADDING = 4096;

/** Bit positions are 32-bit integers. */
const MAXIMUM_SCAN_BYTES = 1 << 28;

/**
 * Finds the end of a scan's entropy-coded bytes: the first marker that is neither a stuffed zero nor RST (T.81 B.1.1.5), or the fill
 * bytes before it.
 */
export function endOfEntropyData(bytes: Uint8Array, from: number): number {
  for (let at = from; ;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    let codeAt = at + 1;
    while (bytes[codeAt] === 0xff) codeAt++;
    if (codeAt >= bytes.length) return bytes.length;
    const code = bytes[codeAt];
    if (code !== 0 && (code < RST0 || code > RST7)) return at;
    at = codeAt + 1;
  }
}

/**
 * Removes byte stuffing and splits at restart markers.
 *
 * @param maximumIntervals - Intervals to tell apart, ≥ 1; a file can hold a marker in every two bytes.
 */
export function unstuff(bytes: Uint8Array, from: number, end: number, maximumIntervals: number): EntropyData {
  if (end - from > MAXIMUM_SCAN_BYTES) throw unsupported('jpeg', `a scan of ${end - from} bytes`, from);
  const out = new Uint8Array(end - from + PADDING);
  const starts = [0];
  const restartNumbers: number[] = [];
  let surplusMarkers = 0;
  let o = 0;
  for (let at = from; at < end;) {
    const byte = bytes[at++];
    if (byte !== 0xff) {
      out[o++] = byte;
      continue;
    }
    const next = at < end ? bytes[at] : 0xff;
    if (next === 0) {
      out[o++] = 0xff;
      at++;
    } else if (next >= RST0 && next <= RST7) {
      if (starts.length < maximumIntervals) {
        starts.push(o);
        restartNumbers.push(next - RST0);
      } else surplusMarkers++;
      at++;
    }
  }
  starts.push(o);
  return { bytes: out, view: new DataView(out.buffer), starts, restartNumbers, surplusMarkers };
}

/** Translates an index among the unstuffed bytes to an offset in the file, for error messages. */
export function fileOffset(bytes: Uint8Array, from: number, end: number, unstuffedIndex: number): number {
  let o = 0;
  for (let at = from; at < end; at++) {
    if (bytes[at] === 0xff) {
      const next = bytes[at + 1];
      if (next === 0) {
        if (o === unstuffedIndex) return at;
        o++;
        at++;
      } else if (next >= RST0 && next <= RST7) at++;
      continue;
    }
    if (o === unstuffedIndex) return at;
    o++;
  }
  return end;
}
