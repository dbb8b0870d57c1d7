import { toRaster } from '../../image/index.ts';
import type { RasterLike } from '../../image/index.ts';
import { forwardDct, reciprocals } from '../../kernels/index.ts';
import { EntropyWriter, huffmanEncoder } from './entropy-writer.ts';
import type { HuffmanEncoder } from './entropy-writer.ts';
import { ForwardStrips, frameFor } from './forward-strips.ts';
import type { ComponentStrip } from './forward-strips.ts';
import type { JpegComponent, JpegFrame } from './frame.ts';
import { APP0, DHT, DQT, EOI, SOF0, SOI, SOS, ZIGZAG } from './markers.ts';
import { standardQuantizationTable } from './quantization.ts';
import { resolveSaveOptions } from './recompress.ts';
import type { JpegSaveOptions } from './recompress.ts';
import { STANDARD_HUFFMAN_TABLES } from './standard-huffman.ts';

/**
 * Writes a baseline JFIF file with the IJG tables and the standard Huffman tables.
 *
 * The bytes are those that libjpeg-turbo writes with the same settings (accurate integer DCT, no smoothing, no optimization).
 *
 * @param image - 8-bit pixels; alpha is ignored; 1 channel gives a gray file.
 * @returns The file.
 * @throws {RangeError} Quality or subsampling out of range, a side above 65,535, or the pixels do not fit their size.
 * @see libjpeg-turbo `jcparam.c`, `jcdctmgr.c`, `jchuff.c`, `jcmarker.c`; JFIF: ITU-T T.871.
 *
 * @example
 * ```ts
 * import { encodeJpeg } from 'tamperlens/jpeg';
 *
 * const file = encodeJpeg({ data: new Uint8Array(64 * 48 * 3), width: 64, height: 48 }, { quality: 85, subsampling: '4:4:4' });
 * file.subarray(0, 2); // [255, 216]
 * ```
 */
export function encodeJpeg(image: RasterLike, options?: Partial<JpegSaveOptions>): Uint8Array {
  const raster = toRaster(image);
  const save = resolveSaveOptions(options);
  for (const side of ['width', 'height'] as const) {
    if (raster[side] > 65_535) throw new RangeError(`"${side}" of a JPEG must be in 1..65535, received ${raster[side]}`);
  }
  const frame = frameFor(raster, save.subsampling);
  const tables = frame.components.length === 1 ? 1 : 2;
  const quantization = (['luma', 'chroma'] as const)
    .slice(0, tables)
    .map((kind) => standardQuantizationTable(kind, save.quality));
  const writer = new EntropyWriter(raster.width * raster.height * 0.25);
  writeHeaders(writer, frame, quantization);
  const codecs = frame.components.map((component) => new ComponentEncoder(component, quantization[component.tableId]));
  const forward = new ForwardStrips(raster, frame);
  for (let mcuRow = 0; mcuRow < frame.mcuRows; mcuRow++) {
    forward.fill(mcuRow, codecs, 0);
    for (let column = 0; column < frame.mcusPerRow; column++) {
      for (const codec of codecs) codec.writeMcu(writer, mcuRow, column);
    }
  }
  return writer.finish([0xff, EOI]);
}

function writeHeaders(writer: EntropyWriter, frame: JpegFrame, quantization: readonly Uint16Array[]): void {
  const { width, height, components } = frame;
  writer.bytes([0xff, SOI]);
  // JFIF 1.01 without a density, as libjpeg writes it.
  writer.segment(APP0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  quantization.forEach((table, id) => writer.segment(DQT, [id, ...ZIGZAG.subarray(0, 64).map((natural) => table[natural])]));
  const factors = components.flatMap(({ id, h, v, tableId }) => [id, (h << 4) | v, tableId]);
  writer.segment(SOF0, [8, height >> 8, height & 255, width >> 8, width & 255, components.length, ...factors]);
  for (const { kind, id, counts, symbols } of STANDARD_HUFFMAN_TABLES) {
    if (id < quantization.length) writer.segment(DHT, [(kind === 'ac' ? 16 : 0) | id, ...counts, ...symbols]);
  }
  const selectors = components.flatMap(({ id, tableId }) => [id, (tableId << 4) | tableId]);
  writer.segment(SOS, [components.length, ...selectors, 0, 63, 0]);
}

/** Transforms, quantizes and codes the blocks of one component. */
class ComponentEncoder implements ComponentStrip {
  readonly samples: Uint8ClampedArray;
  readonly stride: number;
  private readonly component: JpegComponent;
  private readonly table: Uint16Array;
  private readonly inverse: Int32Array;
  private readonly dc: HuffmanEncoder;
  private readonly ac: HuffmanEncoder;
  private readonly work = new Int32Array(64);
  private readonly block = new Int16Array(64);
  private readonly realColumns: number;
  private readonly realRows: number;
  private lastDc = 0;

  constructor(component: JpegComponent, table: Uint16Array) {
    this.component = component;
    this.table = table;
    this.inverse = reciprocals(table);
    this.stride = component.blocksPerRow * 8;
    this.samples = new Uint8ClampedArray(this.stride * component.v * 8);
    const find = (kind: 'dc' | 'ac') => STANDARD_HUFFMAN_TABLES.filter((entry) => entry.kind === kind)[component.tableId];
    this.dc = huffmanEncoder(find('dc'));
    this.ac = huffmanEncoder(find('ac'));
    this.realColumns = Math.ceil(component.width / 8);
    this.realRows = Math.ceil(component.height / 8);
  }

  writeMcu(writer: EntropyWriter, mcuRow: number, mcuColumn: number): void {
    const { h, v } = this.component;
    for (let row = 0; row < v; row++) {
      for (let column = 0; column < h; column++) {
        const exists = mcuColumn * h + column < this.realColumns && mcuRow * v + row < this.realRows;
        if (exists) this.quantize((mcuColumn * h + column) * 8 + row * 8 * this.stride);
        else {
          // Blocks that only pad the MCU repeat the DC before them, which costs the fewest bits.
          this.block.fill(0);
          this.block[0] = this.lastDc;
        }
        writer.block(this.block, 0, this.lastDc, this.dc, this.ac);
        this.lastDc = this.block[0];
      }
    }
  }

  private quantize(at: number): void {
    const { work, block, table, inverse } = this;
    forwardDct(this.samples, at, this.stride, work);
    for (let i = 0; i < 64; i++) {
      const value = work[i];
      const sign = value >> 31;
      const magnitude = Math.imul(((value ^ sign) - sign + (table[i] << 2)) >> 3, inverse[i]) >>> 20;
      block[i] = (magnitude ^ sign) - sign;
    }
  }
}
