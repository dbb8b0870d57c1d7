/** An axis-aligned box in pixels of the stored orientation, origin at the top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the image that a detector points at. */
export interface Region extends Box {
  /** How many pixels of the box belong to the region, ≥ 1. */
  readonly areaPixels: number;
}
