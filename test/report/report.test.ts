import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/index.ts';
import type { Detector } from '../../src/detectors/index.ts';
import { ela, STANDARD_DETECTORS } from '../../src/detectors/index.ts';
import { combine } from '../../src/ensemble/index.ts';
import type { DetectorOutcome } from '../../src/ensemble/index.ts';
import { buildReport, toJson, toText, VERSION } from '../../src/report/index.ts';
import type { Report, ReportParts } from '../../src/report/index.ts';
import { readFixture } from '../support/fixture.ts';
import { noise } from '../support/scene.ts';

const broken: Detector = {
  ...ela,
  id: 'broken',
  title: 'A check that breaks',
  detect: () => {
    throw new Error(`this ${'is a very long explanation of what went wrong and '.repeat(5)}no more`);
  },
};

const MEASURED: DetectorOutcome = {
  status: 'measured',
  statistic: 1.23456789,
  quantity: 'a made-up number',
  polarity: 'two-sided',
  nfa: 0.01,
  heatmap: { data: new Float32Array(1), width: 1, height: 1, cell: { width: 8, height: 8, offsetX: 0, offsetY: 0 } },
  regions: [{ x: 0, y: 0, width: 4, height: 4, areaPixels: 16 }],
  notes: [{ code: 'ela-regions-of-texture', params: { count: 2 } }],
  details: { level: 3 },
};

function partsOf(outcomes: Readonly<Record<string, DetectorOutcome>>): ReportParts {
  return {
    file: {
      name: 'a.jpg',
      format: 'jpeg',
      byteLength: 10,
      width: 4,
      height: 4,
      sha256: 'ab',
      complete: true,
      decodedRows: 4,
      notes: [{ code: 'jpeg-trailing-data', params: { bytes: 3, offset: 7 } }],
    },
    jpegCodec: 'codec/1',
    decoder: 'decoder/1',
    detectors: Object.keys(outcomes).map((id) => ({ id, revision: 2, title: `The check of ${id}` })),
    outcomes,
    verdict: combine(outcomes, { complete: true }),
  };
}

/** Reports of every kind: measured, outlined, not applicable, failed, incomplete. */
const REPORTS: Readonly<Record<string, Report>> = {
  'a photograph': (await analyze(await readFixture('authentic/seeding.jpg'), { name: 'seeding.jpg' })).report,
  'a forgery': (await analyze(await readFixture('tampered/scene-splice.jpg'))).report,
  'pixels alone': (await analyze(noise(20, 20, 3, 1))).report,
  'a cut file': (await analyze(await readFixture('formats/jpeg/truncated-2x2.jpg'))).report,
  'a file with odd segments': (await analyze(await readFixture('formats/jpeg/stray-bytes-between-segments.jpg'))).report,
  'a PNG of 16 bits': (await analyze(await readFixture('formats/png/rgb-16.png'))).report,
  'a broken check': (await analyze(noise(20, 20, 3, 1), { detectors: [...STANDARD_DETECTORS, broken] })).report,
};

const NAMES = Object.keys(REPORTS);

describe('buildReport', () => {
  it('names the tool and what it ran', () => {
    expect(buildReport(partsOf({ first: MEASURED, second: MEASURED })).tool).toEqual({
      name: 'tamperlens',
      version: VERSION,
      jpegCodec: 'codec/1',
      decoder: 'decoder/1',
      detectors: { first: 2, second: 2 },
      calibration: 'none',
    });
  });

  it('words a measurement and leaves its heat map out', () => {
    expect(buildReport(partsOf({ first: MEASURED })).findings).toEqual({
      first: {
        status: 'measured',
        title: 'The check of first',
        statistic: 1.23456789,
        quantity: 'a made-up number',
        polarity: 'two-sided',
        nfa: 0.01,
        score: null,
        uncalibrated: true,
        severity: 'none',
        regions: [{ x: 0, y: 0, width: 4, height: 4, areaPixels: 16 }],
        notes: [
          {
            code: 'ela-regions-of-texture',
            params: { count: 2 },
            text: 'Not outlined: parts whose high error levels follow from their texture (2).',
          },
        ],
        details: { level: 3 },
      },
    });
  });

  it('gives what did not apply its reason, and what failed its error', () => {
    const { findings } = buildReport(
      partsOf({
        first: { status: 'not-applicable', reason: { code: 'exhibit-needs-file', params: {} } },
        second: { status: 'failed', error: { code: 'malformed', message: 'bad', offset: 3 } },
      }),
    );
    expect(findings).toMatchObject({
      first: { status: 'not-applicable', reason: { text: 'This looks at the file itself, and only pixels were given.' } },
      second: { status: 'failed', title: 'The check of second', error: { code: 'malformed', message: 'bad', offset: 3 } },
    });
  });

  it('keeps the assessments out of the verdict, where they are not sentences', () => {
    const { verdict, file } = buildReport(partsOf({ ela: MEASURED }));
    expect('assessments' in verdict).toBe(false);
    expect(verdict.summary).toBe('The checks do not settle whether this image was edited.');
    expect(file.notes[0].text).toBe('3 bytes follow the end of the image (from byte 7).');
  });

  it('refuses a detector without an outcome', () => {
    const parts = partsOf({ first: MEASURED });
    expect(() => buildReport({ ...parts, outcomes: {} })).toThrow('detector "The check of first" has no outcome');
  });
});

