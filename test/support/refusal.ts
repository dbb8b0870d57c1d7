import { isForensicsError } from '../../src/errors/index.ts';
import type { ForensicsError } from '../../src/errors/index.ts';
import { caught } from './caught.ts';

/** The `ForensicsError` that the call throws; anything else it throws goes through. */
export function refusalOf(call: () => unknown): ForensicsError {
  const error = caught(call);
  if (!isForensicsError(error)) throw error;
  return error;
}
