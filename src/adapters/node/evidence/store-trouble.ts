import { EvidenceStoreError, isEvidenceStoreError } from '../../../evidence/index.ts';
import type { EvidenceStoreErrorCode } from '../../../evidence/index.ts';

const CODES: Readonly<Record<string, EvidenceStoreErrorCode>> = {
  ENOENT: 'missing',
  EEXIST: 'conflict',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
};

/** What an error of the file system means to a store. */
export function fileTrouble(error: unknown, doing: string): EvidenceStoreError {
  if (isEvidenceStoreError(error)) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new EvidenceStoreError(CODES[code ?? ''] ?? 'failed', `${doing}: ${message}`, error);
}
