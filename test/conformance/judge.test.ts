import { describe, expect, it } from 'vitest';
import { judge } from '../../src/conformance/judge.ts';
import type { Hash, HashKind } from '../../src/hash/index.ts';

const hash = (hex: string, undetermined: readonly number[] = [], kind: HashKind = 'perceptual'): Hash => ({
  ...{ kind, bits: 4 * hex.length, hex, quality: 50, undetermined },
});

describe('judge', () => {
  it('calls the same digits equal, whatever is undetermined', () => {
    expect(judge('80000000000000f1', hash('80000000000000f1', [0, 63]))).toEqual({
      actual: '80000000000000f1',
      verdict: 'equal',
    });
  });

  it('calls one other bit a difference', () => {
    expect(judge('80000000000000f1', hash('80000000000000f0')).verdict).toBe('differs');
  });

  it('calls bits undetermined only when every one that differs is', () => {
    // f1 -> f0 turns bit 63, 8 -> 0 turns bit 0.
    expect(judge('80000000000000f1', hash('80000000000000f0', [5, 63])).verdict).toBe('undetermined');
    expect(judge('80000000000000f1', hash('00000000000000f0', [5, 63])).verdict).toBe('differs');
    expect(judge('80000000000000f1', hash('00000000000000f0', [0, 63])).verdict).toBe('undetermined');
  });

  it('counts bits as the hash does where digits have room to spare', () => {
    // 9 bits in 3 digits: the first digit holds bit 0 alone.
    const nine: Hash = { ...hash('0ff'), bits: 9, undetermined: [0] };
    expect(judge('1ff', nine).verdict).toBe('undetermined');
    expect(judge('0fe', nine).verdict).toBe('differs');
  });

  it('tolerates as many bits as it is told to', () => {
    const zero = hash('0'.repeat(64), [], 'pdq');
    expect(judge(`${'0'.repeat(60)}ffff`, zero, 16).verdict).toBe('tolerated');
    expect(judge(`${'0'.repeat(59)}1ffff`, zero, 16).verdict).toBe('differs');
    expect(judge(`${'0'.repeat(60)}ffff`, zero).verdict).toBe('differs');
  });

  it('calls another number of digits a difference', () => {
    expect(judge('ff', hash('80000000000000f1')).verdict).toBe('differs');
    expect(judge(`${'f'.repeat(64)}`, hash('80000000000000f1')).verdict).toBe('differs');
  });

  it('compares segments one by one, and their number', () => {
    const segments = [hash('ffff000000000000', [], 'difference'), hash('0000ffff00000000', [], 'difference')];
    const text = 'ffff000000000000,0000ffff00000000';
    const resistant = { kind: 'crop-resistant', segments, text } as const;
    expect(judge(text, resistant)).toEqual({ actual: text, verdict: 'equal' });
    expect(judge('ffff000000000000,0000ffff00000001', resistant).verdict).toBe('differs');
    expect(judge('ffff000000000000', resistant).verdict).toBe('differs');
  });

  it('compares texts to the letter', () => {
    expect(judge('73', '73').verdict).toBe('equal');
    expect(judge('73', '74')).toEqual({ actual: '74', verdict: 'differs' });
  });
});
