import { describe, expect, it } from 'vitest';
import { ALL_DETECTORS } from '../../src/detectors/index.ts';
import { WORDED_CODES, wordNote, wordOutcome } from '../../src/report/index.ts';

const OUTCOMES = ['no-evidence', 'inconclusive', 'likely-manipulated', 'declared-synthetic', 'needs-review'] as const;

const SENTENCES = [
  ...WORDED_CODES.map((code) => ({ name: code, text: wordNote({ code, params: {} }).text })),
  ...OUTCOMES.map((outcome) => ({ name: outcome, text: wordOutcome(outcome) })),
  ...ALL_DETECTORS.map(({ id, title }) => ({ name: `title of ${id}`, text: title })),
];

describe('the sentences of a report', () => {
  it.each(['prove', 'proves', 'proven', 'proof', 'authentic', 'genuine', 'fake', 'forged', 'forgery', 'certainly', 'definitely'])(
    'do not say "%s"',
    (word) => {
      const saying = SENTENCES.filter(({ text }) => new RegExp(`\\b${word}\\b`, 'i').test(text));
      expect(saying).toEqual([]);
    },
  );

  it('begin with a capital, a figure or a parameter, and end with a full stop, a question mark or a parameter', () => {
    const notes = SENTENCES.filter(({ name }) => !name.startsWith('title of'));
    expect(notes.filter(({ text }) => !/^[A-Z\d{].*[.?}]$/.test(text))).toEqual([]);
  });

  it('say what finding nothing means', () => {
    expect(wordNote({ code: 'limit-not-authentic', params: {} }).text).toContain('does not show that an image is untouched');
  });

  it('are "consistent with" manipulation at most', () => {
    expect(wordOutcome('likely-manipulated')).toContain('consistent with');
    expect(wordOutcome('no-evidence')).toMatch(/^No evidence/);
  });
});

describe('wordNote', () => {
  it('keeps the note and puts its parameters in', () => {
    const note = { code: 'detector-image-too-small', params: { width: 12, height: 9, minimumSide: 16 } };
    expect(wordNote(note)).toEqual({
      ...note,
      text: 'The image is 12×9 pixels; this needs at least 16 on each side.',
    });
  });

  it('calls a detector by its title where it has one', () => {
    const note = { code: 'limit-not-applicable', params: { detector: 'ela' } };
    expect(wordNote(note, { ela: 'Error level analysis' }).text).toContain('"Error level analysis"');
    expect(wordNote(note, { noise: 'Noise' }).text).toContain('"ela"');
    expect(note.params.detector).toBe('ela');
  });

  it('takes parameters as they are, whatever signs they hold', () => {
    const message = 'no {quality}, $& and $1, "quoted" \\ {message}';
    const { text } = wordNote({ code: 'verdict-detector-failed', params: { detector: 'ela', message } });
    expect(text).toBe(`The check "ela" failed: ${message}`);
  });

  it('shows a parameter of 0 or false', () => {
    expect(wordNote({ code: 'jpeg-dnl-ignored', params: { offset: 0 } }).text).toContain('at byte 0 ');
  });

  it.each(['no-such-code', 'toString', 'constructor', '__proto__'])('shows the code %s of somebody else as it is', (code) => {
    expect(wordNote({ code, params: {} }).text).toBe(code);
    expect(wordNote({ code, params: { level: 3, side: 'left' } }).text).toBe(`${code}: level: 3, side: left`);
  });
});
