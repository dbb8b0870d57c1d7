import { checkBytes } from '../errors/index.ts';
import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';
import { createEvidenceHasher, isEvidenceHasher } from './evidence-hash.ts';
import type { EvidenceHasher } from './evidence-hash.ts';
import type { EvidenceRecord } from './record.ts';
import type { Sha256 } from './sha256.ts';

/** What of a record is not that of an image: its length, its file hash, its evidence hash. */
export function imageProblems(image: Uint8Array | EvidenceHasher, record: EvidenceRecord, sha256?: Sha256): Note[] {
  const hasher = hasherOf(image, record, sha256);
  const { latitude, longitude } = record;
  const fileFits = hasher.fileHash() === record.fileHash;
  const evidenceFits = hasher.digest({ latitude, longitude, capturedAt: BigInt(record.capturedAt) }) === record.evidenceHash;
  const notes: Note[] = [];
  if (hasher.byteLength !== record.byteLength) {
    notes.push(note('evidence-image-length', { expected: record.byteLength, found: hasher.byteLength }));
  }
  if (!fileFits && !evidenceFits) {
    notes.push(note('evidence-image-changed', { expected: record.fileHash, found: hasher.fileHash() }));
  } else if (!fileFits) {
    notes.push(note('evidence-file-hash-changed', { expected: record.fileHash, found: hasher.fileHash() }));
  } else if (!evidenceFits) {
    notes.push(note('evidence-place-or-time-changed'));
  }
  return notes;
}

function hasherOf(image: Uint8Array | EvidenceHasher, record: EvidenceRecord, sha256: Sha256 | undefined): EvidenceHasher {
  if (isEvidenceHasher(image)) {
    if (image.version !== record.evidenceHashVersion) {
      throw new RangeError(`"imageBytes" must be a hasher of version ${record.evidenceHashVersion}, received ${image.version}`);
    }
    return image;
  }
  checkBytes('imageBytes', image);
  const hasher = createEvidenceHasher(record.evidenceHashVersion, sha256);
  hasher.update(image);
  return hasher;
}
