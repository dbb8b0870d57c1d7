/** Where a thing stands, in pixels; it may reach outside the picture. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The columns of a frame that are in the picture, and the row inside it. */
export function columns({ left, width }: Frame, row: Int32Array): readonly [first: number, end: number] {
  return [Math.max(0, left), Math.min(row.length / 3, left + width)];
}

/** The part `thousandths` of a length, at least `least`. */
export function part(length: number, thousandths: number, least = 1): number {
  return Math.max(least, Math.floor((length * thousandths) / 1000));
}

/** The frame of a size around a point. */
export function centered(x: number, y: number, width: number, height: number): Frame {
  return { left: x - (width >> 1), top: y - (height >> 1), width: Math.max(2, width), height: Math.max(2, height) };
}
