import { describeFailure } from '../adapters/node/index.ts';
import { EXIT } from './exit-status.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Input } from './inputs.ts';
import type { Terminal } from './terminal.ts';

/** What became of all files. */
export interface ProcessedInputs {
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly failed: readonly { readonly path: string; readonly code: string; readonly reason: string }[];
  readonly status: ExitStatus;
}

/**
 * Takes one file after another through `work`. A file that cannot be read, or that breaks us, is reported and the next one begins.
 *
 * @param work - Gets the file's bytes; `onShare` tells how much of it is done.
 */
export async function processInputs(
  inputs: readonly Input[],
  terminal: Terminal,
  work: (input: Input, bytes: Uint8Array, onShare: (share: number) => void) => Promise<void>,
): Promise<ProcessedInputs> {
  const skipped: { path: string; reason: string }[] = [];
  const failed: { path: string; code: string; reason: string }[] = [];
  terminal.startProgress(inputs.length);
  for (const [index, input] of inputs.entries()) {
    terminal.progress(index, input.label);
    try {
      const source = await input.read();
      if ('skip' in source) {
        skipped.push({ path: input.label, reason: source.skip });
        terminal.warn(`skipped ${input.label}: ${source.skip}`);
      } else await work(input, source.bytes, (share) => terminal.progress(index + share, input.label));
    } catch (error) {
      const { code, reason } = describeFailure(error);
      failed.push({ path: input.label, code, reason });
      terminal.warn(`cannot examine ${input.label} (${code}): ${reason}`);
    }
  }
  terminal.progress(inputs.length, '');
  terminal.stopProgress();
  return { skipped, failed, status: failed.length > 0 ? EXIT.failed : EXIT.done };
}
