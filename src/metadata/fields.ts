import { isUnsetTime, parseCivilTime, parseUtcOffset } from './civil-time.ts';
import { defined } from './defined.ts';
import { findEntry, numbersOf } from './ifd.ts';
import type { Ifd, IfdEntry } from './ifd.ts';
import type { MetadataField, MetadataTime } from './normalized.ts';

/** Where to look for a tag, most fitting directory first: some software writes Exif tags into IFD0 and the other way round. */
export type TagPlace = readonly [tag: number, ...ifds: string[]];

/** The field of a text without blanks around it; `undefined` when it is absent or empty. */
export function textField(ifds: readonly Ifd[], place: TagPlace): MetadataField<string> | undefined {
  return field(ifds, place, (entry) => {
    const text = typeof entry.value === 'string' ? entry.value.trim() : '';
    return text === '' ? undefined : text;
  });
}

/** The field of a number, the first of several. */
export function numberField(ifds: readonly Ifd[], place: TagPlace): MetadataField<number> | undefined {
  return field(ifds, place, (entry) => numbersOf(entry.value)[0] ?? undefined);
}

/** The field of a time, with the sub-seconds and the offset from UTC that belong to it. */
export function timeField(
  ifds: readonly Ifd[],
  place: TagPlace,
  subSecondsTag: number,
  offsetTag: number,
): MetadataField<MetadataTime> | undefined {
  const subSeconds = textField(ifds, [subSecondsTag, 'ExifIFD'])?.value ?? '';
  const offsetText = textField(ifds, [offsetTag, 'ExifIFD'])?.value ?? '';
  return field(ifds, place, (entry) =>
    typeof entry.value === 'string' ? metadataTime(entry.value, subSeconds, offsetText) : undefined,
  );
}

/** What a text says as a time. */
export function metadataTime(text: string, subSeconds = '', offsetText = ''): MetadataTime {
  return {
    text,
    isUnset: isUnsetTime(text),
    ...defined({
      time: parseCivilTime(text),
      subSeconds: /^\d+$/.test(subSeconds) ? subSeconds : undefined,
      utcOffsetMinutes: parseUtcOffset(offsetText),
    }),
  };
}

/** A field made of the first entry of the tag from which `convert` makes something. */
export function field<T>(
  ifds: readonly Ifd[],
  [tag, ...names]: TagPlace,
  convert: (entry: IfdEntry) => T | undefined,
): MetadataField<T> | undefined {
  for (const name of names) {
    const entry = findEntry(ifds, name, tag);
    if (entry?.value === undefined) continue;
    const value = convert(entry);
    if (value !== undefined) return { value, raw: entry.value, path: pathOf(name, entry), offset: entry.offset };
  }
  return undefined;
}

/** How findings call an entry: directory and name. */
export function pathOf(ifd: string, { tag, name }: Pick<IfdEntry, 'tag' | 'name'>): string {
  return `${ifd}.${name ?? `0x${tag.toString(16).padStart(4, '0')}`}`;
}
