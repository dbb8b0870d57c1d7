import { basename } from 'node:path';
import { analyze } from '../../analysis/index.ts';
import { analyzeEla } from '../../detectors/ela/index.ts';
import { checkOneOf, DEFAULT_LIMITS } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { reasonToPassOver } from './accept.ts';
import type { Accept } from './accept.ts';
import { analyzeOptions, doAnalyzeJob } from './analyze-job.ts';
import type { AnalyzeJob, ImageAnalysis } from './analyze-job.ts';
import { doElaJob } from './ela-job.ts';
import type { ElaAnalysis, ElaJob } from './ela-job.ts';
import { doHashJob, resolveHashJob } from './hash-job.ts';
import type { HashAnalysis, HashJob } from './hash-job.ts';
import { readUnless } from './read-image-file.ts';
import type { Served, TaskWork } from './serve-tasks.ts';

/** What to do with each image. Plain data, since it goes to worker threads. */
export type ImageJob = AnalyzeJob | ElaJob | HashJob;

/** What a job says of one image. */
export type AnalysisOf<Job extends ImageJob> = Job extends ElaJob
  ? ElaAnalysis
  : Job extends HashJob
    ? HashAnalysis
    : ImageAnalysis;

/** What any job may say. */
type AnyAnalysis = ElaAnalysis | HashAnalysis | ImageAnalysis;

/** One image for a worker. */
export interface ImageTask {
  readonly job: ImageJob;
  readonly limits: Partial<Limits>;
  readonly path: string;
  readonly accept: Accept;
  /** The file, when it is not to be read from `path`. */
  readonly bytes: Uint8Array | undefined;
}

/** A worker's answer. */
export type ImageAnswer =
  { readonly status: 'analyzed'; readonly analysis: AnyAnalysis } | { readonly status: 'skipped'; readonly reason: string };

/** Reads one file and does the job on it. The worker's work; it knows nothing of threads. */
export const doImageTask: TaskWork<ImageTask, ImageAnswer> = async (task, onShare) => {
  const { job, limits, path, accept, bytes } = task;
  const { maximumBytes = DEFAULT_LIMITS.maximumBytes } = limits;
  const read =
    bytes === undefined ? await readUnless(path, maximumBytes, (head) => reasonToPassOver(head, path, accept)) : { bytes };
  if ('skip' in read) return { answer: { status: 'skipped', reason: read.skip }, transfer: [] };
  onShare(0.05);
  const { answer: analysis, transfer } = await doJob(job, read.bytes, task, onShare);
  return { answer: { status: 'analyzed', analysis }, transfer };
};

function doJob(
  job: ImageJob,
  bytes: Uint8Array,
  { path, limits }: ImageTask,
  onShare: (share: number) => void,
): Promise<Served<AnyAnalysis>> {
  switch (job.kind) {
    case 'analyze':
      return doAnalyzeJob(bytes, basename(path), job, limits, onShare);
    case 'ela':
      return doElaJob(bytes, job, limits, onShare);
    case 'hash':
      return doHashJob(bytes, job, limits, onShare);
  }
}

/**
 * Finds a caller's mistakes before any file is touched, by doing the job on one pixel.
 *
 * @throws {TypeError | RangeError} An option of the job is unknown or out of range.
 */
export async function checkJob(job: ImageJob): Promise<void> {
  checkOneOf('job.kind', job.kind, ['analyze', 'ela', 'hash']);
  const pixel = { data: new Uint8Array(1), width: 1, height: 1 };
  switch (job.kind) {
    case 'analyze':
      await analyze(pixel, analyzeOptions(job));
      break;
    case 'ela': {
      const { kind: _, ...options } = job;
      analyzeEla(pixel, options);
      break;
    }
    case 'hash':
      resolveHashJob(job);
      break;
  }
}
