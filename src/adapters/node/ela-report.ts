/** A part of an image with high error levels. Coordinates are pixels of the stored orientation from the top-left. */
export interface ElaReportRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Mean error of its pixels on the scaled, clamped gray map, 0..255. */
  readonly errorLevel: number;
}

/** One image in {@link ElaReport}. Errors are on the scaled, clamped gray map, 0..255. */
export interface ElaReportImage {
  readonly imagePath: string;
  readonly elaOverlayPath: string;
  readonly meanError: number;
  readonly maxError: number;
  readonly stdDev: number;
  /** The documented heuristic, 0..1; not a probability. */
  readonly likelihoodScore: number;
  readonly anomalousRegions: readonly ElaReportRegion[];
  /** Whether the score reaches the threshold. */
  readonly flagged: boolean;
  readonly notes: readonly string[];
}

/** What `tamperlens ela` writes as `ela_report.json`; {@link ELA_REPORT_SCHEMA} describes it for other languages. */
export interface ElaReport {
  /** When the run began, ISO 8601 in UTC. */
  readonly analysisTimestamp: string;
  readonly inputPath: string;
  readonly outputPath: string;
  readonly parameters: {
    readonly quality: number;
    readonly scale: number;
    readonly threshold: number;
    /** Seconds. */
    readonly timeout: number;
  };
  /** In the order of paths. */
  readonly results: readonly ElaReportImage[];
  /** Everything without a result: other kinds of files, links, damaged images, those that took too long. */
  readonly skippedFiles: readonly { readonly path: string; readonly reason: string }[];
  readonly summary: {
    /** Images with a result. */
    readonly totalImages: number;
    readonly flaggedCount: number;
    readonly skippedCount: number;
    readonly processingTimeSeconds: number;
  };
}
