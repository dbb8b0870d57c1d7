import { identifyFormat, mediaTypeOf } from '../../guard/index.ts';

/** Which files are wanted, by their first bytes; names play no part, save one: see {@link reasonToPassOver}. */
export type Accept = 'any' | 'image' | 'jpeg';

/** What a JPEG file is usually called. */
const JPEG_NAME = /\.(jpe?g|jpe|jfif)$/i;

/** macOS keeps what other file systems have no room for in companions of this name and beginning. */
const COMPANION_NAME = /(^|[\\/])\._[^\\/]*$/;
const COMPANION_MAGIC = [0, 5, 22, 7];

/**
 * Says why a file is passed over, or `undefined` when it is wanted.
 *
 * A file that is called JPEG and begins like nothing that is known is wanted among JPEG files: it is a damaged one, and saying so is
 * the examination's task.
 */
export function reasonToPassOver(head: Uint8Array, path: string, accept: Accept): string | undefined {
  if (accept === 'any') return undefined;
  const format = identifyFormat(head);
  if (accept === 'image') return format === undefined || mediaTypeOf(format) === undefined ? 'not an image' : undefined;
  if (format === 'jpeg') return undefined;
  if (format !== undefined) return `not a JPEG file (${format})`;
  const isCompanion = COMPANION_NAME.test(path) && COMPANION_MAGIC.every((byte, i) => head[i] === byte);
  return JPEG_NAME.test(path) && !isCompanion ? undefined : 'not a JPEG file';
}
