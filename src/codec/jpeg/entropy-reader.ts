import { fileOffset, unstuff } from './entropy-data.ts';
import type { EntropyData } from './entropy-data.ts';
import type { JpegFrame } from './frame.ts';
import type { HuffmanDecoder } from './huffman.ts';
import { scanSize } from './scan.ts';
import type { JpegScan } from './scan.ts';

/** Where the coefficients of one component of a scan go, and the tables that decode them. */
export interface ScanTarget {
  readonly coefficients: Int16Array;
  readonly blocksPerRow: number;
  /** Blocks of the component in an MCU of this scan. */
  readonly h: number;
  readonly v: number;
  readonly dc: HuffmanDecoder | undefined;
  readonly ac: HuffmanDecoder | undefined;
  /** Of a progressive file: 1 for each block that has an AC coefficient other than 0, so that a refinement can pass the others by. */
  readonly hasAc: Uint8Array;
  /** Block row of the component that `coefficients` begins with. */
  firstBlockRow: number;
}

/** Decodes one MCU at `reader.position`; `false` when no valid code is there. */
export type DecodeMcu = (reader: EntropyReader, mcuRow: number, mcuColumn: number) => boolean;

/** The first place where entropy-coded data did not decode. */
export interface EntropyDamage {
  /** The first MCU of the scan without data. */
  readonly mcu: number;
  /** Where in the file. */
  readonly offset: number;
}

/** Stray restart markers that are looked at, whatever the number of intervals. */
const SPARE_INTERVALS = 64;

/** How far ahead of the expected number a restart marker still means lost intervals; beyond, it comes from behind (numbers count to 8). */
const MAXIMUM_LOST_INTERVALS = 5;

/**
 * Steps through the MCUs of one scan, from restart interval to restart interval.
 *
 * Damage costs the rest of its interval: those blocks stay as they are, and decoding resumes at the next restart marker.
 */
export class EntropyReader {
  readonly scan: JpegScan;
  readonly targets: readonly ScanTarget[];
  readonly mcusPerRow: number;
  readonly mcuRows: number;
  readonly view: DataView;
  readonly data: Uint8Array;
  /** Predicted DC of each target. */
  readonly predictions: Int32Array = new Int32Array(4);
  /** The next bit to read, counted from the start of the unstuffed data. */
  position = 0;
  /** Blocks that the current end-of-band run still covers. */
  bandRun = 0;
  /** The first damage met, if any. */
  damage: EntropyDamage | undefined;
  /** Bytes that the picture has no use for: whole ones left over at the ends of intervals, stray markers, all that follows. */
  excessBytes = 0;

  private readonly file: Uint8Array;
  private readonly entropy: EntropyData;
  private readonly decodeMcu: DecodeMcu;
  private readonly isSequential: boolean;
  private endOfInterval: number;
  private untilRestart: number;
  private segment = 0;
  private restarts = 0;
  private skipping = false;
  private mcu = 0;

  constructor(file: Uint8Array, frame: JpegFrame, scan: JpegScan, targets: readonly ScanTarget[], decodeMcu: DecodeMcu) {
    this.file = file;
    this.scan = scan;
    this.targets = targets;
    this.decodeMcu = decodeMcu;
    this.isSequential = frame.process !== 'SOF2';
    const { mcusPerRow, mcuRows } = scanSize(frame, scan);
    this.mcusPerRow = mcusPerRow;
    this.mcuRows = mcuRows;
    const mcus = mcusPerRow * mcuRows;
    this.untilRestart = scan.restartInterval === 0 ? mcus : scan.restartInterval;
    // Without an interval a restart marker ends the data: there is nothing to resume at.
    const maximum = scan.restartInterval === 0 ? 2 : 2 * Math.ceil(mcus / scan.restartInterval) + SPARE_INTERVALS;
    this.entropy = unstuff(file, scan.dataOffset, scan.dataEnd, maximum);
    this.view = this.entropy.view;
    this.data = this.entropy.bytes;
    this.endOfInterval = 8 * this.entropy.starts[1];
  }

  /** Decodes one row of MCUs; rows must be taken in order. */
  decodeRow(mcuRow: number): void {
    for (let column = 0; column < this.mcusPerRow; column++, this.mcu++) {
      if (this.untilRestart === 0) this.restart();
      this.untilRestart--;
      if (this.skipping) continue;
      const valid = this.decodeMcu(this, mcuRow, column);
      if (!valid || this.position > this.endOfInterval) {
        this.fail(Math.min(this.position, this.endOfInterval) >>> 3);
        this.clearMcu(mcuRow, column);
      }
    }
    if (mcuRow === this.mcuRows - 1) this.finish();
  }

  private restart(): void {
    this.countExcess();
    this.untilRestart = this.scan.restartInterval;
    this.predictions.fill(0);
    this.bandRun = 0;
    const { starts, restartNumbers } = this.entropy;
    const expected = this.restarts++ & 7;
    for (; this.segment < restartNumbers.length; this.stepOver()) {
      const ahead = (restartNumbers[this.segment] - expected) & 7;
      if (ahead === 0) {
        this.segment++;
        this.position = 8 * starts[this.segment];
        this.endOfInterval = 8 * starts[this.segment + 1];
        this.skipping = false;
        return;
      }
      // A marker ahead of its turn means that others were lost, unless the expected one follows it: then it is a stray.
      if (ahead <= MAXIMUM_LOST_INTERVALS && restartNumbers[this.segment + 1] !== expected) break;
    }
    this.fail(starts[Math.min(this.segment + 1, starts.length - 1)]);
  }

  /** Passes a stray restart marker; if there are data behind it, they belong nowhere, or those that belong here are lost. */
  private stepOver(): void {
    const { starts } = this.entropy;
    this.segment++;
    if (starts[this.segment] === starts[this.segment + 1]) this.excessBytes += 2;
    else this.fail(starts[this.segment]);
  }

  private finish(): void {
    this.countExcess();
    const { starts, restartNumbers, surplusMarkers } = this.entropy;
    const markers = restartNumbers.length - this.segment + surplusMarkers;
    const bytes = starts[starts.length - 1] - starts[this.segment + 1];
    // Some encoders, Adobe's among them, close the last interval with a marker as well.
    if (bytes === 0 && markers === 1 && this.scan.restartInterval > 0) return;
    this.excessBytes += bytes + 2 * markers;
  }

  private countExcess(): void {
    if (!this.skipping) this.excessBytes += (this.endOfInterval - this.position) >> 3;
  }

  private fail(index: number): void {
    this.skipping = true;
    if (this.damage !== undefined) return;
    const offset = fileOffset(this.file, this.scan.dataOffset, this.scan.dataEnd, index);
    this.damage = { mcu: this.mcu, offset };
  }

  /** A sequential MCU that broke off holds guesses; a progressive one still holds what earlier scans gave it. */
  private clearMcu(mcuRow: number, column: number): void {
    if (!this.isSequential) return;
    for (const target of this.targets) {
      for (let row = 0; row < target.v; row++) {
        const at = ((mcuRow * target.v + row - target.firstBlockRow) * target.blocksPerRow + column * target.h) << 6;
        target.coefficients.fill(0, at, at + (target.h << 6));
      }
    }
  }
}
