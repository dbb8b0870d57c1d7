import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import type { JpegFrame } from './frame.ts';
import type { JpegScan } from './scan.ts';

/** What the scan headers promise of the picture, and which scans can keep it. */
export interface ScanScript {
  /** The scans that are decoded, in file order; those that do not follow from the ones before are left out. */
  readonly used: readonly JpegScan[];
  /** Components without a first DC pass. */
  readonly missingComponents: number;
  /** Coefficients, counted per component, that no scan brings to full precision. */
  readonly incompleteCoefficients: number;
  /** Whether every scan follows from the ones before. */
  readonly isConsistent: boolean;
  readonly notes: readonly Note[];
}

/** A coefficient that no scan has coded yet. */
const UNCODED = -1;

/** Holds the scans of a file against each other; headers only. */
export function checkScanScript(frame: JpegFrame, scans: readonly JpegScan[]): ScanScript {
  return frame.process === 'SOF2' ? checkProgressive(frame, scans) : checkSequential(frame, scans);
}

/** In a sequential file every component is coded once (T.81 G.1.1 allows more only for progressive ones). */
function checkSequential(frame: JpegFrame, scans: readonly JpegScan[]): ScanScript {
  const isCoded = new Uint8Array(frame.components.length);
  const notes: Note[] = [];
  const used: JpegScan[] = [];
  for (const scan of scans) {
    // Viewers show the first scan when it holds the whole picture; what follows would be a picture that nobody sees.
    if (isCoded.every((coded) => coded === 1)) {
      notes.push(note('jpeg-surplus-scan', { offset: scan.offset }));
      continue;
    }
    if (scan.components.some(({ index }) => isCoded[index] === 1))
      notes.push(note('jpeg-repeated-component', { offset: scan.offset }));
    for (const { index } of scan.components) isCoded[index] = 1;
    used.push(scan);
  }
  const missingComponents = isCoded.reduce((count, coded) => count + (1 - coded), 0);
  return { used, missingComponents, incompleteCoefficients: 0, isConsistent: true, notes };
}

/** In a progressive file a first pass comes once, DC before AC, and each refinement continues at the bit before it (T.81 G.1.1.1). */
function checkProgressive(frame: JpegFrame, scans: readonly JpegScan[]): ScanScript {
  const bits = frame.components.map(() => new Int8Array(64).fill(UNCODED));
  const used: JpegScan[] = [];
  let firstFault: JpegScan | undefined;
  let faults = 0;
  for (const scan of scans) {
    const { spectralStart: from, spectralEnd: to, successiveHigh: high, successiveLow: low } = scan;
    const before = high === 0 ? UNCODED : high;
    const follows = scan.components.every(({ index }) => {
      const dcIsThere = from === 0 || bits[index][0] !== UNCODED;
      return dcIsThere && bits[index].subarray(from, to + 1).every((bit) => bit === before);
    });
    if (!follows) {
      firstFault ??= scan;
      faults++;
      continue;
    }
    for (const { index } of scan.components) bits[index].fill(low, from, to + 1);
    used.push(scan);
  }
  const notes =
    firstFault === undefined ? [] : [note('jpeg-inconsistent-progression', { offset: firstFault.offset, scans: faults })];
  let incompleteCoefficients = 0;
  for (const component of bits) for (const bit of component) if (bit !== 0) incompleteCoefficients++;
  const missingComponents = bits.filter((component) => component[0] === UNCODED).length;
  return { used, missingComponents, incompleteCoefficients, isConsistent: faults === 0, notes };
}
