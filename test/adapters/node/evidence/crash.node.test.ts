import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundleWorker } from '../../../support/bundled-worker.node.ts';
import { temporaryFolder } from '../../../support/temporary-folder.node.ts';
import { countCrashes } from './crash-run.node.ts';
import { presentStores } from './stores.node.ts';

const child = fileURLToPath(await bundleWorker('test/adapters/node/evidence/crash-child.node.ts'));

/** `node bench/evidence/crash.mjs` makes hundreds. */
const KILLS = 6;

describe.each(presentStores())('the $name store', (kind) => {
  it(`loses nothing that was acknowledged in ${KILLS} kills`, { timeout: 120_000 }, async () => {
    const count = await countCrashes(kind, { folder: temporaryFolder(), kills: KILLS, child });
    expect(count).toMatchObject({ kills: KILLS, lost: 0, broken: [] });
    expect(count.acknowledged).toBeGreaterThan(0);
  });
});
