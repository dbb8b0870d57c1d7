import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeJpeg, recompress, SUBSAMPLINGS } from '../../../src/codec/jpeg/index.ts';
import { isForensicsError } from '../../../src/errors/index.ts';
import { inspect } from '../../../src/guard/index.ts';
import type { Raster } from '../../../src/image/index.ts';
import { describeWithShared } from '../../support/shared-data.node.ts';
import { sha256Hex } from '../../support/sha256.ts';
import { pixelDifference } from './differences.ts';

/** Whether to compare every file, whatever its size and however long it takes. */
const all = process.env['TAMPERLENS_ALL'] === '1';

/** Above this many pixels a file is left to the full run. */
const MAXIMUM_PIXELS = 3_000_000;

/** Far above the time that a small hostile file takes on a loaded machine, far below a hang. */
const NO_HANG_MS = 2000;

const PYTHON = '/usr/bin/python3';

/** Reads `[path, quality, subsampling]` rows and prints the digest of what Pillow makes of each picture when it saves and loads it. */
const RESAVE = `
import hashlib, io, json, sys
from PIL import Image
for path, quality, subsampling in json.load(sys.stdin):
    image = Image.open(path)
    image.load()
    out = io.BytesIO()
    options = {} if image.mode == 'L' else {'subsampling': subsampling}
    image.save(out, 'JPEG', quality=quality, **options)
    print(hashlib.sha256(Image.open(out).tobytes()).hexdigest())
`;

function worksHere(command: string, args: readonly string[], expected: string): boolean {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const works = status === 0 && `${stdout}${stderr}`.includes(expected);
  if (!works) console.log(`differential: skipped: ${command} with ${expected} is not there`);
  return works;
}

/** The picture of a binary PGM or PPM file of 8 bits. */
function parsePnm(bytes: Uint8Array): Raster {
  const header = /^P([56])\n(\d+) (\d+)\n255\n/.exec(Buffer.from(bytes.subarray(0, 40)).toString('latin1'));
  if (header === null) throw new Error('djpeg wrote no 8-bit PNM');
  const [text, kind, width, height] = header;
  return { data: bytes.subarray(text.length), width: Number(width), height: Number(height), channels: kind === '5' ? 1 : 3 };
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

describeWithShared('decoding and saving like libjpeg-turbo', ({ data }) => {
  const hasDjpeg = worksHere('djpeg', ['-version'], 'libjpeg-turbo');
  const hasPillow = worksHere(
    PYTHON,
    ['-c', 'from PIL import features; print(features.version("libjpeg_turbo") and "libjpeg-turbo")'],
    'libjpeg-turbo',
  );

  /** Files that begin like a JPEG, outside of the folder of broken ones. */
  const photos = filesUnder(data).filter((path) => {
    const [a, b, c] = readFileSync(path);
    return a === 0xff && b === 0xd8 && c === 0xff && !path.startsWith(join(data, 'hostile'));
  });
  const small = photos.filter((path) => {
    const { width, height } = inspect(readFileSync(path));
    return width! * height! <= MAXIMUM_PIXELS;
  });
  const chosen = all ? photos : small;

  describe.skipIf(!hasDjpeg)(`of ${photos.length} files`, () => {
    let compared = 0;
    it.each(chosen.map((path) => path.slice(data.length + 1)))(
      'decodes %s to the pixels of djpeg',
      { timeout: 120_000 },
      (name) => {
        const path = join(data, name);
        const reference = spawnSync('djpeg', ['-pnm', path], { maxBuffer: 1 << 30 });
        const { raster, structure, complete, notes } = decodeJpeg(readFileSync(path));
        // What djpeg warns of it patches up in its own way; what has four components it does not convert in ours.
        if (reference.status !== 0 || reference.stderr.length > 0) expect(notes).not.toEqual([]);
        else if (structure.frame.components.length < 4) {
          expect(pixelDifference(raster, parsePnm(new Uint8Array(reference.stdout)))).toBeUndefined();
          expect(complete).toBe(true);
          compared++;
        }
      },
    );

    it('compares nearly all of them', () => {
      expect(compared).toBeGreaterThan(0.95 * chosen.length);
    });
  });

  it.skipIf(!hasPillow)('re-saves forty photographs to the pixels of Pillow', { timeout: 120_000 }, () => {
    const sources = small.filter((_, i) => i % Math.max(1, Math.floor(small.length / 40)) === 0).slice(0, 40);
    const cases = sources.map((path, i) => ({
      path,
      quality: [50, 75, 90, 95, 30, 100, 85][i % 7],
      subsampling: SUBSAMPLINGS[i % 3],
    }));
    const input = JSON.stringify(cases.map(({ path, quality, subsampling }) => [path, quality, subsampling]));
    const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', RESAVE], { input, encoding: 'utf8', maxBuffer: 1 << 24 });
    expect([status, stderr]).toEqual([0, '']);
    const digests = stdout.trim().split('\n');
    expect(digests).toHaveLength(cases.length);
    for (const [i, { path, quality, subsampling }] of cases.entries()) {
      const { raster } = decodeJpeg(readFileSync(path));
      const digest = sha256Hex(recompress(raster, { quality, subsampling }).data);
      expect(digest, `${path.slice(data.length + 1)} at quality ${quality}, ${subsampling}`).toBe(digests[i]);
    }
  });

  it('gives a typed answer to every hostile file', () => {
    for (const path of filesUnder(join(data, 'hostile'))) {
      const bytes = readFileSync(path);
      const start = performance.now();
      try {
        if (inspect(bytes).format === 'jpeg') decodeJpeg(bytes);
      } catch (error) {
        if (!isForensicsError(error)) throw new Error(`${path.slice(data.length + 1)} made a raw error`, { cause: error });
      }
      expect(performance.now() - start, path.slice(data.length + 1)).toBeLessThan(NO_HANG_MS);
    }
  });
});
