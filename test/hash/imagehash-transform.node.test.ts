import { expect, it } from 'vitest';
import { perceptualHash, waveletHash } from '../../src/hash/index.ts';
import { describeWithShared } from '../support/shared-data.node.ts';
import { decodeEntry, presentEntries } from './recorded-by-imagehash.node.ts';
import type { ImagehashEntry } from './recorded-by-imagehash.node.ts';

interface Entry extends ImagehashEntry {
  readonly phash: string;
  readonly phash_16: string;
  readonly phash_simple: string;
  readonly phash_simple_16: string;
  readonly whash: string;
  readonly whash_16: string;
  readonly whash_db4: string;
}

describeWithShared('the hashes that transform, beside imagehash,', (paths) => {
  const present = presentEntries<Entry>(paths);

  it('are compared on several pictures', () => {
    expect(present.length).toBeGreaterThanOrEqual(10);
  });

  it.each(present)('are the same for $file', (entry) => {
    const image = decodeEntry(entry);
    const variant = 'simple';
    expect({
      phash: perceptualHash(image).hex,
      phash_16: perceptualHash(image, { size: 16 }).hex,
      phash_simple: perceptualHash(image, { variant }).hex,
      phash_simple_16: perceptualHash(image, { size: 16, variant }).hex,
      whash: waveletHash(image).hex,
      whash_16: waveletHash(image, { size: 16 }).hex,
      whash_db4: waveletHash(image, { wavelet: 'db4' }).hex,
    }).toEqual({
      phash: entry.phash,
      phash_16: entry.phash_16,
      phash_simple: entry.phash_simple,
      phash_simple_16: entry.phash_simple_16,
      whash: entry.whash,
      whash_16: entry.whash_16,
      whash_db4: entry.whash_db4,
    });
  });
});
