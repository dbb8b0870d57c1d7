import { describe, expect, it } from 'vitest';
import { decodeJpeg, readCoefficients } from '../../../src/codec/jpeg/index.ts';
import type { JpegCoefficients } from '../../../src/codec/jpeg/index.ts';
import { concatBytes, joinJpeg, MARKER, patched, replaced, spliced, splitJpeg } from '../../support/jpeg-parts.ts';
import { fileOf } from './decode-cases.ts';
import { coefficientDifference, pixelDifference, topRows } from './differences.ts';
import { intervalOfBlock, intervalsOf, NO_CODE, withIntervals } from './restart-intervals.ts';

/** Baseline files of one scan with 15, 8, 3 and 15 restart intervals. */
const SEQUENTIAL = ['restart-1-unit', 'restart-2-units', 'restart-1-row', 'restart-7-gray'];

const damageOf = ({ notes }: Pick<JpegCoefficients, 'notes'>) => notes.find((each) => each.code === 'jpeg-damaged-scan')?.params;
const excessOf = ({ notes }: Pick<JpegCoefficients, 'notes'>) => notes.filter((each) => each.code === 'jpeg-excess-entropy-data');

/** Says where a sequential file differs from its original outside the intervals `lost`, or is not zero inside of them. */
function differenceOutside(actual: JpegCoefficients, original: JpegCoefficients, lost: (interval: number) => boolean) {
  const zeros = { ...original, planes: original.planes.map((plane) => ({ ...plane, data: new Int16Array(plane.data.length) })) };
  const isLost = (component: number, row: number, column: number): boolean =>
    lost(intervalOfBlock(original, 0, component, row, column));
  return {
    kept: coefficientDifference(actual, original, (...block) => !isLost(...block)),
    lost: coefficientDifference(actual, zeros, isLost),
  };
}

const AS_IT_SHOULD = { kept: undefined, lost: undefined };

/** The rows of pixels above an MCU, less the one that blends with it where chroma rows are shared. */
function rowsAbove({ structure: { frame } }: JpegCoefficients, mcu: number): number {
  const rows = Math.floor(mcu / frame.mcusPerRow) * 8 * frame.maximumV;
  return frame.maximumV > 1 ? Math.max(rows - 1, 0) : rows;
}

