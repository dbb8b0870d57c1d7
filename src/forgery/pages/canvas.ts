import type { Box, Raster } from '../../image/index.ts';
import { TextBlock } from '../scene/glyphs.ts';

/** A color of a page, 8 bits a channel. */
export type Ink = readonly [red: number, green: number, blue: number];

/** An RGB page to draw on; what would lie outside it is left out. */
export class Canvas {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;

  constructor(width: number, height: number, color: Ink) {
    this.data = new Uint8Array(width * height * 3);
    this.width = width;
    this.height = height;
    this.box({ x: 0, y: 0, width, height }, color);
  }

  box(box: Box, color: Ink): void {
    this.each(box, (at) => {
      for (let c = 0; c < 3; c++) this.data[at + c] = color[c];
    });
  }

  /** A disk with a smooth edge. */
  disk(centerX: number, centerY: number, radius: number, color: Ink): void {
    const side = 2 * radius + 2;
    this.each({ x: centerX - radius - 1, y: centerY - radius - 1, width: side, height: side }, (at, x, y) => {
      const distance = Math.sqrt((x - centerX) * (x - centerX) + (y - centerY) * (y - centerY));
      this.blend(at, color, Math.floor(256 * Math.max(0, Math.min(1, radius + 0.5 - distance))));
    });
  }

  /** Lines of made-up words; a line that does not fit whole is left out. */
  text(box: Box, lineHeight: number, color: Ink, key: number): void {
    const block = new TextBlock(box.width, lineHeight, key);
    const lines = Math.floor((box.height + 0.38 * lineHeight) / lineHeight);
    this.each({ ...box, height: Math.min(box.height, lines * lineHeight) }, (at, x, y) => {
      this.blend(at, color, block.ink(x - box.x, y - box.y));
    });
  }

  /** A picture, 1 or 3 channels, with its top-left at (`x`, `y`). */
  picture(picture: Raster, x: number, y: number): void {
    const { width, height, channels, data } = picture;
    this.each({ x, y, width, height }, (at, column, row) => {
      const from = ((row - y) * width + column - x) * channels;
      for (let c = 0; c < 3; c++) this.data[at + c] = data[channels === 1 ? from : from + c];
    });
  }

  toRaster(): Raster {
    return { data: this.data, width: this.width, height: this.height, channels: 3 };
  }

  private blend(at: number, color: Ink, amount: number): void {
    for (let c = 0; c < 3; c++) this.data[at + c] += ((color[c] - this.data[at + c]) * amount) >> 8;
  }

  private each({ x, y, width, height }: Box, draw: (at: number, x: number, y: number) => void): void {
    for (let row = Math.max(0, y); row < Math.min(this.height, y + height); row++) {
      for (let column = Math.max(0, x); column < Math.min(this.width, x + width); column++) {
        draw((row * this.width + column) * 3, column, row);
      }
    }
  }
}
