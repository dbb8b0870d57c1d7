/**
 * Peak memory, each case in a process of its own: what error levels add to their input and output, and what the command line takes
 * for a large photograph. Run `npm run build` first.
 *
 *   node bench/memory/run.mjs
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePhotograph, saveLikePhone } from '../photograph.mjs';

const MIB = 1024 * 1024;
const self = fileURLToPath(import.meta.url);

if (process.argv[2] === 'ela-of-raster') {
  const { generateElaMap, detectAnomalousRegions, likelihoodScore } = await import('../../dist/ela.js');
  const [width, height] = process.argv.slice(3).map(Number);
  const data = new Uint8Array(width * height * 3);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    data[i] = 100 + (state >>> 26);
  }
  // A small image first, so that compiled code and libraries are not counted.
  likelihoodScore(generateElaMap({ data: data.subarray(0, 3 * 256 * 256), width: 256, height: 256 }));
  const before = process.resourceUsage().maxRSS * 1024;
  const map = generateElaMap({ data, width, height });
  likelihoodScore(map);
  detectAnomalousRegions(map);
  const output = map.errors.byteLength;
  const grown = process.resourceUsage().maxRSS * 1024 - before;
  console.log(JSON.stringify({ output: output / MIB, beyond: (grown - output) / MIB }));
} else {
  for (const [width, height] of [
    [4000, 3000],
    [8064, 6048],
  ]) {
    const { output, beyond } = JSON.parse(execFileSync(process.execPath, [self, 'ela-of-raster', String(width), String(height)]));
    console.log(`ELA of ${width}×${height} pixels: map ${output.toFixed(0)} MiB, beyond input and map ${beyond.toFixed(1)} MiB`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'tamperlens-bench-'));
  try {
    const photo = join(folder, 'photo.jpg');
    writeFileSync(photo, await saveLikePhone(await makePhotograph(8064, 6048)));
    const report = 'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))';
    const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
    for (const args of [['ela'], ['analyze'], ['analyze', '--maps']]) {
      const command = ['--import', report, cli, ...args, photo, '--output', join(folder, 'out')];
      const started = performance.now();
      const { stderr } = run(command);
      const peak = Number(/peak (\d+)/.exec(stderr)[1]) / 1024;
      console.log(
        `tamperlens ${args.join(' ')} of a 48 MP photograph: peak ${peak.toFixed(0)} MiB, ${((performance.now() - started) / 1000).toFixed(1)} s`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(args) {
  const result = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr);
  return result;
}
