import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { DEFAULT_LIMITS, ForensicsError, limitExceeded } from '../../errors/index.ts';

/** `O_NONBLOCK` does not exist on Windows, where pipes have no place in the file system either. */
const NONBLOCKING_READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** What the signatures of all formats fit into. */
const HEAD_BYTES = 64;

/**
 * Reads a regular file, refusing one above the limit before any memory is taken. Devices, pipes and folders are refused as well.
 *
 * @param path - The file.
 * @param maximumBytes - Largest size to read.
 * @throws {ForensicsError} `unsupported` (not a regular file) or `limit-exceeded` (`maximumBytes`).
 * @throws {Error} The file system's own error, for example `ENOENT`.
 */
export async function readImageFile(path: string, maximumBytes: number = DEFAULT_LIMITS.maximumBytes): Promise<Uint8Array> {
  const read = await readUnless(path, maximumBytes, () => undefined);
  return 'bytes' in read ? read.bytes : new Uint8Array(0);
}

/**
 * Looks at the first bytes of a regular file and reads all of it unless they say that it is not wanted: a film in a folder of photographs
 * costs no more than that.
 *
 * @param passOver - Gets up to 64 bytes; says why the file is passed over, or `undefined` when it is wanted.
 * @throws As {@link readImageFile}.
 */
export async function readUnless(
  path: string,
  maximumBytes: number,
  passOver: (head: Uint8Array) => string | undefined,
): Promise<{ readonly bytes: Uint8Array } | { readonly skip: string }> {
  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait forever.
  const handle = await open(path, NONBLOCKING_READ);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new ForensicsError('unsupported', `${path} is not a regular file`, { stage: 'read' });
    const { buffer: head, bytesRead: headBytes } = await handle.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const skip = passOver(head.subarray(0, headBytes));
    if (skip !== undefined) return { skip };
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
    return { bytes: bytes.subarray(0, length) };
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
