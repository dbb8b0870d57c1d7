import { describe, expect, it } from 'vitest';
import { decodeJpeg, encodeJpeg, readStructure } from '../../src/codec/jpeg/index.ts';
import { isForensicsError } from '../../src/errors/index.ts';
import { inspect } from '../../src/guard/index.ts';
import { readFixture } from '../support/fixture.ts';
import { concatBytes, joinJpeg, jpegPart, MARKER, patched, replaced, splitJpeg } from '../support/jpeg-parts.ts';
import { noise } from '../support/scene.ts';

const MIB = 1024 * 1024;

/** The most memory the process has held so far. */
const peakBytes = (): number => process.resourceUsage().maxRSS * 1024;

/** How much a call raises the peak of this process, and the time it takes. */
function costOf(call: () => unknown): { bytes: number; durationMs: number } {
  const before = peakBytes();
  const start = performance.now();
  try {
    call();
  } catch (error) {
    if (!isForensicsError(error)) throw error;
  }
  return { durationMs: performance.now() - start, bytes: peakBytes() - before };
}

/** Two kilobytes of JPEG whose frame header claims another size. */
function hollow(width: number, height: number): Uint8Array {
  const file = encodeJpeg(noise(48, 40, 1, 1), { quality: 75 }).slice(0, 2048);
  return patched(file, readStructure(file).frame.offset + 5, height >> 8, height & 255, width >> 8, width & 255);
}

// Largest first: a peak that is reached once hides all lower ones after it.
describe('two kilobytes that claim to be a huge picture', () => {
  it.each([
    [65_500, 65_500],
    // Within the limit of 100 megapixels, so only the missing bytes speak against it.
    [10_000, 10_000],
  ])('%d×%d are refused at once and without memory for it', (width, height) => {
    const file = hollow(width, height);
    expect(file.length).toBeLessThanOrEqual(2048);
    // The first calls pay for compiling the code.
    for (let i = 0; i < 20; i++) costOf(() => inspect(file));
    for (const read of [inspect, decodeJpeg]) {
      const cost = costOf(() => read(file));
      expect(cost.durationMs).toBeLessThan(50);
      // One byte a pixel would be 95 MiB at least.
      expect(cost.bytes / MIB).toBeLessThan(16);
    }
  });
});

describe('a scan of nothing but restart markers', () => {
  it.each([
    ['with an interval', 1],
    ['without one', 0],
  ])('%s costs its own size a few times over', async (_, interval) => {
    const parts = splitJpeg(await readFixture('formats/jpeg/restart-1-unit.jpg'));
    const restarts = new Uint8Array(16 * MIB).map((_unused, at) => (at & 1 ? MARKER.RST0 + ((at >> 1) & 7) : 0xff));
    const scan = parts.findIndex(({ marker }) => marker === MARKER.SOS);
    const dri = parts.findIndex(({ marker }) => marker === MARKER.DRI);
    const flood = { ...parts[scan], data: concatBytes([parts[scan].data, restarts]) };
    const flooded = joinJpeg(replaced(replaced(parts, dri, jpegPart(MARKER.DRI, [0, interval])), scan, flood));
    const cost = costOf(() => decodeJpeg(flooded));
    // An array of two numbers a marker would take 300 MiB.
    expect(cost.bytes / MIB).toBeLessThan(64);
    expect(cost.durationMs).toBeLessThan(10_000);
  });
});
