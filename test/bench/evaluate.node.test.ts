import { describe, expect, it } from 'vitest';
import { evaluate } from '../../bench/accuracy/evaluate.ts';
import type { EvaluateOptions } from '../../bench/accuracy/evaluate.ts';
import type { Library } from '../../bench/accuracy/library.ts';
import { decodePng, encodePng } from '../../src/codec/png/index.ts';
import { ALL_DETECTORS, jpegQuality } from '../../src/detectors/index.ts';
import type { Detector } from '../../src/detectors/index.ts';
import { combine } from '../../src/ensemble/index.ts';
import { openExhibit } from '../../src/exhibit/index.ts';
import { note } from '../../src/notes/index.ts';
import { stubDetector } from '../support/stub-detector.ts';

const SIDE = 4;

/** A PNG of 4×4 gray pixels, one digit or sign for each 2×2: a pixel is 20 times the digit, `#` is white. */
function png(quarters: string, side = SIDE): Uint8Array {
  const data = Uint8Array.from({ length: side * side }, (_, i) => {
    const quarter = quarters[2 * Math.floor(i / side / 2) + ((i % side) >> 1)] ?? '0';
    return quarter === '#' ? 255 : 20 * Number(quarter);
  });
  return encodePng({ data, width: side, height: side, channels: 1 });
}

/** Its map is the picture, a cell for every 2×2 pixels, its statistic the brightest level; it draws a region from 100 on. */
const brightness: Detector = stubDetector('brightness', {
  detect: (exhibit) => {
    const { data } = exhibit.plane('luma');
    const levels = [data[0], data[2], data[2 * SIDE], data[2 * SIDE + 2]];
    const statistic = Math.max(...levels);
    if (statistic === 20) return { status: 'not-applicable', reason: note('too-dark') };
    if (statistic === 40) throw new TypeError('no such | level');
    const box = { x: 0, y: 0, width: 2, height: 2, areaPixels: 4 };
    return {
      status: 'measured',
      statistic,
      quantity: 'the brightest level',
      polarity: 'larger-is-more-suspicious',
      nfa: statistic >= 160 ? 0.001 : 5,
      heatmap: {
        data: Float32Array.from(levels),
        width: 2,
        height: 2,
        cell: { width: 2, height: 2, offsetX: 0, offsetY: 0 },
      },
      regions: statistic >= 100 ? [box] : [],
      notes: [],
      details: {},
    };
  },
});

const LIBRARY: Library = {
  openExhibit,
  decodePng,
  combine,
  detectors: { ALL_DETECTORS: [brightness], jpegQuality },
};

const OPTIONS: EvaluateOptions = {
  detectors: [],
  variants: [],
  sets: [],
  splitBy: undefined,
  thresholds: new Map(),
  resamples: 50,
  seed: 1,
  onPicture: () => undefined,
};

const FILES: Readonly<Record<string, Uint8Array>> = {
  // The mask is the upper half. Equal to the map; the map one level; the map backwards.
  'same.png': png('8833'),
  'flat.png': png('6666'),
  'backwards.png': png('4477'),
  'half-mask.png': png('##00'),
  'whole-mask.png': png('####'),
  'small-mask.png': png('##00', 2),
  'bright.png': png('9000'),
  'dim.png': png('3000'),
  'dark.png': png('1000'),
  'failing.png': png('2000'),
  'broken.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0),
};

async function tables(lines: readonly string[], options: Partial<EvaluateOptions> = {}, library = LIBRARY): Promise<string> {
  const labels = new TextEncoder().encode(`set,scene,image,label,mask,kind\n${lines.join('\n')}\n`);
  const readFile = (path: string): Uint8Array => {
    const file = path === 'labels.csv' ? labels : FILES[path];
    if (file === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return file;
  };
  return evaluate(library, readFile, { ...OPTIONS, ...options });
}

/** The cells of a row of the tables by their headings, intervals left out. */
function row(markdown: string, table: string, detector: string, set: string): Record<string, string> {
  const section = markdown.split('**').at(markdown.split('**').findIndex((part) => part === table) + 1) ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '));
  const found = rows.find((cells) => cells[0] === detector && cells[1] === set);
  if (found === undefined) throw new Error(`no row ${detector}, ${set} in\n${markdown}`);
  return Object.fromEntries(rows[0].map((name, i) => [name, found[i].replaceAll(/ \[[^\]]*\]/g, '')]));
}

