import type { Note } from '../../notes/index.ts';
import type { ImageMetadata } from '../image-metadata.ts';
import type { MetadataField } from '../normalized.ts';
import type { ImageFacts } from './image-facts.ts';
import type { ThumbnailCheck } from './thumbnail-check.ts';

/**
 * What kind of evidence a rule gives. The three are never added up with each other's meaning:
 * software worked on the file, two facts cannot both be true, or the file itself declares how it was made.
 */
export type EvidenceAxis = 'processing' | 'contradiction' | 'declaration';

/** Where a fact stands in the file. */
export interface RuleEvidence {
  /** For example `ExifIFD.PixelXDimension` or `APP0`. */
  readonly path: string;
  /** In bytes from the start of the file. */
  readonly offset: number;
}

/** One finding of a rule. */
export interface RuleHit {
  /** The rule's name, for example `DIM-EXIF`. */
  readonly id: string;
  readonly axis: EvidenceAxis;
  /** Natural logarithm of a likelihood ratio, by expert judgement; see `docs/methods/metadata.md`. */
  readonly weight: number;
  readonly note: Note;
  readonly evidence: readonly RuleEvidence[];
}

/** What a rule looks at. */
export interface RuleInput {
  readonly metadata: ImageMetadata;
  readonly image: ImageFacts;
  /** When the file is examined, in milliseconds since 1970-01-01 UTC; `undefined` when nobody said. */
  readonly examinedAt: number | undefined;
  /** The thumbnail beside the picture; worked out once, when first asked. */
  readonly thumbnail: () => ThumbnailCheck | Note;
}

/** What a rule says: its findings, none being the good answer, or why it had nothing to compare. */
export type RuleAnswer = readonly RuleHit[] | Note;

/** A unit of consistency: looks at some facts and says which of them do not go together. Pure. */
export interface ConsistencyRule {
  /** The rule's name; one rule may give findings under several, which begin with it. */
  readonly id: string;
  check(input: RuleInput): RuleAnswer;
}

/** The places of some fields, those that are there. */
export function evidenceOf(...fields: readonly (MetadataField<unknown> | undefined)[]): RuleEvidence[] {
  return fields.flatMap((field) => (field === undefined ? [] : [{ path: field.path, offset: field.offset }]));
}

/** Whether a rule had nothing to compare. */
export function isGap(answer: RuleAnswer): answer is Note {
  return 'code' in answer;
}
