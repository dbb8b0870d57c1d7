import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { estimateIjgQuality } from '../../../src/detectors/jpeg-quality/index.ts';
import { describeWithShared } from '../../support/shared-data.node.ts';

/** Tables of files that libjpeg wrote at every quality, in color and in gray, and what ImageMagick says of them. */
interface TableVector {
  readonly file: string;
  readonly dqtZigzag: Readonly<Record<string, readonly number[]>>;
  readonly imagemagick_Q: number;
}

/** Place in zigzag order of each natural place, worked out by walking the diagonals. */
const ZIGZAG_PLACE = (() => {
  const places = new Array<number>(64);
  let at = 0;
  for (let diagonal = 0; diagonal < 15; diagonal++) {
    const cells: number[] = [];
    for (let row = 0; row < 8; row++) {
      const column = diagonal - row;
      if (column >= 0 && column < 8) cells.push(8 * row + column);
    }
    if (diagonal % 2 === 0) cells.reverse();
    for (const cell of cells) places[cell] = at++;
  }
  return places;
})();

describeWithShared('estimateIjgQuality, beside ImageMagick', ({ vectors }) => {
  const cases = JSON.parse(readFileSync(join(vectors, 'jpeg_tables.json'), 'utf8')) as TableVector[];

  it('has 200 files to compare', () => {
    expect(cases).toHaveLength(200);
  });

  it('finds the same quality in the luma table of each, exactly', () => {
    const found = cases.map(({ file, dqtZigzag }) => {
      const luma = ZIGZAG_PLACE.map((place) => dqtZigzag['0'][place]);
      return { file, ...estimateIjgQuality(luma, 'luma') };
    });
    expect(found).toEqual(cases.map(({ file, imagemagick_Q: quality }) => ({ file, quality, exact: true, deviation: 0 })));
  });

  it('finds it in the chroma table too, from quality 4 on', () => {
    const inColor = cases.filter(({ dqtZigzag, imagemagick_Q: quality }) => dqtZigzag['1'] !== undefined && quality > 3);
    const wrong = inColor.filter(({ dqtZigzag, imagemagick_Q: quality }) => {
      const found = estimateIjgQuality(
        ZIGZAG_PLACE.map((place) => dqtZigzag['1'][place]),
        'chroma',
      );
      return found.quality !== quality || !found.exact;
    });
    expect([inColor.length, wrong.map(({ file }) => file)]).toEqual([97, []]);
  });
});
