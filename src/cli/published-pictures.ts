import { createHash } from 'node:crypto';
import { comparePicture } from '../conformance/compare.ts';
import type { ConformanceRow } from '../conformance/index.ts';
import type { Raster } from '../image/index.ts';
import { PUBLISHED } from './published-values.ts';

/** The names of the files for which {@link checkPublishedPicture} knows values. */
export const PUBLISHED_PICTURES: readonly string[] = [...new Set(PUBLISHED.flatMap(({ pictures }) => Object.keys(pictures)))];

/**
 * Checks the values that imagehash, blockhash and PDQ published for a picture of their own tests.
 *
 * @param name - The file's name, without folders.
 * @param bytes - The file, which tells whether it is the published one.
 * @param raster - Its pixels as stored: no reference turns them as EXIF says.
 * @returns The checks; none when the name is unknown, or the file is another one of the same name.
 */
export function checkPublishedPicture(name: string, bytes: Uint8Array, raster: Raster): ConformanceRow[] {
  const id = gitBlobId(bytes);
  return PUBLISHED.flatMap(({ pictures, ...reference }) => {
    const [published, ...values] = Object.hasOwn(pictures, name) ? pictures[name].split(' ') : [];
    return published === id ? comparePicture(name, raster, { ...reference, values: values.join(' ') }) : [];
  });
}

/** The name that git gives to content: it is how a repository says which picture it means. */
function gitBlobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
