import { afterEach, describe, expect, it, vi } from 'vitest';
import { Terminal } from '../../src/cli/terminal.ts';

const { isTTY, columns } = process.stderr;

/** Collects what goes to standard output and error, with or without somebody watching. */
function watch(watched: boolean, width = 60): { out: () => string; err: () => string } {
  const written = { stdout: '', stderr: '' };
  Object.assign(process.stderr, { isTTY: watched, columns: width });
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    });
  }
  return { out: () => written.stdout, err: () => written.stderr };
}

describe('Terminal', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    Object.assign(process.stderr, { isTTY, columns });
  });

  it('prints results to standard output and remarks to standard error', () => {
    const { out, err } = watch(false);
    const terminal = new Terminal();
    terminal.print('a result');
    terminal.warn('a remark');
    expect([out(), err()]).toEqual(['a result\n', 'tamperlens: a remark\n']);
  });

  it('lets no file name steer the terminal', () => {
    const { out, err } = watch(false);
    const terminal = new Terminal();
    terminal.print('a\u001b[2Jb\u009bc\u0007\r\u0000\nnext line 🙂 é');
    terminal.warn('\u001b]0;title\u0007');
    expect([out(), err()]).toEqual(['a�[2Jb�c���\nnext line 🙂 é\n', 'tamperlens: �]0;title�\n']);
  });

  it('shows no progress when nobody is watching', () => {
    const { err } = watch(false);
    const terminal = new Terminal();
    terminal.startProgress(3);
    terminal.progress(1.5, 'a.jpg');
    terminal.stopProgress();
    expect(err()).toBe('');
  });

  it('shows a bar to a person, on one line, and takes it away', () => {
    const { err } = watch(true);
    const terminal = new Terminal();
    terminal.startProgress(4);
    terminal.progress(2, 'a.jpg');
    expect(err()).toMatch(/^\r\u001b\[2K█{12}░{12} 2\/4 {2}a\.jpg$/);
    const before = err().length;
    terminal.stopProgress();
    expect(err().slice(before)).toBe('\r\u001b[2K');
  });

  it('clears the bar before a remark and draws it again', () => {
    const { err } = watch(true);
    const terminal = new Terminal();
    terminal.startProgress(1);
    terminal.progress(0, 'a.jpg');
    const before = err().length;
    terminal.warn('careful');
    expect(err().slice(before)).toMatch(/^\r\u001b\[2Ktamperlens: careful\n░{24} 0\/1 {2}a\.jpg$/);
  });

  it('keeps the line shorter than the terminal is wide', () => {
    const { err } = watch(true, 40);
    const terminal = new Terminal();
    terminal.startProgress(1);
    terminal.progress(0, 'a very long name that would wrap around the edge.jpg');
    expect(Array.from(err().replace('\r\u001b[2K', '')).length).toBeLessThan(40);
  });
});
