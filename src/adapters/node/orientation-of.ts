import type { Exhibit } from '../../exhibit/index.ts';
import type { Orientation } from '../../image/index.ts';

/** The EXIF orientation of a picture; 1, as stored, when the file states none or one that does not exist. */
export function orientationOf(exhibit: Exhibit): Orientation {
  const value =
    exhibit.unavailable('metadata') === undefined ? exhibit.plane('metadata').normalized.orientation?.value : undefined;
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 8 ? (value as Orientation) : 1;
}
