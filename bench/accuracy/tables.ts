import { bootstrapInterval } from './bootstrap.ts';
import type { BootstrapOptions } from './bootstrap.ts';
import { clopperPearsonUpper } from './clopper-pearson.ts';
import { appliedOf, imageAuc, meanOfMaps, statisticsOf, truePositiveRate } from './figures.ts';
import type { Applied } from './figures.ts';
import type { Measurement } from './measure.ts';
import { operatingPoint } from './roc.ts';

/** All that one subject gave, in the order of the pictures. */
export interface SubjectMeasurements {
  readonly name: string;
  readonly measurements: readonly Measurement[];
}

/** Statistics that tell how a picture was saved and labelled rather than whether it was edited. */
export interface Baselines {
  readonly quality: SubjectMeasurements;
  readonly metadata: SubjectMeasurements;
}

/** The name of the row over all sets. */
const ALL = 'all';

const NONE = '–';

/** Where: how the maps agree with the masks, a row for each subject and set that has any. */
export function mapTable(subjects: readonly SubjectMeasurements[], bootstrap: BootstrapOptions): string {
  const rows = perSet(subjects, ({ name }, set, measurements) => {
    const items = appliedOf(measurements).filter(({ outcome }) => outcome.map !== undefined);
    if (items.length === 0) return undefined;
    const figures = (['auc', 'bestF1', 'bestMcc', 'fixedF1'] as const).map((figure) =>
      withInterval(items, (resample) => meanOfMaps(resample, figure), bootstrap),
    );
    const floor = fixed(meanOfMaps(items, 'allPositiveF1'));
    const measured = `${((meanOfMaps(items, 'measuredShare') ?? 0) * 100).toFixed(0)} %`;
    const [auc, bestF1, bestMcc, fixedF1] = figures;
    return [name, set, String(items.length), auc, bestF1, floor, bestMcc, fixedF1, measured];
  });
  return table(
    [
      'detector',
      'set',
      'masks',
      'pixel AUC',
      'best F1',
      'F1 of all positive',
      'best MCC',
      'F1 at the fixed threshold',
      'measured',
    ],
    rows,
  );
}

/** Whether: what the statistic says of whole pictures, beside what quality and metadata alone say of the same ones. */
export function imageTable(
  subjects: readonly SubjectMeasurements[],
  { quality, metadata }: Baselines,
  bootstrap: BootstrapOptions,
): string {
  const rows = perSet([...subjects, quality, metadata], ({ name }, set, measurements) => {
    const items = appliedOf(measurements);
    if (imageAuc(items) === undefined) return undefined;
    const [tampered, authentic] = [statisticsOf(items, 'tampered'), statisticsOf(items, 'authentic')];
    const counts = `${tampered.length} / ${authentic.length}`;
    const pictures = new Set(items.map(({ picture }) => picture.image));
    const beside = [quality, metadata].map((baseline) => {
      const own = appliedOf(baseline.measurements).filter(
        ({ picture }) => pictures.has(picture.image) && (set === ALL || picture.set === set),
      );
      const [withStatistic, without] = [statisticsOf(own, 'tampered'), statisticsOf(own, 'authentic')];
      const auc = imageAuc(own);
      return auc === undefined ? NONE : `${fixed(auc)} (${withStatistic.length} / ${without.length})`;
    });
    const rates = [0.05, 0.01].map((rate) => {
      const point = operatingPoint(tampered, authentic, rate);
      if (point === undefined || set === ALL) return NONE;
      const figure = withInterval(items, (resample) => truePositiveRate(resample, rate), bootstrap);
      return `${figure} at ${point.falseAlarms} of ${point.authentic}`;
    });
    const twoSided = items.some(({ outcome }) => outcome.polarity === 'two-sided') ? ' (two-sided)' : '';
    return [`${name}${twoSided}`, set, counts, withInterval(items, imageAuc, bootstrap), ...beside, ...rates];
  });
  return table(
    [
      ...['detector', 'set', 'tampered / authentic', 'image AUC', `AUC of ${quality.name}`, `AUC of ${metadata.name}`],
      ...['TPR at 5 % FPR', 'TPR at 1 % FPR'],
    ],
    rows,
  );
}

