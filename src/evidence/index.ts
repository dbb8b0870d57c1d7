export { canonicalJson, isCanonical } from './canonical-json.ts';
export { CHECKPOINT_TAG, checkpointText, parseCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.ts';
export type { Checkpoint, VerifiedCheckpoint } from './checkpoint.ts';
export { createEvidenceRecord } from './create-record.ts';
export type { CreateRecordOptions, EvidenceInput, PreviousRecord } from './create-record.ts';
export { createEvidenceHasher, evidenceHash, hashEvidence } from './evidence-hash.ts';
export type {
  EvidenceHasher,
  EvidenceHashVersion,
  EvidenceSubject,
  PlaceAndTime,
  VersionedEvidenceHash,
} from './evidence-hash.ts';
export { EvidenceLog } from './evidence-log.ts';
export type { AppendOptions, EvidenceLogOptions } from './evidence-log.ts';
export { MemoryEvidenceStore } from './memory-store.ts';
export { leafHash, nodeHash } from './merkle-hash.ts';
export { verifyConsistency, verifyInclusion } from './merkle-proofs.ts';
export type { ConsistencyProof, InclusionProof } from './merkle-proofs.ts';
export { MerkleTree } from './merkle-tree.ts';
export type { LeafReader, MerkleTreeOptions } from './merkle-tree.ts';
export { formatNanoseconds, parseNanoseconds } from './nanoseconds.ts';
export type { DateLike } from './nanoseconds.ts';
export { formatInclusionProof, parseInclusionProof } from './proof-text.ts';
export type { SignedInclusionProof } from './proof-text.ts';
export { readRecord } from './read-record.ts';
export type { ReadRecord, RecordProblem } from './read-record.ts';
export { NO_PREVIOUS_HASH, RECORD_SCHEMA, recordHash, recordText } from './record.ts';
export type { EvidenceRecord } from './record.ts';
export { PORTABLE_SHA256 } from './sha256.ts';
export type { Sha256, Sha256Hasher } from './sha256.ts';
export { checkOrigin, ed25519Signer, formatVerifierKey, keyIdOf, parseVerifierKey, verifierKeyOf } from './signing-key.ts';
export type { Ed25519Signer, EvidenceSigner, VerifierKey } from './signing-key.ts';
export { EvidenceStoreError, isEvidenceStoreError } from './store-error.ts';
export type { EvidenceStoreErrorCode } from './store-error.ts';
export type { EvidenceEntry, EvidenceStore, StoredEvidence } from './store.ts';
export { verifyEvidence } from './verify-evidence.ts';
export type { EvidenceCheck, EvidenceMaterial, EvidenceVerification } from './verify-evidence.ts';
export type { VerifiedLog } from './verify-log.ts';
