import type { Raster } from '../../image/index.ts';
import { downsampleH2V1, downsampleH2V2, rgbToYcbcrRow } from '../../kernels/index.ts';
import { layOutFrame } from './frame.ts';
import type { JpegFrame } from './frame.ts';

/** Chroma subsampling that the encoder and the virtual re-save offer. */
export type Subsampling = '4:4:4' | '4:2:2' | '4:2:0';

/** The values of {@link Subsampling}. */
export const SUBSAMPLINGS: readonly Subsampling[] = ['4:4:4', '4:2:2', '4:2:0'];

/** The frame that a picture is saved with: gray for 1 channel, else YCbCr with identifiers 1, 2, 3. */
export function frameFor(raster: Raster, subsampling: Subsampling): JpegFrame {
  if (raster.channels === 1) return layOutFrame('SOF0', raster.width, raster.height, [{ id: 1, h: 1, v: 1, tableId: 0 }], 0);
  const h = subsampling === '4:4:4' ? 1 : 2;
  const v = subsampling === '4:2:0' ? 2 : 1;
  const chroma = { h: 1, v: 1, tableId: 1 };
  const factors = [
    { id: 1, h, v, tableId: 0 },
    { id: 2, ...chroma },
    { id: 3, ...chroma },
  ];
  return layOutFrame('SOF0', raster.width, raster.height, factors, 0);
}

/** Where one component's samples of a row of MCUs are put. */
export interface ComponentStrip {
  readonly samples: Uint8ClampedArray;
  readonly stride: number;
}

/**
 * Cuts pixels into rows of MCUs of YCbCr samples, padded at the edges exactly as libjpeg-turbo's compressor does.
 *
 * Source pixels repeat to the right before the chroma average, chroma rows repeat downwards after it.
 *
 * @see libjpeg-turbo `jccolor.c`, `jcsample.c`, `jcprepct.c`.
 */
export class ForwardStrips {
  private readonly raster: Raster;
  private readonly frame: JpegFrame;
  /** Two full-resolution rows of Cb and of Cr, padded to whole MCUs. */
  private readonly cb: Uint8ClampedArray;
  private readonly cr: Uint8ClampedArray;
  private readonly paddedWidth: number;

  constructor(raster: Raster, frame: JpegFrame) {
    this.raster = raster;
    this.frame = frame;
    this.paddedWidth = frame.mcusPerRow * frame.maximumH * 8;
    this.cb = new Uint8ClampedArray(2 * this.paddedWidth);
    this.cr = new Uint8ClampedArray(2 * this.paddedWidth);
  }

  /** Fills the strips of one row of MCUs, their first row at `firstRow`. */
  fill(mcuRow: number, strips: readonly ComponentStrip[], firstRow: number): void {
    const { raster, frame } = this;
    const top = mcuRow * 8 * frame.maximumV;
    const rows = Math.min(8 * frame.maximumV, raster.height - top);
    if (strips.length === 1) this.fillGray(top, rows, strips[0], firstRow);
    else if (frame.maximumV === 2) this.fillHalvedRows(top, rows, strips, firstRow);
    else this.fillFullRows(top, rows, strips, firstRow);
  }

  private fillGray(top: number, rows: number, strip: ComponentStrip, firstRow: number): void {
    const { data, width } = this.raster;
    for (let row = 0; row < rows; row++) {
      const at = (firstRow + row) * strip.stride;
      strip.samples.set(data.subarray((top + row) * width, (top + row + 1) * width), at);
      strip.samples.fill(strip.samples[at + width - 1], at + width, at + strip.stride);
    }
    repeatRow(strip, firstRow + rows - 1, firstRow + 8);
  }

  private fillFullRows(top: number, rows: number, strips: readonly ComponentStrip[], firstRow: number): void {
    const [luma, cb, cr] = strips;
    const halved = this.frame.maximumH === 2;
    for (let row = 0; row < rows; row++) {
      const chromaAt = (firstRow + row) * cb.stride;
      if (halved) {
        this.convertRow(top + row, luma, firstRow + row, this.cb, this.cr, 0);
        downsampleH2V1(this.cb, 0, cb.stride, cb.samples, chromaAt);
        downsampleH2V1(this.cr, 0, cr.stride, cr.samples, chromaAt);
      } else this.convertRow(top + row, luma, firstRow + row, cb.samples, cr.samples, chromaAt);
    }
    for (const strip of strips) repeatRow(strip, firstRow + rows - 1, firstRow + 8);
  }

  private fillHalvedRows(top: number, rows: number, strips: readonly ComponentStrip[], firstRow: number): void {
    const [luma, cb, cr] = strips;
    const chromaRows = (rows + 1) >> 1;
    for (let row = 0; row < rows; row += 2) {
      // An odd last row is averaged with itself.
      const second = Math.min(row + 1, rows - 1);
      this.convertRow(top + row, luma, firstRow + row, this.cb, this.cr, 0);
      this.convertRow(top + second, luma, firstRow + row + 1, this.cb, this.cr, this.paddedWidth);
      const chromaAt = (firstRow + (row >> 1)) * cb.stride;
      downsampleH2V2(this.cb, 0, this.paddedWidth, cb.stride, cb.samples, chromaAt);
      downsampleH2V2(this.cr, 0, this.paddedWidth, cr.stride, cr.samples, chromaAt);
    }
    repeatRow(luma, firstRow + rows - 1, firstRow + 16);
    repeatRow(cb, firstRow + chromaRows - 1, firstRow + 8);
    repeatRow(cr, firstRow + chromaRows - 1, firstRow + 8);
  }

  /** Converts one pixel row and repeats its last pixel to the padded width. */
  private convertRow(
    y: number,
    luma: ComponentStrip,
    lumaRow: number,
    cb: Uint8ClampedArray,
    cr: Uint8ClampedArray,
    chromaAt: number,
  ): void {
    const { data, width, channels } = this.raster;
    const lumaAt = lumaRow * luma.stride;
    rgbToYcbcrRow(data, y * width * channels, channels, width, luma.samples, lumaAt, cb, cr, chromaAt);
    if (width === this.paddedWidth) return;
    luma.samples.fill(luma.samples[lumaAt + width - 1], lumaAt + width, lumaAt + luma.stride);
    cb.fill(cb[chromaAt + width - 1], chromaAt + width, chromaAt + this.paddedWidth);
    cr.fill(cr[chromaAt + width - 1], chromaAt + width, chromaAt + this.paddedWidth);
  }
}

function repeatRow({ samples, stride }: ComponentStrip, row: number, end: number): void {
  for (let r = row + 1; r < end; r++) samples.copyWithin(r * stride, row * stride, (row + 1) * stride);
}