/** A kind of alarm: whom it can be told of, and when it is one. */
interface AlarmKind {
  readonly title: string;
  readonly applies: (item: Applied) => boolean;
  readonly isAlarm: (item: Applied) => boolean;
}

const ALARMS: readonly AlarmKind[] = [
  {
    title: 'regions',
    applies: ({ outcome }) => outcome.hasMap || outcome.regions > 0,
    isAlarm: ({ outcome }) => outcome.regions > 0,
  },
  {
    title: 'worth a look',
    applies: ({ outcome }) => outcome.worthALook !== undefined,
    isAlarm: ({ outcome }) => outcome.worthALook === true,
  },
  ...[1, 0.01].map((most) => ({
    title: `NFA < ${most}`,
    applies: ({ outcome }: Applied) => outcome.nfa !== undefined,
    isAlarm: ({ outcome }: Applied) => outcome.nfa !== undefined && outcome.nfa < most,
  })),
];

/** Alarms as counts, what did not apply or failed, and the time it takes. Kinds of alarms that no subject has are left out. */
export function alarmTable(subjects: readonly SubjectMeasurements[]): string {
  const kinds = ALARMS.filter(({ applies }) => subjects.some(({ measurements }) => appliedOf(measurements).some(applies)));
  const rows = perSet(subjects, ({ name }, set, measurements) => {
    const items = appliedOf(measurements);
    const alarms = kinds.flatMap((kind) => (['authentic', 'tampered'] as const).map((label) => alarmCount(kind, items, label)));
    const megapixels = items.reduce((sum, item) => sum + item.megapixels, 0);
    const seconds = items.reduce((sum, item) => sum + item.cpuSeconds, 0);
    const speed = megapixels === 0 ? NONE : (seconds / megapixels).toPrecision(2);
    return [name, set, ...alarms, reasons(measurements, 'not-applicable'), reasons(measurements, 'failed'), speed];
  });
  const titles = kinds.flatMap(({ title }) => [`${title}: authentic`, `${title}: tampered`]);
  return table(['detector', 'set', ...titles, 'not applicable', 'failed', 's/MP'], rows);
}

function alarmCount({ applies, isAlarm }: AlarmKind, items: readonly Applied[], label: 'authentic' | 'tampered'): string {
  const own = items.filter((item) => applies(item) && item.picture.label === label);
  if (own.length === 0) return NONE;
  const count = own.filter(isAlarm).length;
  const bound = label === 'authentic' ? ` (≤ ${percent(clopperPearsonUpper(count, own.length))})` : '';
  return `${count} of ${own.length}${bound}`;
}

function perSet(
  subjects: readonly SubjectMeasurements[],
  row: (subject: SubjectMeasurements, set: string, measurements: readonly Measurement[]) => string[] | undefined,
): string[][] {
  return subjects.flatMap((subject) => {
    const sets = [...new Set(subject.measurements.map(({ picture }) => picture.set))];
    const rows = sets.map((set) =>
      row(
        subject,
        set,
        subject.measurements.filter(({ picture }) => picture.set === set),
      ),
    );
    if (sets.length > 1) rows.push(row(subject, ALL, subject.measurements));
    return rows.filter((cells) => cells !== undefined);
  });
}

function withInterval(
  items: readonly Applied[],
  figure: (resample: readonly Applied[]) => number | undefined,
  bootstrap: BootstrapOptions,
): string {
  const interval = bootstrapInterval(items, ({ picture }) => picture.scene, figure, bootstrap);
  return `${fixed(figure(items))}${interval === undefined ? '' : ` [${fixed(interval[0])}, ${fixed(interval[1])}]`}`;
}

/** How often each reason was given, most often first. */
function reasons(measurements: readonly Measurement[], status: 'not-applicable' | 'failed'): string {
  const counts = new Map<string, number>();
  for (const { outcome } of measurements) {
    if (outcome.status === status) counts.set(outcome.reason, (counts.get(outcome.reason) ?? 0) + 1);
  }
  if (counts.size === 0) return '0';
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `${count} ${reason.replaceAll('|', '/')}`)
    .join(', ');
}

const fixed = (value: number | undefined): string => (value === undefined ? NONE : value.toFixed(3));

/** Rounded up, so that what is printed is still a bound. */
const percent = (share: number): string => `${(Math.ceil(share * 1000) / 10).toFixed(1)} %`;

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
