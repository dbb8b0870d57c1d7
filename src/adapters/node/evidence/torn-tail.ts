import { open, unlink } from 'node:fs/promises';
import { readFully, writeFully } from './open-file.ts';
import type { OpenFile } from './open-file.ts';

const BLOCK_BYTES = 1 << 18;

/**
 * Copies the end of a file to a file of its own, `<path>.torn-<offset>`, before it is cut off: what is there was never acknowledged, unless
 * damage made it look so.
 *
 * @returns The path of the copy, which is durable.
 */
export async function setTailAside(file: OpenFile, path: string, from: number, to: number): Promise<string> {
  const { handle, name } = await createBeside(`${path}.torn-${from}`);
  try {
    const block = new Uint8Array(BLOCK_BYTES);
    for (let offset = from; offset < to;) {
      const bytesRead = await readFully(file, block.subarray(0, Math.min(block.length, to - offset)), offset);
      if (bytesRead === 0) break;
      await writeFully(handle, block.subarray(0, bytesRead), offset - from);
      offset += bytesRead;
    }
    await handle.sync();
  } catch (error) {
    await unlink(name);
    throw error;
  } finally {
    await handle.close();
  }
  return name;
}

async function createBeside(path: string): Promise<{ handle: Awaited<ReturnType<typeof open>>; name: string }> {
  for (let n = 1; ; n++) {
    const name = n === 1 ? path : `${path}-${n}`;
    try {
      return { handle: await open(name, 'wx'), name };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
