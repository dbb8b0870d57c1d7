import { malformed, unsupported } from '../../errors/index.ts';
import { markerName, SOF0, SOF1, SOF2 } from './markers.ts';

/** One component of the frame: what SOF says of it, and the geometry that follows. */
export interface JpegComponent {
  /** Identifier as stored, 0..255. */
  readonly id: number;
  /** Horizontal sampling factor H, 1..4. */
  readonly h: number;
  /** Vertical sampling factor V, 1..4. */
  readonly v: number;
  /** Quantization table destination, 0..3. */
  readonly tableId: number;
  /** Samples across that belong to the image: ⌈width · H / Hmax⌉. */
  readonly width: number;
  /** Samples down that belong to the image: ⌈height · V / Vmax⌉. */
  readonly height: number;
  /** 8×8 blocks across, padded to whole MCUs. */
  readonly blocksPerRow: number;
  /** 8×8 blocks down, padded to whole MCUs. */
  readonly blockRows: number;
}

/** The frame header (T.81 B.2.2) with its derived geometry. */
export interface JpegFrame {
  /** `SOF0` baseline, `SOF1` extended sequential, `SOF2` progressive; all Huffman coded, 8 bits. */
  readonly process: 'SOF0' | 'SOF1' | 'SOF2';
  readonly width: number;
  readonly height: number;
  readonly components: readonly JpegComponent[];
  readonly maximumH: number;
  readonly maximumV: number;
  readonly mcusPerRow: number;
  readonly mcuRows: number;
  /** Where the SOF marker lies, in bytes from the start of the file. */
  readonly offset: number;
}

/** Reads a SOF payload; processes that are not decoded here are `unsupported`. */
export function parseFrame(bytes: Uint8Array, marker: number, offset: number, dataOffset: number, length: number): JpegFrame {
  const name = markerName(marker);
  if (length < 6) throw malformed('jpeg', `${name} is only ${length} bytes long`, offset);
  const precision = bytes[dataOffset];
  const height = (bytes[dataOffset + 1] << 8) | bytes[dataOffset + 2];
  const width = (bytes[dataOffset + 3] << 8) | bytes[dataOffset + 4];
  const count = bytes[dataOffset + 5];
  if (length !== 6 + 3 * count) throw malformed('jpeg', `${name} of ${count} components is ${length} bytes long`, offset);
  if (marker !== SOF0 && marker !== SOF1 && marker !== SOF2) throw unsupported('jpeg', PROCESS[marker - SOF0] ?? name, offset);
  if (precision !== 8) throw unsupported('jpeg', `${precision}-bit samples`, offset);
  if (width === 0) throw malformed('jpeg', `the frame is ${width}×${height}`, offset);
  if (height === 0) throw unsupported('jpeg', 'the frame has height 0 (to be defined later by DNL)', offset);
  if (count === 0) throw malformed('jpeg', 'the frame has no components', offset);
  if (count === 2 || count > 4) throw unsupported('jpeg', `${count} components`, offset);

  const factors: { id: number; h: number; v: number; tableId: number }[] = [];
  for (let at = dataOffset + 6; at < dataOffset + length; at += 3) {
    const factor = { id: bytes[at], h: bytes[at + 1] >> 4, v: bytes[at + 1] & 15, tableId: bytes[at + 2] };
    if (factor.h < 1 || factor.h > 4 || factor.v < 1 || factor.v > 4) {
      throw malformed('jpeg', `component ${factor.id} has sampling factors ${factor.h}×${factor.v}`, at);
    }
    if (factor.tableId > 3) throw malformed('jpeg', `component ${factor.id} names quantization table ${factor.tableId}`, at);
    if (factors.some((other) => other.id === factor.id)) throw malformed('jpeg', `component ${factor.id} is defined twice`, at);
    factors.push(factor);
  }
  const maximumH = Math.max(...factors.map(({ h }) => h));
  const maximumV = Math.max(...factors.map(({ v }) => v));
  const fractional = factors.find(({ h, v }) => maximumH % h !== 0 || maximumV % v !== 0);
  if (fractional !== undefined) {
    throw unsupported('jpeg', `sampling factors ${fractional.h}×${fractional.v} beside ${maximumH}×${maximumV}`, offset);
  }
  const process = marker === SOF0 ? 'SOF0' : marker === SOF1 ? 'SOF1' : 'SOF2';
  return layOutFrame(process, width, height, factors, offset);
}

/** Derives the block geometry of a frame from its size and sampling factors. */
export function layOutFrame(
  process: JpegFrame['process'],
  width: number,
  height: number,
  factors: readonly Pick<JpegComponent, 'id' | 'h' | 'v' | 'tableId'>[],
  offset: number,
): JpegFrame {
  const maximumH = Math.max(...factors.map((factor) => factor.h));
  const maximumV = Math.max(...factors.map((factor) => factor.v));
  const mcusPerRow = Math.ceil(width / (8 * maximumH));
  const mcuRows = Math.ceil(height / (8 * maximumV));
  const components = factors.map(({ id, h, v, tableId }) => ({
    id,
    h,
    v,
    tableId,
    width: Math.ceil((width * h) / maximumH),
    height: Math.ceil((height * v) / maximumV),
    blocksPerRow: mcusPerRow * h,
    blockRows: mcuRows * v,
  }));
  return { process, width, height, components, maximumH, maximumV, mcusPerRow, mcuRows, offset };
}

/** What the processes that are not read are called (T.81 table B.1). */
const PROCESS: readonly string[] = [
  'baseline',
  'extended sequential',
  'progressive',
  'lossless JPEG',
  'DHT',
  'hierarchical JPEG (differential sequential)',
  'hierarchical JPEG (differential progressive)',
  'hierarchical JPEG (differential lossless)',
  'JPG',
  'arithmetic coding (sequential)',
  'arithmetic coding (progressive)',
  'arithmetic coding (lossless)',
  'DAC',
  'arithmetic coding (differential sequential)',
  'arithmetic coding (differential progressive)',
  'arithmetic coding (differential lossless)',
];

/**
 * `4:4:4`, `4:2:2`, `4:4:0`, `4:2:0`, `4:1:1`, `4:1:0`, `gray`, or the factors in full, for example `2x2,1x2,2x1`. A fourth component
 * (black) is expected to be like the first.
 */
export function subsamplingName(frame: Pick<JpegFrame, 'components'>): string {
  const { components } = frame;
  if (components.length === 1) return 'gray';
  const factors = components.map(({ h, v }) => `${h}x${v}`);
  const [first, second] = components;
  const isUsual = factors[1] === factors[2] && (factors.length === 3 || factors[3] === factors[0]);
  const name = isUsual ? NAMES[`${first.h / second.h}x${first.v / second.v}`] : undefined;
  return name ?? factors.join(',');
}

const NAMES: Readonly<Record<string, string>> = {
  '1x1': '4:4:4',
  '2x1': '4:2:2',
  '1x2': '4:4:0',
  '2x2': '4:2:0',
  '4x1': '4:1:1',
  '4x2': '4:1:0',
};
