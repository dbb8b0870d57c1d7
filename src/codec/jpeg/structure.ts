import { checkBytes, isForensicsError, limitExceeded, malformed, resolveLimits, unsupported } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { readAdobe, readJfif } from './application-segments.ts';
import type { AdobeSegment, JfifSegment } from './application-segments.ts';
import { colorSpaceOf } from './color-space.ts';
import type { JpegColorSpace } from './color-space.ts';
import { endOfEntropyData } from './entropy-data.ts';
import { parseFrame, subsamplingName } from './frame.ts';
import type { JpegFrame } from './frame.ts';
import { parseHuffmanTables } from './huffman.ts';
import type { HuffmanTable } from './huffman.ts';
import {
  APP0,
  APP14,
  DHP,
  DHT,
  DNL,
  DQT,
  DRI,
  EOI,
  isStandalone,
  isStartOfFrame,
  markerName,
  SOF55,
  SOI,
  SOS,
} from './markers.ts';
import { parseQuantizationTables } from './quantization.ts';
import type { QuantizationTable } from './quantization.ts';
import { parseScan } from './scan.ts';
import { checkScanScript } from './scan-script.ts';
import type { ScanScript } from './scan-script.ts';
import type { JpegScan } from './scan.ts';

/** One marker segment and where it lies, in bytes from the start of the file. */
export interface JpegSegment {
  /** The marker code, 0x01..0xfe. */
  readonly marker: number;
  /** Its name in the standard, for example `APP1`. */
  readonly name: string;
  /** Where its 0xFF lies. */
  readonly offset: number;
  /** Where its payload begins, after the length. */
  readonly dataOffset: number;
  /** Bytes of payload, 0 for markers that stand alone. */
  readonly dataLength: number;
  /** Extra 0xFF bytes before the marker. */
  readonly fillBytes: number;
}

/** What the headers of a JPEG file say, with the place of everything. */
export interface JpegStructure {
  readonly frame: JpegFrame;
  readonly colorSpace: JpegColorSpace;
  /** `4:2:0` and the like, see {@link subsamplingName}. */
  readonly subsampling: string;
  /** Every marker from SOI to EOI in file order; restart markers inside scans are not listed. */
  readonly segments: readonly JpegSegment[];
  readonly scans: readonly JpegScan[];
  /** Which of the scans are decoded, and what they leave out. */
  readonly scanScript: ScanScript;
  /** Every definition, in file order. */
  readonly quantizationTables: readonly QuantizationTable[];
  /** Every definition, in file order. */
  readonly huffmanTables: readonly HuffmanTable[];
  /** For each component of the frame, the table that its first scan finds defined; `undefined` when no scan has it. */
  readonly componentTables: readonly (QuantizationTable | undefined)[];
  readonly jfif: JfifSegment | undefined;
  readonly adobe: AdobeSegment | undefined;
  /** One past the EOI marker, or the file's length when there is none. */
  readonly imageEnd: number;
  /** Bytes after EOI. */
  readonly trailingBytes: number;
  /** Whether the file goes on to its EOI marker without a segment cut short. */
  readonly complete: boolean;
  readonly notes: readonly Note[];
}

interface Walk {
  readonly bytes: Uint8Array;
  readonly limits: Limits;
  readonly segments: JpegSegment[];
  readonly scans: JpegScan[];
  readonly quantizationTables: QuantizationTable[];
  readonly huffmanTables: HuffmanTable[];
  readonly notes: Note[];
  componentTables: (QuantizationTable | undefined)[];
  frame: JpegFrame | undefined;
  jfif: JfifSegment | undefined;
  adobe: AdobeSegment | undefined;
  restartInterval: number;
  extraneousBytes: number;
  extraneousOffset: number;
}

/**
 * Walks the markers of a JPEG file. Nothing is decoded and nothing is allocated for the picture.
 *
 * Cut files keep what came before the cut and say `complete: false`; a file that breaks off before its first scan is malformed.
 *
 * @param bytes - The whole file.
 * @param limits - Limits to change; the rest are `DEFAULT_LIMITS`.
 * @returns Frame, scans, tables and segments, each with its offset.
 * @throws {ForensicsError} `malformed`, `unsupported` (arithmetic, lossless, hierarchical, 12-bit, DNL) or `limit-exceeded`
 *   (`maximumSegments`, `maximumScans`), with the byte offset.
 * @see ITU-T T.81 (1992), annex B.
 *
 * @example
 * ```ts
 * import { encodeJpeg, readStructure } from 'tamperlens/jpeg';
 *
 * const file = encodeJpeg({ data: new Uint8Array(16 * 16 * 3), width: 16, height: 16 }, { quality: 90 });
 * const structure = readStructure(file);
 * structure.subsampling; // '4:2:0'
 * structure.segments.map((segment) => segment.name); // ['SOI', 'APP0', 'DQT', 'DQT', 'SOF0', 'DHT', 'DHT', 'DHT', 'DHT', 'SOS', 'EOI']
 * ```
 */
