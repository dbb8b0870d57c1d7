import { checkInteger } from '../errors/index.ts';
import { MAXIMUM_SIDE } from './raster.ts';

/** One 8-bit plane, `[height, width]`, row-major. */
export interface Plane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Throws unless the samples fit the size.
 *
 * @throws {TypeError} `data` is not a `Uint8Array`.
 * @throws {RangeError} A side is not in 1..1,048,576, or the length is not `width` × `height`.
 */
export function checkPlane(plane: Plane): void {
  const { data, width, height } = plane;
  const tag = Object.prototype.toString.call(data);
  if (tag !== '[object Uint8Array]') throw new TypeError(`"data" of a plane must be a Uint8Array, received ${tag.slice(8, -1)}`);
  checkInteger('width', width, 1, MAXIMUM_SIDE);
  checkInteger('height', height, 1, MAXIMUM_SIDE);
  if (data.length !== width * height) {
    throw new RangeError(`"data" must hold ${width * height} samples for ${width}×${height}, received ${data.length}`);
  }
}
