import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendCheckpoint, readCheckpoints } from '../../../../src/adapters/node/evidence/index.ts';
import { ed25519Signer, parseCheckpoint, signCheckpoint, verifyCheckpoint } from '../../../../src/evidence/index.ts';
import { temporaryFolder } from '../../../support/temporary-folder.node.ts';

const signer = ed25519Signer(new Uint8Array(32).fill(3), 'example.com/evidence');

function checkpointOf(size: number): Promise<string> {
  const time = `2023-11-14T22:13:20.${String(size).padStart(9, '0')}Z`;
  return signCheckpoint({ origin: signer.name, size, rootHash: '0f'.repeat(32), time }, signer);
}

const CHECKPOINTS = await Promise.all([1, 2, 3].map(checkpointOf));

async function filled(): Promise<string> {
  const path = join(temporaryFolder(), 'checkpoints.txt');
  for (const checkpoint of CHECKPOINTS) await appendCheckpoint(path, checkpoint);
  return path;
}

describe('a file of checkpoints', () => {
  it('gives them back byte for byte, in order, and is text that a person can read', async () => {
    const path = await filled();
    expect(await readCheckpoints(path)).toEqual(CHECKPOINTS);
    expect(readFileSync(path, 'utf8')).toBe(CHECKPOINTS.map((text) => `${text}\n`).join(''));
    expect(readdirSync(join(path, '..'))).toEqual(['checkpoints.txt']);
  });

  it('keeps signatures of witnesses with their checkpoint', async () => {
    const path = await filled();
    const witnessed = `${await checkpointOf(4)}\u2014 witness.example ${Buffer.alloc(68).toString('base64')}\n`;
    await appendCheckpoint(path, witnessed);
    await appendCheckpoint(path, await checkpointOf(5));
    const read = await readCheckpoints(path);
    expect(read[3]).toBe(witnessed);
    expect(read.map((text) => parseCheckpoint(text)?.size)).toEqual([1, 2, 3, 4, 5]);
  });

  it('loses none before or behind one that was interrupted, wherever it was', async () => {
    const path = await filled();
    const whole = readFileSync(path);
    const start = whole.lastIndexOf('example.com/evidence\n3\n');
    for (let length = start + 1; length < whole.length; length += 7) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      await appendCheckpoint(path, await checkpointOf(9));
      const read = await readCheckpoints(path);
      expect(read.slice(0, 2)).toEqual(CHECKPOINTS.slice(0, 2));
      expect(read.at(-1)).toBe(await checkpointOf(9));
      const doubtful = read.slice(2, -1).filter((text) => verifyCheckpoint(text, signer.verifierKey).notes.length > 0);
      expect([length, read.length - doubtful.length - (length >= whole.length - 2 ? 1 : 0)]).toEqual([length, 3]);
    }
  });

  it('gives foreign text as it is', async () => {
    const path = await filled();
    appendFileSync(path, 'a line of somebody\n');
    const read = await readCheckpoints(path);
    expect(read).toHaveLength(4);
    expect(parseCheckpoint(read[3])).toBeUndefined();
  });

  it('takes checkpoints one at a time', async () => {
    const path = join(temporaryFolder(), 'checkpoints.txt');
    const results = await Promise.allSettled(CHECKPOINTS.map((text) => appendCheckpoint(path, text)));
    const done = results.filter(({ status }) => status === 'fulfilled');
    expect(done.length).toBeGreaterThan(0);
    expect(await readCheckpoints(path)).toHaveLength(done.length);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'locked' });
  });

  it('refuses another text, and says what is not there', async () => {
    const path = join(temporaryFolder(), 'checkpoints.txt');
    await expect(appendCheckpoint(path, 'example.com/evidence\n3\n')).rejects.toBeInstanceOf(RangeError);
    await expect(readCheckpoints(path)).rejects.toMatchObject({ code: 'missing' });
    await expect(appendCheckpoint(join(path, 'below'), CHECKPOINTS[0])).rejects.toMatchObject({ code: 'missing' });
  });
});