describe('a destroyed restart interval', () => {
  it.each(SEQUENTIAL)('costs %s its own blocks and no others, whichever it is', (name) => {
    const file = fileOf(name);
    const original = readCoefficients(file);
    const [{ dataOffset, restartInterval }] = original.structure.scans;
    const intervals = intervalsOf(file);
    let offset = dataOffset;
    for (const [k, interval] of intervals.entries()) {
      const marker = k === 0 ? 0 : 2;
      const actual = readCoefficients(
        withIntervals(file, replaced(intervals, k, concatBytes([interval.slice(0, marker), NO_CODE]))),
      );
      expect(
        differenceOutside(actual, original, (other) => other === k),
        `interval ${k}`,
      ).toEqual(AS_IT_SHOULD);
      expect(actual.complete).toBe(false);
      expect(actual.decodedRows).toBe(rowsAbove(original, k * restartInterval));
      expect(damageOf(actual)).toEqual({ scan: 0, mcu: k * restartInterval, offset: offset + marker });
      offset += interval.length;
    }
  });

  it('is placed to the byte, behind fill bytes and stuffed zeros too', () => {
    const file = fileOf('restart-1-unit');
    const { dataOffset } = readCoefficients(file).structure.scans[0];
    // One or two fill bytes before each marker.
    const filled = intervalsOf(file).map((interval, k) =>
      k === 0 ? interval : concatBytes([new Uint8Array(1 + (k & 1)).fill(0xff), interval]),
    );
    expect(readCoefficients(withIntervals(file, filled))).toMatchObject({ complete: true, notes: [] });
    const [first, second, third] = [filled[0], filled[1], concatBytes([filled[2].slice(0, 3), NO_CODE])];
    const actual = readCoefficients(withIntervals(file, [first, second, third, ...filled.slice(3)]));
    expect(damageOf(actual)).toEqual({ scan: 0, mcu: 2, offset: dataOffset + first.length + second.length + 3 });
    // A cut behind stuffed bytes: the damage is where the file ends.
    const cut = fileOf('binary-noise-q100').slice(0, -150);
    const { notes } = readCoefficients(cut);
    expect(notes.find(({ code }) => code === 'jpeg-damaged-scan')?.params.offset).toBe(cut.length);
  });

  it('costs the rows that its own component has there, in a scan of one component', () => {
    const file = fileOf('scans-three-restart');
    const original = decodeJpeg(file);
    const { frame, scans } = original.structure;
    for (const scan of scans.keys()) {
      const intervals = intervalsOf(file, scan);
      const { v, width } = frame.components[scan];
      for (const [k, interval] of intervals.entries()) {
        const actual = decodeJpeg(withIntervals(file, replaced(intervals, k, interval.slice(0, k === 0 ? 0 : 2)), scan));
        // Intervals of 3 blocks; a row of blocks is 8 rows of luma, and of chroma 16.
        const blockRow = Math.floor((3 * k) / Math.ceil(width / 8));
        const rows = Math.max(0, blockRow * (v === 2 ? 8 : 16) - 1);
        expect([actual.complete, actual.decodedRows], `scan ${scan}, interval ${k}`).toEqual([false, rows]);
        expect(pixelDifference(topRows(actual.raster, rows), topRows(original.raster, rows))).toBeUndefined();
      }
    }
  });

  it('leaves the rows above the highest of several', () => {
    const file = fileOf('scans-three-restart');
    const lose = (bytes: Uint8Array, scan: number, k: number): Uint8Array => {
      const intervals = intervalsOf(bytes, scan);
      return withIntervals(bytes, replaced(intervals, k, intervals[k].slice(0, 2)), scan);
    };
    const [early, late] = [decodeJpeg(lose(file, 0, 6)).decodedRows, decodeJpeg(lose(file, 1, 4)).decodedRows];
    expect([early, late]).toEqual([15, 31]);
    expect(decodeJpeg(lose(lose(file, 0, 6), 1, 4)).decodedRows).toBe(15);
    expect(decodeJpeg(lose(lose(file, 0, 14), 1, 2)).decodedRows).toBe(15);
  });

  it('keeps the blocks before the damage', () => {
    const file = fileOf('restart-7-gray');
    const original = readCoefficients(file);
    const intervals = intervalsOf(file);
    let halves = 0;
    for (const [k, interval] of intervals.entries()) {
      const half = interval.slice(0, interval.length >> 1);
      // A lone FF at the cut would take the next byte for its second half.
      if (half[half.length - 1] === 0xff) continue;
      const actual = readCoefficients(withIntervals(file, replaced(intervals, k, concatBytes([half, NO_CODE]))));
      const mcu = Number(damageOf(actual)?.mcu);
      if (mcu > 7 * k) halves++;
      expect(Math.floor(mcu / 7)).toBe(k);
      const reached = {
        ...original,
        structure: { ...original.structure, scans: [{ ...original.structure.scans[0], restartInterval: 1 }] },
      };
      const difference = differenceOutside(actual, reached, (block) => block >= mcu && block < 7 * (k + 1));
      expect(difference, `interval ${k}, block ${mcu}`).toEqual(AS_IT_SHOULD);
    }
    expect(halves).toBeGreaterThan(intervals.length / 2);
  });

  it('leaves the rest of a progressive file in place', () => {
    const file = fileOf('progressive-restart-3');
    const original = readCoefficients(file);
    for (const scan of original.structure.scans.keys()) {
      const intervals = intervalsOf(file, scan);
      // Not even wrong bits: where coefficients are refined there is no code to break.
      const broken = replaced(intervals, 1, intervals[1].slice(0, 2));
      const actual = readCoefficients(withIntervals(file, broken, scan));
      const isElsewhere = (component: number, row: number, column: number): boolean =>
        intervalOfBlock(original, scan, component, row, column) !== 1;
      expect(coefficientDifference(actual, original, isElsewhere), `scan ${scan}`).toBeUndefined();
      expect([actual.complete, damageOf(actual)?.scan]).toEqual([false, scan]);
    }
  });
});

