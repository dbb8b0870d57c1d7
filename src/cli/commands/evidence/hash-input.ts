import { hashEvidenceFile, nodeSha256 } from '../../../adapters/node/evidence/index.ts';
import { DEFAULT_LIMITS, isForensicsError } from '../../../errors/index.ts';
import { createEvidenceHasher } from '../../../evidence/index.ts';
import type { EvidenceHasher } from '../../../evidence/index.ts';
import type { Input } from '../../inputs.ts';

/** A file that was hashed. */
export interface HashedInput {
  /** Has taken all of it. */
  readonly hasher: EvidenceHasher;
  /** The very bytes that were hashed, where they were wanted and there are not too many. */
  readonly bytes: Uint8Array | undefined;
}

/** Hashes a file of any length, a part at a time. */
export async function hashInput({ file }: Input, version: 1 | 2): Promise<EvidenceHasher> {
  if (file !== undefined) return hashEvidenceFile(file.path, { version });
  const hasher = createEvidenceHasher(version, nodeSha256);
  for await (const part of process.stdin as AsyncIterable<Uint8Array>) hasher.update(part);
  return hasher;
}

/** Hashes a file in both layouts, while it is not known yet which of them its record has. */
export async function hashInBothLayouts({ file }: Input): Promise<readonly [EvidenceHasher, EvidenceHasher]> {
  if (file !== undefined)
    return [await hashEvidenceFile(file.path, { version: 1 }), await hashEvidenceFile(file.path, { version: 2 })];
  const hashers = [createEvidenceHasher(1, nodeSha256), createEvidenceHasher(2, nodeSha256)] as const;
  for await (const part of process.stdin as AsyncIterable<Uint8Array>) for (const hasher of hashers) hasher.update(part);
  return hashers;
}

/** Hashes a file and keeps its bytes, unless it is too large to be decoded. */
export async function hashAndKeep(input: Input, version: 1 | 2): Promise<HashedInput> {
  if (input.file === undefined) return keepStream(version);
  try {
    const source = await input.read();
    if ('skip' in source) return { hasher: await hashInput(input, version), bytes: undefined };
    const hasher = createEvidenceHasher(version, nodeSha256);
    hasher.update(source.bytes);
    return { hasher, bytes: source.bytes };
  } catch (error) {
    if (!isForensicsError(error) || error.code !== 'limit-exceeded') throw error;
    return { hasher: await hashInput(input, version), bytes: undefined };
  }
}

async function keepStream(version: 1 | 2): Promise<HashedInput> {
  const hasher = createEvidenceHasher(version, nodeSha256);
  const parts: Uint8Array[] = [];
  for await (const part of process.stdin as AsyncIterable<Uint8Array>) {
    hasher.update(part);
    if (hasher.byteLength <= DEFAULT_LIMITS.maximumBytes) parts.push(part);
    else parts.length = 0;
  }
  return { hasher, bytes: hasher.byteLength <= DEFAULT_LIMITS.maximumBytes ? Buffer.concat(parts) : undefined };
}