describe.each(NAMES)('a report of %s', (name) => {
  const report = REPORTS[name];

  it('is JSON without loss: indented, and ending with a line feed', () => {
    const json = toJson(report);
    expect(JSON.parse(json)).toEqual(report);
    expect(toJson(JSON.parse(json) as Report)).toBe(json);
    expect(json).toMatch(/^\{\n {2}"schemaVersion": 1,\n[^]*\n\}\n$/);
  });

  it('leaves no placeholder unfilled', () => {
    expect(JSON.stringify(report).match(/\{\w+\}/g)).toBeNull();
    expect(toText(report).match(/\{\w+\}/g)).toBeNull();
  });

  it('is a text of at most 100 columns without trailing spaces', () => {
    const lines = toText(report).split('\n');
    expect(lines.filter((line) => [...line].length > 100)).toEqual([]);
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
    expect(lines.at(-1)).toBe('');
  });

  it('says in the text the answer, every reason, recommendation, limit and check', () => {
    const { verdict, findings, file } = report;
    const flat = toText(report).replace(/\s+/g, ' ');
    const notes = [...verdict.reasons, ...verdict.recommendations, ...verdict.limits, ...file.notes];
    const said = [verdict.summary, ...notes.map(({ text }) => text), ...Object.values(findings).map(({ title }) => title)];
    expect(said.filter((sentence) => !flat.includes(sentence))).toEqual([]);
    expect(flat.indexOf(verdict.summary)).toBeLessThan(flat.indexOf('Measured'));
  });
});

describe('toText', () => {
  it('begins with the file and the answer', () => {
    const [first, , third] = toText(REPORTS['a photograph']).split('\n');
    expect(first).toBe('seeding.jpg  (jpeg, 1408×1008, 187429 bytes)');
    expect(third).toBe('NO-EVIDENCE: No evidence of editing was found by the checks that apply; they miss most edits.');
  });

  it('says from which value on a statistic is worth a look, where there is such a value', () => {
    const text = toText(buildReport(partsOf({ ela: MEASURED, first: MEASURED })));
    expect(text).toContain('The check of ela: 1.235 (worth a look from 1.2); regions outlined: 1');
    expect(text).toContain('The check of first: 1.235; regions outlined: 1');
  });

  it('admits, where nothing was found, that most edits are missed', () => {
    const { outcome, text } = { outcome: REPORTS['a photograph'].verdict.outcome, text: toText(REPORTS['a photograph']) };
    expect(outcome).toBe('no-evidence');
    expect(text.replace(/\s+/g, ' ')).toContain('They miss most edits, so confirm what matters in other ways.');
  });

  it('calls pixels without a name an image, and knows no file size', () => {
    expect(toText(REPORTS['pixels alone']).split('\n')[0]).toBe('image  (pixels, 20×20)');
  });

  it('indents what follows a dash like its first line', () => {
    const lines = toText(REPORTS['a broken check']).split('\n');
    const first = lines.findIndex((line) => line.startsWith('  - A check that breaks: failed'));
    const next = lines.findIndex((line, i) => i > first && !/^ {4}\S/.test(line));
    expect(lines[first].length).toBeGreaterThan(80);
    expect(next - first).toBe(4);
    expect(lines[next - 1]).toMatch(/no more$/);
  });
});
