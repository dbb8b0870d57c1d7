import type { BootstrapOptions } from './bootstrap.ts';
import { parseLabels } from './labels.ts';
import type { Library } from './library.ts';
import { measurePicture } from './measure.ts';
import type { Measurement } from './measure.ts';
import { metadataCarried } from './metadata-carried.ts';
import { chooseSubjects } from './subjects.ts';
import type { Subject } from './subjects.ts';
import { alarmTable, imageTable, mapTable } from './tables.ts';

/** What to measure. */
export interface EvaluateOptions extends BootstrapOptions {
  /** Ids or names of exports; all listed detectors when empty. */
  readonly detectors: readonly string[];
  /** More subjects, each `name=detector:{options in JSON}`. */
  readonly variants: readonly string[];
  /** Sets to measure; all when empty. */
  readonly sets: readonly string[];
  /** A column of labels.csv by which sets are divided, or `undefined`. */
  readonly splitBy: string | undefined;
  /** Fixed thresholds in the unit of the map, by subject's name. */
  readonly thresholds: ReadonlyMap<string, number>;
  /** Told before each picture. */
  readonly onPicture: (done: number, total: number) => void;
}

/** The names of the baselines, in the tables. */
const QUALITY = 'quality alone';
const METADATA = 'metadata alone';

/**
 * Measures detectors on a labelled folder.
 *
 * @param readFile - Reads a file by its path from the folder of labels.csv.
 * @returns The tables and what they leave out, in Markdown.
 * @throws {TypeError} labels.csv is not well-formed, or a name is not known.
 */
export async function evaluate(
  library: Library,
  readFile: (path: string) => Uint8Array,
  options: EvaluateOptions,
): Promise<string> {
  const chosen = chooseSubjects(library.detectors, options.detectors, options.variants);
  for (const name of options.thresholds.keys()) {
    if (!chosen.some((subject) => subject.name === name))
      throw new TypeError(`there is a threshold for "${name}", which does not run`);
  }
  const rows = parseLabels(new TextDecoder().decode(readFile('labels.csv')), options.splitBy);
  const isWanted = (set: string): boolean =>
    options.sets.length === 0 || options.sets.some((wanted) => set === wanted || set.startsWith(`${wanted}: `));
  for (const wanted of options.sets) {
    if (!rows.some(({ set }) => set === wanted || set.startsWith(`${wanted}: `))) {
      throw new TypeError(`there is no set "${wanted}"; there are ${[...new Set(rows.map(({ set }) => set))].join(', ')}`);
    }
  }
  const pictures = rows.filter(({ set }) => isWanted(set));
  const baselines = {
    quality: { ...chooseSubjects(library.detectors, ['jpegQuality'], [])[0], name: QUALITY },
    metadata: { name: METADATA, detector: metadataCarried, options: {} },
  };
  const subjects = [...chosen, baselines.quality, baselines.metadata];
  if (new Set(subjects.map(({ name }) => name)).size < subjects.length) throw new TypeError('two subjects have the same name');

  const measurements = new Map<string, Measurement[]>(subjects.map(({ name }) => [name, []]));
  const leftOut: string[] = [];
  for (const [done, picture] of pictures.entries()) {
    options.onPicture(done, pictures.length);
    const result = await measurePicture(library, picture, subjects, readFile, options.thresholds);
    if (result.unreadable !== undefined) leftOut.push(`${picture.image} (${picture.set}): unreadable, ${result.unreadable}`);
    if (result.maskProblem !== undefined) leftOut.push(`${picture.image} (${picture.set}): ${result.maskProblem}`);
    for (const [name, measurement] of result.measurements) measurements.get(name)?.push(measurement);
  }
  const of = ({ name }: Subject) => ({ name, measurements: measurements.get(name) ?? [] });
  const measured = chosen.map(of);
  const beside = { quality: of(baselines.quality), metadata: of(baselines.metadata) };
  return [
    ['**Where**: maps against masks', mapTable(measured, options)],
    ['**Whether**: the statistic of whole pictures', imageTable(measured, beside, options)],
    ['**Alarms, applicability, time**', alarmTable(measured)],
    [
      `**Left out**: ${leftOut.length} of ${pictures.length} pictures or their masks`,
      leftOut.map((line) => `- ${line}`).join('\n'),
    ],
  ]
    .map((parts) => parts.filter((part) => part !== '').join('\n\n'))
    .join('\n\n');
}
