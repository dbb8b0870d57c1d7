import { reasonToPassOver } from '../adapters/node/accept.ts';
import { readUnless } from '../adapters/node/read-image-file.ts';
import { FreeNames } from './free-names.ts';
import type { Input } from './inputs.ts';

/**
 * The name of each input's picture: `<stem>_ela.jpg`, and with the extension, `<name>_ela.jpg`, where two JPEG files of a folder have one
 * stem. A raw file or a note of that stem does not count.
 *
 * @returns Paths below the output folder, by the inputs' relative paths; none for files that will be passed over.
 */
export async function pictureNames(inputs: readonly Input[]): Promise<ReadonlyMap<string, string>> {
  const byStem = new Map<string, Input[]>();
  for (const input of inputs) byStem.set(stemOf(input), [...(byStem.get(stemOf(input)) ?? []), input]);
  const bases = new Map<string, string>();
  for (const [stem, namesakes] of byStem) {
    const rivals = namesakes.length === 1 ? namesakes : await wantedOf(namesakes);
    for (const { relativePath } of rivals) bases.set(relativePath, rivals.length > 1 ? relativePath : stem);
  }
  const free = new FreeNames();
  return new Map([...bases].map(([relativePath, base]) => [relativePath, free.take(`${base}_ela.jpg`)]));
}

function stemOf({ relativePath }: Input): string {
  return relativePath.replace(/(?<=[^/])\.[^./]+$/, '');
}

/** Those that will be examined, as far as their first bytes tell. */
async function wantedOf(inputs: readonly Input[]): Promise<Input[]> {
  const wanted: Input[] = [];
  for (const input of inputs) if (await isWanted(input)) wanted.push(input);
  return wanted;
}

async function isWanted({ file }: Input): Promise<boolean> {
  if (file === undefined || file.isNamed) return true;
  let reason: string | undefined;
  const look = (head: Uint8Array) => {
    reason = reasonToPassOver(head, file.path, 'jpeg');
    return 'seen enough';
  };
  // What cannot be opened is reported later, and keeps its name until then.
  await readUnless(file.path, 0, look).catch(() => undefined);
  return reason === undefined;
}
