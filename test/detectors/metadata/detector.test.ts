import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../src/codec/png/index.ts';
import { FAST_DETECTORS, metadataConsistency, metadataHeaders } from '../../../src/detectors/index.ts';
import type { Finding, MetadataConsistencyDetails, MetadataConsistencyOptions } from '../../../src/detectors/index.ts';
import { exhibitFromRaster, openExhibit } from '../../../src/exhibit/index.ts';
import type { ForeignDecoder } from '../../../src/exhibit/index.ts';
import { cameraFile, PICTURE, reduced } from '../../support/camera-file.ts';
import type { CameraFileParts } from '../../support/camera-file.ts';
import { itConforms } from '../../support/detector-conformance.ts';
import { ascii, latin1, long, rational } from '../../support/exif-builder.ts';
import { readFixture } from '../../support/fixture.ts';
import { concatBytes } from '../../support/jpeg-parts.ts';
import { blocks } from '../../support/scene.ts';

type Measured = Extract<Finding<MetadataConsistencyDetails>, { status: 'measured' }>;

async function measure(bytes: Uint8Array, options?: Partial<MetadataConsistencyOptions>): Promise<Measured> {
  const finding = metadataConsistency.detect(await openExhibit(bytes), options);
  if (finding.status !== 'measured') throw new Error(finding.reason.code);
  return finding;
}

const measureFile = (parts: CameraFileParts, options?: Partial<MetadataConsistencyOptions>) =>
  measure(cameraFile(parts), options);

describe('metadataConsistency, on a camera’s file:', async () =>
  itConforms(metadataConsistency, await openExhibit(cameraFile())));

describe('metadataConsistency, on a file that contradicts itself:', async () => {
  const parts = { exif: [long(0xa003, 99), rational(0x829d, 0, 0)], ifd0: [ascii(0x0131, 'GIMP')], gps: [rational(2, 99, 1)] };
  itConforms(metadataConsistency, await openExhibit(concatBytes([cameraFile(parts), latin1('PK\x03\x04')])));
});

describe('metadataHeaders, on a camera’s file:', async () => itConforms(metadataHeaders, await openExhibit(cameraFile())));

