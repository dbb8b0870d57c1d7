import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { checkOrigin } from '../../../evidence/index.ts';
import type { ExitStatus } from '../../exit-status.ts';
import type { Terminal } from '../../terminal.ts';
import { parseCapturedAt } from './captured-at.ts';
import { checkpointCommand } from './checkpoint.ts';
import type { CheckpointOptions } from './checkpoint.ts';
import { hashEvidenceCommand } from './hash.ts';
import type { HashEvidenceOptions } from './hash.ts';
import { makeKeyCommand } from './key.ts';
import type { MakeKeyOptions } from './key.ts';
import { STORES } from './open-store.ts';
import { proofCommand } from './proof.ts';
import type { ProofOptions } from './proof.ts';
import { recordEvidenceCommand } from './record.ts';
import type { RecordEvidenceOptions } from './record.ts';
import { verifyCommand } from './verify.ts';
import type { VerifyOptions } from './verify.ts';

const FILES = 'files, patterns in quotes, or - for standard input';
const JSON_HELP = 'print each result as one line of JSON';

/** Describes `tamperlens evidence` and what is below it. */
export function describeEvidence(evidence: Command, terminal: Terminal, done: (status: ExitStatus) => void): void {
  evidence
    .command('hash')
    .description('print the evidence hash and the file hash of files, to compute again what a record states')
    .argument('<file...>', FILES)
    .addOption(
      new Option('--captured-at <time>', 'nanoseconds since 1970 or RFC 3339; a record gets the time of the clock instead')
        .argParser(parseCapturedAt)
        .makeOptionMandatory(),
    )
    .addOption(latitude())
    .addOption(longitude())
    .option('--json', JSON_HELP)
    .action(async (files: string[], options: HashEvidenceOptions) => done(await hashEvidenceCommand(files, options, terminal)));

  evidence
    .command('record')
    .description('append a record of each file to a log, with the time of this machine’s clock')
    .argument('<file...>', FILES)
    .requiredOption('--log <path>', 'the log; begun where there is none')
    .addOption(store())
    .addOption(latitude())
    .addOption(longitude())
    .option('--attachment-id <name>', 'your name for the file; one file')
    .option('--complaint-id <name>', 'your name for the complaint, case or claim')
    .option('--perceptual', 'also record the perceptual and the pdq hash of files that can be decoded')
    .option('--report <file>', 'also record the SHA-256 of this analysis report; one file')
    .option('--json', JSON_HELP)
    .action(async (files: string[], options: RecordEvidenceOptions) =>
      done(await recordEvidenceCommand(files, options, terminal)),
    );

  evidence
    .command('key')
    .description('make the key that signs the checkpoints of a log, and print the line that others verify them with')
    .requiredOption('--output <pem>', 'where the secret key goes; never overwritten')
    .addOption(origin('the name of the log, such as example.com/evidence').makeOptionMandatory())
    .option('--json', JSON_HELP)
    .action(async (options: MakeKeyOptions) => done(await makeKeyCommand(options, terminal)));

  evidence
    .command('checkpoint')
    .description('sign the state of a log, to be kept where the keeper of the log cannot change it')
    .requiredOption('--log <path>', 'the log')
    .addOption(store())
    .requiredOption('--key <pem>', 'the secret key')
    .addOption(origin('the name of the log').makeOptionMandatory())
    .option('--output <file>', 'append the checkpoint to this file, unless the log contradicts the last one in it')
    .option('--json', JSON_HELP)
    .action(async (options: CheckpointOptions) => done(await checkpointCommand(options, terminal)));

  evidence
    .command('proof')
    .description('print what a third party needs to see that a record is in a log, or that a log only grew')
    .requiredOption('--log <path>', 'the log')
    .addOption(store())
    .option('--record <number|id>', 'the record to show the place of')
    .option('--from <file>', 'the checkpoint to show that the log goes on from: the first in the file')
    .option('--checkpoint <file>', 'where to lead: with --record the first in the file that covers it, with --from the last')
    .option('--key <pem>', 'sign a new checkpoint to lead to, with this secret key')
    .addOption(origin('with --key: the name of the log'))
    .option('--output <folder>', 'write the proof there, and with --record the record')
    .option('--json', JSON_HELP)
    .action(async (options: ProofOptions) => done(await proofCommand(options, terminal)));

  evidence
    .command('verify')
    .description('list what does not match of an image, its record, its place in a log, checkpoints and the log')
    .argument('[image]', 'a file, or - for standard input')
    .option('--record <file>', 'the record, or - for standard input; with --log it is looked for by --leaf or by the image')
    .addOption(
      new Option('--leaf <hash>', 'the leaf hash that was told when the file was recorded').argParser((text) => {
        if (!/^[0-9a-f]{64}$/i.test(text)) throw new InvalidArgumentError('It must be 64 hexadecimal digits.');
        return text.toLowerCase();
      }),
    )
    .option('--log <path>', 'the log; every row is read')
    .addOption(store())
    .option('--proof <file>', 'a proof as the command proof writes it; may be given again', oneMore)
    .option('--checkpoint <file>', 'a signed checkpoint that was kept elsewhere; may be given again', oneMore)
    .option('--key <line>', 'the key that verifies checkpoints: the line, or a file that holds it')
    .option('--json', 'print the answer as one line of JSON')
    .action(async (image: string | undefined, options: VerifyOptions) => done(await verifyCommand(image, options, terminal)));
}

/** An option that takes several files at once would swallow the image behind it. */
function oneMore(file: string, files: readonly string[] = []): string[] {
  return [...files, file];
}

function store(): Option {
  return new Option(
    '--store <kind>',
    'what the log is (default: by its name; .jsonl is file, .db and .sqlite are sqlite)',
  ).choices([...STORES]);
}

function origin(description: string): Option {
  return new Option('--origin <name>', description).argParser((text) => {
    try {
      checkOrigin('It', text);
    } catch (error) {
      if (error instanceof RangeError) throw new InvalidArgumentError(`${error.message.replaceAll('"It"', 'It')}.`);
      throw error;
    }
    return text;
  });
}

function latitude(): Option {
  return new Option('--latitude <degrees>', 'where, as stated: degrees north, -90..90').argParser(degreesUpTo(90));
}

function longitude(): Option {
  return new Option('--longitude <degrees>', 'degrees east, -180..180').argParser(degreesUpTo(180));
}

function degreesUpTo(limit: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (!(Math.abs(value) <= limit)) throw new InvalidArgumentError(`It must be a number from -${limit} to ${limit}.`);
    return value;
  };
}
