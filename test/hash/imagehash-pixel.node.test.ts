import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeInflate } from '../../src/adapters/node/index.ts';
import { decodeJpeg } from '../../src/codec/jpeg/index.ts';
import { decodePng } from '../../src/codec/png/index.ts';
import { averageHash, colorHash, cropResistantHash, differenceHash } from '../../src/hash/index.ts';
import { toLuma } from '../../src/image/index.ts';
import { sha256Hex } from '../support/sha256.ts';
import { describeWithShared } from '../support/shared-data.node.ts';

interface Entry {
  readonly file: string;
  readonly sha256: string;
  readonly L_sha256: string;
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

/** Pictures of the three projects by the name that the entries begin with. */
const FOLDERS: Readonly<Record<string, string>> = { ih: 'imagehash', bh: 'blockhash', pdq2: 'pdq' };

describeWithShared('the hashes of pixels and colors, beside imagehash,', ({ data, vectors }) => {
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
