import { describe, expect, it } from 'vitest';
import type { Input } from '../../src/cli/inputs.ts';
import { processInputs } from '../../src/cli/process-inputs.ts';
import { Terminal } from '../../src/cli/terminal.ts';
import { malformed } from '../../src/errors/index.ts';

class CollectingTerminal extends Terminal {
  readonly warned: string[] = [];

  override warn(text: string): void {
    this.warned.push(text);
  }
}

function inputs(...labels: string[]): Input[] {
  return labels.map((label) => ({
    ...{ label, relativePath: label, name: label },
    read: () => Promise.resolve({ bytes: new Uint8Array(1) }),
  }));
}

/** Runs `work` on inputs a, b and c; b breaks in the given way. */
async function withBroken(thrown: unknown) {
  const terminal = new CollectingTerminal();
  const done: string[] = [];
  const result = await processInputs(inputs('a', 'b', 'c'), terminal, ({ label }) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what is thrown need not be an Error
    if (label === 'b') return Promise.reject(thrown);
    done.push(label);
    return Promise.resolve();
  });
  return { ...result, done, warned: terminal.warned };
}

describe('processInputs', () => {
  it.each([
    ['input that cannot be read', malformed('jpeg', 'no scan', 9), 'malformed', 'no scan (at byte 9)'],
    [
      'the file system',
      Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }),
      'EACCES',
      'EACCES: permission denied',
    ],
    ['something that is no Error', 'just text', 'internal', 'just text'],
  ])('goes on after trouble with %s', async (_, thrown, code, reason) => {
    const { status, failed, done, warned } = await withBroken(thrown);
    expect([status, done]).toEqual([1, ['a', 'c']]);
    expect(failed).toEqual([{ path: 'b', code, reason }]);
    expect(warned).toEqual([`cannot examine b (${code}): ${reason}`]);
  });

  it('goes on after a mistake of ours, and shows it in full', async () => {
    const { status, failed, done, warned } = await withBroken(new TypeError('x is undefined'));
    expect([status, done, failed[0].code]).toEqual([1, ['a', 'c'], 'internal']);
    expect(warned[0]).toMatch(/TypeError: x is undefined\n +at /);
  });

  it('counts what is passed over apart', async () => {
    const terminal = new CollectingTerminal();
    const [first, second] = inputs('a', 'b');
    const skipping: Input = { ...first, read: () => Promise.resolve({ skip: 'not an image' }) };
    const result = await processInputs([skipping, second], terminal, () => Promise.resolve());
    expect(result).toEqual({ skipped: [{ path: 'a', reason: 'not an image' }], failed: [], status: 0 });
  });
});
