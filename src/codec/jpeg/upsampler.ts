import { replicateRow, upsampleH1V2, upsampleH2V1, upsampleH2V2 } from '../../kernels/index.ts';
import type { JpegFrame } from './frame.ts';

/**
 * The samples of one component around one row of MCUs: row 0 is the last row of the MCU row above, then the `8 · V` rows of this one.
 */
export interface SampleStrip {
  readonly samples: Uint8ClampedArray;
  /** Samples per row, padded to whole MCUs. */
  readonly stride: number;
  /** Rows of one MCU row. */
  readonly rows: number;
  /** Samples across and down that belong to the image. */
  readonly width: number;
  readonly height: number;
  readonly ratioH: number;
  readonly ratioV: number;
}

/** Receives one full-resolution row; the samples of component c begin at `upsampler.rowData[c][upsampler.rowAt[c]]`. */
export type RowSink = (y: number, upsampler: Upsampler) => void;

/**
 * Brings the components of a frame to full resolution row by row, as libjpeg-turbo's "fancy" upsampling does, holding one MCU row.
 *
 * A row at the lower edge of an MCU row needs the chroma row below, so output lags one row behind.
 *
 * @see libjpeg-turbo `jdsample.c` (triangle filters, and which of them applies), `jdmainct.c` (rows at the edges).
 */
export class Upsampler {
  readonly strips: readonly SampleStrip[];
  readonly rowData: Uint8ClampedArray[];
  readonly rowAt: Int32Array;
  private readonly height: number;
  private readonly mcuHeight: number;
  private readonly scratch: readonly Uint8ClampedArray[];
  private emitted = 0;

  constructor(frame: JpegFrame, height: number = frame.height) {
    this.height = height;
    this.mcuHeight = 8 * frame.maximumV;
    this.strips = frame.components.map((component) => {
      const ratioH = frame.maximumH / component.h;
      const ratioV = frame.maximumV / component.v;
      const stride = component.blocksPerRow * 8;
      return {
        samples: new Uint8ClampedArray(stride * (8 * component.v + 1)),
        stride,
        rows: 8 * component.v,
        width: component.width,
        height: Math.ceil((height * component.v) / frame.maximumV),
        ratioH,
        ratioV,
      };
    });
    const rowLength = frame.mcusPerRow * frame.maximumH * 8;
    this.scratch = this.strips.map(({ ratioH, ratioV }) => new Uint8ClampedArray(ratioH * ratioV === 1 ? 0 : rowLength));
    this.rowData = this.strips.map(({ samples }) => samples);
    this.rowAt = new Int32Array(this.strips.length);
  }

  /** Keeps the last row of each strip for the rows below; call it before the strips are filled anew. */
  advance(): void {
    for (const { samples, stride, rows } of this.strips) samples.copyWithin(0, rows * stride, (rows + 1) * stride);
  }

  /** Emits the rows that the strips of MCU row `mcuRow` complete. */
  emit(mcuRow: number, sink: RowSink): void {
    const below = (mcuRow + 1) * this.mcuHeight;
    const end = below >= this.height ? this.height : below - 1;
    for (; this.emitted < end; this.emitted++) {
      for (let c = 0; c < this.strips.length; c++) this.upsampleRow(c, this.emitted, mcuRow);
      sink(this.emitted, this);
    }
  }

  private upsampleRow(c: number, y: number, mcuRow: number): void {
    const { samples, stride, rows, width, height, ratioH, ratioV } = this.strips[c];
    const row = ratioV === 1 ? y : Math.floor(y / ratioV);
    const origin = 1 - mcuRow * rows;
    const near = (row + origin) * stride;
    if (ratioH === 1 && ratioV === 1) {
      this.rowAt[c] = near;
      return;
    }
    const out = this.scratch[c];
    this.rowData[c] = out;
    const triangleH = ratioH === 2 && width > 2;
    if (ratioV === 2 && (ratioH === 1 || triangleH)) {
      const odd = y & 1;
      const other = odd === 1 ? Math.min(row + 1, height - 1) : Math.max(row - 1, 0);
      const far = (other + origin) * stride;
      if (ratioH === 1) upsampleH1V2(samples, near, far, 1 + odd, width, out);
      else upsampleH2V2(samples, near, far, width, out);
    } else if (ratioV === 1 && triangleH) upsampleH2V1(samples, near, width, out);
    else replicateRow(samples, near, width, ratioH, out);
  }
}
