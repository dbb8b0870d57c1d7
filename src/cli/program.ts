import { Command, InvalidArgumentError, Option } from 'commander';
import { CONFORMANCE_SUITES } from '../conformance/index.ts';
import { HASH_KINDS } from '../hash/index.ts';
import { VERSION } from '../report/index.ts';
import { analyzeCommand, RISK_LEVELS } from './commands/analyze.ts';
import type { AnalyzeCommandOptions } from './commands/analyze.ts';
import { compareCommand } from './commands/compare.ts';
import type { CompareCommandOptions } from './commands/compare.ts';
import { conformanceCommand } from './commands/conformance.ts';
import type { ConformanceCommandOptions } from './commands/conformance.ts';
import { duplicatesCommand } from './commands/duplicates.ts';
import type { DuplicatesCommandOptions } from './commands/duplicates.ts';
import { elaCommand } from './commands/ela.ts';
import type { ElaCommandOptions } from './commands/ela.ts';
import { describeEvidence } from './commands/evidence/commands.ts';
import { guardCommand } from './commands/guard.ts';
import type { GuardCommandOptions } from './commands/guard.ts';
import { HASH_CHOICES, hashCommand } from './commands/hash.ts';
import type { HashCommandOptions } from './commands/hash.ts';
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
    .command('hash')
    .description('print perceptual hashes: kind, digits, quality 0..100, file')
    .argument('<path...>', PATHS)
    .addOption(
      new Option('--kind <names>', `the hashes to compute, with commas between: ${HASH_CHOICES.join(', ')}`)
        .default(['difference', 'perceptual', 'pdq'], 'difference,perceptual,pdq')
        .argParser(namesIn(HASH_CHOICES)),
    )
    .option('--orient', 'hold pictures upright as their EXIF orientation says, instead of as stored')
    .option('--json', 'print all that is known of each file as one line of JSON')
    .addOption(timeoutOption())
    .addOption(concurrencyOption())
    .action(async (paths: string[], options: HashCommandOptions) =>
      done(await hashCommand(paths, { ...options, workerUrl }, terminal)),
    );

  program
    .command('duplicates')
    .description('group the pictures that look alike, and with --output draw them as a contact sheet')
    .argument('<path...>', PATHS)
    .addOption(new Option('--kind <name>', 'the hash to compare').choices([...HASH_KINDS]).default('pdq'))
    .addOption(
      new Option('--distance <bits>', 'in how many bits two pictures may differ (default: as suggested for the hash)').argParser(
        wholeNumberIn(0, 256),
      ),
    )
    .option('--turned', 'also find turned and mirrored pictures (pdq alone)')
    .option('--output <folder>', 'write duplicates.html and duplicates.json there')
    .option('--json', 'print the report as one line of JSON')
    .addOption(timeoutOption())
    .addOption(concurrencyOption())
    .action(async (paths: string[], options: DuplicatesCommandOptions, command: Command) => {
      if (options.turned === true && options.kind !== 'pdq') command.error('error: --turned needs --kind pdq');
      done(await duplicatesCommand(paths, { ...options, workerUrl }, terminal));
    });

  program
    .command('compare')
    .description('compare two pictures: all hashes, and pixel by pixel where they are of one size')
    .argument('<a>', 'a file, or - for standard input')
    .argument('<b>', 'the other')
    .option('--orient', 'hold pictures upright as their EXIF orientation says, instead of as stored')
    .option('--output <folder>', 'write the difference (PNG), an overlay (JPEG) and the measures (JSON) there')
    .option('--json', 'print everything as one line of JSON')
    .action(async (a: string, b: string, options: CompareCommandOptions) =>
      done(await compareCommand([a, b], options, terminal)),
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

  program
    .command('conformance')
    .description('compare what this runtime computes with what the reference programs computed, on generated pictures')
    .addOption(
      new Option('--suite <names>', `only these suites, with commas between: ${CONFORMANCE_SUITES.join(', ')}`).argParser(
        namesIn(CONFORMANCE_SUITES),
      ),
    )
    .option('--pictures <folder>', 'also check the values that the projects published for their own test pictures')
    .option('--json', 'print the report as one line of JSON')
    .action(async (options: ConformanceCommandOptions) => done(await conformanceCommand(options, terminal)));

  const evidence = program.command('evidence').description('keep records of images that show later changes, and verify them');
  describeEvidence(evidence, terminal, done);

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

/** A list with commas: an option of several words would swallow the paths behind it. */
function namesIn<Name extends string>(choices: readonly Name[]): (text: string) => Name[] {
  return (text) =>
    text.split(',').map((word) => {
      const name = choices.find((choice) => choice === word.trim());
      if (name === undefined) throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
      return name;
    });
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
