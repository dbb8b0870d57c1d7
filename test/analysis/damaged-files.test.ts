import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/index.ts';
import { isForensicsError } from '../../src/errors/index.ts';
import { toText } from '../../src/report/index.ts';
import { readFixture } from '../support/fixture.ts';

/** What comes of the first `length` bytes of a file: a refusal, or a report on what there is. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const { report } = await analyze(bytes);
    toText(report);
    return report.file.complete ? `complete, ${report.file.decodedRows} rows` : `incomplete: ${report.verdict.outcome}`;
  } catch (error) {
    if (!isForensicsError(error)) return `${String(error)}`;
    return error.offset === undefined ? `${error.code} without an offset: ${error.message}` : error.code;
  }
}

const EXPECTED = ['malformed', 'unsupported', 'incomplete: inconclusive'];

describe.each([
  'formats/jpeg/ycc-2x2.jpg',
  'formats/jpeg/progressive-half.jpg',
  'formats/png/rgba-8-adam7.png',
  'formats/png/palette-4-trns.png',
])('every truncation of %s', (name) => {
  it('is refused with code and offset, or examined as far as it goes and called incomplete', async () => {
    const bytes = await readFixture(name);
    const wrong: string[] = [];
    const seen = new Set<string>();
    for (let length = 0; length < bytes.length; length++) {
      const outcome = await outcomeOf(bytes.subarray(0, length));
      seen.add(outcome);
      if (!EXPECTED.includes(outcome)) wrong.push(`${length} bytes: ${outcome}`);
    }
    expect(wrong).toEqual([]);
    expect(seen).toContain('incomplete: inconclusive');
    expect(seen).toContain('malformed');
  });
});
