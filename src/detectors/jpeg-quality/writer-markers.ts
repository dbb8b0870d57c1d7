import type { JpegSegment, JpegStructure } from '../../codec/jpeg/index.ts';

/** Application segments that tell of the software a file went through. */
export interface WriterMarkers {
  /** A JFIF APP0, which libjpeg and most software write, and few cameras. */
  readonly jfif: boolean;
  /** An Adobe APP14. Adobe's software writes it, and libjpeg does for RGB and CMYK. */
  readonly adobe: boolean;
  /** An APP13 of Photoshop's image resources. Other software copies it, and writes it for captions. */
  readonly photoshop: boolean;
}

const PHOTOSHOP = 'Photoshop 3.0\0';

/**
 * Looks for the application segments of software.
 *
 * @param bytes - The file that the structure was read from.
 */
export function writerMarkers({ jfif, adobe, segments }: JpegStructure, bytes: Uint8Array): WriterMarkers {
  const photoshop = segments.some((segment) => segment.name === 'APP13' && beginsWith(bytes, segment, PHOTOSHOP));
  return { jfif: jfif !== undefined, adobe: adobe !== undefined, photoshop };
}

function beginsWith(bytes: Uint8Array, { dataOffset, dataLength }: JpegSegment, text: string): boolean {
  if (dataLength < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[dataOffset + i] !== text.charCodeAt(i)) return false;
  return true;
}
