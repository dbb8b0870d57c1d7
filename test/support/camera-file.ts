import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import type { RasterLike } from '../../src/image/index.ts';
import { ascii, buildTiff, exifSegment, long, rational, short, srational, undefinedBytes, withSegments } from './exif-builder.ts';
import type { ByteOrder, DirectoryParts, EntryParts } from './exif-builder.ts';
import { joinJpeg, splitJpeg } from './jpeg-parts.ts';
import { syntheticPhoto } from './scene.ts';

/** What of a camera's file a test wants to be different. An entry replaces the one of its tag; `without` leaves tags out. */
export interface CameraFileParts {
  readonly byteOrder?: ByteOrder;
  readonly picture?: RasterLike;
  readonly thumbnail?: Uint8Array | 'none';
  readonly ifd0?: readonly EntryParts[];
  readonly exif?: readonly EntryParts[];
  readonly gps?: readonly EntryParts[];
  readonly without?: readonly number[];
}

export const PICTURE: RasterLike = syntheticPhoto(160, 120, 11);

/** A JPEG without a JFIF segment, as cameras write it. */
export function bareJpeg(picture: RasterLike, quality = 90): Uint8Array {
  return joinJpeg(splitJpeg(encodeJpeg(picture, { quality })).filter(({ marker }) => marker < 0xe0 || marker === 0xfe));
}

/** A picture reduced by whole squares, for thumbnails. */
export function reduced({ data, width, height }: RasterLike, factor: number): RasterLike {
  const small = {
    data: new Uint8Array((width / factor) * (height / factor) * 3),
    width: width / factor,
    height: height / factor,
  };
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let v = 0; v < factor; v++) {
          for (let u = 0; u < factor; u++) sum += data[((y * factor + v) * width + x * factor + u) * 3 + c];
        }
        small.data[(y * small.width + x) * 3 + c] = Math.round(sum / (factor * factor));
      }
    }
  }
  return small;
}

/** The TIFF structure of a consistent EXIF block: camera, settings, times, size, position and thumbnail agree with the picture. */
export function cameraTiff(parts: CameraFileParts = {}): Uint8Array {
  const { byteOrder = 'MM', picture = PICTURE, without = [] } = parts;
  const thumbnail = parts.thumbnail ?? bareJpeg(reduced(picture, 2));
  const merged = (own: readonly EntryParts[], other: readonly EntryParts[] = []) =>
    [...own.filter(({ tag }) => !other.some((entry) => entry.tag === tag)), ...other]
      .filter(({ tag }) => !without.includes(tag))
      .sort((a, b) => a.tag - b.tag);
  const ifd0 = merged(
    [
      ascii(0x010f, 'Apple'),
      ascii(0x0110, 'iPhone 5s'),
      short(0x0112, 1),
      ascii(0x0131, '9.3.1'),
      ascii(0x0132, '2016:04:09 12:30:15'),
    ],
    parts.ifd0,
  );
  const exif = merged(
    [
      rational(0x829a, 1, 250),
      rational(0x829d, 28, 10),
      short(0x8827, 100),
      undefinedBytes(0x9000, [0x30, 0x32, 0x32, 0x31]),
      ascii(0x9003, '2016:04:09 12:30:15'),
      ascii(0x9004, '2016:04:09 12:30:15'),
      srational(0x9201, 7966, 1000),
      rational(0x9202, 2971, 1000),
      undefinedBytes(
        0x927c,
        [...'Apple iOS\0\0\x01MM'].map((letter) => letter.charCodeAt(0)),
      ),
      long(0xa002, picture.width),
      long(0xa003, picture.height),
    ],
    parts.exif,
  );
  const gps = merged(
    [
      ascii(1, 'N'),
      rational(2, 51, 1, 30, 1, 0, 1),
      ascii(3, 'W'),
      rational(4, 0, 1, 7, 1, 30, 1),
      rational(6, 45, 1),
      rational(7, 11, 1, 30, 1, 14, 1),
      ascii(29, '2016:04:09'),
    ],
    parts.gps,
  );
  const main: DirectoryParts = { entries: ifd0, children: { 0x8769: { entries: exif }, 0x8825: { entries: gps } } };
  if (thumbnail === 'none') return buildTiff({ byteOrder, chain: [main] });
  return buildTiff({ byteOrder, chain: [main, { entries: [short(0x0103, 6)] }], thumbnail });
}

/** A whole camera file around {@link cameraTiff}; further segments go before or behind EXIF. */
export function cameraFile(
  parts: CameraFileParts = {},
  before: readonly Uint8Array[] = [],
  behind: readonly Uint8Array[] = [],
): Uint8Array {
  return withSegments(bareJpeg(parts.picture ?? PICTURE), ...before, exifSegment(cameraTiff(parts)), ...behind);
}
