import { describe, expect, it } from 'vitest';
import { nodeSha256 } from '../../../../src/adapters/node/evidence/index.ts';
import { evidenceHash, PORTABLE_SHA256 } from '../../../../src/evidence/index.ts';
import { toHex } from '../../../../src/bytes/index.ts';

describe('nodeSha256', () => {
  it('digests as FIPS 180-4 has it', () => {
    // The example "abc" of NIST, "SHA-256 Examples".
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(toHex(nodeSha256.hash(Buffer.from('abc')))).toBe(digest);
    expect(nodeSha256.hash(new Uint8Array(0))).toBeInstanceOf(Uint8Array);
  });

  it('agrees with the portable one, in parts, over views, and after a clone', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => (i * 7) % 256);
    const [ours, theirs] = [nodeSha256.create(), PORTABLE_SHA256.create()];
    for (const hasher of [ours, theirs]) for (let at = 0; at < 300; at += 37) hasher.update(bytes.subarray(at, at + 37));
    const [ourClone, theirClone] = [ours.clone(), theirs.clone()];
    ours.update(Uint8Array.of(1));
    theirs.update(Uint8Array.of(1));
    expect(toHex(ours.digest())).toBe(toHex(theirs.digest()));
    expect(toHex(ourClone.digest())).toBe(toHex(theirClone.digest()));
    expect(toHex(nodeSha256.hash(bytes.subarray(3, 9)))).toBe(toHex(PORTABLE_SHA256.hash(bytes.subarray(3, 9))));
  });

  it('makes the evidence hash of the shared vector', () => {
    const subject = { imageBytes: Buffer.from('abc'), latitude: 50.4501, longitude: 30.5234, capturedAt: 1700000000123456789n };
    expect(evidenceHash(subject, nodeSha256)).toBe('2bfd2797d45ae487c7914b1c90ecf07797cb4a3a78d22b58cea041ff0664723d');
  });
});
