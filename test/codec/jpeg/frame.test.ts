import { describe, expect, it } from 'vitest';
import { readStructure, subsamplingName } from '../../../src/codec/jpeg/index.ts';
import { colorSpaceOf } from '../../../src/codec/jpeg/color-space.ts';
import type { JpegComponent } from '../../../src/codec/jpeg/index.ts';
import { DECODE_CASES, fileOf } from './decode-cases.ts';

const component = (id: number, h = 1, v = 1): JpegComponent => ({
  id,
  h,
  v,
  tableId: 0,
  width: 1,
  height: 1,
  blocksPerRow: 1,
  blockRows: 1,
});
const withFactors = (...factors: [number, number][]) => ({ components: factors.map(([h, v], i) => component(i + 1, h, v)) });
const withIds = (...ids: (number | string)[]) => ({
  components: ids.map((id) => component(typeof id === 'string' ? id.charCodeAt(0) : id)),
});

describe('the frame', () => {
  const readable = DECODE_CASES.filter((entry) => !['unsupported', 'malformed'].includes(entry.expect));

  it.each(readable)('of $name is $process, $width×$height, $sampling', ({ name, width, height, process, sampling }) => {
    const { frame } = readStructure(fileOf(name));
    expect([frame.width, frame.height]).toEqual([width, height]);
    expect(frame.components.map(({ h, v }) => `${h}x${v}`).join(',')).toBe(sampling);
    expect({ SOF0: 'baseline', SOF1: 'extended', SOF2: 'progressive' }[frame.process]).toBe(process);
  });

  it.each([
    // ⌈67·H/Hmax⌉ × ⌈45·V/Vmax⌉ samples, then blocks of whole MCUs.
    ['ycc-2x2', '5×3', ['67×45 in 10×6', '34×23 in 5×3', '34×23 in 5×3']],
    ['ycc-4x1-2x1-1x1', '3×6', ['67×45 in 12×6', '34×45 in 6×6', '17×45 in 3×6']],
    ['ycc-1x1-2x2-2x2', '5×3', ['34×23 in 5×3', '67×45 in 10×6', '67×45 in 10×6']],
    ['ycc-2x2-1x2-2x1', '5×3', ['67×45 in 10×6', '34×45 in 5×6', '67×23 in 10×3']],
  ])('of %s is laid out in %s MCUs', (name, mcus, components) => {
    const { frame } = readStructure(fileOf(name));
    expect(`${frame.mcusPerRow}×${frame.mcuRows}`).toBe(mcus);
    const layout = frame.components.map(
      ({ width, height, blocksPerRow, blockRows }) => `${width}×${height} in ${blocksPerRow}×${blockRows}`,
    );
    expect(layout).toEqual(components);
  });
});

describe('subsamplingName', () => {
  it.each<[string, ...[number, number][]]>([
    ['gray', [1, 1]],
    ['gray', [2, 2]],
    ['4:4:4', [1, 1], [1, 1], [1, 1]],
    ['4:4:4', [2, 2], [2, 2], [2, 2]],
    ['4:2:2', [2, 1], [1, 1], [1, 1]],
    ['4:2:2', [2, 2], [1, 2], [1, 2]],
    ['4:4:0', [1, 2], [1, 1], [1, 1]],
    ['4:2:0', [2, 2], [1, 1], [1, 1]],
    ['4:2:0', [4, 4], [2, 2], [2, 2]],
    ['4:1:1', [4, 1], [1, 1], [1, 1]],
    ['4:1:0', [4, 2], [1, 1], [1, 1]],
    ['2x2,1x2,2x1', [2, 2], [1, 2], [2, 1]],
    ['1x1,2x2,2x2', [1, 1], [2, 2], [2, 2]],
    ['1x4,1x1,1x1', [1, 4], [1, 1], [1, 1]],
    ['3x1,2x1,2x1', [3, 1], [2, 1], [2, 1]],
    // CMYK and YCCK: the fourth component goes with the first.
    ['4:2:0', [2, 2], [1, 1], [1, 1], [2, 2]],
    ['4:4:4', [1, 1], [1, 1], [1, 1], [1, 1]],
  ])('says %s', (name, ...factors) => {
    expect(subsamplingName(withFactors(...factors))).toBe(name);
  });

  it('names four components in full when the last is not like the first', () => {
    expect(subsamplingName(withFactors([2, 2], [1, 1], [1, 1], [1, 1]))).toBe('2x2,1x1,1x1,1x1');
  });
});

describe('colorSpaceOf', () => {
  const jfif = { version: '1.01', densityUnit: 0, densityX: 1, densityY: 1 };
  const adobe = (transform: number) => ({ transform });

  // libjpeg-turbo jdapimin.c, default_decompress_parms.
  it.each([
    ['gray', withIds(1), undefined, undefined],
    ['gray', withIds('R'), jfif, adobe(0)],
    ['ycbcr', withIds(1, 2, 3), jfif, undefined],
    ['ycbcr', withIds('R', 'G', 'B'), jfif, undefined],
    ['ycbcr', withIds(1, 2, 3), jfif, adobe(0)],
    ['rgb', withIds(1, 2, 3), undefined, adobe(0)],
    ['ycbcr', withIds('R', 'G', 'B'), undefined, adobe(1)],
    ['ycbcr', withIds('R', 'G', 'B'), undefined, adobe(7)],
    ['ycbcr', withIds(1, 2, 3), undefined, undefined],
    ['rgb', withIds('R', 'G', 'B'), undefined, undefined],
    ['ycbcr', withIds(0, 1, 2), undefined, undefined],
    ['ycbcr', withIds('r', 'g', 'b'), undefined, undefined],
    ['cmyk', withIds(1, 2, 3, 4), undefined, undefined],
    ['cmyk', withIds(1, 2, 3, 4), jfif, adobe(0)],
    ['ycck', withIds(1, 2, 3, 4), undefined, adobe(2)],
    ['ycck', withIds(1, 2, 3, 4), jfif, adobe(1)],
  ])('says %s', (space, frame, jfifSegment, adobeSegment) => {
    expect(colorSpaceOf(frame, jfifSegment, adobeSegment)).toBe(space);
  });

  it.each([
    ['adobe-short', 'ycbcr'],
    ['rgb-adobe', 'rgb'],
    ['cmyk-no-adobe', 'cmyk'],
    ['ycck-adobe', 'ycck'],
    ['gray-adobe-1', 'gray'],
  ])('is asked with what %s says: %s', (name, space) => {
    expect(readStructure(fileOf(name)).colorSpace).toBe(space);
  });
});
