import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodeInflate } from '../../../src/adapters/node/index.ts';
import { openExhibit } from '../../../src/exhibit/index.ts';
import { readFixture } from '../../support/fixture.ts';

const DATA = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) & 255);
const PACKED = new Uint8Array(deflateSync(DATA));

describe('nodeInflate', () => {
  it('unpacks data that come whole or in parts', () => {
    expect(new Uint8Array(nodeInflate([PACKED], 5000))).toEqual(DATA);
    expect(new Uint8Array(nodeInflate([PACKED.subarray(0, 7), PACKED.subarray(7)], 5000))).toEqual(DATA);
  });

  it.each([
    ['more than expected', [PACKED], 4999],
    ['less than expected', [PACKED], 5001],
    ['bytes after the end', [PACKED, Uint8Array.of(0)], 5000],
    ['a missing end', [PACKED.subarray(0, PACKED.length - 5)], 5000],
    ['no data', [], 5000],
  ])('throws on %s', (_, parts, expected) => {
    expect(() => nodeInflate(parts, expected)).toThrow();
  });

  it.each(['rgba-8', 'rgba-8-adam7', 'rgb-8-split-idat', 'gray-16', 'palette-4-beyond'])(
    'changes nothing about %s',
    async (name) => {
      const bytes = await readFixture(`formats/png/${name}.png`);
      const [own, platforms] = [await openExhibit(bytes), await openExhibit(bytes, { inflate: nodeInflate })];
      expect(platforms.plane('raster')).toEqual(own.plane('raster'));
      expect(platforms.decodingState()).toEqual(own.decodingState());
    },
  );

  it('changes nothing about a file that is cut short', async () => {
    const bytes = (await readFixture('formats/png/rgba-8.png')).slice(0, -60);
    const [own, platforms] = [await openExhibit(bytes), await openExhibit(bytes, { inflate: nodeInflate })];
    expect(platforms.decodingState()).toEqual(own.decodingState());
    expect(own.decodingState().complete).toBe(false);
  });
});
