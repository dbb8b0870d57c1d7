import { checkInteger, resolveOptions } from '../../errors/index.ts';
import type { Raster } from '../../image/index.ts';
import { inverseDct, ycbcrToRgbRow } from '../../kernels/index.ts';
import type { CoefficientPlane, JpegCoefficients } from './coefficients.ts';
import type { JpegColorSpace } from './color-space.ts';
import type { JpegStructure } from './structure.ts';
import { Upsampler } from './upsampler.ts';
import type { RowSink } from './upsampler.ts';

/** Coefficients that can be had one MCU row at a time. */
export interface CoefficientRows {
  readonly structure: JpegStructure;
  readonly planes: readonly CoefficientPlane[];
  /** Makes the blocks of an MCU row available and returns the MCU row that the planes' data begin with. Rows come in order. */
  load(mcuRow: number): number;
}

/** Options of {@link reconstruct}. */
export interface ReconstructOptions {
  /**
   * Rows to make, 1 to the frame's height: the picture ends there as if the frame did.
   * @defaultValue the frame's height
   */
  readonly rows?: number | undefined;
  /** Called between rows of MCUs; may throw to stop the work. */
  readonly checkpoint?: (() => void) | undefined;
}

const DEFAULTS: ReconstructOptions = { rows: undefined, checkpoint: undefined };

/**
 * Turns quantized coefficients into pixels exactly as libjpeg-turbo does (islow inverse DCT, fancy upsampling).
 *
 * @param coefficients - From {@link readCoefficients}.
 * @returns Gray files 1 channel, all others RGB. CMYK is composed as `C·K/255` of the stored, inverted values, without profiles.
 * @throws {RangeError} `rows` is out of range.
 * @throws {ForensicsError} `unsupported`: a component's sampling factor does not divide the largest one.
 * @see libjpeg-turbo `jidctint.c`, `jdsample.c`, `jdcolor.c`.
 */
export function reconstruct(coefficients: JpegCoefficients, options?: ReconstructOptions): Raster {
  const resolved = resolveOptions(DEFAULTS, options);
  if (resolved.rows !== undefined) checkInteger('rows', resolved.rows, 1, coefficients.structure.frame.height);
  return reconstructRows({ ...coefficients, load: () => 0 }, resolved);
}

/** The same from coefficients that come row by row. */
export function reconstructRows(source: CoefficientRows, options: ReconstructOptions): Raster {
  const { structure, planes } = source;
  const { frame, colorSpace } = structure;
  const height = options.rows ?? frame.height;
  const channels = colorSpace === 'gray' ? 1 : 3;
  const pixels = new Uint8ClampedArray(frame.width * height * channels);
  const upsampler = new Upsampler(frame, height);
  const sink = rowWriter(colorSpace, pixels, frame.width);
  const work = new Int32Array(64);
  const neutral = new Uint16Array(64);
  const mcuRows = Math.ceil(height / (8 * frame.maximumV));
  for (let mcuRow = 0; mcuRow < mcuRows; mcuRow++) {
    options.checkpoint?.();
    const firstMcuRow = source.load(mcuRow);
    upsampler.advance();
    planes.forEach((plane, c) => {
      const { samples, stride } = upsampler.strips[c];
      const table = plane.quantizationTable?.values ?? neutral;
      for (let row = 0; row < plane.v; row++) {
        let at = (((mcuRow - firstMcuRow) * plane.v + row) * plane.blocksPerRow) << 6;
        let out = (row * 8 + 1) * stride;
        for (let column = 0; column < plane.blocksPerRow; column++, at += 64, out += 8) {
          inverseDct(plane.data, at, table, work, samples, out, stride);
        }
      }
    });
    upsampler.emit(mcuRow, sink);
  }
  return { data: new Uint8Array(pixels.buffer), width: frame.width, height, channels };
}

function rowWriter(colorSpace: JpegColorSpace, pixels: Uint8ClampedArray, width: number): RowSink {
  switch (colorSpace) {
    case 'gray':
      return (y, { rowData, rowAt }) => pixels.set(rowData[0].subarray(rowAt[0], rowAt[0] + width), y * width);
    case 'ycbcr':
      return (y, { rowData, rowAt }) =>
        ycbcrToRgbRow(rowData[0], rowAt[0], rowData[1], rowAt[1], rowData[2], rowAt[2], width, pixels, y * width * 3);
    case 'rgb':
      return (y, { rowData, rowAt }) => interleaveRow(rowData, rowAt, width, pixels, y * width * 3);
    case 'cmyk':
      return (y, { rowData, rowAt }) => {
        interleaveRow(rowData, rowAt, width, pixels, y * width * 3);
        applyBlack(rowData[3], rowAt[3], 'light', width, pixels, y * width * 3);
      };
    case 'ycck':
      return (y, { rowData, rowAt }) => {
        ycbcrToRgbRow(rowData[0], rowAt[0], rowData[1], rowAt[1], rowData[2], rowAt[2], width, pixels, y * width * 3);
        applyBlack(rowData[3], rowAt[3], 'ink', width, pixels, y * width * 3);
      };
  }
}

function interleaveRow(
  rowData: readonly Uint8ClampedArray[],
  rowAt: Int32Array,
  width: number,
  out: Uint8ClampedArray,
  at: number,
): void {
  for (let c = 0; c < 3; c++) {
    const row = rowData[c];
    for (let i = rowAt[c], end = i + width, o = at + c; i < end; i++, o += 3) out[o] = row[i];
  }
}

/**
 * Multiplies the light that the inks let through by black's. Stored values are light (255 − ink), as Adobe writes them; files without
 * an Adobe marker are read the same way, as libjpeg's users do.
 *
 * @param stored - What `out` holds so far.
 */
function applyBlack(
  black: Uint8ClampedArray,
  blackAt: number,
  stored: 'light' | 'ink',
  width: number,
  out: Uint8ClampedArray,
  at: number,
): void {
  for (let i = 0, o = at; i < width; i++) {
    const light = black[blackAt + i];
    for (let c = 0; c < 3; c++, o++) {
      const ink = stored === 'light' ? 255 - out[o] : out[o];
      // Pillow's rounding of ink · light / 255, so that results agree with it.
      const product = ink * light + 128;
      out[o] = light - (((product >> 8) + product) >> 8);
    }
  }
}
