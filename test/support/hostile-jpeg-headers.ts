import {
  ANYTHING,
  anywhere,
  BROKEN,
  BROKEN_OR_FOREIGN,
  changed,
  DAMAGED,
  FOREIGN,
  indexOf,
  nameOf,
  ODD,
  overwritten,
  spanOf,
  TOO_MUCH,
} from './hostile-case.ts';
import type { Expectation, HostileCase } from './hostile-case.ts';
import { concatBytes, joinJpeg, jpegPart, jpegSegment, MARKER, patched, replaced, spliced } from './jpeg-parts.ts';
import type { JpegPart } from './jpeg-parts.ts';

export function wrongLengths(parts: readonly JpegPart[]): HostileCase[] {
  const cases: HostileCase[] = [];
  for (const marker of [MARKER.APP0, MARKER.DQT, MARKER.SOF0, MARKER.DHT, MARKER.DRI, MARKER.SOS]) {
    const index = indexOf(parts, marker);
    const [from, to] = spanOf(parts, index);
    const whole = joinJpeg(parts);
    const right = to - from - 2;
    for (const length of [0, 1, 2, right - 1, right + 1, 0xffff]) {
      // A wrong length in APP0, or an empty DHT, may leave only stray bytes, which decoders step over.
      const isMild = marker === MARKER.APP0 ? length > 1 && length !== 0xffff : marker === MARKER.DHT && length === 2;
      const expect = isMild ? ANYTHING : BROKEN;
      const bytes = patched(whole, from + 2, length >> 8, length & 255);
      cases.push({ name: `${nameOf(marker)} with length ${length} instead of ${right}`, bytes, expect });
    }
  }
  return cases;
}

export function frames(parts: readonly JpegPart[]): HostileCase[] {
  const frame = parts[indexOf(parts, MARKER.SOF0)];
  const after = indexOf(parts, MARKER.SOF0) + 1;
  const resized = (name: string, width: number, height: number, expect: Expectation): HostileCase =>
    overwritten(name, parts, MARKER.SOF0, 1, [height >> 8, height & 255, width >> 8, width & 255], expect);
  const { payload } = frame;
  const width = (payload[3] << 8) | payload[4];
  const height = (payload[1] << 8) | payload[2];
  const heightless = changed('', parts, MARKER.SOF0, { payload: patched(payload, 1, 0, 0) }, BROKEN).bytes;
  const lines = jpegSegment(MARKER.DNL, [height >> 8, height & 255]);
  const set = (name: string, at: number, values: number[], expect: Expectation): HostileCase =>
    overwritten(name, parts, MARKER.SOF0, at, values, expect);
  const first = payload[6];
  const scan = indexOf(parts, MARKER.SOS);
  const doubled = replaced(parts, after - 1, { ...frame, payload: patched(payload, 9, first) });
  const sameId = joinJpeg(replaced(doubled, scan, { ...parts[scan], payload: patched(parts[scan].payload, 3, first) }));
  const otherProcesses = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xf7];
  return [
    resized('65500x65500 in 2 KB', 65500, 65500, TOO_MUCH),
    resized('65535x65535 in 2 KB', 65535, 65535, TOO_MUCH),
    resized('9900x9900 in 2 KB', 9900, 9900, TOO_MUCH),
    resized('65500x1', 65500, 1, DAMAGED),
    resized('1x65500', 1, 65500, DAMAGED),
    resized('four times as high as its data', width, height * 4, DAMAGED),
    resized('one unit high, its data go on', width, 1, { ...ODD, partial: true }),
    resized('width 0', 0, height, BROKEN),
    resized('height 0', width, 0, BROKEN_OR_FOREIGN),
    resized('0x0', 0, 0, BROKEN_OR_FOREIGN),
    {
      name: 'height 0 and a DNL',
      bytes: concatBytes([heightless.slice(0, -2), lines, heightless.slice(-2)]),
      expect: BROKEN_OR_FOREIGN,
    },
    { name: 'a DNL before the scan', bytes: inserted(parts, after, jpegPart(MARKER.DNL, [0, 9])), expect: ODD },
    { name: 'two frames', bytes: inserted(parts, after, frame), expect: BROKEN_OR_FOREIGN },
    {
      name: 'two frames, the second larger',
      bytes: inserted(parts, after, { ...frame, payload: patched(payload, 1, 0x23, 0x28, 0x23, 0x28) }),
      expect: BROKEN_OR_FOREIGN,
    },
    { name: 'a frame after the scan', bytes: joinJpeg([...parts, frame]), expect: DAMAGED },
    {
      name: 'a DHP segment before the frame',
      bytes: inserted(parts, after - 1, { ...frame, marker: MARKER.DHP }),
      expect: BROKEN_OR_FOREIGN,
    },
    set('precision 12', 0, [12], FOREIGN),
    set('precision 16', 0, [16], FOREIGN),
    set('precision 0', 0, [0], BROKEN_OR_FOREIGN),
    set('0 components', 5, [0], BROKEN),
    set('4 components in a header of 3', 5, [4], BROKEN),
    set('255 components in a header of 3', 5, [255], BROKEN),
    set('horizontal sampling 0', 7, [0x01], BROKEN),
    set('vertical sampling 0', 7, [0x10], BROKEN),
    set('chroma sampling 0x0', 10, [0x00], BROKEN),
    set('horizontal sampling 5', 7, [0x51], BROKEN_OR_FOREIGN),
    set('vertical sampling 15', 7, [0x1f], BROKEN_OR_FOREIGN),
    anywhere(
      changed(
        '48 blocks a unit',
        parts,
        MARKER.SOF0,
        { payload: patched(patched(patched(payload, 7, 0x44), 10, 0x44), 13, 0x44) },
        BROKEN_OR_FOREIGN,
      ),
    ),
    anywhere(set('quantization slot 3, which is empty', 8, [3], BROKEN)),
    set('quantization slot 4', 8, [4], BROKEN),
    set('quantization slot 255', 8, [255], BROKEN),
    { name: 'two components of the same id', bytes: sameId, expect: ODD },
    ...otherProcesses.map((marker) =>
      changed(`marker ff${marker.toString(16)} as frame`, parts, MARKER.SOF0, { marker }, FOREIGN),
    ),
  ];
}

