import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { fromHex } from '../../src/bytes/index.ts';
import {
  createEvidenceHasher,
  createEvidenceRecord,
  evidenceHash,
  isCanonical,
  readRecord,
  recordHash,
  recordText,
} from '../../src/evidence/index.ts';
import type { CreateRecordOptions, EvidenceInput, PreviousRecord } from '../../src/evidence/index.ts';
import vectors from '../vectors/evidence.json' with { type: 'json' };

const INPUT: EvidenceInput = { imageBytes: Uint8Array.of(1, 2, 3), latitude: 50.4501, longitude: 30.5234 };
const OPTIONS: CreateRecordOptions = { now: () => 1_700_000_000_123_456_789n, recordId: 'upload-1' };

describe('createEvidenceRecord', () => {
  it('makes the records that Python makes, link by link', () => {
    let previous: PreviousRecord | undefined;
    for (const { image, now, recordId, given, text, leafHash } of vectors.records) {
      const input = { imageBytes: fromHex(image), ...given } as EvidenceInput;
      const record = createEvidenceRecord(input, { now: () => BigInt(now), recordId, previous });
      expect(recordText(record)).toBe(text);
      expect(recordHash(record)).toBe(leafHash);
      expect(recordHash(text)).toBe(leafHash);
      expect(readRecord(text)).toEqual({ record });
      previous = { index: record.index, leafHash };
    }
  });

  it("holds the evidence hash of the image, the place and the clock's time", () => {
    const record = createEvidenceRecord(INPUT, OPTIONS);
    const imageBytes = Uint8Array.of(1, 2, 3);
    const { latitude, longitude } = record;
    expect(record.evidenceHash).toBe(evidenceHash({ imageBytes, latitude, longitude, capturedAt: BigInt(record.capturedAt) }));
    expect(record).toMatchObject({ index: 0, byteLength: 3, evidenceHashVersion: 1, previousHash: '0'.repeat(64) });
  });

  it('asks the clock once, when the bytes have been hashed', () => {
    let asked = 0;
    createEvidenceRecord(INPUT, { ...OPTIONS, now: () => BigInt(++asked) });
    expect(asked).toBe(1);
  });

  it('takes a file that came in parts', () => {
    const hasher = createEvidenceHasher(1);
    hasher.update(Uint8Array.of(1));
    hasher.update(Uint8Array.of(2, 3));
    const record = createEvidenceRecord({ ...INPUT, imageBytes: hasher }, OPTIONS);
    expect(record).toEqual(createEvidenceRecord(INPUT, OPTIONS));
  });

  it('records and hashes -0 as 0, which is all that JSON can hold', () => {
    const record = createEvidenceRecord({ ...INPUT, latitude: -0, longitude: -0 }, OPTIONS);
    expect(record).toEqual(createEvidenceRecord({ ...INPUT, latitude: 0, longitude: 0 }, OPTIONS));
    expect(Object.is(record.latitude, 0)).toBe(true);
  });

  it("has no parameter for a client's time", () => {
    type Named = keyof EvidenceInput | keyof CreateRecordOptions;
    expectTypeOf<Named>().toEqualTypeOf<
      | 'imageBytes'
      | 'latitude'
      | 'longitude'
      | 'pixelHash'
      | 'perceptualHashes'
      | 'reportHash'
      | 'attachmentId'
      | 'complaintId'
      | 'now'
      | 'recordId'
      | 'previous'
      | 'sha256'
    >();
    for (const name of ['capturedAt', 'timestamp', 'createdAt']) {
      const call = (): unknown => createEvidenceRecord({ ...INPUT, [name]: 5n }, OPTIONS);
      expect(call).toThrow(`unknown field "${name}"`);
      const withOption = (): unknown => createEvidenceRecord(INPUT, { ...OPTIONS, [name]: 5n });
      expect(withOption).toThrow(`unknown option "${name}"`);
    }
  });

  it.each([
    [{ latitude: 91 }, {}, '"latitude" must be in -90..90'],
    [{ imageBytes: 'https://example.com/a.jpg' }, {}, '"imageBytes" must be a Uint8Array'],
    [{ pixelHash: 'ABC' }, {}, '"pixelHash" must be 64 lower-case hexadecimal digits'],
    [{ reportHash: 5 }, {}, '"reportHash" must be 64 lower-case hexadecimal digits'],
    [{ perceptualHashes: {} }, {}, '"perceptualHashes" must hold 1 to 32 hashes'],
    [{ perceptualHashes: { __proto__: null, Pdq: 'ff' } }, {}, '"perceptualHashes" must hold'],
    [{ perceptualHashes: { pdq: 'xyz' } }, {}, '"perceptualHashes" must hold'],
    [{ attachmentId: '' }, {}, '"attachmentId" must be 1 to 256 characters'],
    [{ complaintId: 'a\nb' }, {}, '"complaintId" must be 1 to 256 characters'],
    [{ complaintId: 'a\ufffdb' }, {}, '"complaintId" must be 1 to 256 characters'],
    [{ complaintId: '\ud800' }, {}, '"complaintId" must be 1 to 256 characters'],
    [{}, { recordId: '' }, '"recordId" must be 1 to 128 printable ASCII characters'],
    [{}, { recordId: 'a b' }, '"recordId" must be 1 to 128 printable ASCII characters'],
    [{}, { now: () => 1n << 63n }, '"now()" must be nanoseconds that fit a signed 64-bit number'],
    [{}, { previous: { index: -1, leafHash: '0'.repeat(64) } }, '"previous.index" must be in 0..'],
    [{}, { previous: { index: 0, leafHash: 'abc' } }, '"previousHash" must be 64 lower-case hexadecimal digits'],
  ])('refuses %o %o', (input, options, message) => {
    const call = (): unknown =>
      createEvidenceRecord({ ...INPUT, ...input } as unknown as EvidenceInput, { ...OPTIONS, ...options });
    expect(call).toThrow(message);
  });

  it('writes every record in canonical form', () => {
    const name = fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
        fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
        name,
        (imageBytes, latitude, time, attachmentId) => {
          fc.pre(attachmentId === undefined || !/[\p{Cc}\p{Surrogate}\ufffd]/u.test(attachmentId));
          const record = createEvidenceRecord(
            { imageBytes, latitude, longitude: 0, attachmentId },
            { ...OPTIONS, now: () => time },
          );
          const text = recordText(record);
          expect(isCanonical(text)).toBe(true);
          expect(readRecord(text)).toEqual({ record });
        },
      ),
    );
  });
});

