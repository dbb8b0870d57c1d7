import type { JpegColorSpace } from '../../codec/jpeg/index.ts';
import type { ComponentQuality } from './component-qualities.ts';
import type { HuffmanCoding } from './huffman-coding.ts';
import type { KnownTable } from './known-tables.ts';
import type { Progression } from './progression.ts';
import type { TableClass } from './table-class.ts';
import type { TableConsistency } from './table-consistency.ts';
import type { TableDigests } from './table-digests.ts';
import type { WriterMarkers } from './writer-markers.ts';

/** What the JPEG quality detector found: how a file was last saved. */
export interface JpegQualityDetails {
  readonly process: 'SOF0' | 'SOF1' | 'SOF2';
  readonly colorSpace: JpegColorSpace;
  readonly subsampling: string;
  readonly scans: number;
  /** The order of the scans in the notation of `cjpeg -scans`. */
  readonly scanScript: string;
  /** Whose order that is. */
  readonly progression: Progression;
  /** MCUs between restart markers in the first scan, 0 for none. */
  readonly restartInterval: number;
  readonly huffmanCoding: HuffmanCoding;
  readonly components: readonly ComponentQuality[];
  /** Whether luma and chroma use the same steps, as some cameras and scanners write them; false where there is no chroma. */
  readonly sameTableForChroma: boolean;
  readonly tableClass: TableClass;
  /** What `identify -format %Q` says, 1..100; `null` where ImageMagick has no estimate and prints 92. */
  readonly imageMagickQuality: number | null;
  readonly digests: TableDigests;
  /** Entries of the option `knownTables` that the file matches. */
  readonly knownTables: readonly KnownTable[];
  readonly markers: WriterMarkers;
  /** Whether that goes together with the option `make`. */
  readonly consistency: TableConsistency;
}
