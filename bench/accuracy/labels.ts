/** One row of labels.csv. */
export interface LabeledImage {
  readonly set: string;
  /** Pictures of one scene are not independent of each other: intervals resample scenes. Unique across sets. */
  readonly scene: string;
  /** The picture's path, from the folder of labels.csv. */
  readonly image: string;
  readonly label: 'authentic' | 'tampered';
  /** The mask's path, white where tampered; `undefined` when there is none. */
  readonly mask: string | undefined;
}

const REQUIRED = ['set', 'scene', 'image', 'label', 'mask'] as const;

/**
 * Reads labels.csv: a header, then a row for each picture; fields may be quoted as in RFC 4180.
 *
 * @param splitBy - A column whose value, where there is one, is added to the set's name, so that each kind has rows of its own.
 * @throws {TypeError} A column is missing, or a row has no set, image or known label; the message says which.
 */
export function parseLabels(text: string, splitBy?: string): LabeledImage[] {
  const [header = [], ...records] = parseCsv(text.startsWith('\uFEFF') ? text.slice(1) : text);
  for (const name of [...REQUIRED, ...(splitBy === undefined ? [] : [splitBy])]) {
    if (!header.includes(name)) throw new TypeError(`labels.csv has no column "${name}"; it has ${header.join(', ')}`);
  }
  return records.map((record, i) => {
    const value = (name: string): string => record[header.indexOf(name)] ?? '';
    const [set, scene, image, label, mask] = REQUIRED.map(value);
    const kind = splitBy === undefined ? '' : value(splitBy);
    if (set === '' || image === '') throw new TypeError(`row ${i + 1} of labels.csv has no set or no image`);
    if (label !== 'authentic' && label !== 'tampered') {
      throw new TypeError(`"label" in row ${i + 1} of labels.csv must be authentic or tampered, received "${label}"`);
    }
    return {
      set: kind === '' ? set : `${set}: ${kind}`,
      // A picture without a scene is one of its own.
      scene: `${set}/${scene === '' ? image : scene}`,
      image,
      label,
      mask: mask === '' ? undefined : mask,
    };
  });
}

function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  // A field, quoted or plain, and what ends it.
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new TypeError(`labels.csv is not well-formed at character ${start}`);
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2]);
    if (match[3] === ',' && pattern.lastIndex === text.length) fields.push('');
    if (match[3] === ',' && pattern.lastIndex < text.length) continue;
    if (fields.length > 1 || fields[0] !== '') records.push(fields);
    fields = [];
  }
  return records;
}
