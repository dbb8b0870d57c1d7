import { describeFailure } from '../../../adapters/node/index.ts';
import { isEvidenceStoreError } from '../../../evidence/index.ts';
import { EXIT } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import type { Input } from '../../inputs.ts';
import type { Terminal } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';

/**
 * Does something with one file after another. A file that cannot be read is reported and the next one begins; trouble with the log, or a
 * call that was wrong, ends the run.
 */
export async function forEachInput(
  inputs: readonly Input[],
  terminal: Terminal,
  work: (input: Input) => Promise<void>,
): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.done;
  terminal.startProgress(inputs.length);
  try {
    for (const [index, input] of inputs.entries()) {
      terminal.progress(index, input.label);
      try {
        await work(input);
      } catch (error) {
        if (isEvidenceStoreError(error) || error instanceof UsageError) throw error;
        const { code, reason } = describeFailure(error);
        terminal.warn(`cannot read ${input.label} (${code}): ${reason}`);
        status = EXIT.failed;
      }
    }
  } finally {
    terminal.stopProgress();
  }
  return status;
}
