import { note } from '../../notes/index.ts';
import type { MetadataField } from '../normalized.ts';
import { KNOWN_SOFTWARE } from './editors.ts';
import type { KnownSoftware } from './editors.ts';
import { evidenceOf } from './rule.ts';
import type { ConsistencyRule, RuleAnswer, RuleHit, RuleInput } from './rule.ts';

/** Raw developers are part of how a photograph comes to be, and a screenshot explains itself: they are listed, and weigh nothing. */
const WEIGHTS = { editor: 0.5, converter: 0.5, 'raw-developer': 0, screenshot: 0 } as const;

/** Longest name that a note carries. */
const NAME_CHARACTERS = 80;

/** A program that edits, develops or converts pictures names itself. Cameras and phones name their firmware in the same tag. */
export const software: ConsistencyRule = { id: 'SW-EDITOR', check };

function check({ metadata }: RuleInput): RuleAnswer {
  const { software: main, processingSoftware } = metadata.normalized;
  if (main === undefined && processingSoftware === undefined) return note('metadata-unchecked-no-software');
  const hits: RuleHit[] = [];
  const named = new Set<KnownSoftware>();
  for (const field of [main, processingSoftware]) {
    const program = field && KNOWN_SOFTWARE.find(({ pattern }) => pattern.test(field.value));
    if (field === undefined || program === undefined || named.has(program)) continue;
    named.add(program);
    hits.push(hitOf(field, program));
  }
  return hits;
}

function hitOf(field: MetadataField<string>, { kind }: KnownSoftware): RuleHit {
  return {
    id: 'SW-EDITOR',
    axis: 'processing',
    weight: WEIGHTS[kind],
    note: note('metadata-software', { kind, software: field.value.slice(0, NAME_CHARACTERS) }),
    evidence: evidenceOf(field),
  };
}
