/** One thing in a scene. Layers are painted back to front, row after row from the top. */
export interface Layer {
  /** The first row that it touches; the rows end before `bottom`. */
  readonly top: number;
  readonly bottom: number;
  /** Paints over one row of linear light, `[width, 3]`. */
  paint(y: number, row: Int32Array): void;
}
