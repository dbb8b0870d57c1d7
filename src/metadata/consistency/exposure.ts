import { log2 } from '../../math/index.ts';
import { note } from '../../notes/index.ts';
import type { MetadataField } from '../normalized.ts';
import { evidenceOf } from './rule.ts';
import type { ConsistencyRule, RuleAnswer, RuleHit, RuleInput } from './rule.ts';

/** Half of the prior: one camera in a hundred rounds the two in different ways. */
const WEIGHT = 0.3;

/** APEX values beyond those of f/1024 and a millionth of a second are a camera's mistake, not a statement. */
const MAXIMUM_APEX = 20;

/** APEX steps that rounded values of one exposure may be apart. */
const TOLERANCE = 0.35;

/**
 * Aperture and exposure time, each stated twice: as it is and in APEX units (`Av = 2 log2 N`, `Tv = −log2 t`; Exif 2.2, annex C).
 */
export const exposure: ConsistencyRule = { id: 'CAM-COHERENT', check };

function check({ metadata }: RuleInput): RuleAnswer {
  const { fNumber, apertureValue, exposureTime, shutterSpeedValue } = metadata.normalized;
  const aperture = isPositive(fNumber) && isPositive(apertureValue) && apertureValue.value <= MAXIMUM_APEX;
  const shutter =
    isPositive(exposureTime) &&
    shutterSpeedValue !== undefined &&
    shutterSpeedValue.value !== 0 &&
    Math.abs(shutterSpeedValue.value) <= MAXIMUM_APEX;
  if (!aperture && !shutter) return note('metadata-unchecked-no-exposure');
  const hits: RuleHit[] = [];
  if (aperture && Math.abs(2 * log2(fNumber.value) - apertureValue.value) > TOLERANCE) hits.push(hitOf(fNumber, apertureValue));
  if (shutter && Math.abs(0 - log2(exposureTime.value) - shutterSpeedValue.value) > TOLERANCE) {
    hits.push(hitOf(exposureTime, shutterSpeedValue));
  }
  return hits;
}

/** Zeros stand for what a camera does not know. */
function isPositive(field: MetadataField<number> | undefined): field is MetadataField<number> {
  return field !== undefined && field.value > 0;
}

function hitOf(plain: MetadataField<number>, apex: MetadataField<number>): RuleHit {
  return {
    id: 'CAM-COHERENT',
    axis: 'contradiction',
    weight: WEIGHT,
    note: note('metadata-exposure', { plain: plain.path, apex: apex.path }),
    evidence: evidenceOf(plain, apex),
  };
}
