import { decodeJpeg, encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { encodePng } from '../../src/codec/png/index.ts';
import { applyOrientation, resizeRaster } from '../../src/image/index.ts';
import type { Raster } from '../../src/image/index.ts';
import { syntheticPhoto } from './scene.ts';

const PHOTO: Raster = syntheticPhoto(320, 240, 5);
const SAVED = encodeJpeg(PHOTO, { quality: 90 });

/** Files of which some look alike: four of one picture as it is, one mirrored, one of another picture, two flat ones, two broken. */
export const ALIKE_FILES: Readonly<Record<string, Uint8Array | string>> = {
  'a.jpg': SAVED,
  'b/copy.jpg': SAVED,
  'b/lossless.png': encodePng(decodeJpeg(SAVED).raster),
  'b/small.jpg': encodeJpeg(resizeRaster(PHOTO, { width: 160, height: 120 }), { quality: 60 }),
  'c-mirrored.jpg': encodeJpeg(applyOrientation(PHOTO, 2), { quality: 90 }),
  'd-other.jpg': encodeJpeg(syntheticPhoto(320, 240, 77), { quality: 90 }),
  'e-flat.png': encodePng({ data: new Uint8Array(64 * 64).fill(80), width: 64, height: 64 }),
  'f-flat.png': encodePng({ data: new Uint8Array(64 * 64).fill(170), width: 64, height: 64 }),
  'g-damaged.jpg': SAVED.subarray(0, 300),
  'h-damaged.jpg': SAVED.subarray(0, 300),
  'notes.txt': 'text',
};
