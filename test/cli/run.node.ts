import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { allCommands } from '../../src/cli/all-commands.ts';
import { makeProgram } from '../../src/cli/program.ts';
import type { ProgramHost } from '../../src/cli/program.ts';
import { Terminal } from '../../src/cli/terminal.ts';
import { bundleWorker } from '../support/bundled-worker.node.ts';

/** What a run of the command line left behind. */
export interface CliRun {
  /** Exit status; `undefined` when the command did not come to its end. */
  readonly status: number | undefined;
  /** What went to standard output and to standard error. */
  readonly output: string;
  readonly remarks: string;
}

class CapturedTerminal extends Terminal {
  output = '';
  remarks = '';

  override print(text: string): void {
    this.output += `${text}\n`;
  }

  override warn(text: string): void {
    this.remarks += `${text}\n`;
  }
}

const WORKER = await bundleWorker('src/adapters/node/image-worker.ts');

/** Runs a command in this process: fast, but without what `bin.ts` makes of mistakes. */
export function run(...words: readonly string[]): Promise<CliRun> {
  return runWith({ workerUrl: WORKER }, ...words);
}

/** As {@link run}, with something of the program replaced. */
export async function runWith(host: ProgramHost, ...words: readonly string[]): Promise<CliRun> {
  const terminal = new CapturedTerminal();
  let status: number | undefined;
  const done = (result: number) => {
    status = result;
  };
  const program = makeProgram(terminal, done, host);
  for (const command of allCommands(program)) {
    command.exitOverride().configureOutput({ writeErr: (text) => terminal.warn(text), writeOut: (text) => terminal.print(text) });
  }
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    // Already told on standard error.
    if (!(error instanceof CommanderError)) throw error;
  }
  return { status, output: terminal.output, remarks: terminal.remarks };
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TSX = new URL('../../node_modules/tsx/dist/esm/index.mjs', import.meta.url).href;
const BIN = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url));

/** Starts the program as a user does, in a process of its own. */
export function startCli(words: readonly string[], cwd = ROOT): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['--import', TSX, BIN, ...words], { cwd, timeout: 20_000 });
}

/** Runs the program as a user does, to its end. */
export function spawnCli(
  words: readonly string[],
  { input, cwd }: { readonly input?: Uint8Array; readonly cwd?: string } = {},
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = startCli(words, cwd);
    const [output, remarks]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (part: Buffer) => output.push(part));
    child.stderr.on('data', (part: Buffer) => remarks.push(part));
    child.on('error', reject);
    child.on('close', (status) => {
      const text = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString();
      resolve({ status: status ?? undefined, output: text(output), remarks: text(remarks) });
    });
    // A program that refuses its arguments does not read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
