import { fromBase64, fromHex, toBase64, toHex } from '../bytes/index.ts';
import { checkInteger, malformed } from '../errors/index.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { InclusionProof } from './merkle-proofs.ts';
import { MAXIMUM_LEAVES } from './merkle-tree.ts';

/** An inclusion proof together with the checkpoint that it leads to: all that a third party needs beside the record and a key. */
export interface SignedInclusionProof {
  readonly proof: InclusionProof;
  /** The signed checkpoint, as {@link signCheckpoint} wrote it. */
  readonly checkpoint: string;
}

/** The first line of every such text. */
const FIRST_LINE = 'c2sp.org/tlog-proof@v1';

/**
 * Writes an inclusion proof and the checkpoint that it leads to as one text, best kept in a file that ends in `.tlog-proof`.
 *
 * A first line that names the format, a line `index` and the place of the record, one line in base64 for each hash of the path,
 * lowest first, a blank line, and the signed checkpoint as it is.
 *
 * @throws {TypeError | RangeError} The checkpoint has another form or another size than the proof.
 * @see "Transparency Log Proofs", C2SP (c2sp.org/tlog-proof).
 */
export function formatInclusionProof({ proof, checkpoint }: SignedInclusionProof): string {
  const parsed = parseCheckpoint(checkpoint);
  if (parsed === undefined) throw new TypeError('"checkpoint" is no signed checkpoint');
  if (parsed.size !== proof.size) {
    throw new RangeError(`the proof is for a log of ${proof.size} records and the checkpoint for one of ${parsed.size}`);
  }
  checkInteger('index', proof.index, 0, proof.size - 1);
  const hashes = proof.path.map((hash) => `${toBase64(fromHex(hash))}\n`);
  return `${FIRST_LINE}\nindex ${proof.index}\n${hashes.join('')}\n${checkpoint}`;
}

/**
 * Reads what {@link formatInclusionProof} writes. Nothing is verified here.
 *
 * @throws {ForensicsError} `malformed`: the text has another form.
 */
export function parseInclusionProof(text: string): SignedInclusionProof {
  const blank = text.indexOf('\n\n');
  const [first, indexLine, ...hashes] = text.slice(0, Math.max(blank, 0)).split('\n');
  const checkpoint = text.slice(blank + 2);
  const size = parseCheckpoint(checkpoint)?.size;
  const index = /^index (0|[1-9]\d{0,12})$/.exec(indexLine ?? '')?.[1];
  const path = hashes.map(fromBase64);
  if (first !== FIRST_LINE) throw malformed('evidence', `an inclusion proof begins with the line ${FIRST_LINE}`);
  if (index === undefined || Number(index) > MAXIMUM_LEAVES) throw malformed('evidence', 'the inclusion proof lacks its index');
  if (size === undefined) throw malformed('evidence', 'the inclusion proof does not end with a signed checkpoint');
  const digests = path.filter((bytes) => bytes !== undefined).filter((bytes) => bytes.length === 32);
  if (digests.length < path.length) throw malformed('evidence', 'the inclusion proof holds a line that is no hash');
  return { proof: { index: Number(index), size, path: digests.map(toHex) }, checkpoint };
}
