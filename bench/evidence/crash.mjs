/**
 * Kills processes that append to each kind of store, at random moments, and flips bits of stores: what is lost, and what is not noticed. The
 * same trials run in the tests, fewer of them. `npm ci --prefix test/peers` first, or better-sqlite3 is left out.
 *
 *   node bench/evidence/crash.mjs [--kills 200] [--flips 1000] [--seed 1] [--store file]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    flips: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    store: { type: 'string' },
  },
});

const root = fileURLToPath(new URL('../../', import.meta.url));
const trials = join(root, 'test/adapters/node/evidence');
const folder = mkdtempSync(join(tmpdir(), 'tamperlens-crash-'));
process.env.TAMPERLENS_ROOT = root;

try {
  const names = ['stores', 'crash-run', 'crash-child', 'bit-flips'];
  await build({
    entryPoints: names.map((name) => join(trials, `${name}.node.ts`)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const fileOf = (name) => join(folder, `${name}.node.mjs`);
  const [{ presentStores }, { countCrashes }, , { countFlips }] = await Promise.all(
    names.map((name) => (name === 'crash-child' ? undefined : import(pathToFileURL(fileOf(name))))),
  );
  let isSound = true;
  const kinds = presentStores().filter(({ name }) => values.store === undefined || name === values.store);
  for (const kind of kinds) {
    const own = mkdtempSync(join(folder, 'store-'));
    const crashes = await countCrashes(kind, { folder: own, kills: Number(values.kills), child: fileOf('crash-child') });
    const { kills, acknowledged, lost, broken, torn } = crashes;
    console.log(
      `${kind.name}: ${kills} kills, ${acknowledged} acknowledged, ${lost} lost, ${broken.length} broken, ${torn} torn ends named`,
    );
    const flips = await countFlips(kind, { folder: own, flips: Number(values.flips), seed: Number(values.seed) });
    console.log(`${kind.name}: ${flips.flips} flipped bits, ${flips.unnoticed.length} unnoticed`);
    for (const line of [...broken, ...flips.unnoticed]) console.log(`  ${line}`);
    isSound &&= lost === 0 && broken.length === 0 && flips.unnoticed.length === 0;
  }
  process.exitCode = isSound ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
