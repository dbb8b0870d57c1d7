/** One 8-bit plane, `[height, width]`, row-major. */
export interface Plane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}
