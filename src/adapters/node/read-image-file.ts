import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { DEFAULT_LIMITS, ForensicsError, limitExceeded } from '../../errors/index.ts';

/** `O_NONBLOCK` does not exist on Windows, where pipes have no place in the file system either. */
const NONBLOCKING_READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a regular file, refusing one above the limit before any memory is taken. Devices, pipes and folders are refused as well.
 *
 * @param path - The file.
 * @param maximumBytes - Largest size to read.
 * @throws {ForensicsError} `unsupported` (not a regular file) or `limit-exceeded` (`maximumBytes`).
 * @throws {Error} The file system's own error, for example `ENOENT`.
 */
export async function readImageFile(path: string, maximumBytes: number = DEFAULT_LIMITS.maximumBytes): Promise<Uint8Array> {
  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait forever.
  const handle = await open(path, NONBLOCKING_READ);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new ForensicsError('unsupported', `${path} is not a regular file`, { stage: 'read' });
    if (stats.size > maximumBytes) {
      throw limitExceeded('read', { name: 'maximumBytes', maximum: maximumBytes, actual: stats.size }, `bytes of ${path}`);
    }
    const bytes = new Uint8Array(stats.size);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

/**
 * Reads standard input to its end, refusing more than the limit.
 *
 * @throws {ForensicsError} `limit-exceeded` (`maximumBytes`).
 */
export async function readStream(
  stream: AsyncIterable<Uint8Array>,
  maximumBytes: number = DEFAULT_LIMITS.maximumBytes,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > maximumBytes) {
      throw limitExceeded('read', { name: 'maximumBytes', maximum: maximumBytes, actual: length }, 'bytes of input');
    }
    parts.push(part);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
