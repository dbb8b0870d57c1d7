import { describe, expect, it } from 'vitest';
import { decodeJpeg, readCoefficients } from '../../../src/codec/jpeg/index.ts';
import type { JpegCoefficients } from '../../../src/codec/jpeg/index.ts';
import { isForensicsError } from '../../../src/errors/index.ts';
import type { ForensicsError } from '../../../src/errors/index.ts';
import { everySubstitution, everyTruncation, hostileJpegs } from '../../support/hostile-jpeg.ts';
import { fileOf } from './decode-cases.ts';
import { pixelDifference, topRows } from './differences.ts';

/** Far above the milliseconds that a small file takes on a loaded machine, far below a hang. */
const NO_HANG_MS = 2000;

type Answer = Pick<JpegCoefficients, 'complete' | 'decodedRows' | 'notes'>;

/** The typed refusal or the result of reading, within the time; anything else that is thrown goes through. */
function answerOf<T extends Answer>(read: () => T): T | ForensicsError {
  const start = performance.now();
  try {
    return read();
  } catch (error) {
    if (isForensicsError(error)) return error;
    throw error;
  } finally {
    expect(performance.now() - start).toBeLessThan(NO_HANG_MS);
  }
}

/** Says in one word what came out. */
function kindOf(answer: Answer | ForensicsError): string {
  return isForensicsError(answer) ? answer.code : answer.complete ? 'complete' : 'partial';
}

/** Whether a refusal says where, or a partial result has a note that does. */
function hasOffset(answer: Answer | ForensicsError, length: number): boolean {
  const offsets = isForensicsError(answer) ? [answer.offset] : answer.notes.map(({ params }) => params.offset);
  return offsets.some((offset) => typeof offset === 'number' && offset >= 0 && offset <= length);
}

describe('every hostile file', () => {
  it.each(hostileJpegs(fileOf('restart-1-unit')))('gets a right answer: $name', ({ bytes, expect: allowed, fault }) => {
    const answer = answerOf(() => decodeJpeg(bytes));
    const kinds: string[] = [...allowed.codes];
    if (allowed.partial) kinds.push('partial');
    if (allowed.complete) kinds.push('complete');
    expect(kinds).toContain(kindOf(answer));
    if (isForensicsError(answer)) {
      expect(hasOffset(answer, bytes.length)).toBe(true);
      if (fault !== undefined) {
        expect(answer.offset).toBeGreaterThanOrEqual(fault[0]);
        expect(answer.offset).toBeLessThan(fault[1]);
      }
      if (answer.code === 'limit-exceeded') expect(answer.limit!.actual).toBeGreaterThan(answer.limit!.maximum);
    } else if (!answer.complete) expect(answer.notes).not.toEqual([]);
    // Both readers must agree on what the file is worth.
    expect(kindOf(answerOf(() => readCoefficients(bytes)))).toBe(kindOf(answer));
  });
});

describe('every prefix of', () => {
  it.each(['restart-1-unit', 'edge-17x17', 'progressive-tiny', 'scans-three', 'edge-1x1-gray'])(
    '%s is refused with its place or reported as incomplete, and its rows are those of the whole file',
    (name) => {
      const file = fileOf(name);
      const whole = decodeJpeg(file).raster;
      for (const { name: cut, bytes } of everyTruncation(file)) {
        const answer = answerOf(() => decodeJpeg(bytes));
        const kind = kindOf(answer);
        // Even without a lost coefficient the end marker is missing, so nothing here is complete.
        expect(['malformed', 'partial'], cut).toContain(kind);
        expect(hasOffset(answer, bytes.length), `${cut}: ${kind}`).toBe(true);
        if (isForensicsError(answer) || answer.structure.frame.process === 'SOF2') continue;
        const { raster, decodedRows } = answer;
        expect(pixelDifference(topRows(raster, decodedRows), topRows(whole, decodedRows)), cut).toBeUndefined();
      }
    },
  );

  it('ycc-2x2-large shows no fewer rows the longer it is', () => {
    const file = fileOf('ycc-2x2-large');
    const [{ dataOffset }] = decodeJpeg(file).structure.scans;
    let rows = 0;
    for (let missing = (file.length - dataOffset) & ~7; missing >= 0; missing -= 8) {
      const { decodedRows } = decodeJpeg(file.slice(0, file.length - missing));
      expect(decodedRows, `${missing} bytes missing`).toBeGreaterThanOrEqual(rows);
      rows = decodedRows;
    }
    expect(rows).toBe(97);
  });
});

describe('one wrong byte in', () => {
  it.each(['restart-1-unit', 'progressive-tiny', 'edge-17x17'])(
    '%s gives a picture or a typed refusal with its place',
    (name) => {
      const kinds = new Map<string, number>();
      for (const { name: change, bytes } of everySubstitution(fileOf(name))) {
        const answer = answerOf(() => decodeJpeg(bytes));
        const kind = kindOf(answer);
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        if (isForensicsError(answer)) expect(hasOffset(answer, bytes.length), `${change}: ${kind}`).toBe(true);
        else if (!answer.complete) expect(answer.notes, change).not.toEqual([]);
      }
      // The sweep is worth something only if it meets every kind of answer.
      expect([...kinds.keys()]).toEqual(expect.arrayContaining(['complete', 'partial', 'malformed', 'unsupported']));
    },
  );
});
