import type { AdobeSegment, JfifSegment } from '../codec/jpeg/index.ts';
import type { Note } from '../notes/index.ts';
import type { ExifBlock } from './exif.ts';
import type { MetadataBlock } from './jpeg-blocks.ts';
import type { MetadataField, MetadataTime, NormalizedMetadata } from './normalized.ts';
import type { ByteRange } from './photoshop.ts';
import type { PngText } from './png-text.ts';
import type { TrailingData } from './trailing-data.ts';

/** A comment segment of a JPEG file. */
export interface JpegComment {
  /** The text, as far as 1,024 bytes. */
  readonly text: string;
  /** Where the segment begins, in bytes from the start of the file. */
  readonly offset: number;
  /** Bytes of the whole text. */
  readonly textBytes: number;
}

/** What a file says about itself, and where. Plain data; every offset is in bytes from the start of the file. */
export interface ImageMetadata {
  readonly format: 'jpeg' | 'png';
  /** Every block of metadata, in file order. */
  readonly blocks: readonly MetadataBlock[];
  /** The first EXIF block; more than one is listed in `blocks`. */
  readonly exif?: ExifBlock;
  readonly jfif?: JfifSegment & ByteRange;
  readonly adobe?: AdobeSegment & ByteRange;
  /** Where the first XMP packet lies; it is not read yet. */
  readonly xmp?: ByteRange;
  /** Where the ICC profile begins, and the bytes of all its parts; it is not read yet. */
  readonly icc?: ByteRange;
  /** Where the IPTC-IIM records lie; they are not read yet. */
  readonly iptc?: ByteRange;
  /** Where the Photoshop image resources lie; they are not read yet. */
  readonly photoshop?: ByteRange;
  readonly comments: readonly JpegComment[];
  /** Textual chunks of a PNG file. */
  readonly texts: readonly PngText[];
  /** The tIME chunk of a PNG file: when its picture was last changed, in UTC. */
  readonly pngTime?: MetadataField<MetadataTime>;
  /** What follows the image in the file. */
  readonly trailing?: TrailingData;
  /** The fields that most files have, in one form. */
  readonly normalized: NormalizedMetadata;
  /** What is broken, and what was left out because of a limit. */
  readonly notes: readonly Note[];
  /** Whether all metadata that are read here could be read. */
  readonly complete: boolean;
}

/** Blocks that every encoder writes, and that say how to decode the picture rather than where it comes from. */
const TECHNICAL = new Set<MetadataBlock['kind']>(['adobe', 'icc', 'jfif', 'jfxx', 'resolution', 'unknown']);

/** Whether a file says anything about its origin; a file that was stripped does not. */
export function saysAnything({ blocks }: Pick<ImageMetadata, 'blocks'>): boolean {
  return blocks.some(({ kind }) => !TECHNICAL.has(kind));
}
