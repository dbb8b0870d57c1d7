import type { TableDigests } from './table-digests.ts';

/**
 * A caller's own list of table digests and what they stand for, for example "camera X, fine".
 *
 * A key is a digest in any of the forms that {@link TableDigests} has, or the MD5 of ExifTool's without the sampling.
 */
export type KnownTables = ReadonlyMap<string, string>;

/** An entry of the caller's list that the file matches. */
export interface KnownTable {
  readonly digest: string;
  readonly label: string;
}

/** Looks the digests of a file up in the caller's list. */
export function findKnownTables(digests: TableDigests, knownTables: KnownTables): KnownTable[] {
  const { exifTool, jpegSnoop, jpegSnoopRotated } = digests;
  const keys = [...(exifTool === null ? [] : [exifTool, exifTool.slice(0, exifTool.indexOf(':'))]), jpegSnoop, jpegSnoopRotated];
  const found: KnownTable[] = [];
  for (const digest of new Set(keys)) {
    const label = knownTables.get(digest);
    if (label !== undefined) found.push({ digest, label });
  }
  return found;
}
