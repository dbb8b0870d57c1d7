import { md5 } from '@noble/hashes/legacy.js';
import { toHex } from '../../bytes/index.ts';
import { ZIGZAG } from '../../codec/jpeg/index.ts';
import type { JpegStructure, QuantizationTable } from '../../codec/jpeg/index.ts';

/**
 * ExifTool's `JPEGDigest`: a fingerprint of the quantization tables and the sampling, to be looked up in its list or in one's own.
 *
 * It is made of whole DQT segments, so the same tables give another digest when they are spread over more segments. ExifTool leaves
 * the sampling out for digests that its list has without; the list is not part of this package, so here it is always there.
 *
 * @returns `<MD5 in hexadecimal>:<sampling>`, for example `…:221111`; `undefined` for other than three components, as in ExifTool.
 * @see ExifTool 12.57, `ExifTool.pm` (`ProcessJPEG`) and `JPEGDigest.pm` (`Calculate`).
 */
export function exifToolDigest(structure: JpegStructure): string | undefined {
  const { components } = structure.frame;
  if (components.length !== 3) return undefined;
  const sampling = components.map(({ h, v }) => `${h}${v}`).join('');
  const joined: number[] = [];
  for (const payload of dqtPayloads(structure)) {
    if (payload === undefined) continue;
    if (joined.length > 0) joined.push(0);
    for (const byte of payload) joined.push(byte);
  }
  return `${toHex(md5(Uint8Array.from(joined)))}:${sampling}`;
}

/** The DQT payloads before the first scan, by the destination of the first table in each; a later one replaces an earlier one. */
function dqtPayloads({ segments, quantizationTables, scans }: JpegStructure): (number[] | undefined)[] {
  const payloads: (number[] | undefined)[] = [undefined, undefined, undefined, undefined];
  let at = 0;
  for (const { name, offset, dataOffset, dataLength } of segments) {
    if (offset >= scans[0].offset) break;
    if (name !== 'DQT') continue;
    const payload: number[] = [];
    const first = at;
    // Both lists are in file order.
    while (at < quantizationTables.length && quantizationTables[at].offset < dataOffset + dataLength) {
      payload.push(...storedBytes(quantizationTables[at++]));
    }
    if (at > first) payloads[quantizationTables[first].id] = payload;
  }
  return payloads;
}

/** A definition as a DQT segment holds it (T.81 B.2.4.1). */
function storedBytes({ id, precision, values }: QuantizationTable): number[] {
  const bytes = [(precision === 16 ? 16 : 0) | id];
  for (let k = 0; k < 64; k++) {
    const step = values[ZIGZAG[k]];
    if (precision === 16) bytes.push(step >> 8);
    bytes.push(step & 255);
  }
  return bytes;
}
