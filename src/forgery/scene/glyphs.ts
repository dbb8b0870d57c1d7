import { hashAtPoint } from '../draws.ts';

/** Capitals and digits, 5×7, a row each: A–Z, then 0–9. */
const GLYPHS: readonly string[] = [
  ...[
    '0e11111f111111',
    '1e11111e11111e',
    '0e11101010110e',
    '1e11111111111e',
    '1f10101e10101f',
    '1f10101e101010',
    '0e11101711110f',
  ],
  ...[
    '1111111f111111',
    '0e04040404040e',
    '0702020202120c',
    '11121418141211',
    '1010101010101f',
    '111b1515111111',
    '11111915131111',
  ],
  ...[
    '0e11111111110e',
    '1e11111e101010',
    '0e11111115120d',
    '1e11111e141211',
    '0f10100e01011e',
    '1f040404040404',
    '1111111111110e',
  ],
  ...['11111111110a04', '1111111515150a', '11110a040a1111', '11110a04040404', '1f01020408101f'],
  ...[
    '0e11131519110e',
    '040c040404040e',
    '0e11010204081f',
    '1f02040201110e',
    '02060a121f0202',
    '1f101e0101110e',
    '0608101e11110e',
  ],
  ...['1f010204080808', '0e11110e11110e', '0e11110f01020c'],
];

/** One byte a row of a glyph, seven rows each. */
function glyphRows(): Uint8Array {
  const rows = new Uint8Array(GLYPHS.length * 7);
  GLYPHS.forEach((text, glyph) => {
    for (let row = 0; row < 7; row++) rows[glyph * 7 + row] = Number.parseInt(text.slice(2 * row, 2 * row + 2), 16);
  });
  return rows;
}

/** Lines of made-up words, as ink on a plane: pixel coordinates in, coverage out. */
export class TextBlock {
  private readonly rows = glyphRows();
  private readonly key: number;
  private readonly lineHeight: number;
  private readonly columns: number;

  /**
   * @param width - Width of the block in pixels.
   * @param lineHeight - From line to line in pixels, 4 or more; capitals are 0.62 of it high.
   */
  constructor(width: number, lineHeight: number, key: number) {
    this.key = key;
    this.lineHeight = lineHeight;
    this.columns = Math.max(1, Math.floor(width / this.advance));
  }

  /** From letter to letter in pixels. */
  private get advance(): number {
    return (this.lineHeight * 0.62 * 6) / 7;
  }

  /** How much ink lies at (`u`, `v`) pixels from the block's top-left: 0..256. */
  ink(u: number, v: number): number {
    const line = Math.floor(v / this.lineHeight);
    const column = Math.floor(u / this.advance);
    if (u < 0 || v < 0 || column >= this.lineLength(line) || hashAtPoint(column, line, this.key + 1) % 6 === 0) return 0;
    const gx = ((u - column * this.advance) / this.advance) * 6 - 0.5;
    const gy = ((v - line * this.lineHeight) / (this.lineHeight * 0.62)) * 7 - 0.5;
    if (gy >= 7) return 0;
    const glyph = (hashAtPoint(column, line, this.key) % GLYPHS.length) * 7;
    const x = Math.floor(gx);
    const y = Math.floor(gy);
    const fx = gx - x;
    const fy = gy - y;
    const upper = this.dot(glyph, x, y) * (1 - fx) + this.dot(glyph, x + 1, y) * fx;
    const lower = this.dot(glyph, x, y + 1) * (1 - fx) + this.dot(glyph, x + 1, y + 1) * fx;
    // A soft threshold rounds the corners of the dots.
    const t = (upper * (1 - fy) + lower * fy - 0.3) * 2.5;
    return t <= 0 ? 0 : t >= 1 ? 256 : Math.floor(256 * t);
  }

  /** Lines of a paragraph are full but for the last of each four or so. */
  private lineLength(line: number): number {
    const short = hashAtPoint(line, 3, this.key + 2);
    const share = short % 4 === 0 ? 40 + ((short >>> 8) % 50) : 93 + ((short >>> 8) % 8);
    return Math.max(1, Math.floor((this.columns * share) / 100));
  }

  private dot(glyph: number, x: number, y: number): number {
    if (x < 0 || x > 4 || y < 0 || y > 6) return 0;
    return (this.rows[glyph + y] >> (4 - x)) & 1;
  }
}
