import { note } from '../../notes/index.ts';
import { civilDays } from '../civil-time.ts';
import type { CivilTime } from '../civil-time.ts';
import type { MetadataPosition } from '../normalized.ts';
import { evidenceOf } from './rule.ts';
import type { ConsistencyRule, RuleAnswer, RuleHit, RuleInput } from './rule.ts';

const WEIGHTS = { place: 0.6, date: 0.3 } as const;

/** Meters: above any balloon and below any mine and lake. */
const ALTITUDES = { minimum: -5000, maximum: 60_000 } as const;

/** A position that is no place on Earth, or its date another than the picture's. No note says where it is. */
export const position: ConsistencyRule = { id: 'GPS-PLAUS', check };

function check({ metadata }: RuleInput): RuleAnswer {
  const { gps, dateTimeOriginal: taken } = metadata.normalized;
  if (gps?.latitude === undefined && gps?.longitude === undefined && gps?.timestamp === undefined) {
    return note('metadata-unchecked-no-position');
  }
  const hits: RuleHit[] = [];
  if (!isPlace(gps)) {
    const evidence = evidenceOf(gps.latitude, gps.longitude, gps.altitude);
    hits.push({
      id: 'GPS-PLAUS',
      axis: 'contradiction',
      weight: WEIGHTS.place,
      note: note('metadata-position-out-of-range'),
      evidence,
    });
  }
  const [satellite, camera] = [gps.timestamp?.value.time, taken?.value.time];
  // Universal and local time may be on neighbouring days.
  if (satellite !== undefined && camera !== undefined && Math.abs(dayOf(satellite) - dayOf(camera)) > 1) {
    const evidence = evidenceOf(gps.timestamp, taken);
    hits.push({ id: 'GPS-DATE', axis: 'contradiction', weight: WEIGHTS.date, note: note('metadata-position-date'), evidence });
  }
  return hits;
}

/** Whether latitude, longitude and altitude, as far as they are stated, are those of a place on Earth. */
export function isPlace({ latitude, longitude, altitude }: MetadataPosition): boolean {
  const within = (value: number | undefined, minimum: number, maximum: number) =>
    value === undefined || (value >= minimum && value <= maximum);
  return (
    within(latitude?.value, -90, 90) &&
    within(longitude?.value, -180, 180) &&
    within(altitude?.value, ALTITUDES.minimum, ALTITUDES.maximum)
  );
}

function dayOf({ year, month, day }: CivilTime): number {
  return civilDays(year, month, day);
}
