import type { Command } from 'commander';

/** A command and everything below it, at every depth. */
export function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}
