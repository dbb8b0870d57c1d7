import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { locationOf, publicNames } from './public-api.ts';

const { names, checker } = publicNames();

describe('the documentation', () => {
  it('summarizes every name that a public entry exports', () => {
    const silent = names.filter(({ symbol }) => ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() === '');
    expect(silent.map(({ entry, name, symbol }) => `${entry.subpath} ${name} (${locationOf(symbol)})`)).toEqual([]);
  });

  it('ends every summary as a sentence', () => {
    const loose = names.filter(({ symbol }) => {
      const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
      return text !== '' && !/^[^\n]*(\n[^\n]+)*[.:!?)`](\n\s*\n|$)/.test(text);
    });
    expect(loose.map(({ entry, name, symbol }) => `${entry.subpath} ${name} (${locationOf(symbol)})`)).toEqual([]);
  });
});
