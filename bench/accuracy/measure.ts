import type { HeatMap } from '../../src/detectors/index.ts';
import type { Exhibit } from '../../src/exhibit/index.ts';
import type { Raster } from '../../src/image/index.ts';
import type { LabeledImage } from './labels.ts';
import type { Library } from './library.ts';
import { f1Above, rankMap } from './map-figures.ts';
import type { MapRanking } from './map-figures.ts';
import { countMaskPixels } from './mask-counts.ts';
import { readMap } from './readable-map.ts';
import type { Subject } from './subjects.ts';

/** How a map agrees with its mask. */
export interface MapFigures extends MapRanking {
  /** The F1 of calling everything above the fixed threshold tampered. */
  readonly fixedF1: number;
  /** Share of the map's cells that were measured, 0..1. */
  readonly measuredShare: number;
}

/** What came of one subject on one picture. */
export interface Measurement {
  readonly picture: LabeledImage;
  readonly outcome: Outcome;
  /** CPU seconds of the detector, all threads; what it needs was decoded before. */
  readonly cpuSeconds: number;
  readonly megapixels: number;
}

/** What a detector said, reduced to what the figures are made of. */
export type Outcome =
  | {
      readonly status: 'measured';
      readonly statistic: number;
      readonly polarity: 'larger-is-more-suspicious' | 'two-sided';
      readonly nfa: number | undefined;
      /** Whether it gave a map. */
      readonly hasMap: boolean;
      /** How many regions it outlined. */
      readonly regions: number;
      /** Whether the ensemble would let a person look; `undefined` where it has no threshold for this detector. */
      readonly worthALook: boolean | undefined;
      /** `undefined` without a usable mask, or without a map. */
      readonly map: MapFigures | undefined;
    }
  | { readonly status: 'not-applicable' | 'failed'; readonly reason: string };

/** What came of one picture. */
export interface PictureMeasurements {
  /** Why the picture could not be opened, or `undefined`. */
  readonly unreadable: string | undefined;
  /** Why its mask could not be used, or `undefined`. */
  readonly maskProblem: string | undefined;
  /** By subject's name; empty for an unreadable picture. */
  readonly measurements: ReadonlyMap<string, Measurement>;
}

/**
 * Runs the subjects on one picture. Whatever is wrong with picture, mask or detector is part of the answer.
 *
 * @param readFile - Reads a file by its path from the folder of labels.csv.
 * @param thresholds - Fixed thresholds in the unit of the map, by subject's name; of the others, 2.5 robust deviations.
 */
export async function measurePicture(
  library: Library,
  picture: LabeledImage,
  subjects: readonly Subject[],
  readFile: (path: string) => Uint8Array,
  thresholds: ReadonlyMap<string, number>,
): Promise<PictureMeasurements> {
  let exhibit: Exhibit;
  try {
    exhibit = await library.openExhibit(readFile(picture.image));
  } catch (error) {
    return { unreadable: reasonOf(error), maskProblem: undefined, measurements: new Map() };
  }
  const mask = picture.mask === undefined ? undefined : readMask(library, picture.mask, exhibit, readFile);
  const measurements = new Map<string, Measurement>();
  for (const subject of subjects) {
    const usable = typeof mask === 'string' ? undefined : mask;
    measurements.set(subject.name, measure(library, picture, exhibit, subject, usable, thresholds.get(subject.name)));
  }
  return { unreadable: undefined, maskProblem: typeof mask === 'string' ? mask : undefined, measurements };
}

/** The mask, or what is wrong with it. */
function readMask(
  library: Library,
  path: string,
  { width, height }: Exhibit,
  readFile: (path: string) => Uint8Array,
): Raster | string {
  try {
    const { raster } = library.decodePng(readFile(path));
    if (raster.width !== width || raster.height !== height) {
      return `mask of ${raster.width}×${raster.height} pixels, picture of ${width}×${height}`;
    }
    const { inside, outside } = countMaskPixels(wholePicture(raster), raster);
    if (inside[0] === 0 || outside[0] === 0) return inside[0] === 0 ? 'nothing is in the mask' : 'everything is in the mask';
    return raster;
  } catch (error) {
    return `mask: ${reasonOf(error)}`;
  }
}

const wholePicture = ({ width, height }: Raster): Omit<HeatMap, 'data'> => ({
  width: 1,
  height: 1,
  cell: { width, height, offsetX: 0, offsetY: 0 },
});

function measure(
  library: Library,
  picture: LabeledImage,
  exhibit: Exhibit,
  { detector, options }: Subject,
  mask: Raster | undefined,
  threshold: number | undefined,
): Measurement {
  const done = (outcome: Outcome, cpuSeconds = 0): Measurement => ({
    picture,
    outcome,
    cpuSeconds,
    megapixels: (exhibit.width * exhibit.height) / 1e6,
  });
  try {
    for (const plane of detector.needs) if (exhibit.unavailable(plane) === undefined) exhibit.plane(plane);
    const before = process.cpuUsage();
    const finding = detector.detect(exhibit, options);
    const { user, system } = process.cpuUsage(before);
    const cpuSeconds = (user + system) / 1e6;
    if (finding.status === 'not-applicable') return done({ status: 'not-applicable', reason: finding.reason.code }, cpuSeconds);
    const { statistic, polarity, nfa, regions, heatmap } = finding;
    if (!Number.isFinite(statistic)) throw new TypeError('the statistic is not a finite number');
    const assessment = library.combine({ [detector.id]: finding }, { complete: true }).assessments[detector.id];
    const worthALook = assessment?.worthALookFrom === undefined ? undefined : assessment.severity !== 'none';
    const map = heatmap === undefined || mask === undefined ? undefined : compareWithMask(heatmap, mask, threshold);
    const hasMap = heatmap !== undefined;
    return done({ status: 'measured', statistic, polarity, nfa, hasMap, regions: regions.length, worthALook, map }, cpuSeconds);
  } catch (error) {
    return done({ status: 'failed', reason: reasonOf(error) });
  }
}

function compareWithMask(heatmap: HeatMap, mask: Raster, threshold: number | undefined): MapFigures | undefined {
  const { data, width, height } = heatmap;
  if (data.length !== width * height) throw new TypeError(`a map of ${width}×${height} cells holds ${data.length}`);
  const map = readMap(heatmap);
  if (map === undefined) return undefined;
  const counts = countMaskPixels(heatmap, mask);
  return {
    ...rankMap(map.values, counts),
    fixedF1: f1Above(map.values, counts, threshold ?? map.robustThreshold),
    measuredShare: map.measuredShare,
  };
}

/** The code of an error of the library or of Node, or else its kind and message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : `${error.name}: ${error.message}`;
}
