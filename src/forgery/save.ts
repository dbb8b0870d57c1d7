import { encodeJpeg, recompress } from '../codec/jpeg/index.ts';
import type { Subsampling } from '../codec/jpeg/index.ts';
import { encodePng } from '../codec/png/index.ts';
import type { Raster } from '../image/index.ts';
import type { EarlierQuality, LastSave } from './recipes.ts';

/** The picture as it is after an earlier save and load, if there was one. */
export function savedBefore(picture: Raster, quality: EarlierQuality, subsampling: Subsampling): Raster {
  return quality === 'none' ? picture : recompress(picture, { quality, subsampling });
}

/** The file of the last save. */
export function saved(picture: Raster, { format, quality, subsampling }: LastSave): Uint8Array {
  return format === 'png' ? encodePng(picture) : encodeJpeg(picture, { quality, subsampling });
}
