import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/index.ts';
import { leafHash, MerkleTree, nodeHash, verifyConsistency, verifyInclusion } from '../../src/evidence/index.ts';
import { rejection } from '../support/caught.ts';
import vectors from '../vectors/evidence-merkle.json' with { type: 'json' };

/** Leaves and roots of Certificate Transparency's own tests (merkletree, `ReferenceMerkleTree`). */
const CT_LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const CT_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const LARGEST = 64;
const LEAVES = Array.from({ length: 150 }, (_, i) => leafHash(`leaf ${i}`));

/** The definition in RFC 6962, section 2.1, word for word. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0];
  let split = 1;
  while (2 * split < leaves.length) split *= 2;
  return nodeHash(naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

const ROOTS = Array.from({ length: LARGEST + 1 }, (_, size) =>
  size === 0 ? CT_ROOTS[0] : toHex(naiveRoot(LEAVES.slice(0, size))),
);

/** A tree that keeps all its nodes, and one that reads its older leaves again. */
const KINDS: readonly (readonly [string, () => MerkleTree])[] = [
  ['keeps its leaves', () => new MerkleTree()],
  [
    'reads its leaves again',
    () =>
      new MerkleTree({
        leaves: (start, end) => Promise.resolve(Uint8Array.from(LEAVES.slice(start, end).flatMap((hash) => [...hash]))),
      }),
  ],
];

function grown(make: () => MerkleTree, size: number): MerkleTree {
  const tree = make();
  for (const hash of LEAVES.slice(0, size)) tree.append(hash);
  return tree;
}

describe.each(KINDS)('a MerkleTree that %s', (_, make) => {
  it('has the roots of Certificate Transparency', () => {
    const tree = make();
    expect(toHex(tree.root())).toBe(CT_ROOTS[0]);
    CT_LEAVES.forEach((leaf, i) => {
      tree.append(leafHash(fromHex(leaf)));
      expect(toHex(tree.root())).toBe(CT_ROOTS[i + 1]);
    });
  });

  it('has the roots and paths that Python computes by the recursive definitions', async () => {
    for (const { size, root, inclusion, consistency } of vectors.trees) {
      const tree = grown(make, size);
      expect(toHex(tree.root())).toBe(root);
      for (const { index, path } of inclusion) expect((await tree.inclusionPath(index)).map(toHex)).toEqual(path);
      for (const { from, path } of consistency) expect((await tree.consistencyPath(from)).map(toHex)).toEqual(path);
    }
  });

  it('remembers every root that it had', async () => {
    const tree = grown(make, LARGEST);
    for (let size = 0; size <= LARGEST; size++) expect(toHex(await tree.rootAt(size))).toBe(ROOTS[size]);
  });

  it(`gives inclusion paths that verify, and verify nothing else, in all trees of up to ${LARGEST} leaves`, async () => {
    const tree = grown(make, LARGEST);
    for (let size = 1; size <= LARGEST; size++) {
      for (let index = 0; index < size; index++) {
        const path = (await tree.inclusionPath(index, size)).map(toHex);
        const leaf = toHex(LEAVES[index]);
        const proof = { index, size, path };
        expect(verifyInclusion(proof, leaf, ROOTS[size]), `${index} of ${size}`).toBe(true);
        expect(verifyInclusion({ ...proof, path: path.slice(1) }, leaf, ROOTS[size]) && path.length > 0).toBe(false);
        expect(verifyInclusion({ ...proof, path: path.slice(0, -1) }, leaf, ROOTS[size]) && path.length > 0).toBe(false);
        expect(verifyInclusion({ ...proof, path: [...path, ROOTS[1]] }, leaf, ROOTS[size])).toBe(false);
        expect(verifyInclusion(proof, toHex(LEAVES[(index + 1) % LARGEST]), ROOTS[size])).toBe(false);
        expect(verifyInclusion(proof, leaf, ROOTS[size - 1])).toBe(false);
        if (size > 1) expect(verifyInclusion({ ...proof, index: (index + 1) % size }, leaf, ROOTS[size])).toBe(false);
      }
    }
  });

  it(`gives consistency paths that verify, and verify nothing else, between all sizes of up to ${LARGEST}`, async () => {
    const tree = grown(make, LARGEST);
    for (let to = 1; to <= LARGEST; to++) {
      for (let from = 0; from <= to; from++) {
        const path = (await tree.consistencyPath(from, to)).map(toHex);
        const proof = { from, to, path };
        expect(verifyConsistency(proof, ROOTS[from], ROOTS[to]), `${from} to ${to}`).toBe(true);
        expect(verifyConsistency({ ...proof, path: [...path, ROOTS[1]] }, ROOTS[from], ROOTS[to])).toBe(false);
        if (from > 0) expect(verifyConsistency(proof, ROOTS[from - 1], ROOTS[to])).toBe(false);
        if (from > 0) expect(verifyConsistency(proof, ROOTS[from], ROOTS[to - 1])).toBe(false);
        for (let i = 0; i < path.length; i++) {
          const without = path.filter((_hash, k) => k !== i);
          expect(verifyConsistency({ ...proof, path: without }, ROOTS[from], ROOTS[to])).toBe(false);
        }
      }
    }
  });

  it('refuses places and sizes that it does not have', async () => {
    const tree = grown(make, 20);
    for (const call of [
      () => tree.inclusionPath(20),
      () => tree.inclusionPath(-1),
      () => tree.inclusionPath(5, 5),
      () => tree.inclusionPath(0, 21),
      () => tree.consistencyPath(3, 2),
      () => tree.consistencyPath(1, 21),
      () => tree.rootAt(21),
      () => tree.rootAt(1.5),
    ]) {
      expect(await rejection(call())).toBeInstanceOf(RangeError);
    }
    expect(() => tree.append(new Uint8Array(31))).toThrow('a leaf hash has 32 bytes, received 31');
  });
});

