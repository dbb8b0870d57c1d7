import { describe, expect, it } from 'vitest';
import { encodeJpeg, readStructure, recompress, standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { decodeJpeg } from '../../../src/codec/jpeg/index.ts';
import { gradient, syntheticPhoto } from '../../support/scene.ts';
import { sha256Hex } from '../../support/sha256.ts';
import vectors from '../../vectors/jpeg-encode.json' with { type: 'json' };
import { pixelDifference } from './differences.ts';
import { saveOptionsOf, sceneOf } from './scene-case.ts';

type EncodeCase = [maker: string, arguments: number[], quality: number, subsampling: string, length: number, sha256: string];

const cases = vectors.cases as EncodeCase[];

describe('encodeJpeg', () => {
  it.each(cases)(
    'writes the bytes of libjpeg-turbo for %s%j at quality %d, %s',
    (maker, values, quality, subsampling, length, sha256) => {
      const file = encodeJpeg(sceneOf(maker, values), saveOptionsOf(quality, subsampling));
      expect([file.length, sha256Hex(file)]).toEqual([length, sha256]);
    },
  );

  it('writes JFIF 1.01, two tables, one baseline scan and nothing else', () => {
    const file = encodeJpeg(syntheticPhoto(20, 12, 1), { quality: 60, subsampling: '4:2:2' });
    const { segments, frame, scans, subsampling, jfif, adobe, complete, trailingBytes, notes, ...rest } = readStructure(file);
    const names = ['SOI', 'APP0', 'DQT', 'DQT', 'SOF0', 'DHT', 'DHT', 'DHT', 'DHT', 'SOS', 'EOI'];
    expect(segments.map(({ name }) => name)).toEqual(names);
    expect(jfif).toEqual({ version: '1.01', densityUnit: 0, densityX: 1, densityY: 1 });
    expect([frame.process, frame.width, frame.height, subsampling, rest.colorSpace]).toEqual(['SOF0', 20, 12, '4:2:2', 'ycbcr']);
    expect(scans.map(({ restartInterval, components }) => [restartInterval, components.length])).toEqual([[0, 3]]);
    expect([adobe, complete, trailingBytes, notes]).toEqual([undefined, true, 0, []]);
    const [luma, chroma] = rest.quantizationTables.map(({ values }) => values);
    expect([luma, chroma]).toEqual([standardQuantizationTable('luma', 60), standardQuantizationTable('chroma', 60)]);
  });

  it('writes one component and two Huffman tables of a gray picture, whatever the subsampling', () => {
    const files = (['4:4:4', '4:2:2', '4:2:0'] as const).map((subsampling) => encodeJpeg(gradient(19, 9, 1), { subsampling }));
    const { segments, frame, colorSpace } = readStructure(files[0]);
    expect(segments.map(({ name }) => name)).toEqual(['SOI', 'APP0', 'DQT', 'SOF0', 'DHT', 'DHT', 'SOS', 'EOI']);
    expect([frame.components.length, colorSpace]).toEqual([1, 'gray']);
    expect(files.slice(1)).toEqual([files[0], files[0]]);
  });

  it('takes quality 90 and 4:2:0 where nothing is said, and undefined for nothing', () => {
    const scene = syntheticPhoto(24, 24, 2);
    const usual = encodeJpeg(scene, { quality: 90, subsampling: '4:2:0' });
    expect(encodeJpeg(scene)).toEqual(usual);
    expect(encodeJpeg(scene, {})).toEqual(usual);
    expect(encodeJpeg(scene, { quality: undefined, subsampling: undefined } as object)).toEqual(usual);
  });

  it('does not look at alpha, and leaves the pixels as they were', () => {
    const scene = syntheticPhoto(18, 10, 3);
    const rgba = Uint8ClampedArray.from({ length: 18 * 10 * 4 }, (_, i) =>
      i % 4 === 3 ? i & 255 : scene.data[(i >> 2) * 3 + (i % 4)],
    );
    const before = rgba.slice();
    expect(encodeJpeg({ data: rgba, width: 18, height: 10 })).toEqual(encodeJpeg(scene));
    expect(rgba).toEqual(before);
  });

  it('writes sides up to 65,535 and refuses longer ones', () => {
    for (const [width, height] of [
      [65_535, 1],
      [1, 65_535],
    ]) {
      const data = Uint8Array.from({ length: 65_535 }, (_, i) => (i >> 3) & 255);
      const { raster, complete } = decodeJpeg(encodeJpeg({ data, width, height }));
      expect(complete).toBe(true);
      expect(pixelDifference(raster, recompress({ data, width, height }))).toBeUndefined();
    }
    const data = new Uint8Array(65_536);
    const wide = '"width" of a JPEG must be in 1..65535, received 65536';
    expect(() => encodeJpeg({ data, width: 65_536, height: 1 })).toThrow(new RangeError(wide));
    const tall = '"height" of a JPEG must be in 1..65535, received 65536';
    expect(() => encodeJpeg({ data, width: 1, height: 65_536 })).toThrow(new RangeError(tall));
  });

  it('grows its buffer for a picture that does not compress', () => {
    // Noise at quality 100 takes far more than the quarter byte a sample that is set aside at first.
    const scene = sceneOf('binaryNoise', [64, 64, 3, 9]);
    const file = encodeJpeg(scene, { quality: 100, subsampling: '4:4:4' });
    expect(file.length).toBeGreaterThan(scene.data.length);
    expect(decodeJpeg(file).complete).toBe(true);
    expect(file.buffer.byteLength).toBe(file.length);
  });
});
