import type { JpegStructure } from '../../codec/jpeg/index.ts';
import { componentQualities } from './component-qualities.ts';
import type { JpegQualityDetails } from './details.ts';
import { headerTables } from './header-tables.ts';
import { huffmanCoding } from './huffman-coding.ts';
import { imageMagickQuality } from './imagemagick-quality.ts';
import { resolveJpegQualityOptions } from './jpeg-quality-options.ts';
import type { JpegQualityOptions } from './jpeg-quality-options.ts';
import { findKnownTables } from './known-tables.ts';
import { progressionOf } from './progression.ts';
import { scanScript } from './scan-script.ts';
import { classifyTables, sharesLumaTable } from './table-class.ts';
import { tableConsistency } from './table-consistency.ts';
import { tableDigests } from './table-digests.ts';
import { writerMarkers } from './writer-markers.ts';

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
