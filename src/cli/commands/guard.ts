import { isForensicsError } from '../../errors/index.ts';
import { inspect } from '../../guard/index.ts';
import { wordNote } from '../../report/index.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { resolveInputs } from '../inputs.ts';
import { processInputs } from '../process-inputs.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `tamperlens guard`. */
export interface GuardCommandOptions {
  readonly json?: boolean;
}

/** `tamperlens guard <path...>`: says from the headers alone whether a file is safe to decode; a refusal is an answer as well. */
export async function guardCommand(
  paths: readonly string[],
  options: GuardCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { inputs } = await resolveInputs(paths, terminal, { others: 'keep' });
  if (inputs.length === 0) terminal.warn('no files found');
  let refused = 0;
  const { status } = await processInputs(inputs, terminal, async (input, bytes) => {
    const answer = examine(bytes);
    if ('refused' in answer) refused++;
    terminal.print(options.json === true ? JSON.stringify({ path: input.label, ...answer }) : describe(input.label, answer));
    await Promise.resolve();
  });
  return refused > 0 ? EXIT.failed : status;
}

type Answer = ReturnType<typeof examine>;

function examine(bytes: Uint8Array) {
  try {
    const { format, mediaType, byteLength, width, height, decodable, imageEnd, notes } = inspect(bytes);
    return { format, mediaType, byteLength, width, height, decodable, imageEnd, notes: notes.map((note) => wordNote(note)) };
  } catch (error) {
    if (!isForensicsError(error)) throw error;
    const { code, message, offset, limit } = error;
    return { refused: { code, message, offset, limit } };
  }
}

function describe(path: string, answer: Answer): string {
  if ('refused' in answer) return `refused  ${path}  ${answer.refused.code}: ${answer.refused.message}`;
  const { format, width, height, byteLength, decodable, notes } = answer;
  const word = decodable ? 'ok      ' : 'unread  ';
  const size = width === undefined ? '' : ` ${width}×${height ?? 0}`;
  return [`${word} ${path}  ${format}${size}, ${byteLength} bytes`, ...notes.map(({ text }) => `         ${text}`)].join('\n');
}