describe('readRecord', () => {
  const text = recordText(createEvidenceRecord({ ...INPUT, perceptualHashes: { pdq: 'ff' } }, OPTIONS));

  it.each([
    ['', 'no-json', ''],
    ['null', 'no-json', ''],
    ['[]', 'no-json', ''],
    [text.slice(0, -1), 'no-json', ''],
    [` ${text}`, 'not-canonical', ''],
    [text.replace('"index":0', '"index":0,"index":0'), 'not-canonical', ''],
    [text.replace('"index":0', '"index":0.0'), 'not-canonical', ''],
    [text.replace('record/1', 'record/2'), 'unknown-schema', 'tamperlens-evidence-record/2'],
    ['{}', 'unknown-schema', ''],
    [text.replace('"index":0', '"index":-1'), 'wrong-field', 'index'],
    [text.replace('"index":0,', ''), 'wrong-field', 'index'],
    [text.replace('"index":0,', '"index":0,"j":1,'), 'wrong-field', 'j'],
    [text.replace('.123456789Z', '.123456788Z'), 'wrong-field', 'capturedAtUtc'],
    [text.replace('"evidenceHashVersion":1', '"evidenceHashVersion":2'), 'wrong-field', 'evidenceHashVersion'],
    [text.replace('50.4501', '95.4501'), 'wrong-field', 'latitude'],
    [text.replace('1700000000123456789', '9999999999999999999'), 'wrong-field', 'capturedAt'],
  ])('says what is wrong with %s', (broken, problem, field) => {
    expect(readRecord(broken)).toEqual({ problem: { problem, field } });
  });
});
