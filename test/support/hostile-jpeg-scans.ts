import { anywhere, BROKEN, changed, DAMAGED, indexOf, ODD, spanOf, TOO_MUCH } from './hostile-case.ts';
import type { Expectation, HostileCase } from './hostile-case.ts';
import { concatBytes, joinJpeg, jpegPart, MARKER, patched, replaced, spliced } from './jpeg-parts.ts';
import type { JpegPart } from './jpeg-parts.ts';

export function scans(parts: readonly JpegPart[]): HostileCase[] {
  const index = indexOf(parts, MARKER.SOS);
  const scan = parts[index];
  const frame = indexOf(parts, MARKER.SOF0);
  const sos = (name: string, payload: Uint8Array | readonly number[], expect: Expectation): HostileCase =>
    changed(name, parts, MARKER.SOS, { payload: Uint8Array.from(payload) }, expect);
  const data = (name: string, bytes: Uint8Array, expect: Expectation): HostileCase =>
    changed(name, parts, MARKER.SOS, { data: bytes }, expect);
  const [first, second, third] = [scan.payload[1], scan.payload[3], scan.payload[5]];
  const ones = new Uint8Array(scan.data.length).map((_, at) => (at & 1 ? 0 : 0xff));
  return [
    { name: 'SOS before SOF', bytes: joinJpeg([scan, ...spliced(parts, index, 1)]), expect: BROKEN },
    { name: 'SOF after SOS', bytes: joinJpeg([...spliced(parts, frame, 1), parts[frame]]), expect: BROKEN },
    sos('SOS of 0 components', [0, 0, 63, 0], BROKEN),
    sos('SOS of 5 components', [5, first, 0, second, 0x11, third, 0x11, first, 0, first, 0, 0, 63, 0], BROKEN),
    sos('SOS of 255 components in a header of 3', patched(scan.payload, 0, 255), BROKEN),
    sos('SOS that names an unknown component', patched(scan.payload, 1, 99), BROKEN),
    sos('SOS that names a component twice', patched(scan.payload, 3, first), BROKEN),
    sos('SOS with Huffman slots 4 and 4', patched(scan.payload, 2, 0x44), BROKEN),
    sos('SOS with Huffman slots 15 and 15', patched(scan.payload, 2, 0xff), BROKEN),
    sos('SOS with Huffman slots 3 and 3, which are empty', patched(scan.payload, 2, 0x33), BROKEN),
    sos('baseline SOS with Ss 5', patched(scan.payload, 7, 5), { ...DAMAGED, complete: true }),
    sos('baseline SOS with Se 0', patched(scan.payload, 8, 0), { ...DAMAGED, complete: true }),
    sos('baseline SOS with Al 1', patched(scan.payload, 9, 1), { ...DAMAGED, complete: true }),
    sos('SOS of the first component only', [1, first, 0, 0, 63, 0], DAMAGED),
    data('a scan of ones', ones, DAMAGED),
    data('a scan of zeros', new Uint8Array(scan.data.length), { ...DAMAGED, complete: true }),
    data('a scan of noise', noisyScan(scan.data.length), { ...DAMAGED, complete: true }),
    data(
      'a scan with its two halves exchanged',
      concatBytes([scan.data.slice(scan.data.length >> 1), scan.data.slice(0, scan.data.length >> 1)]),
      DAMAGED,
    ),
    { name: 'the same scan twice', bytes: joinJpeg([...parts, scan]), expect: { ...ODD, partial: true } },
  ];
}

/** Bytes that look like entropy-coded data and hold no marker. */
function noisyScan(length: number): Uint8Array {
  return new Uint8Array(length).map((_, at) => (Math.imul(at + 1, 0x9e3779b1) >>> 24) % 255);
}

export function progressions(parts: readonly JpegPart[]): HostileCase[] {
  const frame = indexOf(parts, MARKER.SOF0);
  const index = indexOf(parts, MARKER.SOS);
  const scan = parts[index];
  const names = scan.payload.slice(1, -3);
  const head = [...replaced(parts.slice(0, index), frame, { ...parts[frame], marker: MARKER.SOF2 })].filter(
    (part) => part.marker !== MARKER.DRI,
  );
  // By the tables of Annex K: 00 is "no difference" for 90 blocks, 1010 is "end of block" for the 54 of the luma.
  const noDifference = new Uint8Array(23);
  const noCoefficient = new Uint8Array(27).fill(0xaa);
  const all = (ss: number, se: number, ahal: number): JpegPart => jpegPart(MARKER.SOS, [3, ...names, ss, se, ahal], noDifference);
  const one = (ss: number, se: number, ahal: number): JpegPart =>
    jpegPart(MARKER.SOS, [1, ...names.slice(0, 2), ss, se, ahal], ss === 0 ? noDifference : noCoefficient);
  const progressive = (name: string, expect: Expectation, ...tail: JpegPart[]): HostileCase => {
    const file = [...head, ...tail];
    return { name: `progressive: ${name}`, bytes: joinJpeg(file), expect, fault: spanOf(file, file.length - 1) };
  };
  const dc = all(0, 0, 0);
  const many = (count: number, part: JpegPart): JpegPart[] => new Array<JpegPart>(count).fill(part);
  const manyScans = many(1999, one(1, 63, 0));
  const manyEmptyScans = many(1999, jpegPart(MARKER.SOS, [1, ...names.slice(0, 2), 1, 63, 0]));
  return [
    anywhere(progressive('2000 scans', TOO_MUCH, dc, ...manyScans)),
    anywhere(progressive('2000 empty scans', TOO_MUCH, dc, ...manyEmptyScans)),
    { name: 'sequential: 2000 scans', bytes: joinJpeg([...parts, ...many(1999, one(0, 63, 0))]), expect: TOO_MUCH },
    progressive('Ss 9 beyond Se 5', DAMAGED, dc, one(9, 5, 0)),
    progressive('Se 64', DAMAGED, dc, one(1, 64, 0)),
    progressive('Se 255', DAMAGED, dc, one(1, 255, 0)),
    progressive('DC and AC in one scan', BROKEN, one(0, 63, 0)),
    progressive('AC of three components in one scan', DAMAGED, dc, all(1, 63, 0)),
    progressive('Al 14', BROKEN, one(0, 0, 0x0e)),
    progressive('Ah 1 and Al 1', DAMAGED, dc, all(0, 0, 0x11)),
    progressive('Ah 5 and Al 1', DAMAGED, dc, all(0, 0, 0x51)),
    progressive('a refinement of what never came', DAMAGED, dc, one(1, 63, 0x10)),
    progressive('AC before DC', DAMAGED, one(1, 63, 0)),
    progressive('no scan but one of AC', DAMAGED, one(1, 5, 0)),
  ];
}
