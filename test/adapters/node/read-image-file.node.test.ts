import { execFileSync } from 'node:child_process';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImageFile, readStream } from '../../../src/adapters/node/index.ts';
import { rejection } from '../../support/caught.ts';
import { temporaryFolder } from '../../support/temporary-folder.node.ts';

const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => i & 255);

describe('readImageFile', () => {
  it('reads a whole file', async () => {
    const folder = temporaryFolder({ 'a b 🙂.jpg': BYTES, 'empty.jpg': '' });
    expect(await readImageFile(join(folder, 'a b 🙂.jpg'))).toEqual(BYTES);
    expect(await readImageFile(join(folder, 'empty.jpg'))).toEqual(new Uint8Array(0));
  });

  it('refuses a file above the limit, and reads one at it', async () => {
    const path = join(temporaryFolder({ 'a.jpg': BYTES }), 'a.jpg');
    expect(await rejection(readImageFile(path, 999))).toMatchObject({
      name: 'ForensicsError',
      code: 'limit-exceeded',
      stage: 'read',
      limit: { name: 'maximumBytes', maximum: 999, actual: 1000 },
    });
    expect((await readImageFile(path, 1000)).length).toBe(1000);
  });

  it('refuses 65 MiB where no limit is named, without reading them', async () => {
    const path = join(temporaryFolder({ 'large.jpg': '' }), 'large.jpg');
    truncateSync(path, 65 << 20);
    const started = performance.now();
    expect(await rejection(readImageFile(path))).toMatchObject({ code: 'limit-exceeded', limit: { maximum: 67_108_864 } });
    // Generous: it takes a millisecond.
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('refuses folders, devices and pipes, and does not wait for a writer', async () => {
    const folder = temporaryFolder();
    const pipe = join(folder, 'pipe.jpg');
    execFileSync('mkfifo', [pipe]);
    for (const path of [folder, '/dev/zero', pipe]) {
      const error = await rejection(readImageFile(path));
      expect(error, path).toMatchObject({ code: 'unsupported', stage: 'read', message: `${path} is not a regular file` });
    }
  });

  it('leaves the file system its own words', async () => {
    const path = join(temporaryFolder(), 'none.jpg');
    expect(await rejection(readImageFile(path))).toMatchObject({ code: 'ENOENT', path });
  });
});

describe('readStream', () => {
  async function* parts(...sizes: number[]): AsyncGenerator<Uint8Array> {
    for (const size of sizes) {
      await Promise.resolve();
      yield BYTES.subarray(0, size);
    }
  }

  it('puts the parts together', async () => {
    const bytes = await readStream(parts(3, 0, 5));
    expect(bytes).toEqual(Uint8Array.of(0, 1, 2, 0, 1, 2, 3, 4));
    expect(await readStream(parts())).toEqual(new Uint8Array(0));
  });

  it('refuses more than the limit as soon as it is passed', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given++;
        yield await Promise.resolve(BYTES);
      }
    }
    expect(await rejection(readStream(endless(), 2500))).toMatchObject({
      code: 'limit-exceeded',
      limit: { name: 'maximumBytes', maximum: 2500, actual: 3000 },
    });
    expect(given).toBe(3);
    expect((await readStream(parts(500, 500), 1000)).length).toBe(1000);
  });
});
