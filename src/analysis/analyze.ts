import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../bytes/index.ts';
import { FAST_DETECTORS, STANDARD_DETECTORS, THOROUGH_DETECTORS } from '../detectors/index.ts';
import type { Detector, HeatMap } from '../detectors/index.ts';
import { combine } from '../ensemble/index.ts';
import { checkOneOf, checkRange, limitExceeded, resolveLimits, resolveOptions } from '../errors/index.ts';
import { checkDecoders, exhibitFromRaster, JPEG_CODEC, openExhibit } from '../exhibit/index.ts';
import type { Exhibit, OpenOptions } from '../exhibit/index.ts';
import type { RasterLike } from '../image/index.ts';
import type { Note } from '../notes/index.ts';
import { buildReport } from '../report/index.ts';
import type { Report } from '../report/index.ts';
import { stopper } from './deadline.ts';
import type { AbortSignalLike } from './deadline.ts';
import { runDetectors } from './run-detectors.ts';

/** How far an analysis is. */
export interface AnalysisProgress {
  readonly stage: 'open' | 'decode' | 'detect' | 'done';
  /** The detector at work, in the stage `detect`. */
  readonly detector: string | undefined;
  /** Share of the whole analysis, 0..1, never decreasing. */
  readonly progress: number;
}

/**
 * Options of {@link analyze}. Of the `limits`, only `maximumPixels` concerns pixels that are given; an exhibit keeps those it was opened
 * with, and is held to `maximumPixels` as well when the option names it.
 */
export interface AnalyzeOptions extends OpenOptions {
  /**
   * The detectors to run, in order; instead of `set`.
   * @defaultValue those of `set`
   */
  readonly detectors: readonly Detector[] | undefined;
  /**
   * How much to run: `fast` reads the file's headers alone and decodes no pixels, `thorough` is every detector there is.
   * @defaultValue 'standard'
   */
  readonly set: 'fast' | 'standard' | 'thorough';
  /**
   * Options of single detectors, by id.
   * @defaultValue none
   */
  readonly detectorOptions: Readonly<Record<string, object>>;
  /** The file's name, for the report only. */
  readonly name: string | undefined;
  /** Stops the work at the next checkpoint. The work is synchronous between detectors: see `pause`. */
  readonly signal: AbortSignalLike | undefined;
  readonly onProgress: ((progress: AnalysisProgress) => void) | undefined;
  /** A clock in milliseconds, for example `() => performance.now()`. Without it there are no durations and no timeout. */
  readonly now: (() => number) | undefined;
  /** Milliseconds by `now` after which the analysis throws; 1..2^31. */
  readonly timeoutMs: number | undefined;
  /**
   * What the analysis runs on, for example `node v24.1.0`; only repeated in {@link RunInfo}.
   * @defaultValue 'unknown'
   */
  readonly runtime: string;
  /** Awaited before each detector, so that a host's timers, signals and screen get their turn, for example `setImmediate` as a promise. */
  readonly pause: (() => Promise<void>) | undefined;
}

/** How an analysis ran: what may differ between two runs on the same bytes. */
export interface RunInfo {
  /** Milliseconds of each detector by the caller's clock; empty without one. */
  readonly durationsMs: Readonly<Record<string, number>>;
  /** Which implementation of the hot kernels ran; the numbers do not depend on it. */
  readonly kernels: 'typescript';
  /** What it ran on, as the host called it; `unknown` when it said nothing. */
  readonly runtime: string;
}

/** The answer of {@link analyze}. */
export interface Analysis {
  readonly report: Report;
  /** Heat maps by detector id. */
  readonly heatmaps: Readonly<Record<string, HeatMap>>;
  readonly run: RunInfo;
}

const DEFAULTS: AnalyzeOptions = {
  limits: {},
  decoders: {},
  inflate: undefined,
  detectors: undefined,
  set: 'standard',
  detectorOptions: {},
  name: undefined,
  signal: undefined,
  onProgress: undefined,
  now: undefined,
  timeoutMs: undefined,
  runtime: 'unknown',
  pause: undefined,
};

const SETS = { fast: FAST_DETECTORS, standard: STANDARD_DETECTORS, thorough: THOROUGH_DETECTORS } as const;

/** Share of the progress that is done once the pixels are decoded. */
const DECODED_SHARE = 0.3;

/**
 * Examines an image: opens and decodes it, runs the detectors, combines what they measured and words the answer.
 *
 * The same bytes give the same report in every runtime. A detector that fails is reported as such; the others go on.
 *
 * @param input - A file's bytes, pixels, or an exhibit that is open already (its planes are released on the way).
 * @returns The report, the heat maps by detector id, and how the run went.
 * @throws {ForensicsError} The file cannot be read at all (`malformed`, `unsupported`), it or the pixels are beyond a limit
 *   (`limit-exceeded`), or the work was stopped (`aborted`, `timeout`).
 * @throws {TypeError | RangeError} An option is wrong.
 *
 * @example
 * ```ts
 * import { analyze } from 'tamperlens';
 * import { encodeJpeg } from 'tamperlens/jpeg';
 *
 * const file = encodeJpeg({ data: new Uint8Array(160 * 128 * 3).fill(120), width: 160, height: 128 }, { quality: 85 });
 * const { report, heatmaps } = await analyze(file);
 * report.verdict.outcome; // 'no-evidence'
 * heatmaps.ela.width; // 20
 * ```
 */
