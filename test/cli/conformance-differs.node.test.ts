import { describe, expect, it, vi } from 'vitest';
import type { SuiteVectors } from '../../src/conformance/suite-vectors.ts';
import { run } from './run.node.ts';

/** A reference that computed another checksum of one picture. */
vi.mock('../../src/conformance/vectors.ts', async (importOriginal) => {
  const { VECTORS } = await importOriginal<{ VECTORS: Record<string, SuiteVectors> }>();
  const { pillow } = VECTORS;
  const values = pillow.rows['noise 8×8'].split(' ');
  const rows = { ...pillow.rows, 'noise 8×8': ['01234567', ...values.slice(1)].join(' ') };
  return { VECTORS: { ...VECTORS, pillow: { ...pillow, rows } } };
});

describe('tamperlens conformance, where this runtime is wrong', () => {
  it('lists what differs and exits with 1', async () => {
    const { status, output } = await run('conformance', '--suite', 'pillow');
    expect(status).toBe(1);
    expect(output).toMatch(/^pillow +Pillow 9\.4\.0 +72 +71 +0 +1$/m);
    expect(output).toMatch(
      /^differs: luma of noise 8×8 \(pillow, Pillow 9\.4\.0\)\n {2}expected {2}01234567\n {2}actual {4}[0-9a-f]{8}$/m,
    );
    expect(output).toContain('Checks that differ: 1 of 72.');
  });
});
