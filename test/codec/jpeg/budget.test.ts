import { describe, expect, it } from 'vitest';
import { checkJpegBudget, decodeJpeg, encodeJpeg, readCoefficients, readStructure } from '../../../src/codec/jpeg/index.ts';
import { DEFAULT_LIMITS } from '../../../src/errors/index.ts';
import type { Limits } from '../../../src/errors/index.ts';
import { joinJpeg, jpegPart, MARKER, patched, replaced, spliced, splitJpeg } from '../../support/jpeg-parts.ts';
import type { JpegPart } from '../../support/jpeg-parts.ts';
import { refusalOf } from '../../support/refusal.ts';
import { fileOf } from './decode-cases.ts';

function check(bytes: Uint8Array, limits: Partial<Limits> = {}): void {
  checkJpegBudget(readStructure(bytes), { ...DEFAULT_LIMITS, ...limits });
}

/** The file with another size in its frame header. */
function resized(file: Uint8Array, width: number, height: number): Uint8Array {
  return patched(file, readStructure(file).frame.offset + 5, height >> 8, height & 255, width >> 8, width & 255);
}

const repeated = (part: JpegPart, count: number): JpegPart[] => new Array<JpegPart>(count).fill(part);

const file = fileOf('ycc-2x2');

describe('checkJpegBudget', () => {
  it('lets the fixtures pass', () => {
    for (const name of ['ycc-2x2', 'progressive-deep', 'progressive-long-run', 'scans-three-restart', 'ycc-4x4']) {
      expect(() => check(fileOf(name)), name).not.toThrow();
    }
  });

  it('names the pixels it refuses', () => {
    const error = refusalOf(() => check(resized(file, 65_500, 65_500)));
    const limit = { name: 'maximumPixels', maximum: 100_000_000, actual: 65_500 * 65_500 };
    const { offset } = readStructure(file).frame;
    const message = `pixels of 65500×65500: 4290250000 exceeds the limit "maximumPixels" of 100000000 (at byte ${offset})`;
    expect({ ...error, message: error.message }).toMatchObject({ code: 'limit-exceeded', stage: 'jpeg', offset, limit, message });
  });

  it('draws the line between the limit and one more', () => {
    // 67×45 pixels.
    expect(() => check(file, { maximumPixels: 3015 })).not.toThrow();
    expect(refusalOf(() => check(file, { maximumPixels: 3014 })).limit).toEqual({
      name: 'maximumPixels',
      maximum: 3014,
      actual: 3015,
    });
    for (const read of [decodeJpeg, readCoefficients]) {
      expect(() => read(file, { limits: { maximumPixels: 3014 } })).toThrow('3015 exceeds the limit "maximumPixels" of 3014');
    }
  });

  it('refuses frames that the file is too short for, once they are large', () => {
    // 10,000×9,900 pixels are 625 × 619 MCUs of six blocks; at 1.8 bits a block that is over half a megabyte.
    const error = refusalOf(() => check(resized(file, 10_000, 9900)));
    const blocks = 625 * 619 * 6;
    expect(error.code).toBe('malformed');
    expect(error.message).toMatch(
      new RegExp(`^\\d+ entropy-coded bytes are too few for ${blocks} blocks \\(10000×9900\\) \\(at byte \\d+\\)$`),
    );
    // A small frame costs little, so its missing data are for the decoder to report.
    expect(() => check(resized(file, 500, 500))).not.toThrow();
    expect(decodeJpeg(resized(file, 500, 500)).complete).toBe(false);
  });

  it('lets the emptiest pictures pass, whose blocks take six bits in a sequential file with the usual tables', () => {
    // 1600×1200 pixels are 30,000 blocks of luma. Annex K: 00 for "no difference", 1010 for "end of block".
    const flat = encodeJpeg({ data: new Uint8Array(1600 * 1200).fill(128), width: 1600, height: 1200 }, { quality: 50 });
    const { dataEnd, dataOffset } = readStructure(flat).scans[0];
    expect(dataEnd - dataOffset).toBe((30_000 * 6) / 8);
    expect(() => check(flat)).not.toThrow();
  });

  // With tables made for it, a flat block is one bit of DC and one of AC, or of DC alone where AC come in scans of their own.
  it.each([
    ['two bits in a sequential file', MARKER.SOF0, [0, 63, 0], 7500, 6750],
    ['one bit in a progressive file', MARKER.SOF2, [0, 0, 0], 3750, 3375],
  ])('lets blocks of %s pass and refuses a tenth less', (_, process, band, enough, least) => {
    const parts = splitJpeg(encodeJpeg({ data: new Uint8Array(1600 * 1200).fill(128), width: 1600, height: 1200 }));
    const oneCode = (head: number): JpegPart => jpegPart(MARKER.DHT, [head, 1, ...new Array<number>(15).fill(0), 0]);
    const head = parts.filter(({ marker }) => marker !== MARKER.DHT && marker !== MARKER.SOS);
    const frame = head.findIndex(({ marker }) => marker === MARKER.SOF0);
    const file = (bytes: number): Uint8Array =>
      joinJpeg([
        ...replaced(head, frame, { ...head[frame], marker: process }),
        oneCode(0x00),
        oneCode(0x10),
        jpegPart(MARKER.SOS, [1, 1, 0, ...band], new Uint8Array(bytes)),
      ]);
    expect(() => check(file(enough))).not.toThrow();
    expect(decodeJpeg(file(enough)).decodedRows).toBe(1200);
    expect(() => check(file(least))).not.toThrow();
    const message = `${least - 1} entropy-coded bytes are too few for 30000 blocks (1600×1200)`;
    expect(refusalOf(() => check(file(least - 1))).message).toContain(message);
  });

  it('counts how often the scans visit the average block', () => {
    // 2,048×2,048 gray pixels are 65,536 blocks. One DC scan, then each AC coefficient in two passes: all follow from one another.
    const parts = splitJpeg(encodeJpeg({ data: new Uint8Array(2048 * 2048).fill(128), width: 2048, height: 2048 }));
    const frame = parts.findIndex(({ marker }) => marker === MARKER.SOF0);
    const scan = parts.findIndex(({ marker }) => marker === MARKER.SOS);
    const progressive = replaced(parts, frame, { ...parts[frame], marker: MARKER.SOF2 });
    const head = parts[scan].payload.slice(0, 3);
    const pass = (from: number, bits: number) => ({
      ...parts[scan],
      payload: Uint8Array.of(...head, from, from, bits),
      data: new Uint8Array(0),
    });
    const dc = { ...parts[scan], payload: Uint8Array.of(...head, 0, 0, 0) };
    const ac = Array.from({ length: 99 }, (_, i) => pass(1 + (i >> 1), i % 2 === 0 ? 0x01 : 0x10));
    const withScans = (count: number): Uint8Array => joinJpeg(spliced(progressive, scan, 1, dc, ...ac.slice(0, count - 1)));
    const error = refusalOf(() => check(withScans(100)));
    const limit = { name: 'maximumBlockVisits', maximum: 24, actual: 100 };
    const { offset } = readStructure(withScans(100)).scans[99];
    const message = `visits to the average block in 100 scans: 100 exceeds the limit "maximumBlockVisits" of 24 (at byte ${offset})`;
    expect({ ...error, message: error.message }).toMatchObject({ code: 'limit-exceeded', limit, offset, message });
    expect(() => check(withScans(100), { maximumBlockVisits: 100 })).not.toThrow();
    // Beside the limit of 24 a million visits are free, which are 15.3 to each block here: 39 scans pass.
    expect(() => check(withScans(39))).not.toThrow();
    expect(refusalOf(() => check(withScans(40))).limit!.actual).toBe(40);
  });

  it('does not mind many scans of a tiny picture', () => {
    const parts = splitJpeg(fileOf('progressive-tiny'));
    const { scans } = readStructure(fileOf('progressive-tiny'));
    const many = joinJpeg([...parts, ...repeated(parts[parts.length - 1], 100 - scans.length)]);
    expect(readStructure(many).scans).toHaveLength(100);
    expect(() => check(many)).not.toThrow();
  });
});
