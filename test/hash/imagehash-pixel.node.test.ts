import { expect, it } from 'vitest';
import { averageHash, colorHash, cropResistantHash, differenceHash } from '../../src/hash/index.ts';
import { describeWithShared } from '../support/shared-data.node.ts';
import { decodeEntry, presentEntries } from './recorded-by-imagehash.node.ts';
import type { ImagehashEntry } from './recorded-by-imagehash.node.ts';

interface Entry extends ImagehashEntry {
  readonly ahash: string;
  readonly ahash_16: string;
  readonly dhash: string;
  readonly dhash_16: string;
  readonly dhash_vertical: string;
  readonly dhash_vertical_16: string;
  readonly colorhash: string;
  readonly colorhash_4: string;
  readonly crop_resistant: string;
}

describeWithShared('the hashes of pixels and colors, beside imagehash,', (paths) => {
  const present = presentEntries<Entry>(paths);

  it('are compared on several pictures', () => {
    expect(present.length).toBeGreaterThanOrEqual(10);
  });

  it.each(present)('are the same for $file', (entry) => {
    const image = decodeEntry(entry);
    const direction = 'vertical';
    expect({
      ahash: averageHash(image).hex,
      ahash_16: averageHash(image, { size: 16 }).hex,
      dhash: differenceHash(image).hex,
      dhash_16: differenceHash(image, { size: 16 }).hex,
      dhash_vertical: differenceHash(image, { direction }).hex,
      dhash_vertical_16: differenceHash(image, { size: 16, direction }).hex,
      colorhash: colorHash(image).hex,
      colorhash_4: colorHash(image, { binBits: 4 }).hex,
      crop_resistant: cropResistantHash(image).text,
    }).toEqual({
      ahash: entry.ahash,
      ahash_16: entry.ahash_16,
      dhash: entry.dhash,
      dhash_16: entry.dhash_16,
      dhash_vertical: entry.dhash_vertical,
      dhash_vertical_16: entry.dhash_vertical_16,
      colorhash: entry.colorhash,
      colorhash_4: entry.colorhash_4,
      crop_resistant: entry.crop_resistant,
    });
  });
});
