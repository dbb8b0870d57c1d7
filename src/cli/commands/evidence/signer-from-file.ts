import { readFile } from 'node:fs/promises';
import { ed25519SignerFromPem } from '../../../adapters/node/evidence/index.ts';
import { isForensicsError } from '../../../errors/index.ts';
import type { Ed25519Signer } from '../../../evidence/index.ts';
import { UsageError } from '../../usage-error.ts';

/**
 * Reads the secret key that signs the checkpoints of a log.
 *
 * @param origin - The log's name.
 * @throws {UsageError} The file holds no such key.
 */
export async function signerFromFile(path: string, origin: string): Promise<Ed25519Signer> {
  const pem = await readFile(path, 'latin1');
  try {
    return ed25519SignerFromPem(pem, origin);
  } catch (error) {
    if (isForensicsError(error)) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}
