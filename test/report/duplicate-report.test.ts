import { describe, expect, it } from 'vitest';
import { parseHash } from '../../src/hash/index.ts';
import { note } from '../../src/notes/index.ts';
import { buildDuplicateReport, VERSION, wordRelation } from '../../src/report/index.ts';
import type { ComparedFile, ReportedDuplicate } from '../../src/report/index.ts';

const PARAMETERS = { kind: 'average', bits: 64, distance: 5, minimumQuality: 25, turns: 'none', orient: 'exif' } as const;

function file(path: string, hex: string, { side = 10, quality = 90, sha256 = path, pixelSha256 = path } = {}): ComparedFile {
  const hash = { ...parseHash(hex.padStart(16, '0'), { kind: 'average' }), quality };
  return {
    path,
    byteLength: 1000,
    sha256,
    picture: { width: side, height: side, pixelSha256, hash, turned: undefined, notes: [] },
  };
}

describe('buildDuplicateReport', () => {
  it('lists groups with what is known of each file, and counts the rest', () => {
    const small = { ...file('b.jpg', 'fe') };
    const cut = { ...small, picture: { ...small.picture!, notes: [note('jpeg-missing-eoi', { offset: 77 })] } };
    const files = [file('a.jpg', 'ff', { side: 20 }), cut, file('c.jpg', 'ffff00000000'), file('d.jpg', '0', { quality: 3 })];
    const uncompared = {
      skipped: [{ path: 'notes.txt', reason: 'not an image' }],
      failed: [{ path: 'bad.jpg', code: 'malformed', reason: 'no SOI' }],
    };
    const report = buildDuplicateReport(files, PARAMETERS, uncompared);
    expect(report).toEqual({
      schemaVersion: 1,
      tool: { name: 'tamperlens', version: VERSION },
      parameters: PARAMETERS,
      summary: { compared: 4, groups: 1, grouped: 2, tooFlat: 1, skipped: 1, failed: 1 },
      groups: [
        {
          representative: 'a.jpg',
          files: [
            {
              path: 'a.jpg',
              ...{ byteLength: 1000, sha256: 'a.jpg', sameBytesAs: null, width: 20, height: 20, pixelSha256: 'a.jpg' },
              ...{ hash: 'average:00000000000000ff', quality: 90 },
              ...{ distance: 0, turn: null, sameBytes: true, samePixels: true, isBeyond: false },
              notes: [],
            },
            {
              path: 'b.jpg',
              ...{ byteLength: 1000, sha256: 'b.jpg', sameBytesAs: null, width: 10, height: 10, pixelSha256: 'b.jpg' },
              ...{ hash: 'average:00000000000000fe', quality: 90 },
              ...{ distance: 1, turn: null, sameBytes: false, samePixels: false, isBeyond: false },
              notes: [{ code: 'jpeg-missing-eoi', params: { offset: 77 }, text: expect.stringContaining('byte 77') as string }],
            },
          ],
        },
      ],
      tooFlat: [{ path: 'd.jpg', quality: 3 }],
      skippedFiles: uncompared.skipped,
      failedFiles: uncompared.failed,
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('lists what has the bytes of the largest, then what has its pixels, then the others, and names twins among them', () => {
    const same = { pixelSha256: 'p' };
    const files = [
      file('1', 'fe', { sha256: 'x' }),
      file('2', 'ff', { sha256: 'y', ...same }),
      file('3', 'ff', { sha256: 'y', ...same }),
      file('4', 'ff', { sha256: 'z', side: 20, ...same }),
      file('5', 'ff', { sha256: 'z', side: 20, ...same }),
      file('6', 'fe', { sha256: 'x' }),
      file('7', 'ff'),
    ];
    const [{ files: listed }] = buildDuplicateReport(files, PARAMETERS).groups;
    expect(listed.map(({ path, sameBytesAs }) => [path, sameBytesAs])).toEqual([
      ['4', null],
      ['5', '4'],
      ['2', null],
      ['3', '2'],
      ['7', null],
      ['1', null],
      ['6', '1'],
    ]);
    expect(listed.map((member) => wordRelation(member, '4'))).toEqual([
      ...['largest', 'same bytes', 'same pixels', 'same pixels', 'distance 0', 'distance 1', 'distance 1'],
    ]);
  });

  it('compares pictures that are too small for a hash of the usual size by their bytes and pixels alone', () => {
    const sized = (path: string, hex: string, pixelSha256 = path): ComparedFile => {
      const hash = { ...parseHash(hex, { kind: 'wavelet-db4' }), quality: 97 };
      return {
        path,
        byteLength: 9,
        sha256: path,
        picture: { width: 9, height: 9, pixelSha256, hash, turned: undefined, notes: [] },
      };
    };
    const [icon, photo] = ['f'.repeat(16), 'f'.repeat(49)];
    const files = [sized('a', icon, 'x'), sized('b', photo), sized('c', icon, 'x'), sized('d', icon), sized('e', photo)];
    const { groups, tooFlat } = buildDuplicateReport(files, {
      ...PARAMETERS,
      ...{ kind: 'wavelet-db4', bits: 196, distance: 100 },
    });
    expect(groups.map((group) => group.files.map((member) => [member.path, wordRelation(member, group.representative)]))).toEqual(
      [
        [
          ['a', 'largest'],
          ['c', 'same pixels'],
        ],
        [
          ['b', 'largest'],
          ['e', 'distance 0'],
        ],
      ],
    );
    expect(tooFlat).toEqual(['a', 'c', 'd'].map((path) => ({ path, quality: 0 })));
  });

  it('puts files together that nobody can decode when their bytes are the same', () => {
    const undecoded = (path: string, sha256: string): ComparedFile => ({ path, byteLength: 9, sha256, picture: undefined });
    const files = [undecoded('a.heic', '1'), undecoded('b.heic', '2'), undecoded('c.heic', '1')];
    const { groups, summary } = buildDuplicateReport(files, PARAMETERS);
    expect(summary).toMatchObject({ compared: 0, grouped: 2 });
    expect(groups[0].files.map(({ path, width, hash, quality }) => [path, width, hash, quality])).toEqual([
      ['a.heic', null, null, null],
      ['c.heic', null, null, null],
    ]);
  });
});

describe('wordRelation', () => {
  const [first, second] = buildDuplicateReport([file('a', 'ff'), file('b', 'fe')], PARAMETERS).groups[0].files;
  it.each<[Partial<ReportedDuplicate>, string]>([
    [{}, 'distance 1'],
    [{ turn: 'flipY' }, 'distance 1, mirrored'],
    [{ turn: 'flipX' }, 'distance 1, mirrored top to bottom'],
    [{ turn: 'rotate90' }, 'distance 1, turned a quarter'],
    [{ turn: 'rotate180', distance: 40, isBeyond: true }, 'distance 40, turned upside down, by way of others'],
    [{ samePixels: true }, 'same pixels'],
    [{ samePixels: true, sameBytes: true }, 'same bytes'],
    [{ distance: null }, 'not comparable'],
    [{ path: 'a' }, 'largest'],
  ])('words %j', (change, words) => {
    expect(wordRelation({ ...second, ...change }, first.path)).toBe(words);
  });
});
