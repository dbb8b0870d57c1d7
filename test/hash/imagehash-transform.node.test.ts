import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeInflate } from '../../src/adapters/node/index.ts';
import { decodeJpeg } from '../../src/codec/jpeg/index.ts';
import { decodePng } from '../../src/codec/png/index.ts';
import { perceptualHash, waveletHash } from '../../src/hash/index.ts';
import { toLuma } from '../../src/image/index.ts';
import { sha256Hex } from '../support/sha256.ts';
import { describeWithShared } from '../support/shared-data.node.ts';

interface Entry {
  readonly file: string;
  readonly sha256: string;
  readonly L_sha256: string;
  readonly phash: string;
  readonly phash_16: string;
  readonly phash_simple: string;
  readonly phash_simple_16: string;
  readonly whash: string;
  readonly whash_16: string;
  readonly whash_db4: string;
}

/** Pictures of the three projects by the name that the entries begin with. */
const FOLDERS: Readonly<Record<string, string>> = { ih: 'imagehash', bh: 'blockhash', pdq2: 'pdq' };

describeWithShared('the hashes that transform, beside imagehash,', ({ data, vectors }) => {
  const { files } = JSON.parse(readFileSync(join(vectors, 'imagehash.json'), 'utf8')) as { files: Entry[] };
  const present = files.flatMap((entry) => {
    const path = join(data, 'hashing', FOLDERS[entry.file.split('/')[0]], basename(entry.file));
    return existsSync(path) ? [{ ...entry, path }] : [];
  });

  it('are compared on several pictures', () => {
    expect(present.length).toBeGreaterThanOrEqual(10);
  });

  it.each(present)('are the same for $file', (entry) => {
    const bytes = new Uint8Array(readFileSync(entry.path));
    expect(sha256Hex(bytes)).toBe(entry.sha256);
    const { raster: image } = entry.path.endsWith('.png') ? decodePng(bytes, { inflate: nodeInflate }) : decodeJpeg(bytes);
    expect(sha256Hex(toLuma(image).data)).toBe(entry.L_sha256);
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