export function readStructure(bytes: Uint8Array, limits?: Partial<Limits>): JpegStructure {
  checkBytes('bytes', bytes);
  const walk: Walk = {
    bytes,
    limits: resolveLimits(limits),
    segments: [],
    scans: [],
    quantizationTables: [],
    huffmanTables: [],
    notes: [],
    componentTables: [],
    frame: undefined,
    jfif: undefined,
    adobe: undefined,
    restartInterval: 0,
    extraneousBytes: 0,
    extraneousOffset: 0,
  };
  if (bytes.length < 2 || bytes[0] !== 0xff || bytes[1] !== SOI) throw malformed('jpeg', 'the file does not begin with SOI', 0);
  addSegment(walk, { marker: SOI, name: 'SOI', offset: 0, dataOffset: 2, dataLength: 0, fillBytes: 0 });
  const { imageEnd, complete } = walkSegments(walk);

  const { frame, scans, notes } = walk;
  if (frame === undefined) throw malformed('jpeg', 'the file has no frame header (SOF)', imageEnd);
  if (scans.length === 0) throw malformed('jpeg', 'the file has no scan (SOS)', imageEnd);
  if (walk.extraneousBytes > 0) {
    notes.push(note('jpeg-extraneous-bytes', { offset: walk.extraneousOffset, bytes: walk.extraneousBytes }));
  }
  const scanScript = checkScanScript(frame, scans);
  notes.push(...scanScript.notes);
  const trailingBytes = bytes.length - imageEnd;
  if (trailingBytes > 0) notes.push(note('jpeg-trailing-data', { offset: imageEnd, bytes: trailingBytes }));
  return {
    frame,
    colorSpace: colorSpaceOf(frame, walk.jfif, walk.adobe),
    subsampling: subsamplingName(frame),
    segments: walk.segments,
    scans,
    scanScript,
    quantizationTables: walk.quantizationTables,
    huffmanTables: walk.huffmanTables,
    componentTables: walk.componentTables,
    jfif: walk.jfif,
    adobe: walk.adobe,
    imageEnd,
    trailingBytes,
    complete,
    notes,
  };
}

/** Walks from the byte after SOI to the end of the image and tells where that is and whether it was whole. */
function walkSegments(walk: Walk): { imageEnd: number; complete: boolean } {
  let at = 2;
  try {
    for (;;) {
      const next = walkOn(walk, at);
      if (typeof next === 'object') return next;
      at = next;
    }
  } catch (error) {
    // What was read before the damage is a picture all the same, as long as there is a scan.
    if (walk.scans.length === 0 || !isForensicsError(error) || error.code === 'limit-exceeded') throw error;
    const offset = error.offset ?? at;
    walk.notes.push(note('jpeg-damaged-structure', { offset, problem: error.message }));
    return { imageEnd: offset, complete: false };
  }
}

/** Takes in one segment and returns where the next may begin, or the end of the image. */
function walkOn(walk: Walk, at: number): number | { imageEnd: number; complete: boolean } {
  const { bytes } = walk;
  const offset = nextMarker(walk, at);
  if (offset < 0) return cutShort(walk, 'jpeg-missing-eoi', bytes.length);
  let markerAt = offset + 1;
  while (bytes[markerAt] === 0xff) markerAt++;
  if (markerAt >= bytes.length) return cutShort(walk, 'jpeg-missing-eoi', bytes.length);
  const marker = bytes[markerAt];
  const place = { marker, name: markerName(marker), offset: markerAt - 1, fillBytes: markerAt - 1 - offset };
  if (marker === SOI) throw malformed('jpeg', 'a second SOI lies inside the image', markerAt - 1);
  if (isStandalone(marker)) {
    addSegment(walk, { ...place, dataOffset: markerAt + 1, dataLength: 0 });
    return marker === EOI ? { imageEnd: markerAt + 1, complete: true } : markerAt + 1;
  }
  if (markerAt + 2 >= bytes.length) return cutShort(walk, 'jpeg-cut-segment', markerAt - 1, place.name);
  const length = (bytes[markerAt + 1] << 8) | bytes[markerAt + 2];
  if (length < 2) throw malformed('jpeg', `${place.name} says it is ${length} bytes long`, markerAt - 1);
  if (markerAt + 1 + length > bytes.length) return cutShort(walk, 'jpeg-cut-segment', markerAt - 1, place.name);
  const segment = { ...place, dataOffset: markerAt + 3, dataLength: length - 2 };
  addSegment(walk, segment);
  return marker === SOS ? readScan(walk, segment) : readSegment(walk, segment);
}

/** Finds the next 0xFF that begins a marker, counting the bytes that should not be there. */
function nextMarker(walk: Walk, from: number): number {
  const { bytes } = walk;
  let at = from;
  while (at < bytes.length) {
    const found = bytes.indexOf(0xff, at);
    if (found < 0) at = bytes.length;
    // 0xFF00 stands for a data byte; outside a scan it is as foreign as the bytes around it.
    else if (bytes[found + 1] === 0) at = found + 2;
    else {
      countExtraneous(walk, from, found - from);
      return found;
    }
  }
  countExtraneous(walk, from, bytes.length - from);
  return -1;
}

