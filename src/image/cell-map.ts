/** One measurement for each cell of a grid over the image, `[height, width]`, row-major. */
export interface CellMap {
  /** The measurements, in the unit that their maker states. */
  readonly data: Float32Array;
  /** `[height, width]`, 0 where a cell holds no measurement; absent when all do. */
  readonly valid?: Uint8Array | undefined;
  /** Cells across. */
  readonly width: number;
  /** Cells down. */
  readonly height: number;
}
