import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { decodeJpeg } from '../../src/codec/jpeg/index.ts';
import { hammingDistance, parseHash } from '../../src/hash/index.ts';
import { pdqHash } from '../../src/hash/pdq/index.ts';
import { describeWithShared } from '../support/shared-data.node.ts';

interface Entry {
  readonly file: string;
  readonly full: string;
  readonly qfull: number;
  readonly nn512: string;
  readonly qnn: number;
}

describeWithShared('pdqHash, beside the C++ reference on photographs,', ({ data, vectors }) => {
  const folder = join(data, 'hashing', 'pdq');
  const entries = JSON.parse(readFileSync(join(vectors, 'pdq.json'), 'utf8')) as Entry[];
  const present = entries.filter(({ file }) => existsSync(join(folder, basename(file))));

  it('is compared on many', () => {
    expect(present.length).toBeGreaterThanOrEqual(20);
  });

  it.each(present)('is the same for $file, whole and picked', ({ file, full, qfull, nn512, qnn }) => {
    const { raster } = decodeJpeg(new Uint8Array(readFileSync(join(folder, basename(file)))));
    const whole = pdqHash(raster);
    const picked = pdqHash(raster, { downscale: 'nearest-512' });
    expect([whole.hex, whole.quality, picked.hex, picked.quality]).toEqual([full, qfull, nn512, qnn]);
  });

  const published = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
    hashes: Record<string, { python: string | null; wasm: string | null }>;
  };
  const listed = Object.entries(published.hashes).flatMap(([file, { python, wasm }]) =>
    [python, wasm].flatMap((hex) => (hex === null ? [] : [[file, hex] as const])),
  );

  it.each(listed)('is near what the project published for %s, %s', (file, hex) => {
    const { raster } = decodeJpeg(new Uint8Array(readFileSync(join(folder, file))));
    const hash = pdqHash(raster, { downscale: 'nearest-512' });
    // Other decoders and resizers: the README asks for 10 bits of hashes with a quality of 80 and more, its own tests for 16.
    expect(hammingDistance(hash, parseHash(hex, { kind: 'pdq' }))).toBeLessThanOrEqual(16);
  });
});
