import type { Exhibit, ExhibitPlane } from '../exhibit/index.ts';
import type { Raster, Region } from '../image/index.ts';
import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';

/** A published work or reference implementation that a detector follows. */
export interface Reference {
  /** Author, title, year. */
  readonly citation: string;
  /** DOI or address, when there is one. */
  readonly link?: string;
}

/** What a detector is told beside its options. */
export interface DetectContext {
  /**
   * To be called between strips of work; throws when the work is to stop.
   *
   * @param progress - Share of the detector's work done, 0..1.
   */
  checkpoint(progress?: number): void;
}

/** Measurements on a grid over the image, for example one per 8×8 block. */
export interface HeatMap {
  /** `[height, width]`, row-major, in the detector's own unit. */
  readonly data: Float32Array;
  /** `[height, width]`, 1 where the cell was measured; absent when all were. */
  readonly valid?: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Size of a cell and place of the first one, in pixels of the stored orientation. */
  readonly cell: { readonly width: number; readonly height: number; readonly offsetX: number; readonly offsetY: number };
}

/** A detector's measurement. */
export interface MeasuredFinding<Details> {
  readonly status: 'measured';
  /** The raw, uncalibrated statistic of the whole image. */
  readonly statistic: number;
  /** What the statistic is, with its unit. */
  readonly quantity: string;
  readonly polarity: 'larger-is-more-suspicious' | 'two-sided';
  /** Expected number of false alarms, where the method defines one. */
  readonly nfa?: number;
  readonly heatmap?: HeatMap;
  /** Parts of the image that stand out, most salient first. */
  readonly regions: readonly Region[];
  readonly notes: readonly Note[];
  readonly details: Details;
}

/** A detector that had nothing to measure, with the reason. This is an answer, not a failure, and not a zero. */
export interface NotApplicable {
  readonly status: 'not-applicable';
  readonly reason: Note;
}

/** What a detector says. */
export type Finding<Details> = MeasuredFinding<Details> | NotApplicable;

/**
 * Measures one kind of trace. Pure and synchronous; never decides and never changes its input.
 */
export interface Detector<Id extends string = string, Options extends object = object, Details = unknown> {
  readonly id: Id;
  /** Goes up by one whenever an output number can change. */
  readonly revision: number;
  /** A few words for a person. */
  readonly title: string;
  /** What it measures, in a sentence or two for a person. */
  readonly description: string;
  /** What it needs to apply, in a sentence for a person. */
  readonly applicability: string;
  readonly needs: readonly ExhibitPlane[];
  readonly defaults: Readonly<Options>;
  readonly references: readonly Reference[];
  detect(exhibit: Exhibit, options?: Partial<Options>, context?: DetectContext): Finding<Details>;
}

/** A context that never stops the work. */
export const UNBOUNDED: DetectContext = { checkpoint: () => undefined };

/** Says that a detector does not apply. */
export function notApplicable(reason: Note): NotApplicable {
  return { status: 'not-applicable', reason };
}

/** The reason why one of the planes cannot be had, or `undefined` when all can. */
export function missingPlane(exhibit: Exhibit, needs: readonly ExhibitPlane[], context: DetectContext): Note | undefined {
  for (const plane of needs) {
    const reason = exhibit.unavailable(plane, () => context.checkpoint(0));
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** The reason why an image is too small, or `undefined` when it is not. */
export function tooSmall(image: Pick<Raster, 'width' | 'height'>, minimumSide: number): Note | undefined {
  const { width, height } = image;
  return Math.min(width, height) < minimumSide ? note('detector-image-too-small', { width, height, minimumSide }) : undefined;
}