describe('lost restart intervals', () => {
  it.each([1, 2, 3, 4, 5])('leave a hole of their own size when %d are cut out', (count) => {
    for (const name of ['restart-1-unit', 'restart-7-gray']) {
      const file = fileOf(name);
      const original = readCoefficients(file);
      const intervals = intervalsOf(file);
      for (let first = 1; first + count <= intervals.length; first++) {
        const actual = readCoefficients(withIntervals(file, spliced(intervals, first, count)));
        const place = `${name} without ${count} from ${first}`;
        const isLost = (interval: number): boolean => interval >= first && interval < first + count;
        expect(differenceOutside(actual, original, isLost), place).toEqual(AS_IT_SHOULD);
        const mcu = first * original.structure.scans[0].restartInterval;
        expect(damageOf(actual), place).toMatchObject({ scan: 0, mcu });
        expect([actual.complete, actual.decodedRows], place).toEqual([false, rowsAbove(original, mcu)]);
      }
    }
  });

  // Markers count to eight: numbers that far ahead look like numbers from behind.
  it.each([6, 7])('are reported where they begin when %d are cut out, though what follows cannot be placed', (count) => {
    const file = fileOf('restart-1-unit');
    const original = decodeJpeg(file);
    const intervals = intervalsOf(file);
    for (let first = 1; first + count <= intervals.length; first++) {
      const actual = decodeJpeg(withIntervals(file, spliced(intervals, first, count)));
      expect(damageOf(actual), `from ${first}`).toMatchObject({ mcu: first });
      const { raster, decodedRows, complete } = actual;
      expect(complete).toBe(false);
      expect(pixelDifference(topRows(raster, decodedRows), topRows(original.raster, decodedRows))).toBeUndefined();
    }
  });

  it('are never passed over when a whole round of eight is cut out', () => {
    const file = fileOf('restart-1-unit');
    const intervals = intervalsOf(file);
    for (let first = 1; first + 8 <= intervals.length; first++) {
      expect(decodeJpeg(withIntervals(file, spliced(intervals, first, 8))).complete, `from ${first}`).toBe(false);
    }
  });
});

describe('a stray restart marker', () => {
  const file = fileOf('restart-1-unit');
  const original = readCoefficients(file);
  const intervals = intervalsOf(file);
  const marker = (number: number): Uint8Array => Uint8Array.of(0xff, MARKER.RST0 + number);
  const numbers = [0, 1, 2, 3, 4, 5, 6, 7];

  it.each(numbers)('between intervals is stepped over when it says %d, unless that is what comes next', (number) => {
    for (let k = 1; k < intervals.length; k++) {
      const actual = readCoefficients(withIntervals(file, spliced(intervals, k, 0, marker(number))));
      const isNext = ((k - 1) & 7) === number;
      expect(
        differenceOutside(actual, original, (other) => isNext && other === k),
        `before ${k}`,
      ).toEqual(AS_IT_SHOULD);
      expect(actual.complete).toBe(!isNext);
      expect(excessOf(actual)).toEqual(isNext ? [] : [{ code: 'jpeg-excess-entropy-data', params: { scan: 0, bytes: 2 } }]);
    }
  });

  it.each(numbers)('inside an interval costs that one, and one more at most, when it says %d', (number) => {
    for (let k = 1; k < intervals.length - 1; k++) {
      const middle = (intervals[k].length >> 1) + 1;
      if (intervals[k][middle - 1] === 0xff) continue;
      const halves = [intervals[k].slice(0, middle), marker(number), intervals[k].slice(middle)];
      const actual = readCoefficients(withIntervals(file, replaced(intervals, k, concatBytes(halves))));
      const isNext = (k & 7) === number;
      const { kept } = differenceOutside(actual, original, (other) => other === k || (isNext && other === k + 1));
      expect(kept, `inside ${k}`).toBeUndefined();
      expect([actual.complete, damageOf(actual)?.mcu]).toEqual([false, k]);
    }
  });

  it('with its interval, when both came before, is stepped over, and what it repeats is reported', () => {
    for (let k = 3; k < intervals.length; k++) {
      // One interval again, or the last two.
      for (const again of [intervals.slice(k - 1, k), intervals.slice(k - 2, k)]) {
        const actual = readCoefficients(withIntervals(file, spliced(intervals, k, 0, ...again)));
        expect(coefficientDifference(actual, original), `${again.length} before ${k}`).toBeUndefined();
        expect([actual.complete, damageOf(actual)?.mcu]).toEqual([false, k]);
      }
    }
  });

  it('ends the data of a scan that has no restart interval', () => {
    const plain = fileOf('ycc-2x2');
    const [data] = intervalsOf(plain);
    const cut = data.findIndex((byte, at) => at > data.length >> 1 && byte !== 0xff && data[at - 1] !== 0xff);
    const actual = readCoefficients(withIntervals(plain, [data.slice(0, cut), marker(3), data.slice(cut)]));
    expect(actual.complete).toBe(false);
    expect(actual.decodedRows).toBeLessThan(actual.structure.frame.height);
    expect(actual.notes.map(({ code }) => code)).toEqual(['jpeg-damaged-scan']);
  });
});

