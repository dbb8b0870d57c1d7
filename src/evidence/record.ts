import { toHex } from '../bytes/index.ts';
import { canonicalJson } from './canonical-json.ts';
import type { EvidenceHashVersion } from './evidence-hash.ts';
import { leafHash } from './merkle-hash.ts';
import type { Sha256 } from './sha256.ts';

/** Names the shape of {@link EvidenceRecord}; part of every record. */
export const RECORD_SCHEMA = 'tamperlens-evidence-record/1';

/** What the first record of a log names as the one before it: 64 zeros. */
export const NO_PREVIOUS_HASH: string = '0'.repeat(64);

/**
 * What is kept about an uploaded image: plain JSON, written once.
 *
 * A record is an integrity signal. With the image and the record's place in a log it shows whether image, place, time or anything
 * else in here was changed after the record was made. It does not show that the image is authentic, who took it, when or where: time
 * is that of the server's clock when the bytes arrived, and place is what the caller stated.
 *
 * All fields are covered by the record's leaf hash, and so by the log's root and its checkpoints.
 */
export interface EvidenceRecord {
  /** {@link RECORD_SCHEMA}. */
  readonly schema: typeof RECORD_SCHEMA;
  /** Place in the log, from 0. */
  readonly index: number;
  /** The caller's own name for the record, unique in its log: 1 to 128 printable ASCII characters without a space. */
  readonly recordId: string;
  /** Evidence hash of image, place and time: 64 lower-case hexadecimal digits. */
  readonly evidenceHash: string;
  /** The layout of that hash: 1 with both coordinates, 2 where one or both are absent. */
  readonly evidenceHashVersion: EvidenceHashVersion;
  /** The server's clock when the bytes were hashed: nanoseconds since 1970-01-01 UTC in decimal, an int64. */
  readonly capturedAt: string;
  /** The same for people: `2023-11-14T22:13:20.123456789Z`. */
  readonly capturedAtUtc: string;
  /** Degrees north, −90..90, as the caller stated it; `null` where it is absent. Never −0, which JSON cannot hold. */
  readonly latitude: number | null;
  /** Degrees east, −180..180, as the caller stated it; `null` where it is absent. Never −0. */
  readonly longitude: number | null;
  /** SHA-256 of the image's bytes alone: what `sha256sum` prints. */
  readonly fileHash: string;
  /** How many bytes the image has. */
  readonly byteLength: number;
  /** SHA-256 of the decoded pixels, when the caller gave one. */
  readonly pixelHash?: string;
  /** Perceptual hashes by kind (`pdq`, `perceptual`), lower-case hexadecimal digits, when the caller gave some. */
  readonly perceptualHashes?: Readonly<Record<string, string>>;
  /** SHA-256 of the analysis report, when the caller gave one. */
  readonly reportHash?: string;
  /** The caller's name for the attachment: 1 to 256 characters. */
  readonly attachmentId?: string;
  /** The caller's name for the complaint, case or claim: 1 to 256 characters. */
  readonly complaintId?: string;
  /** Leaf hash of the record before this one; {@link NO_PREVIOUS_HASH} for the first. */
  readonly previousHash: string;
}

/**
 * Writes a record as canonical JSON (RFC 8785): the text whose UTF-8 is hashed, on one line.
 *
 * @throws {TypeError} The record holds something that JSON does not.
 */
export function recordText(record: EvidenceRecord): string {
  return canonicalJson(record);
}

/**
 * The leaf hash of a record: SHA-256 over a zero byte and the record's canonical JSON in UTF-8 (RFC 6962, section 2.1).
 *
 * @param record - A record, or its text as it was stored.
 * @returns 64 lower-case hexadecimal digits.
 */
export function recordHash(record: EvidenceRecord | string, sha256?: Sha256): string {
  return toHex(leafHash(typeof record === 'string' ? record : recordText(record), sha256));
}
