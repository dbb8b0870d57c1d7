import { resizeRaster } from '../../image/index.ts';
import type { Raster, Size } from '../../image/index.ts';

/** Resizes a picture so that it fits a frame and keeps its proportions; at least one pixel a side. */
export function fitPicture(picture: Raster, frame: Size): Raster {
  const ratio = Math.min(frame.width / picture.width, frame.height / picture.height);
  const width = Math.max(1, Math.min(frame.width, Math.round(picture.width * ratio)));
  const height = Math.max(1, Math.min(frame.height, Math.round(picture.height * ratio)));
  return resizeRaster(picture, { width, height });
}
