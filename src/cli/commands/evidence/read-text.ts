import { readImageFile, readStream } from '../../../adapters/node/index.ts';

/** Far more than any record, proof or key has. */
const MAXIMUM_BYTES = 16_777_216;

/**
 * Reads a small text, as UTF-8 and without changing a character, from a file or `-` for standard input.
 *
 * @throws {ForensicsError} `unsupported` (no regular file) or `limit-exceeded` (more than 16 MiB).
 * @throws {Error} The file system's own error.
 */
export async function readText(path: string): Promise<string> {
  const bytes = path === '-' ? await readStream(process.stdin, MAXIMUM_BYTES) : await readImageFile(path, MAXIMUM_BYTES);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