describe('the metadata detector', () => {
  it('measures 0 on a file whose metadata agree, and says what it could not check', async () => {
    const { statistic, notes, details, regions } = await measureFile({});
    expect([statistic, regions, details.hits, details.position]).toEqual([0, [], [], 'stated']);
    expect(notes.map(({ code }) => code)).toEqual(['metadata-unchecked-no-examination-time']);
    expect(details.thumbnail!.correlation!).toBeGreaterThan(0.98);
  });

  it('checks the future when it is told what time it is', async () => {
    const { notes, details } = await measureFile({}, { examinedAt: Date.UTC(2026, 10, 20) });
    expect([notes, details.checked.includes('TS-FUTURE')]).toEqual([[], true]);
    const early = await measureFile({}, { examinedAt: Date.UTC(2010, 0, 1) });
    expect([early.statistic, early.details.hits[0].id]).toEqual([1, 'TS-FUTURE']);
  });

  it('gives contradictions as its statistic and keeps processing apart', async () => {
    const edited = await measureFile({ ifd0: [ascii(0x0131, 'GIMP 2.10'), ascii(0x0132, '2017:01:01 00:00:00')] });
    expect([edited.statistic, edited.details.weights]).toEqual([0, { processing: 0.9, contradiction: 0, declaration: 0 }]);
    const cropped = await measureFile({ exif: [long(0xa002, 4000), long(0xa003, 3000)] });
    expect([cropped.statistic, cropped.notes[0].code]).toEqual([1.2, 'metadata-dimensions']);
  });

  it('scores a picture that was swapped under its metadata above the untouched one', async () => {
    const swapped = cameraFile({ thumbnail: thumbnailOfAnother() });
    expect((await measure(swapped)).statistic).toBeGreaterThan((await measureFile({})).statistic);
  });

  it('has one statistic and one note for a file without metadata: zero is a measurement, and missing is neutral', async () => {
    for (const bytes of [
      encodePng(PICTURE),
      await readFixture('authentic/clean-scene.jpg'),
      await readFixture('authentic/screenshot.png'),
    ]) {
      const { statistic, notes, details } = await measure(bytes);
      expect([statistic, notes.map(({ code }) => code), details.hasMetadata]).toEqual([0, ['metadata-none'], false]);
      expect(details.unchecked.every(({ reason }) => reason.code === 'metadata-unchecked-none')).toBe(true);
    }
  });

  it('never says where the picture was taken', async () => {
    for (const parts of [{}, { gps: [rational(2, 91, 1, 30, 1, 0, 1)] }]) {
      const finding = await measureFile(parts);
      const text = JSON.stringify(finding);
      expect(text).not.toMatch(/51\.5|0\.125|91\.5|latitude"|longitude"/);
      expect(finding.details.position).toBe('gps' in parts ? 'impossible' : 'stated');
    }
    expect((await measureFile({ without: [1, 2, 3, 4, 6, 7, 29] })).details.position).toBe('none');
  });

  it('tells what is broken in the metadata, and reads the rest', async () => {
    const { notes, details } = await measureFile({ exif: [rational(0x829d, 28, 0)] });
    expect(notes.map(({ code }) => code)).toContain('exif-undefined-number');
    expect(details.complete).toBe(true);
    expect(details.checked).toContain('DIM-EXIF');
  });

  it('does not need pixels, but for the content of the thumbnail', async () => {
    const bytes = cameraFile();
    const scan = bytes.lastIndexOf(0xda);
    // All of the entropy-coded data replaced: not one row can be trusted.
    const damaged = bytes.slice(0, scan + 40);
    const { details } = await measure(damaged);
    expect(details.unchecked).toContainEqual({
      id: 'THUMB-CONTENT',
      reason: { code: 'metadata-unchecked-no-pixels', params: {} },
    });
    expect(details.checked).toContain('DIM-EXIF');
  });

  it('decodes nothing when only the shape of the thumbnail is to be compared', async () => {
    const exhibit = await openExhibit(cameraFile());
    let asked = 0;
    const spy = new Proxy(exhibit, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          if (args[0] === 'raster') asked++;
          return (member as (...args: unknown[]) => unknown).apply(target, args);
        };
      },
    });
    metadataHeaders.detect(spy);
    metadataConsistency.detect(spy, { thumbnail: 'shape' });
    expect(asked).toBe(0);
    metadataConsistency.detect(spy);
    expect(asked).toBeGreaterThan(0);
    expect(FAST_DETECTORS.flatMap(({ needs }) => needs)).not.toContain('raster');
  });

  it('does not apply to pixels, nor to formats whose metadata are not read', async () => {
    expect(metadataConsistency.detect(exhibitFromRaster(PICTURE))).toEqual({
      status: 'not-applicable',
      reason: { code: 'exhibit-needs-file', params: {} },
    });
    const decoder: ForeignDecoder = { name: 'a test', decode: () => PICTURE };
    const gif = await openExhibit(latin1('GIF89a...........'), { decoders: { gif: decoder } });
    expect(metadataConsistency.detect(gif)).toEqual({
      status: 'not-applicable',
      reason: { code: 'exhibit-metadata-unread', params: { format: 'gif' } },
    });
    expect(() => gif.plane('metadata')).toThrow('plane "metadata" is not available: exhibit-metadata-unread');
  });

  it.each<[object, string]>([
    [{ thumbnail: 'all' }, '"thumbnail" must be one of content, shape, received "all"'],
    [{ examinedAt: -5 }, '"examinedAt" must be in 0..8640000000000000, received -5'],
    [{ now: 5 }, 'unknown option "now"; known options: examinedAt, thumbnail'],
  ])('refuses %o, whatever it is asked to look at', (options, message) => {
    expect(() => metadataConsistency.detect(exhibitFromRaster(PICTURE), options as never)).toThrow(message);
  });
});

/** A thumbnail of another picture. */
function thumbnailOfAnother(): Uint8Array {
  return cameraFile({ picture: reduced(blocks(160, 120, 3, 5), 2), thumbnail: 'none' });
}
