import { fromBase64, fromHex, toBase64, toHex } from '../bytes/index.ts';
import { checkInteger } from '../errors/index.ts';
import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';
import { MAXIMUM_LEAVES } from './merkle-tree.ts';
import { parseNanoseconds } from './nanoseconds.ts';
import { checkOrigin, isOrigin, keyIdBytes, verifySignature } from './signing-key.ts';
import type { EvidenceSigner, VerifierKey } from './signing-key.ts';
import { utf8 } from './utf8.ts';

/**
 * The state of a log at one moment: what its keeper signs, and somebody else keeps.
 *
 * A checkpoint kept where the log's keeper cannot change it is what makes a cut-off or rewritten log noticeable.
 */
export interface Checkpoint {
  /** Which log: see {@link checkOrigin}. */
  readonly origin: string;
  /** How many records it held. */
  readonly size: number;
  /** Root of the tree over them, 64 lower-case hexadecimal digits. */
  readonly rootHash: string;
  /** The server's clock at that moment: `2023-11-14T22:13:20.123456789Z`. */
  readonly time: string;
}

/** What {@link verifyCheckpoint} found. */
export interface VerifiedCheckpoint {
  /** What the text says, when it has the form of a checkpoint; to be believed only where `notes` is empty. */
  readonly checkpoint: Checkpoint | undefined;
  /** What does not fit; empty when the key's owner signed exactly this. */
  readonly notes: readonly Note[];
}

/**
 * The line that sets a checkpoint of ours apart from anything else that a key might sign. A time follows it.
 */
export const CHECKPOINT_TAG = 'tamperlens-evidence-checkpoint/1';

/** A real checkpoint has some 300 characters; witnesses add a line each. */
const MAXIMUM_CHARACTERS = 65_536;

/** How each line with a signature begins: an em dash and a space. */
const SIGNATURE_MARK = '\u2014 ';

/**
 * Writes what is signed: origin, size, root in base64, and a line with {@link CHECKPOINT_TAG} and the time, each ended by a line feed.
 *
 * @throws {TypeError | RangeError} A field is wrong.
 * @see "Transparency Log Checkpoints", C2SP (c2sp.org/tlog-checkpoint): the fourth line is an extension line.
 */
export function checkpointText(checkpoint: Checkpoint): string {
  const { origin, size, rootHash, time } = checkpoint;
  checkOrigin('origin', origin);
  checkInteger('size', size, 0, MAXIMUM_LEAVES);
  if (!/^[0-9a-f]{64}$/.test(rootHash)) throw new RangeError('"rootHash" must be 64 lower-case hexadecimal digits');
  if (parseNanoseconds(time) === undefined) throw new RangeError('"time" must be written like 2023-11-14T22:13:20.123456789Z');
  return `${origin}\n${size}\n${toBase64(fromHex(rootHash))}\n${CHECKPOINT_TAG} ${time}\n`;
}

/**
 * Signs a checkpoint: a text of six lines that a person can read and other tools for signed notes can verify.
 *
 * @throws {TypeError | RangeError} A field is wrong, or the signer's key is another log's.
 * @see "Note", C2SP, v1.0.0 (c2sp.org/signed-note).
 */
export async function signCheckpoint(checkpoint: Checkpoint, signer: EvidenceSigner): Promise<string> {
  const text = checkpointText(checkpoint);
  if (signer.name !== checkpoint.origin) {
    throw new RangeError(`the key of "${signer.name}" must not sign for the log "${checkpoint.origin}"`);
  }
  const signature = await signer.sign(utf8(text));
  const bytes = new Uint8Array(4 + signature.length);
  bytes.set(keyIdBytes(signer.keyId));
  bytes.set(signature, 4);
  return `${text}\n${SIGNATURE_MARK}${signer.name} ${toBase64(bytes)}\n`;
}

/**
 * Reads a checkpoint without looking at its signatures.
 *
 * @returns What it says; `undefined` when the text has another form.
 */
export function parseCheckpoint(signed: string): Checkpoint | undefined {
  return splitNote(signed)?.checkpoint;
}

/**
 * Verifies that the owner of a key signed a checkpoint. Lines signed by others, such as witnesses, are left alone.
 *
 * @param signed - The text that {@link signCheckpoint} wrote.
 * @param key - The log's key, from a source that its keeper cannot change.
 */
export function verifyCheckpoint(signed: string, key: VerifierKey): VerifiedCheckpoint {
  const split = splitNote(signed);
  if (split === undefined) return { checkpoint: undefined, notes: [note('evidence-checkpoint-malformed')] };
  const { checkpoint, text, signatures } = split;
  const notes: Note[] = [];
  if (checkpoint.origin !== key.name) {
    notes.push(note('evidence-checkpoint-origin', { origin: checkpoint.origin, expected: key.name }));
  }
  const ours = signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  if (ours.length === 0) {
    const others = signatures.map(({ name, keyId }) => `${name} ${keyId}`).join(', ');
    notes.push(note('evidence-checkpoint-key', { key: `${key.name} ${key.keyId}`, others }));
  } else if (!ours.every(({ signature }) => verifySignature(key, signature, utf8(text)))) {
    notes.push(note('evidence-checkpoint-signature', { size: checkpoint.size, key: `${key.name} ${key.keyId}` }));
  }
  return { checkpoint, notes };
}

interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

interface SplitNote {
  /** The part that is signed. */
  readonly text: string;
  readonly checkpoint: Checkpoint;
  readonly signatures: readonly NoteSignature[];
}

function splitNote(signed: string): SplitNote | undefined {
  if (typeof signed !== 'string' || signed.length > MAXIMUM_CHARACTERS || !signed.endsWith('\n')) return undefined;
  const blank = signed.lastIndexOf('\n\n');
  if (blank < 0) return undefined;
  const text = signed.slice(0, blank + 1);
  const checkpoint = readText(text);
  const signatures = signed
    .slice(blank + 2, -1)
    .split('\n')
    .map(readSignature);
  const known = signatures.filter((signature) => signature !== undefined);
  return checkpoint === undefined || known.length < signatures.length ? undefined : { text, checkpoint, signatures: known };
}

function readText(text: string): Checkpoint | undefined {
  const lines = text.split('\n');
  if (lines.length !== 5) return undefined;
  const [origin, sizeText, root, tagged] = lines;
  const rootBytes = fromBase64(root);
  const time = tagged.startsWith(`${CHECKPOINT_TAG} `) ? tagged.slice(CHECKPOINT_TAG.length + 1) : '';
  if (!/^(?:0|[1-9]\d{0,12})$/.test(sizeText) || Number(sizeText) > MAXIMUM_LEAVES) return undefined;
  if (!isOrigin(origin) || rootBytes?.length !== 32 || parseNanoseconds(time) === undefined) return undefined;
  return { origin, size: Number(sizeText), rootHash: toHex(rootBytes), time };
}

function readSignature(line: string): NoteSignature | undefined {
  if (!line.startsWith(SIGNATURE_MARK)) return undefined;
  const [name, base64, ...more] = line.slice(SIGNATURE_MARK.length).split(' ');
  const bytes = base64 === undefined ? undefined : fromBase64(base64);
  if (name === '' || more.length > 0 || bytes === undefined || bytes.length <= 4) return undefined;
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}