export async function analyze(input: Uint8Array | RasterLike | Exhibit, options?: Partial<AnalyzeOptions>): Promise<Analysis> {
  const resolved = resolveOptions(DEFAULTS, options);
  const { now, timeoutMs, runtime, pause, name } = resolved;
  const limits = resolveLimits(resolved.limits);
  checkDecoders(resolved.decoders);
  const detectors = chooseDetectors(resolved);
  if (timeoutMs !== undefined) {
    checkRange('timeoutMs', timeoutMs, 1, 2_147_483_648);
    if (now === undefined) throw new TypeError('"timeoutMs" needs a clock: pass "now", for example () => performance.now()');
  }
  const stop = stopper({ signal: resolved.signal, now, timeoutMs });
  const tell = (stage: AnalysisProgress['stage'], progress: number, detector?: string) =>
    resolved.onProgress?.({ stage, detector, progress });

  stop();
  tell('open', 0);
  const exhibit = await open(input, resolved, limits.maximumPixels);
  tell('decode', 0.02);
  await pause?.();
  const state = decode(exhibit, detectors, stop);
  const run = await runDetectors(exhibit, detectors, resolved.detectorOptions, {
    stop,
    now,
    pause,
    onProgress: (detector, share) => tell('detect', DECODED_SHARE + (1 - DECODED_SHARE) * share, detector),
  });
  const verdict = combine(run.outcomes, { complete: state.complete });
  const { bytes, format, width, height, decoder } = exhibit;
  const report = buildReport({
    file: {
      ...(name === undefined ? {} : { name }),
      format,
      byteLength: bytes?.length ?? null,
      width,
      height,
      sha256: bytes === undefined ? null : toHex(sha256(bytes)),
      ...state,
    },
    jpegCodec: JPEG_CODEC,
    decoder,
    detectors,
    outcomes: run.outcomes,
    verdict,
  });
  tell('done', 1);
  return { report, heatmaps: run.heatmaps, run: { durationsMs: run.durationsMs, kernels: 'typescript', runtime } };
}

function chooseDetectors({ detectors, set, detectorOptions }: AnalyzeOptions): readonly Detector[] {
  checkOneOf('set', set, Object.keys(SETS) as (keyof typeof SETS)[]);
  const chosen = detectors ?? SETS[set];
  const ids = new Set<string>();
  for (const { id } of chosen) {
    if (ids.has(id)) throw new RangeError(`"detectors" names "${id}" twice`);
    ids.add(id);
  }
  for (const id of Object.keys(detectorOptions)) {
    if (!ids.has(id)) throw new TypeError(`"detectorOptions" names "${id}", which does not run; running: ${[...ids].join(', ')}`);
  }
  // A detector checks its options first, so that one pixel shows a wrong one before the work begins: it is the caller's mistake.
  const pixel = exhibitFromRaster({ data: new Uint8Array(1), width: 1, height: 1 });
  for (const detector of chosen) {
    const options = detectorOptions[detector.id];
    if (options !== undefined) detector.detect(pixel, options);
  }
  return chosen;
}

async function open(
  input: Uint8Array | RasterLike | Exhibit,
  { limits, decoders, inflate }: AnalyzeOptions,
  maximumPixels: number,
): Promise<Exhibit> {
  if (typeof input === 'object' && input !== null) {
    if ('decodingState' in input) {
      // Its own limits may be wider than the defaults, so only a limit that this call names is held against it.
      if (limits.maximumPixels !== undefined) checkPixels(input, maximumPixels);
      return input;
    }
    if ('data' in input) {
      const exhibit = exhibitFromRaster(input);
      checkPixels(exhibit, maximumPixels);
      return exhibit;
    }
  }
  return openExhibit(input, { limits, decoders, inflate });
}

function checkPixels({ width, height }: Exhibit, maximum: number): void {
  const actual = width * height;
  if (actual > maximum) throw limitExceeded('analyze', { name: 'maximumPixels', maximum, actual }, 'pixels of the image');
}

/** Decodes the pixels when a detector wants them, so that a file without any fails here and not once per detector. */
function decode(
  exhibit: Exhibit,
  detectors: readonly Detector[],
  stop: () => void,
): { complete: boolean; decodedRows: number | null; notes: readonly Note[] } {
  const { guard } = exhibit;
  const notes = guard?.notes ?? [];
  if (!detectors.some(({ needs }) => needs.includes('raster') || needs.includes('luma'))) {
    return { complete: (guard?.jpeg ?? guard?.png)?.complete ?? true, decodedRows: null, notes };
  }
  const state = exhibit.decodingState(stop);
  const known = new Set(notes.map((note) => JSON.stringify(note)));
  const added = state.notes.filter((note) => !known.has(JSON.stringify(note)));
  return { complete: state.complete, decodedRows: state.decodedRows, notes: [...notes, ...added] };
}
