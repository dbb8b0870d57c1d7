import { generateKeyPairSync } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { ed25519SignerFromPem } from '../../../adapters/node/evidence/index.ts';
import { formatVerifierKey } from '../../../evidence/index.ts';
import { EXIT } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import type { Terminal } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';

/** Options of `tamperlens evidence key`. */
export interface MakeKeyOptions {
  readonly output: string;
  readonly origin: string;
  readonly json?: boolean;
}

/** `tamperlens evidence key`: a new Ed25519 key for the checkpoints of a log, and the line that others verify them with. */
export async function makeKeyCommand({ output, origin, json }: MakeKeyOptions, terminal: Terminal): Promise<ExitStatus> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const { keyId, verifierKey } = ed25519SignerFromPem(pem, origin);
  writeSecret(output, pem);
  const line = formatVerifierKey(verifierKey);
  terminal.print(json === true ? JSON.stringify({ path: output, origin, keyId, verifierKey: line }) : line);
  terminal.warn(
    `${output} holds the secret key: who has it can sign checkpoints in the name of ${origin}. The printed line is what others verify ` +
      'them with: hand it out in a way that the keeper of the log cannot change afterwards.',
  );
  return Promise.resolve(EXIT.done);
}

/** Writes a file that only its owner may read, and that must not be there yet. */
function writeSecret(path: string, content: string): void {
  const file = openNew(path);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UsageError(`${path} is there already: a key is never overwritten`);
  }
}
