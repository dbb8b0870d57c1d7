import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { rejection } from '../support/caught.ts';
import { temporaryFolder } from '../support/temporary-folder.node.ts';
import { run } from './run.node.ts';

vi.mock('../../src/conformance/run-conformance.ts', () => ({
  runConformance: () => {
    throw new Error('the work has begun');
  },
}));

describe('tamperlens conformance --pictures', () => {
  it('refuses a folder that does not exist before any work', async () => {
    const error = await rejection(run('conformance', '--pictures', join(temporaryFolder(), 'nowhere')));
    expect(error).toMatchObject({ code: 'ENOENT' });
  });
});
