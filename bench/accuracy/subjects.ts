import type { Detector } from '../../src/detectors/index.ts';

/** A detector to be measured, with the options it is given. */
export interface Subject {
  /** How the tables call it. */
  readonly name: string;
  readonly detector: Detector;
  readonly options: object;
}

/**
 * Finds detectors by id in the list of all, or else by the name they are exported under.
 *
 * @param exported - What the package's detectors entry exports.
 * @param names - Ids or names of exports; all listed detectors when empty.
 * @param variants - More subjects, each `name=detector:{options in JSON}`.
 * @throws {TypeError} There is no detector of that name, or a variant is not well-formed.
 */
export function chooseSubjects(
  exported: Readonly<Record<string, unknown>>,
  names: readonly string[],
  variants: readonly string[],
): Subject[] {
  const listed = Array.isArray(exported['ALL_DETECTORS']) ? exported['ALL_DETECTORS'].filter(isDetector) : [];
  const find = (name: string): Detector => {
    const found = listed.find(({ id }) => id === name) ?? exported[name];
    if (isDetector(found)) return found;
    const known = [...listed.map(({ id }) => id), ...Object.keys(exported).filter((key) => isDetector(exported[key]))];
    throw new TypeError(`there is no detector "${name}"; there are ${[...new Set(known)].join(', ')}`);
  };
  const chosen = names.length > 0 || variants.length > 0 ? names : listed.map(({ id }) => id);
  return [
    ...chosen.map((name) => ({ name, detector: find(name), options: {} })),
    ...variants.map((variant) => {
      const match = /^([^=]+)=([^:]+):(\{.*\})$/s.exec(variant);
      if (match === null) throw new TypeError(`a variant is written name=detector:{"option":value}, received ${variant}`);
      const options: unknown = JSON.parse(match[3]);
      return { name: match[1], detector: find(match[2]), options: Object(options) as object };
    }),
  ];
}

function isDetector(value: unknown): value is Detector {
  return typeof value === 'object' && value !== null && 'id' in value && 'needs' in value && 'detect' in value;
}