export function tables(parts: readonly JpegPart[]): HostileCase[] {
  const { payload: quantization } = parts[indexOf(parts, MARKER.DQT)];
  const { payload: huffman } = parts[indexOf(parts, MARKER.DHT)];
  const counts = (...values: number[]): Uint8Array =>
    Uint8Array.from([0, ...values, ...new Array<number>(16 - values.length).fill(0)]);
  const dht = (name: string, payload: Uint8Array, expect: Expectation): HostileCase =>
    changed(name, parts, MARKER.DHT, { payload }, expect);
  const dqt = (name: string, payload: Uint8Array, expect: Expectation): HostileCase =>
    changed(name, parts, MARKER.DQT, { payload }, expect);
  return [
    dqt('DQT precision 2', patched(quantization, 0, 0x20), BROKEN),
    dqt('DQT precision 15', patched(quantization, 0, 0xf0), BROKEN),
    dqt('DQT slot 4', patched(quantization, 0, 4), BROKEN),
    dqt('DQT slot 15', patched(quantization, 0, 15), BROKEN),
    dqt('DQT of 16 bits with 8-bit entries', patched(quantization, 0, 0x10), BROKEN),
    dqt('DQT cut short', quantization.slice(0, 40), BROKEN),
    anywhere(dqt('DQT empty', quantization.slice(0, 0), BROKEN)),
    dqt('DQT of zeros', new Uint8Array(65), ODD),
    dht('DHT class 2', patched(huffman, 0, 0x20), BROKEN),
    dht('DHT class 15', patched(huffman, 0, 0xf0), BROKEN),
    dht('DHT slot 4', patched(huffman, 0, 4), BROKEN),
    dht('DHT slot 15', patched(huffman, 0, 15), BROKEN),
    dht('DHT cut inside its counts', huffman.slice(0, 9), BROKEN),
    dht('DHT cut inside its symbols', huffman.slice(0, -3), BROKEN),
    dht('DHT with more symbols than 256', concatBytes([counts(0, 0, 0, 0, 0, 0, 0, 255, 255), new Uint8Array(510)]), BROKEN),
    dht('DHT with three codes of one bit', concatBytes([counts(3), Uint8Array.of(0, 1, 2)]), BROKEN),
    dht('DHT whose last code is overfull', concatBytes([counts(1, 1, 3), Uint8Array.of(0, 1, 2, 3, 4)]), BROKEN),
    dht('DHT without a code', counts(0), DAMAGED),
    dht('DHT with a DC size of 255', concatBytes([counts(0, 2), Uint8Array.of(0, 255)]), DAMAGED),
    changed('DRI of one byte', parts, MARKER.DRI, { payload: Uint8Array.of(1) }, BROKEN),
    changed('DRI of 65535', parts, MARKER.DRI, { payload: Uint8Array.of(255, 255) }, DAMAGED),
    changed('DRI of 0', parts, MARKER.DRI, { payload: Uint8Array.of(0, 0) }, DAMAGED),
  ];
}

function inserted(parts: readonly JpegPart[], index: number, ...extra: JpegPart[]): Uint8Array {
  return joinJpeg(spliced(parts, index, 0, ...extra));
}
