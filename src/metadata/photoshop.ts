import { readUint16, readUint32 } from '../bytes/index.ts';
import { startsWith } from './text.ts';

/** Bytes somewhere in the file. */
export interface ByteRange {
  /** In bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
}

/** Resource that holds the IPTC-IIM records (Adobe, Photoshop File Formats, "Image Resource IDs"). */
const IPTC_RESOURCE = 0x0404;

/**
 * Finds the IPTC records among the image resources of a Photoshop segment.
 *
 * @param start - First byte behind the segment's signature.
 * @param end - One past its last byte.
 */
export function locateIptc(bytes: Uint8Array, start: number, end: number): ByteRange | undefined {
  let at = start;
  while (at + 12 <= end && startsWith(bytes, at, '8BIM', end)) {
    const id = readUint16(bytes, at + 4);
    // A Pascal string, padded to an even length with its length byte.
    const nameBytes = (bytes[at + 6] + 2) & ~1;
    const sizeAt = at + 6 + nameBytes;
    if (sizeAt + 4 > end) return undefined;
    const length = readUint32(bytes, sizeAt);
    const offset = sizeAt + 4;
    if (offset + length > end) return undefined;
    if (id === IPTC_RESOURCE) return { offset, length };
    at = offset + length + (length & 1);
  }
  return undefined;
}
