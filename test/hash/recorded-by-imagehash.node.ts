import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { nodeInflate } from '../../src/adapters/node/index.ts';
import { decodeJpeg } from '../../src/codec/jpeg/index.ts';
import { decodePng } from '../../src/codec/png/index.ts';
import { toLuma } from '../../src/image/index.ts';
import type { Raster } from '../../src/image/index.ts';
import { sha256Hex } from '../support/sha256.ts';

/** What is recorded of a picture beside its hashes. */
export interface ImagehashEntry {
  readonly file: string;
  readonly sha256: string;
  readonly L_sha256: string;
}

/** Pictures of the three projects by the name that the entries begin with. */
const FOLDERS: Readonly<Record<string, string>> = { ih: 'imagehash', bh: 'blockhash', pdq2: 'pdq' };

/** The recorded entries whose pictures are there, with where. */
export function presentEntries<Entry extends ImagehashEntry>(paths: {
  readonly data: string;
  readonly vectors: string;
}): (Entry & { readonly path: string })[] {
  const { files } = JSON.parse(readFileSync(join(paths.vectors, 'imagehash.json'), 'utf8')) as { files: Entry[] };
  return files.flatMap((entry) => {
    const path = join(paths.data, 'hashing', FOLDERS[entry.file.split('/')[0]], basename(entry.file));
    return existsSync(path) ? [{ ...entry, path }] : [];
  });
}

/** Decodes an entry's picture with our own decoders, and holds file and luma against what was recorded. */
export function decodeEntry({ path, ...entry }: ImagehashEntry & { readonly path: string }): Raster {
  const bytes = new Uint8Array(readFileSync(path));
  expect(sha256Hex(bytes)).toBe(entry.sha256);
  const { raster } = path.endsWith('.png') ? decodePng(bytes, { inflate: nodeInflate }) : decodeJpeg(bytes);
  expect(sha256Hex(toLuma(raster).data)).toBe(entry.L_sha256);
  return raster;
}
