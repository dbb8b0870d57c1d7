import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { fromHex } from '../../src/bytes/index.ts';
import { createEvidenceHasher, evidenceHash, hashEvidence } from '../../src/evidence/index.ts';
import type { EvidenceSubject } from '../../src/evidence/index.ts';
import vectors from '../vectors/evidence.json' with { type: 'json' };

const IMAGE = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
const SUBJECT: EvidenceSubject = { imageBytes: IMAGE, latitude: 50.4501, longitude: 30.5234, capturedAt: 1n };

function degrees(text: string | null): number | null {
  return text === null ? null : Number(text);
}

describe('evidenceHash', () => {
  it('is what hashlib and struct compute, in both layouts', () => {
    for (const { image, latitude, longitude, capturedAt, version, hash } of vectors.hashes) {
      const subject = { imageBytes: fromHex(image), latitude: degrees(latitude), longitude: degrees(longitude) };
      const found = hashEvidence({ ...subject, capturedAt: BigInt(capturedAt) });
      expect(found, `${latitude} ${longitude} ${capturedAt}`).toEqual({ hash, version });
      expect(evidenceHash({ ...subject, capturedAt: BigInt(capturedAt) })).toBe(hash);
    }
    expect(vectors.hashes.map(({ version }) => version)).toContain(2);
  });

  it('keeps the sign of zero', () => {
    expect(evidenceHash({ ...SUBJECT, latitude: -0 })).not.toBe(evidenceHash({ ...SUBJECT, latitude: 0 }));
  });

  it('takes 0/0 for a place, and an absent coordinate for none', () => {
    const places = [
      { latitude: 0, longitude: 0 },
      { latitude: null, longitude: 0 },
      { latitude: 0, longitude: null },
      { latitude: null, longitude: null },
    ];
    expect(new Set(places.map((place) => evidenceHash({ ...SUBJECT, ...place }))).size).toBe(4);
  });

  it('takes a Date to the millisecond', () => {
    const capturedAt = new Date('2023-11-14T22:13:20.123Z');
    expect(evidenceHash({ ...SUBJECT, capturedAt })).toBe(evidenceHash({ ...SUBJECT, capturedAt: 1700000000123000000n }));
  });

  it('changes with every single bit of the image', () => {
    const whole = evidenceHash(SUBJECT);
    for (let bit = 0; bit < 8 * IMAGE.length; bit++) {
      const flipped = IMAGE.slice();
      flipped[bit >> 3] ^= 1 << (bit & 7);
      expect(evidenceHash({ ...SUBJECT, imageBytes: flipped })).not.toBe(whole);
    }
  });

  it.each([
    [{ latitude: NaN }, RangeError, '"latitude" must be in -90..90, received NaN'],
    [{ latitude: 90.0000001 }, RangeError, '"latitude" must be in -90..90'],
    [{ longitude: -Infinity }, RangeError, '"longitude" must be in -180..180'],
    [{ longitude: 180.5 }, RangeError, '"longitude" must be in -180..180'],
    [{ latitude: '50' }, TypeError, '"latitude" must be a number'],
    [{ longitude: undefined }, TypeError, '"longitude" must be a number'],
    [{ capturedAt: 1n << 63n }, RangeError, 'signed 64-bit'],
    [{ capturedAt: -(1n << 63n) - 1n }, RangeError, 'signed 64-bit'],
    [{ capturedAt: new Date(NaN) }, TypeError, '"capturedAt" is an invalid Date'],
    [{ capturedAt: new Date(8.64e15) }, RangeError, 'signed 64-bit'],
    [{ capturedAt: 1700000000 }, TypeError, '"capturedAt" must be a bigint of nanoseconds or a Date'],
    [{ capturedAt: { getTime: (): number => 1 } }, TypeError, '"capturedAt" must be a bigint of nanoseconds or a Date'],
    [{ imageBytes: 'ffd8' }, TypeError, '"imageBytes" must be a Uint8Array'],
    [{ imageBytes: IMAGE.buffer }, TypeError, '"imageBytes" must be a Uint8Array'],
    [{ imageBytes: [1, 2] }, TypeError, '"imageBytes" must be a Uint8Array'],
    [{ imageBytes: new Uint16Array(2) }, TypeError, '"imageBytes" must be a Uint8Array'],
  ] as const)('refuses %o', (change, kind, message) => {
    const call = (): string => evidenceHash({ ...SUBJECT, ...change } as EvidenceSubject);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });

  it('takes bytes by its types, and no text', () => {
    expectTypeOf<EvidenceSubject['imageBytes']>().toEqualTypeOf<Uint8Array>();
    expectTypeOf<string>().not.toExtend<EvidenceSubject['imageBytes']>();
    expectTypeOf<URL>().not.toExtend<EvidenceSubject['imageBytes']>();
  });
});

describe('createEvidenceHasher', () => {
  it('gives the same hash however the file is cut', () => {
    const places = fc.record({
      latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
      longitude: fc.option(fc.double({ min: -180, max: 180, noNaN: true })),
      capturedAt: fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
    });
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), places, (parts, place) => {
        const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
        const { hash, version } = hashEvidence({ imageBytes: whole, ...place });
        const hasher = createEvidenceHasher(version);
        for (const part of parts) hasher.update(part);
        expect(hasher.digest(place)).toBe(hash);
        expect(hasher.digest(place)).toBe(hash);
        expect(hasher.byteLength).toBe(whole.length);
      }),
    );
  });

  it.each([1, 2] as const)('knows the hash of the file alone in version %d', (version) => {
    const hasher = createEvidenceHasher(version);
    hasher.update(Uint8Array.of(0x61));
    hasher.update(Uint8Array.of(0x62, 0x63));
    // FIPS 180-4: SHA-256 of "abc".
    expect(hasher.fileHash()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('refuses a place that is not of its version', () => {
    const absent = { latitude: null, longitude: 1, capturedAt: 1n };
    expect(() => createEvidenceHasher(1).digest(absent)).toThrow('version 1 of the evidence hash needs');
    expect(() => createEvidenceHasher(2).digest({ ...absent, latitude: 2 })).toThrow('use version 1');
    expect(() => createEvidenceHasher(3 as 2)).toThrow('"version" must be 1 or 2, received 3');
  });
});
