import type { JpegStructure } from '../../codec/jpeg/index.ts';
import { resolveOptions } from '../../errors/index.ts';
import { componentQualities } from './component-qualities.ts';
import type { JpegQualityDetails } from './details.ts';
import { headerTables } from './header-tables.ts';
import { huffmanCoding } from './huffman-coding.ts';
import { imageMagickQuality } from './imagemagick-quality.ts';
import { findKnownTables } from './known-tables.ts';
import type { KnownTables } from './known-tables.ts';
import { progressionOf } from './progression.ts';
import { scanScript } from './scan-script.ts';
import { classifyTables, sharesLumaTable } from './table-class.ts';
import { tableConsistency } from './table-consistency.ts';
import { tableDigests } from './table-digests.ts';
import { writerMarkers } from './writer-markers.ts';

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

/**
 * Describes how a JPEG file was last saved. Nothing is decoded.
 *
 * @param bytes - The file that the structure was read from.
 * @throws {TypeError} An option is unknown or of the wrong type.
 *
 * @example
 * ```ts
 * import { describeSave } from 'tamperlens/detectors';
 * import { encodeJpeg, readStructure } from 'tamperlens/jpeg';
 *
 * const file = encodeJpeg({ data: new Uint8Array(8 * 8 * 3), width: 8, height: 8 }, { quality: 85 });
 * const save = describeSave(readStructure(file), file);
 * save.tableClass; // { kind: 'ijg', quality: 85 }
 * save.huffmanCoding; // 'standard'
 * ```
 */
export function describeSave(
  structure: JpegStructure,
  bytes: Uint8Array,
  options?: Partial<JpegQualityOptions>,
): JpegQualityDetails {
  const { make, knownTables } = resolveJpegQualityOptions(options);
  const { frame, scans, colorSpace, subsampling } = structure;
  const components = componentQualities(structure);
  const markers = writerMarkers(structure, bytes);
  const digests = tableDigests(structure);
  const { process } = frame;
  const tableClass = classifyTables(structure, components, markers);
  return {
    process,
    colorSpace,
    subsampling,
    scans: scans.length,
    scanScript: scanScript(structure),
    progression: progressionOf(structure),
    restartInterval: scans[0].restartInterval,
    huffmanCoding: huffmanCoding(structure),
    components,
    sameTableForChroma: sharesLumaTable(structure),
    tableClass,
    imageMagickQuality: imageMagickQuality(headerTables(structure)) ?? null,
    digests,
    knownTables: findKnownTables(digests, knownTables),
    markers,
    consistency: tableConsistency({ process, tableClass, markers }, make),
  };
}
