import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src/bytes/index.ts';
import { evidenceHash } from '../../src/evidence/index.ts';
import { ROOT } from '../package/source-graph.ts';
import { describeWithShared } from '../support/shared-data.node.ts';

interface SharedCase {
  readonly name: string;
  readonly imageHex: string;
  readonly lat: string;
  readonly lon: string;
  readonly unixNano: string;
  readonly sha256: string;
}

describeWithShared('evidenceHash beside Go, Python and Node', ({ vectors }) => {
  const cases = JSON.parse(readFileSync(join(vectors, 'evidence_hash.json'), 'utf8')) as SharedCase[];

  it.each(cases)('agrees on $name', ({ imageHex, lat, lon, unixNano, sha256 }) => {
    const imageBytes = fromHex(imageHex);
    const hash = evidenceHash({ imageBytes, latitude: Number(lat), longitude: Number(lon), capturedAt: BigInt(unixNano) });
    expect(hash).toBe(sha256);
  });
});

describe('the table of the guide', () => {
  const guide = readFileSync(join(ROOT, 'docs/guide/evidence.md'), 'utf8');
  const rows = [...guide.matchAll(/^\| `abc` \| (\S+) \| (\S+) \| (\d+) \| `([0-9a-f]{64})` \|$/gm)];
  const degrees = (text: string): number | null => (text === '–' ? null : Number(text));

  it('has three rows', () => {
    expect(rows).toHaveLength(3);
  });

  it.each(rows.map(([, ...cells]) => cells))('is right about %s %s %s', (latitude, longitude, capturedAt, hash) => {
    const imageBytes = Uint8Array.of(0x61, 0x62, 0x63);
    const place = { latitude: degrees(latitude), longitude: degrees(longitude) };
    expect(evidenceHash({ imageBytes, ...place, capturedAt: BigInt(capturedAt) })).toBe(hash);
  });
});