describe('entropy-coded data beyond the picture', () => {
  // Lowering the height in the frame header hides the rows below; their data stay.
  it.each(['ycc-2x2', 'restart-1-unit', 'restart-2-units', 'restart-1-row', 'progressive-2x2', 'progressive-restart-row'])(
    'gives away rows that %s no longer shows',
    (name) => {
      const file = fileOf(name);
      const parts = splitJpeg(file);
      const frame = parts.findIndex(({ marker }) => marker === MARKER.SOF0 || marker === MARKER.SOF2);
      const payload = patched(parts[frame].payload, 1, 0, 16);
      const cut = decodeJpeg(joinJpeg(replaced(parts, frame, { ...parts[frame], payload })));
      expect([cut.raster.height, cut.complete]).toEqual([16, true]);
      const [excess] = excessOf(cut);
      expect(excess.params.scan).toBe(0);
      expect(excess.params.bytes).toBeGreaterThan(20);
    },
  );

  it('is counted to the byte, restart markers included', () => {
    const file = fileOf('restart-1-unit');
    const intervals = intervalsOf(file);
    const more = [0xff, MARKER.RST0 + 6, 1, 2, 3, 0xff, 0, 0xff, MARKER.RST0 + 7];
    const actual = readCoefficients(withIntervals(file, [...intervals, Uint8Array.from(more)]));
    expect(coefficientDifference(actual, readCoefficients(file))).toBeUndefined();
    // Two markers, and four data bytes of which one is stuffed.
    expect(excessOf(actual)).toEqual([{ code: 'jpeg-excess-entropy-data', params: { scan: 0, bytes: 8 } }]);
    expect(actual.complete).toBe(true);
  });

  it('is not a marker that closes the last interval, as Adobe’s encoders write it', () => {
    const file = fileOf('restart-1-unit');
    const intervals = intervalsOf(file);
    const closed = (...numbers: number[]) =>
      readCoefficients(withIntervals(file, [...intervals, ...numbers.map((n) => Uint8Array.of(0xff, MARKER.RST0 + n))]));
    expect(closed(6).notes).toEqual([]);
    expect(closed(6, 7).notes).toEqual([{ code: 'jpeg-excess-entropy-data', params: { scan: 0, bytes: 4 } }]);
  });

  it('is what lies between the last unit and EOI', () => {
    const { notes } = decodeJpeg(fileOf('extra-bytes-before-eoi'));
    expect(notes).toEqual([{ code: 'jpeg-excess-entropy-data', params: { scan: 0, bytes: 3 } }]);
  });
});

describe('a damaged sequential scan', () => {
  it.each([
    ['spectral start 5', 0, 5],
    ['spectral end 0', 1, 0],
    ['successive bits', 2, 0x11],
  ])('is measured alike whatever its unused header fields say: %s', (_, field, value) => {
    const file = fileOf('truncated');
    const { structure, planes, decodedRows, notes } = readCoefficients(file);
    const at = structure.scans[0].dataOffset - 3 + field;
    const odd = readCoefficients(patched(file, at, value));
    expect([odd.decodedRows, odd.complete, odd.notes]).toEqual([decodedRows, false, notes]);
    expect(odd.planes.map(({ data }) => data)).toEqual(planes.map(({ data }) => data));
  });
});
