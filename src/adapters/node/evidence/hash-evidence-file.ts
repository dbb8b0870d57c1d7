import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { malformed, resolveOptions, unsupported } from '../../../errors/index.ts';
import { createEvidenceHasher } from '../../../evidence/index.ts';
import type { EvidenceHasher, EvidenceHashVersion, Sha256 } from '../../../evidence/index.ts';
import { nodeSha256 } from './node-sha256.ts';

/** Options of {@link hashEvidenceFile}. */
export interface HashEvidenceFileOptions {
  /**
   * The layout: 1 when both coordinates will be there, 2 when one or both are absent.
   * @defaultValue 1
   */
  readonly version?: EvidenceHashVersion | undefined;
  /**
   * Who computes SHA-256.
   * @defaultValue nodeSha256
   */
  readonly sha256?: Sha256 | undefined;
}

/** Large enough that waiting for the disk and the thread pool costs little beside hashing. */
const PART_BYTES = 1 << 20;

/** `O_NONBLOCK` keeps a pipe that nobody writes to from holding `open`; it does not exist on Windows. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Gives a file to an evidence hasher, one megabyte at a time, so that it need not be in memory.
 *
 * @returns A hasher that has taken the whole file: the `imageBytes` of a record, or of a verification.
 * @throws {ForensicsError} `unsupported` (not a regular file) or `malformed` (it changed while it was read).
 * @throws {Error} The file system's own error, for example `ENOENT`.
 */
export async function hashEvidenceFile(path: string, options?: HashEvidenceFileOptions): Promise<EvidenceHasher> {
  const defaults: { version: EvidenceHashVersion; sha256: Sha256 } = { version: 1, sha256: nodeSha256 };
  const { version, sha256 } = resolveOptions(defaults, options as Partial<typeof defaults> | undefined);
  const hasher = createEvidenceHasher(version, sha256);
  const handle = await open(path, READ);
  try {
    const before = await handle.stat({ bigint: true });
    if (!before.isFile()) throw unsupported('evidence', `${path} is not a regular file`);
    // While one part is hashed the next one is read.
    const parts = [new Uint8Array(PART_BYTES), new Uint8Array(PART_BYTES)];
    let reading = handle.read(parts[0], 0, PART_BYTES, 0);
    for (let turn = 1; ; turn ^= 1) {
      const { bytesRead, buffer } = await reading;
      if (bytesRead === 0) break;
      reading = handle.read(parts[turn], 0, PART_BYTES, hasher.byteLength + bytesRead);
      hasher.update(buffer.subarray(0, bytesRead));
    }
    const after = await handle.stat({ bigint: true });
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs || BigInt(hasher.byteLength) !== before.size) {
      throw malformed('evidence', `${path} changed while it was read`);
    }
    return hasher;
  } finally {
    await handle.close();
  }
}
