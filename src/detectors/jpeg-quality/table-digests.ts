import type { JpegStructure } from '../../codec/jpeg/index.ts';
import { exifToolDigest } from './exiftool-digest.ts';
import { jpegSnoopSignatures } from './jpegsnoop-signatures.ts';

/** Fingerprints of the quantization tables in the forms of other tools, whose lists are not part of this package. */
export interface TableDigests {
  /** ExifTool's `JPEGDigest` with the sampling, `<md5>:221111`; `null` for other than three components. */
  readonly exifTool: string | null;
  /** JPEGsnoop's signature. */
  readonly jpegSnoop: string;
  /** JPEGsnoop's signature of the transposed tables. */
  readonly jpegSnoopRotated: string;
}

/** Computes every fingerprint of the quantization tables. */
export function tableDigests(structure: JpegStructure): TableDigests {
  const { upright, rotated } = jpegSnoopSignatures(structure);
  return { exifTool: exifToolDigest(structure) ?? null, jpegSnoop: upright, jpegSnoopRotated: rotated };
}
