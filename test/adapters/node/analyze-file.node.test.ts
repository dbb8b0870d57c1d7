import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyzeFile } from '../../../src/adapters/node/index.ts';
import { analyze } from '../../../src/analysis/index.ts';
import { STANDARD_DETECTORS } from '../../../src/detectors/index.ts';
import { rejection } from '../../support/caught.ts';
import { readFixture } from '../../support/fixture.ts';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const JPEG = join(FIXTURES, 'authentic/clean-scene.jpg');
const PNG = join(FIXTURES, 'authentic/screenshot.png');

describe('analyzeFile', () => {
  it.each([
    [JPEG, 'clean-scene.jpg'],
    [PNG, 'screenshot.png'],
  ])('says of %s what analyze says of its bytes, with its name', async (path, name) => {
    const { report, heatmaps } = await analyzeFile(path);
    expect({ report, heatmaps }).toEqual({
      report: (await analyze(await readFixture(`authentic/${name}`), { name })).report,
      heatmaps: (await analyze(await readFixture(`authentic/${name}`))).heatmaps,
    });
  });

  it('measures how long each detector took', async () => {
    const { run } = await analyzeFile(JPEG);
    expect(Object.keys(run.durationsMs)).toEqual(STANDARD_DETECTORS.map(({ id }) => id));
    expect(run.durationsMs['ela']).toBeGreaterThan(0);
  });

  it('names the runtime', async () => {
    expect((await analyzeFile(JPEG)).run.runtime).toBe(`node ${process.version}`);
  });

  it('stops at the deadline', async () => {
    expect(await rejection(analyzeFile(JPEG, { timeoutMs: 1 }))).toMatchObject({ code: 'timeout' });
  });

  it('gives timers their turn, so that a signal can fire while it works', async () => {
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    expect(await rejection(analyzeFile(JPEG, { signal: controller.signal }))).toMatchObject({ code: 'aborted' });
  });

  it('takes another name and the limits of the caller', async () => {
    expect((await analyzeFile(JPEG, { name: 'claim 7' })).report.file.name).toBe('claim 7');
    const error = await rejection(analyzeFile(JPEG, { limits: { maximumBytes: 1000 } }));
    expect(error).toMatchObject({ code: 'limit-exceeded', stage: 'read', limit: { name: 'maximumBytes', maximum: 1000 } });
  });

  it('says which file does not exist', async () => {
    const path = join(FIXTURES, 'none.jpg');
    expect(await rejection(analyzeFile(path))).toMatchObject({ code: 'ENOENT', path });
  });
});
