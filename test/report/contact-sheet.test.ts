import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { parseHash } from '../../src/hash/index.ts';
import { buildDuplicateReport, renderContactSheet } from '../../src/report/index.ts';
import type { DuplicateReport, UncomparedFiles } from '../../src/report/index.ts';
import { gradient } from '../support/scene.ts';

/** A report of one group, the files of which have these paths. */
function reportOf(paths: readonly string[], uncompared?: UncomparedFiles): DuplicateReport {
  const hash = { ...parseHash('average:ffd7918181c9ffff'), quality: 80 };
  const files = paths.map((path, i) => ({
    path,
    byteLength: 2_345_678 - i,
    sha256: path,
    picture: { width: 1600, height: 1200, pixelSha256: path, hash, turned: undefined, notes: [] },
  }));
  const parameters = { kind: 'average', bits: 64, distance: 5, minimumQuality: 25, turns: 'none', orient: 'exif' } as const;
  return buildDuplicateReport(files, parameters, uncompared);
}

/** The page's text and what could be markup in it: no element but those that the sheet itself has. */
const KNOWN_TAGS =
  /^(!doctype|html|head|meta|title|style|body|header|main|footer|section|h1|h2|p|span|ul|li|div|a|img|bdi|details|summary)$/;

function tagsOf(page: string): Set<string> {
  return new Set([...page.matchAll(/<\/?([^\s>]*)/g)].map(([, name]) => name));
}

describe('renderContactSheet', () => {
  it('shows each file of a group with its picture, name, folder and size', () => {
    const thumbnail = encodeJpeg(gradient(16, 12, 3));
    const thumbnails = new Map([['trip/first.jpg', thumbnail]]);
    const page = renderContactSheet(reportOf(['trip/first.jpg', 'trip/second.jpg']), { thumbnails });
    const [, encoded] = /<img src="data:image\/jpeg;base64,([^"]+)" alt="first\.jpg" loading="lazy">/.exec(page) ?? [];
    expect(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))).toEqual(thumbnail);
    expect(page.match(/<img /g)).toHaveLength(1);
    expect(page).toContain('<span class="absent">no picture</span>');
    expect(page).toContain('<bdi>second.jpg</bdi>');
    expect(page).toContain('The files of the groups are in <bdi>trip/</bdi>');
    expect(page).toContain('<span class="whole">1600 × 1200</span> <span class="dot">·</span> <span class="whole">2.3 MB</span>');
    expect(page).toContain('2 pictures compared <span class="dot">·</span> 1 group of 2 files');
    expect(page).toContain('average hashes differ in at most 5 of 64 bits');
  });

  it.each([
    [['a/b/1.jpg', 'a/b/2.jpg'], ['a/b/']],
    [
      ['a/b/1.jpg', 'a/bc/2.jpg'],
      ['a/', 'b/', 'bc/'],
    ],
    [['1.jpg', 'a/2.jpg'], ['a/']],
    [
      ['/1.jpg', '/a/2.jpg'],
      ['/', 'a/'],
    ],
    [
      ['C:\\photos\\1.jpg', 'C:\\photos\\old\\2.jpg'],
      ['C:\\photos\\', 'old\\'],
    ],
  ])('names the folder that %j share once', (paths, folders) => {
    const page = renderContactSheet(reportOf(paths));
    const named = [...page.matchAll(/(?:in |class="folder">)<bdi>([^<]*)<\/bdi>/g)].map(([, folder]) => folder);
    expect(named).toEqual(folders);
  });

  it('claims nothing about where a picture comes from', () => {
    const page = renderContactSheet(reportOf(['a.jpg', 'b.jpg']));
    expect(page).toContain('It does not say which was first, nor that one was made from another');
    expect(page).not.toMatch(/stolen|copied|copy of|fake|proves|forg/i);
  });

  it('makes text of file names and reasons, whatever they hold', () => {
    const hostile = [
      '<script>alert(1)</script>.jpg',
      '"><img src=x onerror=alert(1)>.jpg',
      "a' onclick='alert(1)/&lt;b&gt;.jpg",
      '</style><iframe>.jpg',
      'invoice\u202egpj.exe',
    ];
    const page = renderContactSheet(
      reportOf(hostile, {
        skipped: [{ path: '<svg onload=alert(1)>', reason: '</details><object>' }],
        failed: [{ path: '<form>', code: 'malformed', reason: '<input autofocus onfocus=alert(1)>' }],
      }),
      { links: new Map(hostile.map((path) => [path, `"><script>${path}`])) },
    );
    expect([...tagsOf(page)].filter((name) => !KNOWN_TAGS.test(name))).toEqual([]);
    // Within the tags that are there, no attribute beside the sheet's own.
    for (const [tag] of page.matchAll(/<[a-z][^>]*>/g)) expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+=/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;.jpg');
    expect(page).toContain('invoice\ufffdgpj.exe');
  });

  it('keeps its own elements only, for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const page = renderContactSheet(reportOf([name, `${name}2`]), { links: new Map([[name, name]]) });
        expect([...tagsOf(page)].filter((tag) => !KNOWN_TAGS.test(tag))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('loads nothing and runs nothing', () => {
    const page = renderContactSheet(reportOf(['a.jpg', 'b.jpg']));
    expect(page).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<link|@import|url\(|https?:/i);
  });

  it('links to the pictures where it is told the way', () => {
    const links = new Map([['a b.jpg', '../in/a%20b.jpg']]);
    const page = renderContactSheet(reportOf(['a b.jpg', 'c.jpg']), { links });
    expect(page.match(/<a class="frame" href="[^"]*">/g)).toEqual(['<a class="frame" href="../in/a%20b.jpg">']);
  });

  it('lists what was left out, and says so when nothing is alike', () => {
    const page = renderContactSheet(reportOf([], { skipped: [{ path: 'notes.txt', reason: 'not an image' }], failed: [] }));
    expect(page).toContain('No two of the pictures look alike.');
    expect(page).toContain('<li><bdi>notes.txt</bdi> <span class="remark">not an image</span></li>');
    expect(page).not.toContain('Could not be read');
  });

  it('refuses an option that does not exist', () => {
    expect(() => renderContactSheet(reportOf([]), { thumbs: new Map() } as object)).toThrow('unknown option "thumbs"');
  });
});
