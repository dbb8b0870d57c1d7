import { ANYTHING, BROKEN, BROKEN_OR_FOREIGN, changed, DAMAGED, indexOf, nameOf, ODD, spanOf } from './hostile-case.ts';
import type { Expectation, HostileCase } from './hostile-case.ts';
import { concatBytes, joinJpeg, jpegSegment, MARKER, patched, spliced, splitJpeg } from './jpeg-parts.ts';
import type { JpegPart } from './jpeg-parts.ts';
import { frames, tables, wrongLengths } from './hostile-jpeg-headers.ts';
import { progressions, scans } from './hostile-jpeg-scans.ts';

export type { HostileCase } from './hostile-case.ts';

/** A file that suits {@link hostileJpegs}: baseline, three components, DRI and restart markers, one table a segment. */
export const HOSTILE_JPEG_SEED = 'formats/jpeg/restart-1-unit.jpg';

/**
 * Breaks a small valid file in every way that has broken a decoder before. No case is larger than 2 MB.
 *
 * @param seed - The bytes of {@link HOSTILE_JPEG_SEED}.
 */
export function hostileJpegs(seed: Uint8Array): HostileCase[] {
  const parts = splitJpeg(seed);
  for (const marker of [MARKER.APP0, MARKER.DQT, MARKER.SOF0, MARKER.DHT, MARKER.DRI, MARKER.SOS]) {
    if (!parts.some((part) => part.marker === marker)) throw new RangeError(`the seed has no ${nameOf(marker)} segment`);
  }
  return [
    ...removals(seed, parts),
    ...truncations(seed, parts),
    ...wrongLengths(parts),
    ...frames(parts),
    ...tables(parts),
    ...scans(parts),
    ...progressions(parts),
    ...floods(seed, parts),
    ...foreign(seed),
  ];
}

/** Every prefix of the file: none may end in anything but a typed refusal or a picture. */
export function* everyTruncation(seed: Uint8Array): Generator<HostileCase> {
  for (let length = 0; length < seed.length; length++) {
    yield { name: `cut at byte ${length}`, bytes: seed.slice(0, length), expect: ANYTHING };
  }
}

/** Every byte set to 0, 0x7f, 0x80 and 0xff in turn. */
export function* everySubstitution(seed: Uint8Array): Generator<HostileCase> {
  for (let at = 0; at < seed.length; at++) {
    for (const value of [0, 0x7f, 0x80, 0xff]) {
      if (seed[at] !== value) yield { name: `byte ${at} set to ${value}`, bytes: patched(seed, at, value), expect: ANYTHING };
    }
  }
}

function removals(seed: Uint8Array, parts: readonly JpegPart[]): HostileCase[] {
  const cases: HostileCase[] = parts.map((part, index) => {
    const rest = spliced(parts, index, 1);
    // An SOS goes without its data, which then stands between the segments.
    const bytes =
      part.marker === MARKER.SOS ? concatBytes([joinJpeg(rest).slice(0, -2), part.data, seed.slice(-2)]) : joinJpeg(rest);
    const expect =
      part.marker === MARKER.APP0
        ? { codes: [], complete: true as const }
        : part.marker === MARKER.DHT
          ? ODD // the tables of Annex K may be taken for granted, as Motion JPEG does
          : part.marker === MARKER.DRI
            ? DAMAGED
            : BROKEN;
    return { name: `without its ${nameOf(part.marker)} (segment ${index})`, bytes, expect };
  });
  const keep = (marker: number): JpegPart[] => parts.filter((part) => part.marker !== marker);
  const scan = parts[indexOf(parts, MARKER.SOS)];
  cases.push(
    { name: 'without any DQT', bytes: joinJpeg(keep(MARKER.DQT)), expect: BROKEN },
    { name: 'without any DHT', bytes: joinJpeg(keep(MARKER.DHT)), expect: ODD },
    { name: 'without SOS and its data', bytes: joinJpeg(keep(MARKER.SOS)), expect: BROKEN },
    { name: 'without SOI', bytes: seed.slice(2), expect: BROKEN, fault: [0, 2] },
    { name: 'without EOI', bytes: seed.slice(0, -2), expect: { codes: ['malformed'], partial: true, complete: true } },
    changed('without entropy-coded bytes', parts, MARKER.SOS, { data: scan.data.slice(0, 0) }, DAMAGED),
  );
  return cases;
}

