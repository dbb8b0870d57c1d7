import { readFile } from 'node:fs/promises';
import { readCheckpoints } from '../../../adapters/node/evidence/index.ts';
import { describeFailure } from '../../../adapters/node/index.ts';
import { malformed } from '../../../errors/index.ts';
import { isEvidenceStoreError, parseInclusionProof, parseVerifierKey, readRecord } from '../../../evidence/index.ts';
import type {
  ConsistencyProof,
  EvidenceHasher,
  EvidenceStoreError,
  InclusionProof,
  VerifierKey,
} from '../../../evidence/index.ts';
import type { Input } from '../../inputs.ts';
import { UsageError } from '../../usage-error.ts';
import { parseConsistencyProof } from './consistency-text.ts';
import type { Remark, Unread } from './describe-verification.ts';
import { hashInBothLayouts, hashInput } from './hash-input.ts';
import { openStore } from './open-store.ts';
import type { OpenedStore, StoreOptions } from './open-store.ts';
import { readText } from './read-text.ts';

/** What proofs and checkpoints say. */
export interface ProofMaterial {
  readonly inclusion: InclusionProof | undefined;
  readonly consistency: readonly ConsistencyProof[];
  /** Those of the proofs and those that were given, each once. */
  readonly checkpoints: readonly string[];
}

/** Reads what is to be verified. What cannot be read is kept for the answer, and the rest goes on without it. */
export class MaterialReader {
  /** What was named and could not be read. */
  readonly unread: Unread[] = [];
  /** What reading showed to be damaged. */
  readonly problems: Remark[] = [];

  /** The log's store, to be closed by the caller. */
  async store(options: StoreOptions): Promise<OpenedStore | undefined> {
    try {
      return await openStore(options, 'read');
    } catch (error) {
      if (!isEvidenceStoreError(error)) throw error;
      if (error.code === 'missing') throw new UsageError(`${options.log}: ${error.message}`);
      this.addTrouble(options.log, error);
      return undefined;
    }
  }

  /** The text of a record, without the line feed that files end with. */
  async record(path: string): Promise<string | undefined> {
    return this.#try(path, async () => (await readText(path)).replace(/\r?\n$/, ''));
  }

  /** Hashes the image in the layout that its record names. */
  async image(input: Input, record: string | undefined): Promise<EvidenceHasher | undefined> {
    const version = record === undefined ? undefined : readRecord(record).record?.evidenceHashVersion;
    return this.#try(input.label, () => hashInput(input, version ?? 1));
  }

  /** Hashes the image in both layouts, while its record is not known yet. */
  async imageInBothLayouts(input: Input): Promise<readonly [EvidenceHasher, EvidenceHasher] | undefined> {
    return this.#try(input.label, () => hashInBothLayouts(input));
  }

  /** Proofs of either kind, and checkpoints, from files that may hold several. */
  async proofs(proofPaths: readonly string[], checkpointPaths: readonly string[]): Promise<ProofMaterial> {
    const checkpoints = new Set<string>();
    const consistency: ConsistencyProof[] = [];
    const inclusions: InclusionProof[] = [];
    for (const path of proofPaths) {
      await this.#try(path, async () => {
        const text = await readText(path);
        if (text.startsWith('{')) {
          const proof = parseConsistencyProof(text);
          consistency.push(proof.consistency);
          for (const signed of proof.checkpoints) checkpoints.add(signed);
        } else {
          const { proof, checkpoint } = parseInclusionProof(text);
          inclusions.push(proof);
          checkpoints.add(checkpoint);
        }
      });
    }
    if (inclusions.length > 1) throw new UsageError('--proof takes the proof of one record at a time');
    for (const path of checkpointPaths) {
      await this.#try(path, async () => {
        const signed = await readCheckpoints(path);
        // An emptied file must not look as if none had been given.
        if (signed.length === 0) throw malformed('evidence', 'the file holds no checkpoint');
        for (const checkpoint of signed) checkpoints.add(checkpoint);
      });
    }
    return { inclusion: inclusions[0], consistency, checkpoints: [...checkpoints] };
  }

  /** The verifier key: the line itself, or a file that holds it. */
  async key(given: string): Promise<VerifierKey | undefined> {
    if (/^[^+\s]+\+[0-9a-f]{8}\+\S+$/.test(given)) return this.#try('--key', () => Promise.resolve(parseVerifierKey(given)));
    return this.#try(given, async () => parseVerifierKey((await readFile(given, 'utf8')).trim()));
  }

  /** Keeps what went wrong with the log. */
  addTrouble(log: string, error: EvidenceStoreError): void {
    if (error.code === 'damaged') this.problems.push({ code: 'evidence-log-damaged', text: `${log}: ${error.message}.` });
    else this.unread.push({ path: log, code: error.code, reason: error.message });
  }

  async #try<T>(path: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      // A path that is wrong is a call that is wrong, as everywhere else.
      const { code } = error as { code?: unknown };
      if (code === 'ENOENT' || code === 'missing') throw new UsageError((error as Error).message);
      this.unread.push({ path, ...describeFailure(error) });
      return undefined;
    }
  }
}
