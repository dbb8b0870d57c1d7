import type { DetectContext, Detector, HeatMap } from '../detectors/contract.ts';
import type { DetectorOutcome } from '../ensemble/index.ts';
import { isForensicsError } from '../errors/index.ts';
import type { Exhibit, ExhibitPlane } from '../exhibit/index.ts';
import { checkFinding } from './check-finding.ts';

/** How a run is watched and stopped. */
export interface RunHooks {
  readonly stop: () => void;
  readonly now: (() => number) | undefined;
  readonly pause: (() => Promise<void>) | undefined;
  readonly onProgress: (detector: string, progress: number) => void;
}

/** What the detectors said. */
export interface DetectorRun {
  readonly outcomes: Record<string, DetectorOutcome>;
  readonly heatmaps: Record<string, HeatMap>;
  /** Milliseconds by the caller's clock; empty without one. */
  readonly durationsMs: Record<string, number>;
}

/**
 * Runs detectors one after another on one exhibit. A detector that throws, or whose answer is none, is `failed` and the others go on;
 * only an abort or a deadline ends the run. A plane is released after the last detector that needs it, or needs a plane made of it.
 */
export async function runDetectors(
  exhibit: Exhibit,
  detectors: readonly Detector[],
  options: Readonly<Record<string, object>>,
  hooks: RunHooks,
): Promise<DetectorRun> {
  const run: DetectorRun = { outcomes: {}, heatmaps: {}, durationsMs: {} };
  for (const [index, detector] of detectors.entries()) {
    await hooks.pause?.();
    hooks.stop();
    const started = hooks.now?.();
    const outcome = runOne(exhibit, detector, options[detector.id], {
      checkpoint: (share = 0) => {
        hooks.stop();
        hooks.onProgress(detector.id, (index + Math.min(1, Math.max(0, share))) / detectors.length);
      },
    });
    run.outcomes[detector.id] = outcome;
    if (outcome.status === 'measured' && outcome.heatmap !== undefined) run.heatmaps[detector.id] = outcome.heatmap;
    if (hooks.now !== undefined && started !== undefined) run.durationsMs[detector.id] = hooks.now() - started;
    releaseUnneeded(exhibit, detector.needs, detectors.slice(index + 1));
    hooks.onProgress(detector.id, (index + 1) / detectors.length);
  }
  return run;
}

function runOne(exhibit: Exhibit, detector: Detector, options: object | undefined, context: DetectContext): DetectorOutcome {
  try {
    const finding: unknown = detector.detect(exhibit, options, context);
    checkFinding(finding);
    return finding;
  } catch (error) {
    if (isForensicsError(error)) {
      const { code, message, offset } = error;
      if (code === 'aborted' || code === 'timeout') throw error;
      return { status: 'failed', error: { code, message, ...(offset === undefined ? {} : { offset }) } };
    }
    return { status: 'failed', error: { code: 'internal', message: error instanceof Error ? error.message : String(error) } };
  }
}

function releaseUnneeded(exhibit: Exhibit, planes: readonly ExhibitPlane[], rest: readonly Detector[]): void {
  const stillNeeded = new Set(rest.flatMap(({ needs }) => withSources(needs)));
  for (const plane of withSources(planes)) if (!stillNeeded.has(plane)) exhibit.release(plane);
}

/** The planes and what they are made of: luma comes from the raster. */
function withSources(planes: readonly ExhibitPlane[]): readonly ExhibitPlane[] {
  return planes.includes('luma') && !planes.includes('raster') ? [...planes, 'raster'] : planes;
}
