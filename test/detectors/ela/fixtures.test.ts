import { describe, expect, it } from 'vitest';
import truth from '../../../fixtures/ela/fixture_metadata.json' with { type: 'json' };
import { decodeJpeg } from '../../../src/codec/jpeg/index.ts';
import { analyzeEla, ela } from '../../../src/detectors/ela/index.ts';
import type { ElaResult } from '../../../src/detectors/ela/index.ts';
import { openExhibit } from '../../../src/exhibit/index.ts';
import { intersectionOverUnion } from '../../../src/image/index.ts';
import type { Box } from '../../../src/image/index.ts';
import { readFixture } from '../../support/fixture.ts';

async function classic(path: string): Promise<ElaResult> {
  return analyzeEla(decodeJpeg(await readFixture(path)).raster, truth.parameters);
}

const bestOverlap = (regions: readonly Box[], box: Box): number =>
  Math.max(0, ...regions.map((region) => intersectionOverUnion(region, box)));

describe('error levels of the fixtures', () => {
  it.each(truth.fixtures.filter(({ kind }) => kind === 'spliced'))(
    'outline the splice in $path',
    async ({ path, region, minimumOverlap }) => {
      const { anomalousRegions } = await classic(path);
      expect(bestOverlap(anomalousRegions, region!)).toBeGreaterThan(minimumOverlap!);
      const finding = ela.detect(await openExhibit(await readFixture(path)));
      expect(bestOverlap(finding.status === 'measured' ? finding.regions : [], region!)).toBeGreaterThan(minimumOverlap!);
    },
  );

  it.each(truth.fixtures.filter(({ kind }) => kind === 'clean'))(
    'stay below the baseline of $path',
    async ({ path, baselineScore }) => {
      expect((await classic(path)).likelihoodScore).toBeLessThan(baselineScore!);
    },
  );

  it.each(truth.fixtures.filter(({ kind }) => kind === 'high-detail'))(
    'come with the note on detail for $path',
    async ({ path, note }) => {
      expect((await classic(path)).notes.map(({ code }) => code)).toContain(note);
    },
  );
});
