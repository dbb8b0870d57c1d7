import { malformed } from '../../errors/index.ts';
import type { JpegFrame } from './frame.ts';

/** One component's part in a scan. */
export interface JpegScanComponent {
  /** Index among the frame's components. */
  readonly index: number;
  /** DC table destination, 0..3. */
  readonly dcTable: number;
  /** AC table destination, 0..3. */
  readonly acTable: number;
}

/** One scan: its header (T.81 B.2.3) and where its entropy-coded bytes lie. */
export interface JpegScan {
  readonly components: readonly JpegScanComponent[];
  /** Ss, first coefficient in zigzag order. */
  readonly spectralStart: number;
  /** Se, last coefficient in zigzag order. */
  readonly spectralEnd: number;
  /** Ah, bit position of the previous pass, 0 for a first pass. */
  readonly successiveHigh: number;
  /** Al, bit position of this pass. */
  readonly successiveLow: number;
  /** MCUs between restart markers, 0 for none. */
  readonly restartInterval: number;
  /** Where the SOS marker lies. */
  readonly offset: number;
  /** First entropy-coded byte. */
  readonly dataOffset: number;
  /** One past the last entropy-coded byte. */
  readonly dataEnd: number;
}

/** Blocks that an interleaved MCU may hold (T.81 B.2.3). */
const MAXIMUM_BLOCKS_PER_MCU = 10;

/** Reads a SOS payload; `dataEnd` is filled in by the caller, who knows where the entropy-coded bytes end. */
export function parseScan(
  bytes: Uint8Array,
  frame: JpegFrame,
  offset: number,
  dataOffset: number,
  length: number,
): Omit<JpegScan, 'restartInterval' | 'dataEnd'> {
  const count = length > 0 ? bytes[dataOffset] : 0;
  if (count < 1 || count > 4 || length !== 4 + 2 * count) {
    throw malformed('jpeg', `SOS of ${count} components is ${length} bytes long`, offset);
  }
  const components: JpegScanComponent[] = [];
  let blocks = 0;
  for (let i = 0, at = dataOffset + 1; i < count; i++, at += 2) {
    const index = frame.components.findIndex((component) => component.id === bytes[at]);
    if (index < 0) throw malformed('jpeg', `SOS names component ${bytes[at]}, which the frame does not have`, at);
    if (components.some((other) => other.index === index)) throw malformed('jpeg', `SOS names component ${bytes[at]} twice`, at);
    const dcTable = bytes[at + 1] >> 4;
    const acTable = bytes[at + 1] & 15;
    if (dcTable > 3 || acTable > 3) throw malformed('jpeg', `SOS names Huffman tables ${dcTable} and ${acTable}`, at);
    components.push({ index, dcTable, acTable });
    blocks += frame.components[index].h * frame.components[index].v;
  }
  if (count > 1 && blocks > MAXIMUM_BLOCKS_PER_MCU) throw malformed('jpeg', `SOS interleaves ${blocks} blocks in an MCU`, offset);
  const at = dataOffset + length - 3;
  const scan = {
    components,
    spectralStart: bytes[at],
    spectralEnd: bytes[at + 1],
    successiveHigh: bytes[at + 2] >> 4,
    successiveLow: bytes[at + 2] & 15,
    offset,
    dataOffset: dataOffset + length,
  };
  if (frame.process === 'SOF2') checkProgression(scan, at);
  return scan;
}

/** The rules of T.81 G.1.1.1 that a progressive scan header must keep. */
function checkProgression(scan: Omit<JpegScan, 'restartInterval' | 'dataEnd'>, at: number): void {
  const { spectralStart: from, spectralEnd: to, successiveHigh: high, successiveLow: low } = scan;
  const bandIsValid = from === 0 ? to === 0 : to >= from && to <= 63 && scan.components.length === 1;
  const passIsValid = low <= 13 && (high === 0 || high === low + 1);
  if (!bandIsValid || !passIsValid) {
    throw malformed('jpeg', `progressive scan of coefficients ${from}..${to}, bits ${high}→${low}, is not allowed`, at);
  }
}

/** Width and height of a scan in MCUs; a scan of one component counts its own blocks (T.81 A.2.2). */
export function scanSize(frame: JpegFrame, scan: Pick<JpegScan, 'components'>): { mcusPerRow: number; mcuRows: number } {
  if (scan.components.length > 1) return { mcusPerRow: frame.mcusPerRow, mcuRows: frame.mcuRows };
  const component = frame.components[scan.components[0].index];
  return { mcusPerRow: Math.ceil(component.width / 8), mcuRows: Math.ceil(component.height / 8) };
}

/** Blocks that decoding the scan visits. */
export function scanBlocks(frame: JpegFrame, scan: Pick<JpegScan, 'components'>): number {
  const { mcusPerRow, mcuRows } = scanSize(frame, scan);
  if (scan.components.length === 1) return mcusPerRow * mcuRows;
  return scan.components.reduce((sum, { index }) => {
    const { h, v } = frame.components[index];
    return sum + mcusPerRow * mcuRows * h * v;
  }, 0);
}