function truncations(seed: Uint8Array, parts: readonly JpegPart[]): HostileCase[] {
  const cases: HostileCase[] = [0, 1, 2].map((length) => ({
    name: `only ${length} bytes`,
    bytes: seed.slice(0, length),
    expect: BROKEN,
  }));
  parts.forEach((part, index) => {
    const [from, to] = spanOf(parts, index);
    for (const length of new Set([from + 1, from + 3, from + 5, to - 1, to])) {
      const expect = part.marker === MARKER.SOS && length === to ? DAMAGED : BROKEN;
      const name = `cut ${length - from} bytes into its ${nameOf(part.marker)} (segment ${index})`;
      cases.push({ name, bytes: seed.slice(0, length), expect });
    }
    for (let eighth = 1; eighth < 8 && part.data.length > 8; eighth++) {
      const length = to + ((part.data.length * eighth) >> 3);
      cases.push({ name: `cut after ${eighth}/8 of the scan`, bytes: seed.slice(0, length), expect: DAMAGED });
    }
  });
  return cases;
}

function floods(seed: Uint8Array, parts: readonly JpegPart[]): HostileCase[] {
  const scan = parts[indexOf(parts, MARKER.SOS)];
  const middle = scan.data.length >> 1;
  const restarts = new Uint8Array(400_000).map((_, at) => (at & 1 ? MARKER.RST0 + ((at >> 1) & 7) : 0xff));
  const flooded = concatBytes([scan.data.slice(0, middle), restarts, scan.data.slice(middle)]);
  const start = seed.slice(0, 2);
  const rest = seed.slice(2);
  const repeated = (piece: Uint8Array, count: number): Uint8Array => concatBytes(new Array<Uint8Array>(count).fill(piece));
  const tolerated: Expectation = { codes: ['malformed', 'limit-exceeded'], complete: true };
  return [
    {
      name: '200000 restart markers in the scan',
      bytes: changed('', parts, MARKER.SOS, { data: flooded }, BROKEN).bytes,
      expect: { codes: ['malformed', 'limit-exceeded'], partial: true },
    },
    { name: '200000 restart markers before the tables', bytes: concatBytes([start, restarts, rest]), expect: tolerated },
    {
      name: '25000 empty APP1 segments',
      bytes: concatBytes([start, repeated(jpegSegment(MARKER.APP1, []), 25_000), rest]),
      expect: { codes: ['limit-exceeded'] },
    },
    {
      name: '25000 empty COM segments after the scan',
      bytes: concatBytes([seed.slice(0, -2), repeated(jpegSegment(MARKER.COM, []), 25_000), seed.slice(-2)]),
      expect: { ...tolerated, partial: true },
    },
    {
      name: '3000 quantization tables',
      bytes: concatBytes([start, repeated(jpegSegment(MARKER.DQT, new Uint8Array(65).fill(1, 1)), 3000), rest]),
      expect: tolerated,
    },
    { name: '1 MB of fill bytes', bytes: concatBytes([start, new Uint8Array(1 << 20).fill(0xff), rest]), expect: tolerated },
    {
      name: '1 MB of zeros before the tables',
      bytes: concatBytes([start, new Uint8Array(1 << 20), rest]),
      expect: { ...tolerated, partial: true },
    },
    {
      name: '1 MB after EOI',
      bytes: concatBytes([seed, new Uint8Array(1 << 20).fill(0x41)]),
      expect: { codes: [], complete: true },
    },
    { name: 'SOI 1000 times', bytes: concatBytes([repeated(start, 1000), rest]), expect: ODD },
  ];
}

function foreign(seed: Uint8Array): HostileCase[] {
  // One gray pixel.
  const png =
    '89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6368000000' +
    '820081da45083b0000000049454e44ae426082';
  const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
  return [
    { name: 'a PNG named .jpg', bytes: bytesOf(png), expect: BROKEN_OR_FOREIGN },
    { name: 'a GIF named .jpg', bytes: ascii('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;'), expect: BROKEN_OR_FOREIGN },
    { name: 'an HTML page named .jpg', bytes: ascii('<!doctype html><title>404</title>'), expect: BROKEN_OR_FOREIGN },
    { name: 'SOI and EOI only', bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), expect: BROKEN },
    { name: '64 KB of FF', bytes: new Uint8Array(65536).fill(0xff), expect: BROKEN },
    { name: 'SOI and 64 KB of FF', bytes: concatBytes([seed.slice(0, 2), new Uint8Array(65536).fill(0xff)]), expect: BROKEN },
    { name: '64 KB of zeros', bytes: new Uint8Array(65536), expect: BROKEN_OR_FOREIGN },
    { name: 'SOI and 64 KB of zeros', bytes: concatBytes([seed.slice(0, 2), new Uint8Array(65536)]), expect: BROKEN },
    { name: 'the file, two bytes late', bytes: concatBytes([Uint8Array.of(0, 0), seed]), expect: BROKEN_OR_FOREIGN },
  ];
}