const MIXED = [
  'a,1,same.png,tampered,half-mask.png,good',
  'a,2,flat.png,tampered,half-mask.png,good',
  'a,3,backwards.png,tampered,half-mask.png,bad',
  'a,1,dim.png,authentic,,',
  'a,4,bright.png,authentic,,',
];

describe('evaluate', () => {
  it('is worked by hand: maps against masks', async () => {
    const cells = row(await tables(MIXED), 'Where', 'brightness', 'a');
    expect(cells).toEqual({
      detector: 'brightness',
      set: 'a',
      masks: '3',
      // 1, 0.5 and 0, not turned around.
      'pixel AUC': '0.500',
      // 1, and twice that of calling everything tampered.
      'best F1': ((1 + 2 / 3 + 2 / 3) / 3).toFixed(3),
      'F1 of all positive': '0.667',
      'best MCC': '0.333',
      // Median (160 + 60) / 2, half the distance 50: no pixel is 2.5 deviations above.
      'F1 at the fixed threshold': '0.000',
      measured: '100 %',
    });
  });

  it('takes a fixed threshold in the unit of the map', async () => {
    const cells = row(await tables(MIXED, { thresholds: new Map([['brightness', 100]]) }), 'Where', 'brightness', 'a');
    // Right; everything; the wrong half.
    expect(cells['F1 at the fixed threshold']).toBe(((1 + 2 / 3 + 0) / 3).toFixed(3));
  });

  it('is worked by hand: statistics, rates and counts', async () => {
    const markdown = await tables(MIXED);
    const whether = row(markdown, 'Whether', 'brightness', 'a');
    // 160, 120 and 140 against 60 and 180.
    expect(whether['image AUC']).toBe('0.500');
    expect(whether['tampered / authentic']).toBe('3 / 2');
    expect(whether['TPR at 5 % FPR']).toBe('0.000 at 0 of 2');
    expect(whether['AUC of quality alone']).toBe('–');
    expect(whether['AUC of metadata alone']).toBe('0.500 (3 / 2)');
    const alarms = row(markdown, 'Alarms, applicability, time', 'brightness', 'a');
    // One of two: 0.95 of the chance of at least two, p², so p = √0.95.
    expect(alarms['regions: authentic']).toBe(`1 of 2 (≤ ${(Math.ceil(1000 * Math.sqrt(0.95)) / 10).toFixed(1)} %)`);
    expect(alarms['regions: tampered']).toBe('3 of 3');
    expect(alarms['NFA < 1: tampered']).toBe('1 of 3');
    expect(alarms['NFA < 0.01: authentic']).toMatch(/^1 of 2 /);
    // The ensemble knows no threshold for this detector, so that kind of alarm has no columns.
    expect(Object.keys(alarms).filter((name) => name.startsWith('worth a look'))).toEqual([]);
  });

  it('prints intervals where there are four scenes, the same on every run', async () => {
    const markdown = await tables(MIXED);
    const untimed = (text: string): string => text.slice(0, text.indexOf('**Alarms'));
    expect(untimed(await tables(MIXED))).toBe(untimed(markdown));
    expect(markdown).toMatch(/\| 0\.500 \[\d\.\d{3}, \d\.\d{3}\] \|/);
    expect(await tables([MIXED[0]])).not.toContain('[');
  });

  it('goes on when pictures, masks or detectors fail, and names them', async () => {
    const markdown = await tables([
      ...MIXED,
      'a,5,broken.png,authentic,,',
      'a,6,missing.png,authentic,,',
      'a,7,same.png,tampered,small-mask.png,',
      'a,8,same.png,tampered,whole-mask.png,',
      'a,9,same.png,tampered,broken.png,',
      'a,10,failing.png,authentic,,',
      'a,11,dark.png,tampered,half-mask.png,',
      'a,12,dark.png,authentic,,',
    ]);
    expect(row(markdown, 'Where', 'brightness', 'a')['masks']).toBe('3');
    const alarms = row(markdown, 'Alarms, applicability, time', 'brightness', 'a');
    expect(alarms['not applicable']).toBe('2 too-dark');
    expect(alarms['failed']).toBe('1 TypeError: no such / level');
    expect(alarms['regions: tampered']).toBe('6 of 6');
    expect(markdown).toContain('**Left out**: 5 of 13 pictures or their masks');
    for (const line of [
      'broken.png (a): unreadable, malformed',
      'missing.png (a): unreadable, ENOENT',
      'same.png (a): mask of 2×2 pixels, picture of 4×4',
      'same.png (a): everything is in the mask',
      'same.png (a): mask: malformed',
    ]) {
      expect(markdown).toContain(`- ${line}`);
    }
  });

  it.each([
    ['a map of 2×2 cells holds 3', { data: Float32Array.of(1, 2, 3) }],
    ['a measured cell of the map is not a finite number', { data: Float32Array.of(1, 2, 3, NaN) }],
    ['the statistic is not a finite number', { statistic: NaN }],
  ])(
    'counts a finding as failed because %s',
    async (message, { data, statistic = 1 }: { data?: Float32Array; statistic?: number }) => {
      const cell = { width: 2, height: 2, offsetX: 0, offsetY: 0 };
      const broken = stubDetector('broken', {
        detect: () => ({
          status: 'measured',
          statistic,
          quantity: 'nothing',
          polarity: 'two-sided',
          ...(data === undefined ? {} : { heatmap: { data, width: 2, height: 2, cell } }),
          regions: [],
          notes: [],
          details: {},
        }),
      });
      const markdown = await tables([MIXED[0]], {}, { ...LIBRARY, detectors: { ...LIBRARY.detectors, ALL_DETECTORS: [broken] } });
      expect(row(markdown, 'Alarms, applicability, time', 'broken', 'a')['failed']).toBe(`1 TypeError: ${message}`);
    },
  );

  it('compares statistics within sets only, also over all sets', async () => {
    const markdown = await tables([
      'low,1,dim.png,authentic,,',
      'low,2,backwards.png,tampered,,',
      'high,1,same.png,authentic,,',
      'high,2,bright.png,tampered,,',
    ]);
    for (const set of ['low', 'high', 'all']) expect(row(markdown, 'Whether', 'brightness', set)['image AUC']).toBe('1.000');
    expect(row(markdown, 'Whether', 'brightness', 'all')['TPR at 5 % FPR']).toBe('–');
  });

  it('divides sets by a column, and takes some sets only', async () => {
    const markdown = await tables([...MIXED, 'b,1,flat.png,authentic,,'], { splitBy: 'kind', sets: ['a'] });
    expect(row(markdown, 'Where', 'brightness', 'a: good')['pixel AUC']).toBe('0.750');
    expect(row(markdown, 'Where', 'brightness', 'a: bad')['pixel AUC']).toBe('0.000');
    expect(row(markdown, 'Alarms, applicability, time', 'brightness', 'a')['regions: authentic']).toMatch(/^1 of 2/);
    expect(markdown).not.toContain('| b |');
  });

  it('tells how far it is', async () => {
    const told: [number, number][] = [];
    await tables(MIXED, { onPicture: (done, total) => told.push([done, total]) });
    expect(told).toEqual([0, 1, 2, 3, 4].map((done) => [done, 5]));
  });

  it.each([
    [{ sets: ['c'] }, 'there is no set "c"; there are a'],
    [{ thresholds: new Map([['ela', 1]]) }, 'there is a threshold for "ela", which does not run'],
    [{ variants: ['brightness=brightness:{}'], detectors: ['brightness'] }, 'two subjects have the same name'],
    [{ splitBy: 'year' }, 'labels.csv has no column "year"'],
  ])('refuses %j', async (options: Partial<EvaluateOptions>, message) => {
    await expect(tables(MIXED, options)).rejects.toThrow(message);
  });

  it('runs every detector there is', async () => {
    const library = { ...LIBRARY, detectors: { ...LIBRARY.detectors, ALL_DETECTORS } };
    const markdown = await tables(MIXED, {}, library);
    for (const { id } of ALL_DETECTORS) {
      expect(row(markdown, 'Alarms, applicability, time', id, 'a')['failed']).toBe('0');
    }
  });
});