describe('a MerkleTree that reads its leaves again', () => {
  it('notices leaves that are no longer those that were appended', async () => {
    let isChanged = false;
    const tree = new MerkleTree({
      leaves: (start, end) => {
        const packed = Uint8Array.from(LEAVES.slice(start, end).flatMap((hash) => [...hash]));
        if (isChanged) packed[7] ^= 1;
        return Promise.resolve(packed);
      },
    });
    for (const hash of LEAVES.slice(0, 40)) tree.append(hash);
    await expect(tree.inclusionPath(3)).resolves.toHaveLength(6);
    isChanged = true;
    expect(await rejection(tree.inclusionPath(3))).toMatchObject({ code: 'damaged', message: /one of the records 0 to 15/ });
    // Not read: the last leaves are kept.
    await expect(tree.inclusionPath(35)).resolves.toHaveLength(4);
  });

  it('notices missing leaves', async () => {
    const tree = new MerkleTree({ leaves: () => Promise.resolve(new Uint8Array(32)) });
    for (const hash of LEAVES.slice(0, 16)) tree.append(hash);
    expect(await rejection(tree.inclusionPath(0))).toMatchObject({ code: 'damaged' });
  });

  it('answers for the size that was asked although leaves come meanwhile', async () => {
    const tree = new MerkleTree({
      leaves: async (start, end) => {
        await Promise.resolve();
        for (let i = tree.size; i < 150; i++) tree.append(LEAVES[i]);
        return Uint8Array.from(LEAVES.slice(start, end).flatMap((hash) => [...hash]));
      },
    });
    for (const hash of LEAVES.slice(0, 60)) tree.append(hash);
    const path = (await tree.inclusionPath(2)).map(toHex);
    expect(tree.size).toBe(150);
    expect(verifyInclusion({ index: 2, size: 60, path }, toHex(LEAVES[2]), ROOTS[60])).toBe(true);
  });
});

describe('the verification of proofs', () => {
  it('refuses every single flipped bit of a path', async () => {
    const tree = grown(() => new MerkleTree(), 21);
    const path = await tree.inclusionPath(17);
    const leaf = toHex(LEAVES[17]);
    fc.assert(
      fc.property(fc.nat(path.length - 1), fc.nat(255), (which, bit) => {
        const flipped = path.map((hash) => hash.slice());
        flipped[which][bit >> 3] ^= 1 << (bit & 7);
        expect(verifyInclusion({ index: 17, size: 21, path: flipped.map(toHex) }, leaf, ROOTS[21])).toBe(false);
      }),
    );
  });

  it.each([
    { index: 0, size: 0, path: [] },
    { index: -1, size: 1, path: [] },
    { index: 0.5, size: 1, path: [] },
    { index: 0, size: 2, path: ['zz'] },
    { index: 0, size: 2, path: [ROOTS[1].toUpperCase()] },
    { index: 0, size: 2, path: 'abc' },
    { index: 0, size: 2, path: Array(100_000).fill(ROOTS[1]) },
    { index: 0, size: 2, path: [undefined] },
    { index: 0, size: 2 ** 53, path: [ROOTS[1]] },
  ])('answers false to %o', (proof) => {
    expect(verifyInclusion(proof as never, ROOTS[1], ROOTS[1])).toBe(false);
  });
});
