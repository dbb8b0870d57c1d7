/**
 * A folder of photographs on one thread and on two: wall time of the command line, and the most memory that its process took. Run
 * `npm run build` first, on a machine that has nothing else to do: how busy it was with other work is printed beside each time. Linux only.
 *
 *   node bench/speed/folder.mjs [photographs] [rounds] [ela,analyze]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { makePhotograph } from '../photograph.mjs';

const MIB = 1024 * 1024;
const photographs = Number(process.argv[2] ?? 200);
const rounds = Number(process.argv[3] ?? 3);
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tamperlens-bench-'));

try {
  // Different parts of one large photograph, 2 to 3 megapixels each.
  const { data, width, height } = await makePhotograph(2400, 1800);
  const whole = sharp(data, { raw: { width, height, channels: 3 } });
  let largest = { pixels: 0, bytes: 0 };
  let pixels = 0;
  for (let i = 0; i < photographs; i++) {
    const size = { width: 1640 + ((i * 37) % 340), height: 1230 + ((i * 53) % 260) };
    const part = { left: (i * 61) % (width - size.width), top: (i * 29) % (height - size.height), ...size };
    const path = join(folder, `photo-${String(i).padStart(3, '0')}.jpg`);
    writeFileSync(path, await whole.clone().extract(part).jpeg({ quality: 90 }).toBuffer());
    pixels += size.width * size.height;
    if (size.width * size.height > largest.pixels) largest = { pixels: size.width * size.height, bytes: statSync(path).size };
  }
  console.log(
    `${photographs} photographs, ${(pixels / photographs / 1e6).toFixed(2)} MP on average, node ${process.version}, ` +
      `${availableParallelism()} processors`,
  );

  for (const command of process.argv[4]?.split(',') ?? ['ela', 'analyze']) {
    const runs = { 1: [], 2: [] };
    for (let round = 0; round < rounds; round++) {
      for (const concurrency of [1, 2]) runs[concurrency].push(measure(command, concurrency));
    }
    // File, pixels and error map of each image at work, and of one more whose answer waits to be written.
    const inFlight = (concurrency) => ((concurrency + 1) * (largest.bytes + 5 * largest.pixels)) / MIB;
    for (const concurrency of [1, 2]) {
      const seconds = runs[concurrency].map((run) => `${run.seconds.toFixed(1)} (others ${run.others.toFixed(2)})`).join(', ');
      const peak = Math.max(...runs[concurrency].map((run) => run.peak));
      console.log(
        `${command} --concurrency ${concurrency}: ${seconds} s; peak ${peak.toFixed(0)} MiB, ` +
          `${(peak - inFlight(concurrency)).toFixed(0)} above the images in flight (${inFlight(concurrency).toFixed(0)})`,
      );
    }
    const ratios = runs[1].map((run, i) => run.seconds / runs[2][i].seconds);
    console.log(`${command}: two threads are ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} times as fast`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function measure(command, concurrency) {
  const output = join(folder, 'out');
  // VmHWM is the high-water mark of the program alone; `resourceUsage` also counts the parent that it was forked from.
  const code = `
    import { readFileSync } from 'node:fs';
    process.on('exit', () => {
      const { user, system } = process.cpuUsage();
      console.error(readFileSync('/proc/self/status', 'utf8'), 'cpu', (user + system) / 1e6);
    });`;
  const report = `data:text/javascript,${encodeURIComponent(code)}`;
  const args = ['--import', report, cli, command, folder, '--output', output, '--concurrency', String(concurrency)];
  const [started, busy] = [performance.now(), busySeconds()];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * MIB });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(stderr);
  rmSync(output, { recursive: true });
  const own = Number(/cpu (\d+\.?\d*)/.exec(stderr)[1]);
  // Processors that something else kept busy, on average.
  const others = (busySeconds() - busy - own) / seconds;
  return { seconds, others, peak: Number(/VmHWM:\s+(\d+)/.exec(stderr)[1]) / 1024 };
}

/** Seconds that all processors together have been at work; `/proc/stat` counts hundredths. */
function busySeconds() {
  const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]
    .split(/ +/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) / 100;
}
