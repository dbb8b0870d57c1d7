import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { civilSeconds, DAY } from '../civil-time.ts';
import type { MetadataField, MetadataTime } from '../normalized.ts';
import { evidenceOf } from './rule.ts';
import type { ConsistencyRule, EvidenceAxis, RuleAnswer, RuleHit, RuleInput } from './rule.ts';

/** Seconds that times which one device writes for one moment may be apart; an old camera digitized 2 s before it took the picture. */
const SLACK = 2;

/** What the camera software of many Android phones writes for a time that it does not know. */
const PLACEHOLDER = '2002:12:08 12:00:00';

/** Zones reach from −12 to +14 hours: two times of unknown zones may look that far apart and be the same. */
const ZONE_SPREAD = 26 * 3600;

/** Times before the picture was taken, or after it, by the file's own account. */
export const timeOrder: ConsistencyRule = { id: 'TS-ORDER', check: checkOrder };

/** Times that had not come when the file was examined. */
export const timeFuture: ConsistencyRule = { id: 'TS-FUTURE', check: checkFuture };

function checkOrder({ metadata }: RuleInput): RuleAnswer {
  const { dateTimeOriginal: taken, dateTimeDigitized: digitized, dateTime: modified } = metadata.normalized;
  if (taken?.value.time === undefined) return note('metadata-unchecked-no-time');
  const hits: RuleHit[] = [];
  // A digital camera takes and digitizes at once; film is digitized later, never before.
  if (earlierBy(digitized, taken) > SLACK) {
    hits.push(hitOf('TS-ORDER1', 'contradiction', 1, note('metadata-digitized-before-taken'), taken, digitized));
  }
  if (earlierBy(taken, modified) > SLACK) {
    hits.push(hitOf('TS-ORDER2', 'processing', 0.4, note('metadata-modified-after-taken'), taken, modified));
  }
  if (earlierBy(modified, taken) > SLACK) {
    hits.push(hitOf('TS-ORDER3', 'contradiction', 1, note('metadata-modified-before-taken'), taken, modified));
  }
  return hits;
}

function checkFuture({ metadata, examinedAt }: RuleInput): RuleAnswer {
  if (examinedAt === undefined) return note('metadata-unchecked-no-examination-time');
  const { dateTimeOriginal, dateTimeDigitized, dateTime, gps } = metadata.normalized;
  const fields = [dateTimeOriginal, dateTimeDigitized, dateTime, gps?.timestamp, metadata.pngTime];
  if (fields.every((field) => field?.value.time === undefined)) return note('metadata-unchecked-no-time');
  // A day of room: clocks run ahead of UTC by up to 14 hours.
  const latest = Math.floor(examinedAt / 1000) + DAY;
  const future = fields.filter((field) => (secondsOf(field) ?? -Infinity) > latest);
  if (future.length === 0) return [];
  return [hitOf('TS-FUTURE', 'contradiction', 1, note('metadata-time-in-future'), ...future)];
}

/** By how many seconds `a` is certainly earlier than `b`; 0 or less when it is not, or when it cannot be known. */
function earlierBy(a: MetadataField<MetadataTime> | undefined, b: MetadataField<MetadataTime> | undefined): number {
  if (a?.value.time === undefined || b?.value.time === undefined) return 0;
  if (a.value.text === PLACEHOLDER || b.value.text === PLACEHOLDER) return 0;
  const difference = civilSeconds(b.value.time) - civilSeconds(a.value.time);
  const [zoneA, zoneB] = [a.value.utcOffsetMinutes, b.value.utcOffsetMinutes];
  if (zoneA !== undefined && zoneB !== undefined) return difference - 60 * (zoneB - zoneA);
  // Without zones one clock wrote both. With one zone only, a second program may have written the other.
  return zoneA === zoneB ? difference : difference - ZONE_SPREAD;
}

function secondsOf(field: MetadataField<MetadataTime> | undefined): number | undefined {
  return field?.value.time && civilSeconds(field.value.time);
}

function hitOf(
  id: string,
  axis: EvidenceAxis,
  weight: number,
  what: Note,
  ...fields: readonly (MetadataField<MetadataTime> | undefined)[]
): RuleHit {
  return { id, axis, weight, note: what, evidence: evidenceOf(...fields) };
}
