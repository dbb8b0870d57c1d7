import { defined } from './defined.ts';
import type { ExifBlock } from './exif.ts';
import { numberField, textField, timeField } from './fields.ts';
import { readPosition } from './gps.ts';
import { findEntry } from './ifd.ts';
import type { Ifd } from './ifd.ts';
import { makerNoteFamily } from './makernote.ts';
import type { MakerNoteLocation, MetadataField, NormalizedMetadata } from './normalized.ts';
import type { PngText } from './png-text.ts';

const MAKER_NOTE = 0x927c;

/** Brings what a file states into one form. What a PNG states as text counts where EXIF is silent. */
export function normalize(bytes: Uint8Array, exif: ExifBlock | undefined, texts: readonly PngText[]): NormalizedMetadata {
  const ifds = exif?.ifds ?? [];
  return defined({
    make: textField(ifds, [0x010f, 'IFD0']),
    model: textField(ifds, [0x0110, 'IFD0']),
    lensModel: textField(ifds, [0xa434, 'ExifIFD']),
    software: textField(ifds, [0x0131, 'IFD0', 'ExifIFD']) ?? pngField(texts, 'Software'),
    processingSoftware: textField(ifds, [0x000b, 'IFD0']),
    hostComputer: textField(ifds, [0x013c, 'IFD0']),
    dateTime: timeField(ifds, [0x0132, 'IFD0', 'ExifIFD'], 0x9290, 0x9010),
    dateTimeOriginal: timeField(ifds, [0x9003, 'ExifIFD', 'IFD0'], 0x9291, 0x9011),
    dateTimeDigitized: timeField(ifds, [0x9004, 'ExifIFD', 'IFD0'], 0x9292, 0x9012),
    pixelWidth: numberField(ifds, [0xa002, 'ExifIFD']),
    pixelHeight: numberField(ifds, [0xa003, 'ExifIFD']),
    orientation: numberField(ifds, [0x0112, 'IFD0']),
    exifVersion: textField(ifds, [0x9000, 'ExifIFD']),
    colorSpace: numberField(ifds, [0xa001, 'ExifIFD']),
    exposureTime: numberField(ifds, [0x829a, 'ExifIFD', 'IFD0']),
    fNumber: numberField(ifds, [0x829d, 'ExifIFD', 'IFD0']),
    shutterSpeedValue: numberField(ifds, [0x9201, 'ExifIFD', 'IFD0']),
    apertureValue: numberField(ifds, [0x9202, 'ExifIFD', 'IFD0']),
    iso: numberField(ifds, [0x8827, 'ExifIFD', 'IFD0']),
    focalLength: numberField(ifds, [0x920a, 'ExifIFD', 'IFD0']),
    focalLengthIn35mm: numberField(ifds, [0xa405, 'ExifIFD', 'IFD0']),
    gps: readPosition(ifds),
    makerNote: exif === undefined ? undefined : locateMakerNote(bytes, exif, ifds),
  });
}

function pngField(texts: readonly PngText[], keyword: string): MetadataField<string> | undefined {
  const found = texts.find((entry) => entry.keyword === keyword && (entry.text ?? '').trim() !== '');
  if (found?.text === undefined) return undefined;
  return { value: found.text.trim(), raw: found.text, path: `${found.chunk}.${keyword}`, offset: found.offset };
}

/** Notes that run past the block are cut there; their header may still tell whose they are. */
function locateMakerNote(bytes: Uint8Array, exif: ExifBlock, ifds: readonly Ifd[]): MakerNoteLocation | undefined {
  const entry = findEntry(ifds, 'ExifIFD', MAKER_NOTE);
  const blockEnd = exif.offset + exif.length;
  if (entry === undefined || entry.valueOffset >= blockEnd) return undefined;
  const { valueOffset: offset } = entry;
  const length = Math.min(entry.valueBytes, blockEnd - offset);
  const family = makerNoteFamily(bytes, offset, offset + length);
  return { offset, length, ...defined({ maker: family?.maker }) };
}
