import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/index.ts';
import { isForensicsError } from '../../src/errors/index.ts';
import { toText } from '../../src/report/index.ts';

const FORMATS = fileURLToPath(new URL('../../fixtures/formats', import.meta.url));

describe.each(['jpeg', 'png'])('every %s fixture', (folder) => {
  const names = readdirSync(join(FORMATS, folder)).filter((name) => !name.endsWith('.md'));

  it('gets a report, or is refused with a code', async () => {
    const wrong: string[] = [];
    let reports = 0;
    for (const name of names) {
      try {
        const { report } = await analyze(new Uint8Array(readFileSync(join(FORMATS, folder, name))), { name });
        const failed = Object.values(report.findings).filter(({ status }) => status === 'failed');
        if (failed.length > 0) wrong.push(`${name}: ${JSON.stringify(failed)}`);
        if (/\{\w+\}/.test(toText(report))) wrong.push(`${name}: ${toText(report)}`);
        reports++;
      } catch (error) {
        if (!isForensicsError(error)) wrong.push(`${name}: ${String(error)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(reports / names.length).toBeGreaterThan(0.75);
  });
});
