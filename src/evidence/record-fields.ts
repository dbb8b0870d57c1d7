import { evidenceHashVersion } from './evidence-hash.ts';
import { MAXIMUM_LEAVES } from './merkle-tree.ts';
import { formatNanoseconds } from './nanoseconds.ts';

/** A field that is not as the shape of a record wants it, and the rule that it breaks: `must be …`. */
export interface BadField {
  readonly field: string;
  readonly rule: string;
}

interface FieldRule {
  readonly isRequired: boolean;
  readonly rule: string;
  readonly holds: (value: unknown) => boolean;
}

const DIGEST = /^[0-9a-f]{64}$/;
const RECORD_ID = /^[\x21-\x7e]{1,128}$/;
const HASH_KIND = /^[a-z][a-z0-9-]{0,39}$/;
/** One hash, or those of several segments. */
const HASH_DIGITS = /^[0-9a-f]+(?:,[0-9a-f]+)*$/;
const DECIMAL = /^(?:0|-?[1-9]\d{0,18})$/;
/**
 * What a name may not hold: control characters and lone surrogates, and U+FFFD, which is what decoders put where bytes are broken. Without
 * it in any record, a broken row never reads as a whole one.
 */
const NOT_IN_NAMES = /[\p{Cc}\p{Surrogate}\ufffd]/u;
/** Most names; looked at first, because the rule above takes longer. */
const PLAIN_NAME = /^[ -~]+$/;

const MAXIMUM_HASHES = 32;

const digest: Omit<FieldRule, 'isRequired'> = {
  rule: 'must be 64 lower-case hexadecimal digits',
  holds: (value) => typeof value === 'string' && DIGEST.test(value),
};

const name: Omit<FieldRule, 'isRequired'> = {
  rule: 'must be 1 to 256 characters without control characters and U+FFFD',
  holds: (value) => {
    if (typeof value !== 'string' || value.length < 1 || value.length > 256) return false;
    return PLAIN_NAME.test(value) || !NOT_IN_NAMES.test(value);
  },
};

const RULES: ReadonlyMap<string, FieldRule> = new Map(
  Object.entries<FieldRule>({
    attachmentId: { isRequired: false, ...name },
    byteLength: { isRequired: true, rule: 'must be a whole number, at least 0', holds: isCount },
    capturedAt: { isRequired: true, rule: 'must be nanoseconds in decimal that fit a signed 64-bit number', holds: isInt64Text },
    capturedAtUtc: { isRequired: true, rule: 'must be a time', holds: (value) => typeof value === 'string' },
    complaintId: { isRequired: false, ...name },
    evidenceHash: { isRequired: true, ...digest },
    evidenceHashVersion: { isRequired: true, rule: 'must be 1 or 2', holds: (value) => value === 1 || value === 2 },
    fileHash: { isRequired: true, ...digest },
    index: { isRequired: true, rule: 'must be a whole number, at least 0', holds: isCount },
    latitude: { isRequired: true, rule: 'must be null or -90..90', holds: (value) => isCoordinate(value, 90) },
    longitude: { isRequired: true, rule: 'must be null or -180..180', holds: (value) => isCoordinate(value, 180) },
    perceptualHashes: {
      isRequired: false,
      rule: `must hold 1 to ${MAXIMUM_HASHES} hashes, lower-case hexadecimal digits by kind`,
      holds: areHashes,
    },
    pixelHash: { isRequired: false, ...digest },
    previousHash: { isRequired: true, ...digest },
    recordId: {
      isRequired: true,
      rule: 'must be 1 to 128 printable ASCII characters without a space',
      holds: (value) => typeof value === 'string' && RECORD_ID.test(value),
    },
    reportHash: { isRequired: false, ...digest },
    schema: { isRequired: true, rule: 'must name the schema', holds: (value) => typeof value === 'string' },
  }),
);

const REQUIRED = [...RULES].filter(([, { isRequired }]) => isRequired).map(([field]) => field);

/** A field of a record that is missing, unknown, wrong, or at odds with another one; `undefined` when there is none. */
export function badField(fields: object): BadField | undefined {
  let required = 0;
  for (const field of Object.keys(fields)) {
    const rule = RULES.get(field);
    if (rule === undefined) return { field: field.slice(0, 40), rule: 'is not known' };
    if (!rule.holds((fields as Record<string, unknown>)[field])) return { field, rule: rule.rule };
    if (rule.isRequired) required++;
  }
  if (required < REQUIRED.length) {
    const missing = REQUIRED.filter((field) => !Object.hasOwn(fields, field));
    return { field: missing[0], rule: 'is missing' };
  }
  return disagreement(fields as { capturedAt: string; capturedAtUtc: string; evidenceHashVersion: number } & Place);
}

interface Place {
  latitude: number | null;
  longitude: number | null;
}

function disagreement(
  fields: { capturedAt: string; capturedAtUtc: string; evidenceHashVersion: number } & Place,
): BadField | undefined {
  if (formatNanoseconds(BigInt(fields.capturedAt)) !== fields.capturedAtUtc) {
    return { field: 'capturedAtUtc', rule: 'must say the same as "capturedAt"' };
  }
  if (evidenceHashVersion(fields) !== fields.evidenceHashVersion) {
    return { field: 'evidenceHashVersion', rule: 'must be 2 where a coordinate is null, and 1 elsewhere' };
  }
  return undefined;
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAXIMUM_LEAVES;
}

function isCoordinate(value: unknown, limit: number): boolean {
  return value === null || (typeof value === 'number' && value >= -limit && value <= limit);
}

function isInt64Text(value: unknown): boolean {
  if (typeof value !== 'string' || !DECIMAL.test(value)) return false;
  // Only numbers of 19 digits can be too large.
  return value.length < 19 || BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}

function areHashes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const kinds = Object.keys(value);
  if (kinds.length < 1 || kinds.length > MAXIMUM_HASHES) return false;
  for (const kind of kinds) {
    const hex = (value as Record<string, unknown>)[kind];
    if (!HASH_KIND.test(kind) || typeof hex !== 'string' || hex.length > 4096 || !HASH_DIGITS.test(hex)) return false;
  }
  return true;
}
