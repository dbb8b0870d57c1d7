import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FreeNames } from '../../src/cli/free-names.ts';
import type { Input } from '../../src/cli/inputs.ts';
import { pictureNames } from '../../src/cli/picture-names.ts';
import { InOrder } from '../../src/cli/in-order.ts';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { noise } from '../support/scene.ts';
import { temporaryFolder } from '../support/temporary-folder.node.ts';

const JPEG = encodeJpeg(noise(8, 8, 1, 1));

/** The pictures' names for files of these contents, found in a folder. */
async function namesFor(files: Readonly<Record<string, Uint8Array | string>>): Promise<Record<string, string>> {
  const folder = temporaryFolder(files);
  const inputs = Object.keys(files).map((relativePath): Input => {
    const path = join(folder, relativePath);
    return {
      ...{ label: path, name: relativePath, relativePath, file: { path, relativePath, isNamed: false } },
      read: () => Promise.reject(new Error('not read here')),
    };
  });
  return Object.fromEntries(await pictureNames(inputs));
}

describe('pictureNames', () => {
  it('takes the stem, in any folder and with any name', async () => {
    const names = await namesFor({ 'a.jpg': JPEG, 'sub.d/a.JPG': JPEG, 'no extension': JPEG, '.hidden': JPEG, 'a.b.jpg': JPEG });
    expect(Object.values(names)).toEqual([
      'a_ela.jpg',
      'sub.d/a_ela.jpg',
      'no extension_ela.jpg',
      '.hidden_ela.jpg',
      'a.b_ela.jpg',
    ]);
  });

  it('keeps the extensions of two JPEG files of one stem', async () => {
    expect(await namesFor({ 'a.jpeg': JPEG, 'a.jpg': JPEG, 'b.jpg': JPEG })).toEqual({
      'a.jpeg': 'a.jpeg_ela.jpg',
      'a.jpg': 'a.jpg_ela.jpg',
      'b.jpg': 'b_ela.jpg',
    });
  });

  it('does not count files of that stem that are no JPEG', async () => {
    expect(await namesFor({ 'a.CR2': 'II*\0raw', 'a.jpg': JPEG, 'a.txt': 'text', 'b.mp4': 'film', 'b.txt': 'text' })).toEqual({
      'a.jpg': 'a_ela.jpg',
    });
  });

  it('gives no name twice', async () => {
    const names = await namesFor({ 'a.jpeg': JPEG, 'a.jpg': JPEG, 'a.jpg.jpg': JPEG });
    expect(Object.values(names)).toEqual(['a.jpeg_ela.jpg', 'a.jpg_ela.jpg', 'a.jpg_ela~2.jpg']);
  });
});

describe('FreeNames', () => {
  it('numbers what is taken', () => {
    const names = new FreeNames();
    const given = ['a.jpg', 'a.jpg', 'a~2.jpg', 'a.jpg', 'x', 'x', 's/.h', 's/.h'].map((name) => names.take(name));
    expect(given).toEqual(['a.jpg', 'a~2.jpg', 'a~2~2.jpg', 'a~3.jpg', 'x', 'x~2', 's/.h', 's/~2.h']);
  });
});

describe('InOrder', () => {
  it('does each thing as soon as all before is done', () => {
    const done: string[] = [];
    const ordered = new InOrder();
    ordered.put(2, () => done.push('c'));
    expect(done).toEqual([]);
    ordered.put(0, () => done.push('a'));
    expect(done).toEqual(['a']);
    ordered.put(1, () => done.push('b'));
    expect(done).toEqual(['a', 'b', 'c']);
    ordered.put(3, () => done.push('d'));
    expect(done).toEqual(['a', 'b', 'c', 'd']);
  });
});
