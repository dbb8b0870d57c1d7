import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERSION, WORDED_CODES, wordNote } from '../../src/report/index.ts';
import { ROOT } from '../package/source-graph.ts';
import { literalsOutsideReports, noteCalls } from './note-codes.ts';

const CALLS = noteCalls();

/** Calls whose code is no literal, each looked at by hand. */
const INDIRECT = [
  // The bodies of cutShort and of the loop over what `count` collected: their callers name the codes.
  /structure\.ts:\d+ note\(code, /,
  /chunks\.ts:\d+ note\(code, /,
];

/** Parameters that the maker adds to those of the call: `count` adds how often, `cutShort` names the segment. */
const ADDED = ['count', 'segment', 'offset'];

function placeholdersOf(code: string): string[] {
  return [...wordNote({ code, params: {} }).text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
}

describe('the sentences of the notes', () => {
  it('are looked up by codes that can be found in the sources', () => {
    const indirect = CALLS.filter(({ code, place }) => code === undefined && !INDIRECT.some((known) => known.test(place)));
    expect(indirect.map(({ place }) => place)).toEqual([]);
    expect(CALLS.length).toBeGreaterThan(40);
  });

  it('cover every code that the sources make', () => {
    const made = CALLS.flatMap(({ code }) => code ?? []);
    expect([...new Set(made)].filter((code) => !WORDED_CODES.includes(code))).toEqual([]);
  });

  it('are all in use', () => {
    const literals = literalsOutsideReports();
    const unused = WORDED_CODES.filter((code) => !literals.has(code));
    expect(unused).toEqual([]);
  });

  it('ask only for parameters that the notes carry', () => {
    const missing = CALLS.flatMap(({ code, params, place }) => {
      if (code === undefined || params === undefined || !WORDED_CODES.includes(code)) return [];
      const carried = place.includes(' note(') ? params : [...params, ...ADDED];
      const absent = placeholdersOf(code).filter((name) => !carried.includes(name));
      return absent.length > 0 ? [`${place} lacks ${absent.join()}`] : [];
    });
    expect(missing).toEqual([]);
  });
});

describe('VERSION', () => {
  it('is that of the package', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(VERSION).toBe(manifest.version);
  });
});
