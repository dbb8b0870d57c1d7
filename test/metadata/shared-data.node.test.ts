import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isForensicsError } from '../../src/errors/index.ts';
import { metadataConsistency } from '../../src/detectors/index.ts';
import { openExhibit } from '../../src/exhibit/index.ts';
import { checkConsistency, readMetadata } from '../../src/metadata/index.ts';
import { describeWithShared } from '../support/shared-data.node.ts';

/** The pack's camera originals, and its hostile files. Names and values stay out of messages: some carry positions. */
describeWithShared('metadata of real files', ({ data }) => {
  const cameras = readdirSync(join(data, 'images')).filter((name) => name.startsWith('camera__'));

  it('are read in full from every camera original, and contradict nothing', async () => {
    const contradictions: string[] = [];
    for (const [index, name] of cameras.entries()) {
      const exhibit = await openExhibit(new Uint8Array(readFileSync(join(data, 'images', name))));
      const finding = metadataConsistency.detect(exhibit, { examinedAt: Date.UTC(2026, 10, 20) });
      if (finding.status !== 'measured') throw new Error(finding.reason.code);
      expect([finding.statistic, finding.details.complete], `file ${index}`).toEqual([0, true]);
      contradictions.push(...finding.details.hits.filter(({ axis }) => axis === 'contradiction').map(({ id }) => id));
    }
    expect([cameras.length, contradictions]).toEqual([17, []]);
  });

  it('of hostile files give an answer or a typed error, at once', () => {
    const started = performance.now();
    const wrong: string[] = [];
    for (const name of readdirSync(join(data, 'hostile'))) {
      const bytes = new Uint8Array(readFileSync(join(data, 'hostile', name)));
      try {
        checkConsistency(readMetadata(bytes), { width: 128, height: 96, bytes });
      } catch (error) {
        if (!isForensicsError(error)) wrong.push(`${name}: ${String(error)}`);
      }
    }
    expect(wrong).toEqual([]);
    // 70 files take a tenth of a second.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
