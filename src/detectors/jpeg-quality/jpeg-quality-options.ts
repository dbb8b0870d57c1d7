import { resolveOptions } from '../../errors/index.ts';
import type { KnownTables } from './known-tables.ts';

/** Options of the JPEG quality detector. */
export interface JpegQualityOptions {
  /**
   * The maker of the camera that the metadata state (EXIF `Make`), to be compared with how the file was saved.
   * @defaultValue `undefined`: not stated, so nothing is compared
   */
  readonly make: string | undefined;
  /**
   * A list of table digests and their meaning, to be looked in.
   * @defaultValue an empty map
   */
  readonly knownTables: KnownTables;
}

/** The options that apply when none are given. */
export const JPEG_QUALITY_DEFAULTS: JpegQualityOptions = { make: undefined, knownTables: new Map() };

/**
 * Lays the caller's options over the defaults.
 *
 * @throws {TypeError} An option is unknown or of the wrong type.
 */
export function resolveJpegQualityOptions(options: Partial<JpegQualityOptions> | undefined): JpegQualityOptions {
  const resolved = resolveOptions(JPEG_QUALITY_DEFAULTS, options);
  const { make, knownTables }: { make: unknown; knownTables: unknown } = resolved;
  if (make !== undefined && typeof make !== 'string') throw new TypeError(`"make" must be a string, received ${typeof make}`);
  // A map from another realm is not `instanceof` ours, hence the tag.
  if (Object.prototype.toString.call(knownTables) !== '[object Map]') {
    throw new TypeError(`"knownTables" must be a Map, received ${knownTables === null ? 'null' : typeof knownTables}`);
  }
  return resolved;
}
