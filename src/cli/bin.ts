#!/usr/bin/env node
import { CommanderError } from 'commander';
import { allCommands } from './all-commands.ts';
import { EXIT } from './exit-status.ts';
import { makeProgram } from './program.ts';
import { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const terminal = new Terminal();
const program = makeProgram(terminal, (status) => {
  process.exitCode = status;
});
for (const command of allCommands(program)) command.exitOverride();

// A reader that closes the pipe early (`| head`) is no reason for a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  terminal.stopProgress();
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  else {
    // A path that does not exist is the caller's mistake; anything else is ours and is shown in full.
    const isCallers =
      error instanceof UsageError || (error instanceof Error && ('code' in error || error.message.startsWith('no file matches')));
    terminal.warn(isCallers ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = isCallers ? EXIT.usage : EXIT.failed;
  }
}
