import { malformed } from '../../../errors/index.ts';
import { canonicalJson } from '../../../evidence/index.ts';
import type { ConsistencyProof } from '../../../evidence/index.ts';

/** A consistency proof and the two checkpoints that it lies between. */
export interface SignedConsistencyProof {
  readonly consistency: ConsistencyProof;
  /** The earlier and the later one, as they were signed. */
  readonly checkpoints: readonly string[];
}

/** Names the form of the text; there is none of C2SP's for consistency proofs. */
const SCHEMA = 'tamperlens-evidence-consistency/1';

/** Writes a consistency proof as one line of JSON. */
export function formatConsistencyProof({ consistency, checkpoints }: SignedConsistencyProof): string {
  return `${canonicalJson({ schema: SCHEMA, consistency, checkpoints })}\n`;
}

/**
 * Reads what {@link formatConsistencyProof} writes. Nothing is verified here.
 *
 * @throws {ForensicsError} `malformed`: the text has another form.
 */
export function parseConsistencyProof(text: string): SignedConsistencyProof {
  const value = parse(text) as { schema?: unknown; consistency?: unknown; checkpoints?: unknown } | null;
  const { consistency, checkpoints } = value?.schema === SCHEMA ? value : {};
  if (!isProof(consistency) || !isListOfTexts(checkpoints)) throw malformed('evidence', 'this is neither kind of proof');
  return { consistency, checkpoints };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

function isProof(value: unknown): value is ConsistencyProof {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to, path } = value as Partial<Record<keyof ConsistencyProof, unknown>>;
  return Number.isInteger(from) && Number.isInteger(to) && isListOfTexts(path);
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}
