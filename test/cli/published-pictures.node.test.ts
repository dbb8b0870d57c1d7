import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeInflate } from '../../src/adapters/node/index.ts';
import { checkPublishedPicture, PUBLISHED_PICTURES } from '../../src/cli/published-pictures.ts';
import { openExhibit } from '../../src/exhibit/index.ts';
import { describeWithShared } from '../support/shared-data.node.ts';

const PIXEL = { data: new Uint8Array(3), width: 1, height: 1, channels: 3 } as const;

describe('checkPublishedPicture', () => {
  it('has nothing to say of a name or a content that was not published', () => {
    expect(checkPublishedPicture('imagehash.png', Uint8Array.of(1, 2, 3), PIXEL)).toEqual([]);
    expect(checkPublishedPicture('holiday.jpg', Uint8Array.of(1, 2, 3), PIXEL)).toEqual([]);
    expect(checkPublishedPicture('constructor', Uint8Array.of(1, 2, 3), PIXEL)).toEqual([]);
  });
});

describeWithShared('published pictures', ({ data }) => {
  const folder = join(data, 'hashing');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    PUBLISHED_PICTURES.includes(basename(path)),
  );

  it('are there', () => {
    expect(paths.length).toBeGreaterThan(20);
  });

  it.each(paths)('have their published hashes: %s', async (path) => {
    const bytes = readFileSync(join(folder, path));
    const exhibit = await openExhibit(bytes, { inflate: nodeInflate });
    const rows = checkPublishedPicture(basename(path), bytes, exhibit.plane('raster'));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
  });
});
