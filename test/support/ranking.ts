import type { HeatMap } from '../../src/detectors/index.ts';

/**
 * Area under the ROC curve of a heat map against a mask: how often a cell inside outranks one outside, ties by half.
 *
 * @param isInside - Whether a pixel belongs to the mask; a cell belongs when at least half of its pixels do.
 */
export function areaUnderCurve(
  heatmap: HeatMap,
  image: { readonly width: number; readonly height: number },
  isInside: (x: number, y: number) => boolean,
): number {
  const cells = splitCells(heatmap, image, isInside);
  const ranked = [...cells.inside.map((value) => [value, 1]), ...cells.outside.map((value) => [value, 0])];
  ranked.sort((a, b) => a[0] - b[0]);
  let wins = 0;
  let below = 0;
  for (let i = 0; i < ranked.length;) {
    let end = i;
    let [inside, outside] = [0, 0];
    for (; end < ranked.length && ranked[end][0] === ranked[i][0]; end++) {
      if (ranked[end][1] === 1) inside++;
      else outside++;
    }
    wins += inside * (below + outside / 2);
    below += outside;
    i = end;
  }
  return wins / (cells.inside.length * cells.outside.length);
}

/** The values of a heat map inside and outside of a mask. */
export function splitCells(
  { data, width, cell }: HeatMap,
  image: { readonly width: number; readonly height: number },
  isInside: (x: number, y: number) => boolean,
): { readonly inside: readonly number[]; readonly outside: readonly number[] } {
  const inside: number[] = [];
  const outside: number[] = [];
  data.forEach((value, i) => {
    const left = (i % width) * cell.width + cell.offsetX;
    const top = Math.floor(i / width) * cell.height + cell.offsetY;
    let [members, pixels] = [0, 0];
    for (let y = top; y < Math.min(top + cell.height, image.height); y++) {
      for (let x = left; x < Math.min(left + cell.width, image.width); x++, pixels++) if (isInside(x, y)) members++;
    }
    (2 * members >= pixels ? inside : outside).push(value);
  });
  return { inside, outside };
}
