import { Command, InvalidArgumentError, Option } from 'commander';
import { VERSION } from '../report/index.ts';
import { analyzeCommand, RISK_LEVELS } from './commands/analyze.ts';
import type { AnalyzeCommandOptions } from './commands/analyze.ts';
import { elaCommand } from './commands/ela.ts';
import type { ElaCommandOptions } from './commands/ela.ts';
import { guardCommand } from './commands/guard.ts';
import type { GuardCommandOptions } from './commands/guard.ts';
import { jpegCommand } from './commands/jpeg.ts';
import type { JpegCommandOptions } from './commands/jpeg.ts';
import { metadataCommand } from './commands/metadata.ts';
import type { MetadataCommandOptions } from './commands/metadata.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Terminal } from './terminal.ts';

const PATHS = 'files, folders, patterns in quotes, or - for standard input';

/** What a test may put in the place of the package's own. */
export interface ProgramHost {
  /** The worker's file. */
  readonly workerUrl?: URL;
}

/** Describes the command line; `done` receives the exit status of the command that ran. */
export function makeProgram(terminal: Terminal, done: (status: ExitStatus) => void, { workerUrl }: ProgramHost = {}): Command {
  const program = new Command('tamperlens')
    .description('Says what an image’s own bytes and pixels reveal about editing.')
    .version(VERSION)
    .showHelpAfterError('(add --help for the options)')
    .configureHelp({ showGlobalOptions: true });

  program
    .command('analyze')
    .description('examine images: a report for each, and with --output and --maps the pictures')
    .argument('<path...>', PATHS)
    .option('--json', 'print each report as one line of JSON')
    .option('--output <folder>', 'write reports and pictures there')
    .addOption(new Option('--maps', 'with --output: also write heat maps (PNG) and overlays (JPEG)'))
    .addOption(timeoutOption())
    .addOption(concurrencyOption())
    .addOption(
      new Option('--fail-on <level>', 'exit with 3 when the risk of an image reaches this level').choices([...RISK_LEVELS]),
    )
    .action(async (paths: string[], options: AnalyzeCommandOptions, command: Command) => {
      if (options.maps === true && options.output === undefined) command.error('error: --maps needs --output <folder>');
      done(await analyzeCommand(paths, { ...options, workerUrl }, terminal));
    });

  program
    .command('ela')
    .description('draw the classic error level picture of the JPEG files in a folder and list its numbers')
    .argument('<path...>', PATHS)
    .option('--output <folder>', 'where the pictures and ela_report.json go', './ela_output')
    .addOption(
      new Option('--quality <number>', 'JPEG quality of the re-save, 1..100').default(90).argParser(wholeNumberIn(1, 100)),
    )
    .addOption(new Option('--scale <number>', 'factor that makes errors visible, 1..255').default(15).argParser(numberIn(1, 255)))
    .addOption(
      new Option('--threshold <score>', 'score from which an image is flagged, 0..1').default(0.5).argParser(numberIn(0, 1)),
    )
    .addOption(timeoutOption())
    .addOption(concurrencyOption())
    .option('--json', 'print each result as one line of JSON')
    .action(async (paths: string[], options: ElaCommandOptions) =>
      done(await elaCommand(paths, { ...options, workerUrl }, terminal)),
    );

  program
    .command('metadata')
    .description('say what files state about themselves, where, and what of it contradicts itself; positions are not shown')
    .argument('<path...>', PATHS)
    .option('--json', 'print each result as one line of JSON')
    .action(async (paths: string[], options: MetadataCommandOptions) => done(await metadataCommand(paths, options, terminal)));

  program
    .command('jpeg')
    .description('list the segments, tables and scans of JPEG files, with offsets')
    .argument('<path...>', PATHS)
    .option('--json', 'print each structure as one line of JSON')
    .option('--tables', 'also print the quantization tables')
    .action(async (paths: string[], options: JpegCommandOptions) => done(await jpegCommand(paths, options, terminal)));

  program
    .command('guard')
    .description('say from the headers alone whether files are safe to decode')
    .argument('<path...>', PATHS)
    .option('--json', 'print each result as one line of JSON')
    .action(async (paths: string[], options: GuardCommandOptions) => done(await guardCommand(paths, options, terminal)));

  return program;
}

function timeoutOption(): Option {
  return new Option('--timeout <seconds>', 'most time for one image, 1..86400; past it the image is given up')
    .default(60)
    .argParser(numberIn(1, 86_400));
}

function concurrencyOption(): Option {
  return new Option('--concurrency <number>', 'images at a time, 1..64 (default: one for each processor, at most 8)').argParser(
    wholeNumberIn(1, 64),
  );
}

function numberIn(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (!(value >= minimum && value <= maximum))
      throw new InvalidArgumentError(`It must be a number from ${minimum} to ${maximum}.`);
    return value;
  };
}

function wholeNumberIn(minimum: number, maximum: number): (text: string) => number {
  const parse = numberIn(minimum, maximum);
  return (text) => {
    const value = parse(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
    return value;
  };
}
