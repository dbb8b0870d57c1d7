/** File formats told apart by their first bytes. */
export type FileFormat =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'tiff'
  | 'heic'
  | 'avif'
  | 'bmp'
  | 'jpeg2000'
  | 'jpeg-xl'
  | 'pdf'
  | 'zip'
  | 'rar'
  | '7z'
  | 'gzip'
  | 'elf'
  | 'exe'
  | 'html';

/** Byte patterns by position; `.` stands for any byte. Longer ones come first where one begins another. */
const SIGNATURES: readonly (readonly [format: FileFormat, at: number, pattern: string])[] = [
  ['jpeg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['gif', 0, 'GIF87a'],
  ['gif', 0, 'GIF89a'],
  ['webp', 0, 'RIFF....WEBP'],
  ['tiff', 0, 'II*\0'],
  ['tiff', 0, 'MM\0*'],
  ['tiff', 0, 'II+\0'],
  ['tiff', 0, 'MM\0+'],
  ['avif', 4, 'ftypavif'],
  ['avif', 4, 'ftypavis'],
  ['heic', 4, 'ftyphei'],
  ['heic', 4, 'ftyphev'],
  ['heic', 4, 'ftypmif1'],
  ['heic', 4, 'ftypmsf1'],
  ['jpeg2000', 0, '\0\0\0\x0cjP  \r\n\x87\n'],
  ['jpeg2000', 0, '\xff\x4f\xff\x51'],
  ['jpeg-xl', 0, '\0\0\0\x0cJXL \r\n\x87\n'],
  ['jpeg-xl', 0, '\xff\x0a'],
  ['pdf', 0, '%PDF-'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'],
  ['rar', 0, 'Rar!\x1a\x07'],
  ['7z', 0, '7z\xbc\xaf\x27\x1c'],
  ['gzip', 0, '\x1f\x8b\x08'],
  ['elf', 0, '\x7fELF'],
  ['exe', 0, 'MZ\x90\0'],
  ['html', 0, '<!DOCTYPE html'],
  ['html', 0, '<!DOCTYPE HTML'],
  ['html', 0, '<!doctype html'],
  ['html', 0, '<html'],
  ['html', 0, '<HTML'],
  ['html', 0, '<script'],
  ['bmp', 0, 'BM....\0\0\0\0'],
];

/** Media types of the image formats. */
const MEDIA_TYPES: Partial<Record<FileFormat, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  tiff: 'image/tiff',
  heic: 'image/heic',
  avif: 'image/avif',
  bmp: 'image/bmp',
  jpeg2000: 'image/jp2',
  'jpeg-xl': 'image/jxl',
};

/** The image formats among them, whether decoded here or not. */
export const IMAGE_FORMATS: readonly FileFormat[] = Object.keys(MEDIA_TYPES) as FileFormat[];

/**
 * Tells a file's format from its first bytes; its name plays no part.
 *
 * @param offset - Where to look, in bytes from the start.
 * @returns `undefined` when no signature fits.
 *
 * @example
 * ```ts
 * import { identifyFormat } from 'tamperlens/guard';
 *
 * identifyFormat(new Uint8Array([0xff, 0xd8, 0xff, 0xe0])); // 'jpeg'
 * ```
 */
export function identifyFormat(bytes: Uint8Array, offset = 0): FileFormat | undefined {
  return SIGNATURES.find(([, at, pattern]) => matches(bytes, offset + at, pattern))?.[0];
}

/** The media type of an image format, `undefined` for everything else. */
export function mediaTypeOf(format: FileFormat): string | undefined {
  return MEDIA_TYPES[format];
}

function matches(bytes: Uint8Array, at: number, pattern: string): boolean {
  if (at + pattern.length > bytes.length) return false;
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] !== '.' && bytes[at + i] !== pattern.charCodeAt(i)) return false;
  }
  return true;
}
