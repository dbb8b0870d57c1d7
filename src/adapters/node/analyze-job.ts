import { analyze } from '../../analysis/index.ts';
import type { Analysis, AnalyzeOptions } from '../../analysis/index.ts';
import { ALL_DETECTORS } from '../../detectors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { openExhibit } from '../../exhibit/index.ts';
import { nodeHost } from './analyze-file.ts';
import { drawPictures } from './draw-pictures.ts';
import type { Picture } from './draw-pictures.ts';
import { examinedNow } from './examined-now.ts';
import { nodeInflate } from './node-inflate.ts';
import type { Served } from './serve-tasks.ts';

/** The whole analysis of each image. */
export interface AnalyzeJob {
  readonly kind: 'analyze';
  /**
   * How much to run.
   * @defaultValue 'standard'
   */
  readonly set?: AnalyzeOptions['set'] | undefined;
  /**
   * The detectors to run, by id and in order; instead of `set`. Detectors of your own cannot go to a worker: use `analyzeFile`.
   * @defaultValue those of `set`
   */
  readonly detectors?: readonly string[] | undefined;
  /**
   * Options of single detectors, by id.
   * @defaultValue none
   */
  readonly detectorOptions?: Readonly<Record<string, object>> | undefined;
  /**
   * What to give beside the report: heat maps as numbers, pictures as files.
   * @defaultValue nothing
   */
  readonly deliver?: readonly ('heatmaps' | 'pictures')[] | undefined;
}

/** The analysis of one image, as {@link AnalyzeJob} gives it. `heatmaps` is empty unless the job delivers them. */
export interface ImageAnalysis extends Analysis {
  /** Heat maps and overlays as files; empty unless the job delivers them. */
  readonly pictures: readonly Picture[];
}

/** What the job means for `analyze`. @throws {RangeError} It names a detector that does not exist. */
export function analyzeOptions(job: AnalyzeJob): Partial<AnalyzeOptions> {
  const { set = 'standard', detectors, detectorOptions = {} } = job;
  const chosen = detectors?.map((id) => {
    const found = ALL_DETECTORS.find((detector) => detector.id === id);
    if (found !== undefined) return found;
    const known = ALL_DETECTORS.map((detector) => detector.id).join(', ');
    throw new RangeError(`"detectors" must name some of ${known}, received ${JSON.stringify(id)}`);
  });
  return { set, detectorOptions: examinedNow(chosen, detectorOptions), detectors: chosen };
}

/**
 * Does the job on one file.
 *
 * @param limits - Limits to change.
 * @throws {ForensicsError} The file cannot be read at all.
 */
export async function doAnalyzeJob(
  bytes: Uint8Array,
  name: string,
  job: AnalyzeJob,
  limits: Partial<Limits>,
  onShare: (share: number) => void,
): Promise<Served<ImageAnalysis>> {
  const { deliver = [] } = job;
  const exhibit = await openExhibit(bytes, { limits, inflate: nodeInflate });
  const analysis = await analyze(exhibit, {
    ...analyzeOptions(job),
    ...nodeHost(),
    name,
    onProgress: ({ progress }) => onShare(progress),
  });
  const pictures = deliver.includes('pictures') ? drawPictures(exhibit, analysis) : [];
  const heatmaps = deliver.includes('heatmaps') ? analysis.heatmaps : {};
  const arrays = [
    ...pictures.map(({ bytes: file }) => file),
    ...Object.values(heatmaps).flatMap(({ data, valid }) => [data, valid]),
  ];
  // Two maps may be views of one buffer, which can change hands only once.
  const buffers = new Set(arrays.flatMap((array) => (array === undefined ? [] : [array.buffer as ArrayBuffer])));
  return { answer: { ...analysis, heatmaps, pictures }, transfer: [...buffers] };
}
