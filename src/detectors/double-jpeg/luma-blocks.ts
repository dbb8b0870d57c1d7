import type { JpegCoefficients } from '../../codec/jpeg/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';

/** The whole blocks of a file's luma: those without a padded sample, in rows that were read. */
export interface LumaBlocks {
  /** `[…, blocksPerRow, 64]` quantized coefficients, blocks in raster order, each in natural order. */
  readonly coefficients: Int16Array;
  /** Blocks from one row to the next. */
  readonly blocksPerRow: number;
  /** Whole blocks across and down. */
  readonly width: number;
  readonly height: number;
  /** 64 quantization steps in natural order, ≥ 1. */
  readonly steps: Uint16Array;
  /** Size of a block in pixels of the image: 8×8 unless luma itself is subsampled. */
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** Histograms of fewer blocks are mostly chance. */
const MINIMUM_BLOCKS = 1000;

/**
 * Takes luma out of a file's coefficients.
 *
 * @returns The blocks, or the reason why there are none to go by: colors without luma, tables with a step of 0 or none at all, or fewer than
 *   1000 whole blocks.
 */
export function lumaBlocks({ structure, planes, decodedRows }: JpegCoefficients): LumaBlocks | Note {
  const { frame, colorSpace } = structure;
  if (colorSpace !== 'gray' && colorSpace !== 'ycbcr') return note('double-jpeg-no-luma', { colorSpace });
  const [plane] = planes;
  const steps = plane.quantizationTable?.values;
  if (steps === undefined || steps.includes(0)) return note('double-jpeg-no-table');
  const cellWidth = (8 * frame.maximumH) / plane.h;
  const cellHeight = (8 * frame.maximumV) / plane.v;
  const width = Math.floor(plane.width / 8);
  const height = Math.min(Math.floor(plane.height / 8), Math.floor(decodedRows / cellHeight));
  const blocks = width * height;
  if (blocks < MINIMUM_BLOCKS) return note('double-jpeg-too-few-blocks', { blocks, minimumBlocks: MINIMUM_BLOCKS });
  return { coefficients: plane.data, blocksPerRow: plane.blocksPerRow, width, height, steps, cellWidth, cellHeight };
}
