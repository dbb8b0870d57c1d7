import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupDuplicates, hammingDistance, parseHash } from '../../../src/hash/index.ts';
import type { Hash, HashedPicture, PdqDihedralHashes } from '../../../src/hash/index.ts';

/** A hash of 64 bits. */
function average(hex: string, quality: number | null = 100): Hash {
  return { ...parseHash(hex.padStart(16, '0'), { kind: 'average' }), quality };
}

function picture(hash: Hash | undefined, facts: Partial<HashedPicture> = {}): HashedPicture {
  return { hash, pixelCount: 100, byteLength: 100, ...facts };
}

/** Groups as lists of pictures. */
function numbersOf(pictures: readonly HashedPicture[], distance?: number): number[][] {
  return groupDuplicates(pictures, { distance }).groups.map(({ members }) => members.map((member) => member.picture));
}

describe('groupDuplicates', () => {
  it('puts together what differs in few bits, and leaves alone what stands alone', () => {
    const pictures = ['ffff', '1234567890abcdef', 'fffe', 'aaaa5555aaaa5555', 'fff0'].map((hex) => picture(average(hex)));
    expect(groupDuplicates(pictures, { distance: 4 })).toEqual({
      groups: [
        {
          representative: 0,
          members: [
            { picture: 0, distance: 0, turn: null, sameBytes: false, samePixels: false, isBeyond: false },
            { picture: 2, distance: 1, turn: null, sameBytes: false, samePixels: false, isBeyond: false },
            { picture: 4, distance: 4, turn: null, sameBytes: false, samePixels: false, isBeyond: false },
          ],
        },
      ],
      tooFlat: [],
      distance: 4,
      minimumQuality: 25,
    });
    expect(numbersOf(pictures, 0)).toEqual([]);
  });

  it('takes the distance that is suggested for the hash when it is given none', () => {
    const pictures = ['0', '3', '7'].map((hex) => picture(average(hex)));
    expect(groupDuplicates(pictures)).toMatchObject({ distance: 2, minimumQuality: 25 });
    expect(numbersOf(pictures.slice(0, 2))).toEqual([[0, 1]]);
    expect(numbersOf([pictures[0], pictures[2]])).toEqual([]);
  });

  it('follows links, and says which pictures are beyond the distance from the representative', () => {
    const pictures = ['0', '7', '3f', '1ff'].map((hex) => picture(average(hex)));
    const [{ members }] = groupDuplicates(pictures, { distance: 3 }).groups;
    expect(members.map(({ picture: number, distance, isBeyond }) => [number, distance, isBeyond])).toEqual([
      [0, 0, false],
      [1, 3, false],
      [2, 6, true],
      [3, 9, true],
    ]);
  });

  it('holds the group against its largest picture: pixels first, then bytes, then place', () => {
    const representative = (...facts: Partial<HashedPicture>[]) =>
      groupDuplicates(facts.map((fact) => picture(average('ff'), fact))).groups[0].representative;
    expect(representative({ pixelCount: 5 }, { pixelCount: 9, byteLength: 1 }, { pixelCount: 7 })).toBe(1);
    expect(representative({ byteLength: 5 }, { byteLength: 7 }, { byteLength: 9 })).toBe(2);
    expect(representative({}, {}, {})).toBe(0);
  });

  it('links equal bytes and equal pixels whatever the hashes say, also of pictures without one', () => {
    const pictures = [
      picture(undefined, { bytesDigest: 'a', pixelCount: 0 }),
      picture(average('0', 0), { bytesDigest: 'b', pixelsDigest: 'p' }),
      picture(average('0', 0), { bytesDigest: 'c', pixelsDigest: 'p' }),
      picture(undefined, { bytesDigest: 'a', pixelCount: 0 }),
      picture(average('0', 0), { bytesDigest: 'd', pixelsDigest: 'q' }),
    ];
    const { groups, tooFlat } = groupDuplicates(pictures);
    expect(tooFlat).toEqual([1, 2, 4]);
    expect(groups.map(({ members }) => members)).toEqual([
      [
        { picture: 0, distance: null, turn: null, sameBytes: true, samePixels: false, isBeyond: false },
        { picture: 3, distance: null, turn: null, sameBytes: true, samePixels: false, isBeyond: false },
      ],
      [
        { picture: 1, distance: 0, turn: null, sameBytes: true, samePixels: true, isBeyond: false },
        { picture: 2, distance: 0, turn: null, sameBytes: false, samePixels: true, isBeyond: false },
      ],
    ]);
  });

  it('does not compare hashes below the quality, and compares those whose quality is not known', () => {
    const pictures = [average('f', 49), average('f', 50), average('f', null), average('f', 49.5)].map((hash) => picture(hash));
    const { groups, tooFlat } = groupDuplicates(pictures, { minimumQuality: 50 });
    expect(tooFlat).toEqual([0, 3]);
    expect(groups.map(({ members }) => members.map((member) => member.picture))).toEqual([[1, 2]]);
  });

  it('finds a picture through its turned hashes and names the turn', () => {
    const pdq = (hex: string) => parseHash(hex.padEnd(64, '0'), { kind: 'pdq' });
    const names = ['original', 'rotate90', 'rotate180', 'rotate270', 'flipX', 'flipY', 'flipPlus1', 'flipMinus1'] as const;
    /** Hashes that are far from each other, but for those that are given. */
    const turned = (first: number, given: Partial<PdqDihedralHashes>) =>
      ({
        ...Object.fromEntries(names.map((name, i) => [name, pdq('0'.repeat(4 * i + 4) + first.toString(16).repeat(16))])),
        ...given,
      }) as unknown as PdqDihedralHashes;
    const a = pdq('ffffffffffffffff');
    const pictures = [
      picture(a, { pixelCount: 900, turned: turned(3, { original: a }) }),
      picture(pdq('00000000000000000000000000000000ffffffffffffffff'), {
        turned: turned(5, { flipX: pdq('fffffffffffffff7') }),
      }),
      picture(pdq('0f0f0f0f'), { turned: turned(9, {}) }),
    ];
    const { groups } = groupDuplicates(pictures, { distance: 31 });
    expect(groups).toHaveLength(1);
    expect(groups[0].members[1]).toMatchObject({ picture: 1, distance: 1, turn: 'flipX', isBeyond: false });
    // A copy whose turned hashes are not known, or are others, hides none.
    const copies = [pictures[0], { ...pictures[1], turned: undefined }, { ...pictures[1], turned: turned(7, {}) }, pictures[1]];
    expect(numbersOf(copies, 31).map((group) => group.sort((one, other) => one - other))).toEqual([[0, 1, 2, 3]]);
    const unturned = pictures.map((known) => ({ ...known, turned: undefined }));
    expect(groupDuplicates(unturned, { distance: 31 }).groups).toEqual([]);
  });

  it('finds what comparing every pair finds', () => {
    const hashes = fc.array(fc.bigInt({ min: 0n, max: 0xfffn }), { maxLength: 30 });
    fc.assert(
      fc.property(hashes, fc.nat(3), (values, distance) => {
        const pictures = values.map((value) => picture(average(value.toString(16))));
        const groups = numbersOf(pictures, distance);
        const groupOf = (number: number) => groups.findIndex((group) => group.includes(number));
        for (const [a, one] of pictures.entries()) {
          const near = pictures.flatMap((other, b) =>
            a !== b && hammingDistance(one.hash!, other.hash!) <= distance ? [groupOf(b)] : [],
          );
          expect(new Set(near).size, `groups of the neighbors of picture ${a}`).toBeLessThanOrEqual(1);
          expect(groupOf(a)).toBe(near[0] ?? -1);
        }
      }),
    );
  });

  it('takes ten thousand copies of one picture, and none at all', () => {
    const copies = Array.from({ length: 10_000 }, () => picture(average('abcdef')));
    expect(groupDuplicates(copies).groups[0].members).toHaveLength(10_000);
    expect(groupDuplicates([])).toEqual({ groups: [], tooFlat: [], distance: null, minimumQuality: null });
  });

  it.each([
    [{ distance: 65 }, '"distance" must be in 0..64, received 65'],
    [{ distance: 1.5 }, '"distance" must be a whole number, received 1.5'],
    [{ minimumQuality: 101 }, '"minimumQuality" must be in 0..100, received 101'],
    [{ radius: 3 }, 'unknown option "radius"'],
  ])('refuses %j', (options, message) => {
    expect(() => groupDuplicates([picture(average('f'))], options as object)).toThrow(message);
  });

  it('refuses hashes of two kinds', () => {
    const pictures = [picture(average('f')), picture(parseHash('difference:000000000000000f'))];
    expect(() => groupDuplicates(pictures)).toThrow();
  });
});
