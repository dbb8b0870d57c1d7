import { randomUUID } from 'node:crypto';

/** A name for a record that no other has: a random UUID (RFC 9562, version 4). */
export function newRecordId(): string {
  return randomUUID();
}
