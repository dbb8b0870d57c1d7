import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeInflate } from '../../src/adapters/node/index.ts';
import { decodeJpeg } from '../../src/codec/jpeg/index.ts';
import { decodePng } from '../../src/codec/png/index.ts';
import { blockHash } from '../../src/hash/block-hash.ts';
import { describeWithShared } from '../support/shared-data.node.ts';

interface Published {
  readonly method1_16bits: string;
  readonly method2_16bits: string;
}

describeWithShared('blockHash, beside the published lists,', ({ data }) => {
  const folder = join(data, 'hashing', 'blockhash');
  const lists = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Published>;

  it.each(Object.entries(lists))('is the same for %s', (file, { method1_16bits, method2_16bits }) => {
    const bytes = new Uint8Array(readFileSync(join(folder, file)));
    const { raster } = file.endsWith('.png') ? decodePng(bytes, { inflate: nodeInflate }) : decodeJpeg(bytes);
    expect({
      quick: blockHash(raster, { method: 'quick' }).hex,
      exact: blockHash(raster, { method: 'exact' }).hex,
    }).toEqual({ quick: method1_16bits, exact: method2_16bits });
  });
});