function countExtraneous(walk: Walk, offset: number, count: number): void {
  if (count <= 0) return;
  if (walk.extraneousBytes === 0) walk.extraneousOffset = offset;
  walk.extraneousBytes += count;
}

/** Ends the walk of a file that stops early; before the first scan there is nothing to show, so that is an error. */
function cutShort(walk: Walk, code: string, offset: number, name?: string): { imageEnd: number; complete: boolean } {
  if (walk.scans.length === 0) {
    throw malformed(
      'jpeg',
      name === undefined ? 'the file ends before its first scan' : `${name} runs past the end of the file`,
      offset,
    );
  }
  walk.notes.push(note(code, name === undefined ? { offset } : { offset, segment: name }));
  return { imageEnd: walk.bytes.length, complete: false };
}

function addSegment(walk: Walk, segment: JpegSegment): void {
  walk.segments.push(segment);
  checkCount(walk, 'marker segments', walk.segments.length, segment.offset);
}

function checkCount(walk: Walk, what: string, count: number, offset: number): void {
  const maximum = walk.limits.maximumSegments;
  if (count > maximum) throw limitExceeded('jpeg', { name: 'maximumSegments', maximum, actual: count }, what, offset);
}

/** Takes in one segment that is not SOS and returns where the next one may begin. */
function readSegment(walk: Walk, segment: JpegSegment): number {
  const { bytes } = walk;
  const { marker, offset, dataOffset, dataLength } = segment;
  if (isStartOfFrame(marker)) {
    if (walk.frame !== undefined) throw malformed('jpeg', `${segment.name} is a second frame header`, offset);
    walk.frame = parseFrame(bytes, marker, offset, dataOffset, dataLength);
    walk.componentTables = walk.frame.components.map(() => undefined);
  } else if (marker === DQT) {
    walk.quantizationTables.push(...parseQuantizationTables(bytes, dataOffset, dataLength));
    checkCount(walk, 'quantization tables', walk.quantizationTables.length, offset);
  } else if (marker === DHT) {
    walk.huffmanTables.push(...parseHuffmanTables(bytes, dataOffset, dataLength));
    checkCount(walk, 'Huffman tables', walk.huffmanTables.length, offset);
  } else if (marker === DRI) {
    if (dataLength !== 2) throw malformed('jpeg', `DRI is ${dataLength} bytes long`, offset);
    walk.restartInterval = (bytes[dataOffset] << 8) | bytes[dataOffset + 1];
  } else if (marker === DHP || marker === SOF55) {
    throw unsupported('jpeg', marker === DHP ? 'hierarchical JPEG' : 'JPEG-LS', offset);
  } else if (marker === DNL) {
    walk.notes.push(note('jpeg-dnl-ignored', { offset }));
  } else if (walk.scans.length === 0) {
    // Only what precedes the first scan can say how its samples are to be read.
    readApplicationSegment(walk, segment);
  }
  return dataOffset + dataLength;
}

/** Takes in what JFIF and Adobe say; the last of several holds, as for libjpeg. */
function readApplicationSegment(walk: Walk, { marker, name, offset, dataOffset, dataLength }: JpegSegment): void {
  const jfif = marker === APP0 ? readJfif(walk.bytes, dataOffset, dataLength) : undefined;
  const adobe = marker === APP14 ? readAdobe(walk.bytes, dataOffset, dataLength) : undefined;
  if ((jfif !== undefined && walk.jfif !== undefined) || (adobe !== undefined && walk.adobe !== undefined)) {
    walk.notes.push(note('jpeg-repeated-segment', { segment: name, offset }));
  }
  walk.jfif = jfif ?? walk.jfif;
  walk.adobe = adobe ?? walk.adobe;
}

/** Takes in a scan header, fixes the tables of components seen for the first time, and steps over the entropy-coded bytes. */
function readScan(walk: Walk, segment: JpegSegment): number {
  const { bytes, frame, scans, limits } = walk;
  if (frame === undefined) throw malformed('jpeg', 'SOS comes before the frame header', segment.offset);
  const header = parseScan(bytes, frame, segment.offset, segment.dataOffset, segment.dataLength);
  for (const { index } of header.components) {
    if (walk.componentTables[index] !== undefined) continue;
    const id = frame.components[index].tableId;
    const table = latestDefinition(walk.quantizationTables, id);
    if (table === undefined) throw malformed('jpeg', `quantization table ${id} is used but not defined`, segment.offset);
    walk.componentTables[index] = table;
  }
  const dataEnd = endOfEntropyData(bytes, header.dataOffset);
  scans.push({ ...header, restartInterval: walk.restartInterval, dataEnd });
  if (scans.length > limits.maximumScans) {
    const limit = { name: 'maximumScans', maximum: limits.maximumScans, actual: scans.length };
    throw limitExceeded('jpeg', limit, 'scans', segment.offset);
  }
  return dataEnd;
}

function latestDefinition(tables: readonly QuantizationTable[], id: number): QuantizationTable | undefined {
  for (let i = tables.length - 1; i >= 0; i--) if (tables[i].id === id) return tables[i];
  return undefined;
}
