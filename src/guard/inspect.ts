import { checkJpegBudget, readStructure } from '../codec/jpeg/index.ts';
import type { JpegStructure } from '../codec/jpeg/index.ts';
import { checkPngBudget, readChunks } from '../codec/png/index.ts';
import type { PngStructure } from '../codec/png/index.ts';
import { checkBytes, limitExceeded, malformed, resolveLimits, unsupported } from '../errors/index.ts';
import type { Limits } from '../errors/index.ts';
import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';
import { identifyFormat, mediaTypeOf } from './magic.ts';
import type { FileFormat } from './magic.ts';
import { findSecondFile } from './second-file.ts';

/** What a file's headers say; for formats that are decoded here, also that decoding stays within the limits. */
export interface GuardReport {
  readonly format: FileFormat;
  readonly mediaType: string;
  readonly byteLength: number;
  /** Pixels of the stored frame; `undefined` for formats whose headers are not read here. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Whether this library decodes the format itself; others need a decoder from the caller. */
  readonly decodable: boolean;
  /** One past the image's last byte; what follows is trailing data. */
  readonly imageEnd: number | undefined;
  readonly notes: readonly Note[];
  /** The structure that was read on the way, for whoever decodes next. */
  readonly jpeg: JpegStructure | undefined;
  readonly png: PngStructure | undefined;
}

/**
 * Decides from headers alone whether a decoder may run: format, dimensions, segment, chunk and scan counts, whether there are enough
 * bytes for the declared picture, appended and second files. Nothing is decoded, and no memory is taken for the picture.
 *
 * @param bytes - The whole file.
 * @param limits - Limits to change; the rest are the defaults.
 * @throws {ForensicsError} `malformed` (empty or broken), `unsupported` (not an image, or a coding that is not read here) or
 *   `limit-exceeded` with the limit's name, its value and the value met.
 *
 * @example
 * ```ts
 * import { encodeJpeg } from 'tamperlens/jpeg';
 * import { inspect } from 'tamperlens/guard';
 *
 * const file = encodeJpeg({ data: new Uint8Array(32 * 20 * 3), width: 32, height: 20 });
 * const { format, width, height } = inspect(file);
 * format; // 'jpeg'
 * width; // 32
 * ```
 */
export function inspect(bytes: Uint8Array, limits?: Partial<Limits>): GuardReport {
  checkBytes('bytes', bytes);
  const resolved = resolveLimits(limits);
  const { maximumBytes } = resolved;
  if (bytes.length > maximumBytes) {
    throw limitExceeded('guard', { name: 'maximumBytes', maximum: maximumBytes, actual: bytes.length }, 'bytes of input');
  }
  if (bytes.length === 0) throw malformed('guard', 'the file is empty', 0);
  const format = identifyFormat(bytes);
  const mediaType = format === undefined ? undefined : mediaTypeOf(format);
  if (format === undefined || mediaType === undefined) {
    const what =
      format === undefined ? 'the first bytes are those of no image format known here' : `the file is ${format}, not an image`;
    throw unsupported('guard', what, 0);
  }
  if (format === 'jpeg') return inspectJpeg(bytes, resolved, mediaType);
  if (format === 'png') return inspectPng(bytes, resolved, mediaType);
  const notes = [note('guard-not-decoded-here', { format })];
  const base = { format, mediaType, byteLength: bytes.length, decodable: false, notes };
  return { ...base, width: undefined, height: undefined, imageEnd: undefined, jpeg: undefined, png: undefined };
}

function inspectJpeg(bytes: Uint8Array, limits: Limits, mediaType: string): GuardReport {
  const jpeg = readStructure(bytes, limits);
  checkJpegBudget(jpeg, limits);
  const { width, height } = jpeg.frame;
  const notes = [...jpeg.notes, ...findSecondFile(bytes, jpeg.imageEnd)];
  const { imageEnd } = jpeg;
  const base = { format: 'jpeg' as const, mediaType, byteLength: bytes.length, decodable: true };
  return { ...base, width, height, imageEnd, notes, jpeg, png: undefined };
}

function inspectPng(bytes: Uint8Array, limits: Limits, mediaType: string): GuardReport {
  const png = readChunks(bytes, limits);
  checkPngBudget(png, limits);
  const { width, height } = png.header;
  const imageEnd = bytes.length - png.trailingBytes;
  const notes = [...png.notes, ...findSecondFile(bytes, imageEnd)];
  const base = { format: 'png' as const, mediaType, byteLength: bytes.length, decodable: true };
  return { ...base, width, height, imageEnd, notes, jpeg: undefined, png };
}
