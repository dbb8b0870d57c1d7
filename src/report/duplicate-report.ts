import { formatHash, groupDuplicates } from '../hash/index.ts';
import type { DuplicateMember, Hash, HashKind, PdqDihedralHashes, Turn } from '../hash/index.ts';
import type { Note } from '../notes/index.ts';
import type { WordedNote } from './model.ts';
import { VERSION } from './version.ts';
import { wordNote } from './wording.ts';

/** One file for {@link buildDuplicateReport}. */
export interface ComparedFile {
  /** Names the file in the report; no two files have one path. */
  readonly path: string;
  readonly byteLength: number;
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly sha256: string;
  /** What it shows; `undefined` when that could not be read: such a file is alike to those with the same bytes. */
  readonly picture: ComparedPicture | undefined;
}

/** What a file shows. */
export interface ComparedPicture {
  /** Size in pixels. */
  readonly width: number;
  readonly height: number;
  /** SHA-256 of the pixels, lower-case hexadecimal, however they were laid out: equal for equal pictures. */
  readonly pixelSha256: string;
  readonly hash: Hash;
  /** Its hashes turned and mirrored, when such copies are looked for. */
  readonly turned: PdqDihedralHashes | undefined;
  /** What is missing of it. */
  readonly notes: readonly Note[];
}

/** How pictures were compared. */
export interface DuplicateParameters {
  readonly kind: HashKind;
  /** Bits of the hashes that are compared, and in how many of them two pictures that are put together may differ. */
  readonly bits: number;
  readonly distance: number;
  /** Hashes of less quality, 0..100, are not compared. */
  readonly minimumQuality: number;
  /** Whether turned and mirrored pictures are put together as well. */
  readonly turns: 'none' | 'all';
  /** Whether pictures were compared as stored, or upright as their EXIF orientation says. */
  readonly orient: 'stored' | 'exif';
}

/** Files that were not compared. */
export interface UncomparedFiles {
  /** No images, links, pipes. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** Images that could not be read. */
  readonly failed: readonly { readonly path: string; readonly code: string; readonly reason: string }[];
}

/** One file of a {@link ReportedGroup}, held against the group's representative. */
export interface ReportedDuplicate extends Omit<DuplicateMember, 'picture'> {
  readonly path: string;
  readonly byteLength: number;
  readonly sha256: string;
  /** The path of the first file in the group's list that has the same bytes; `null` when it is this one. */
  readonly sameBytesAs: string | null;
  /** Size in pixels; this and the next three are `null` when the pixels could not be read. */
  readonly width: number | null;
  readonly height: number | null;
  readonly pixelSha256: string | null;
  /** With its kind, as `parseHash` reads it. */
  readonly hash: string | null;
  readonly quality: number | null;
  readonly notes: readonly WordedNote[];
}

/** Files that are alike. */
export interface ReportedGroup {
  /** The path of the largest picture, which the others are held against. */
  readonly representative: string;
  /** The representative, what has its bytes, what has its pixels, and the others by distance; then in the order of the files. */
  readonly files: readonly ReportedDuplicate[];
}

/** Which files of a folder look alike: plain data, the same for the same files in the same order. */
export interface DuplicateReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'tamperlens'; readonly version: string };
  readonly parameters: DuplicateParameters;
  readonly summary: {
    /** Pictures that could be read. */
    readonly compared: number;
    readonly groups: number;
    /** Files in groups. */
    readonly grouped: number;
    readonly tooFlat: number;
    readonly skipped: number;
    readonly failed: number;
  };
  /** In the order of the files, by the first of each. */
  readonly groups: readonly ReportedGroup[];
  /**
   * Pictures with too little in them for the hash: they are in a group only when another has the same bytes or pixels. Pictures so small
   * that the hash has another number of bits (`wavelet-db4` below 64 pixels) are among them, with quality 0.
   */
  readonly tooFlat: readonly { readonly path: string; readonly quality: number }[];
  readonly skippedFiles: UncomparedFiles['skipped'];
  readonly failedFiles: UncomparedFiles['failed'];
}

/**
 * Finds the files that look alike and reports on them.
 *
 * @param files - What is known of each file; their order is that of the report.
 * @param parameters - How to compare, and what the report says of how the hashes were made.
 * @param uncompared - Other files, for the record.
 * @throws {TypeError | RangeError} The distance or quality is out of range, or the hashes are not all of one kind.
 *
 * @example
 * ```ts
 * import { perceptualHash } from 'tamperlens/hash';
 * import { buildDuplicateReport } from 'tamperlens/report';
 *
 * const image = { data: new Uint8Array(64 * 64).fill(90), width: 64, height: 64 };
 * const picture = { width: 64, height: 64, pixelSha256: 'c3', hash: perceptualHash(image), turned: undefined, notes: [] };
 * const files = ['a.jpg', 'b.png'].map((path) => ({ path, byteLength: 900, sha256: path, picture }));
 * const parameters = { kind: 'perceptual', bits: 64, distance: 10, minimumQuality: 25, turns: 'none', orient: 'stored' } as const;
 * buildDuplicateReport(files, parameters).groups.length; // 1
 * ```
 */
export function buildDuplicateReport(
  files: readonly ComparedFile[],
  parameters: DuplicateParameters,
  uncompared: UncomparedFiles = { skipped: [], failed: [] },
): DuplicateReport {
  const { bits, distance, minimumQuality } = parameters;
  const pictures = files.map(({ byteLength, sha256, picture }) => ({
    hash: picture?.hash.bits === bits ? picture.hash : undefined,
    turned: picture?.turned,
    bytesDigest: sha256,
    pixelsDigest: picture?.pixelSha256,
    pixelCount: picture === undefined ? 0 : picture.width * picture.height,
    byteLength,
  }));
  const found = groupDuplicates(pictures, { distance, minimumQuality });
  const groups = found.groups.map(({ representative, members }) => reportGroup(files, representative, members));
  const flat = new Set(found.tooFlat);
  const tooFlat = files.flatMap(({ path, picture }, number) =>
    flat.has(number) || (picture !== undefined && picture.hash.bits !== bits)
      ? [{ path, quality: pictures[number].hash?.quality ?? 0 }]
      : [],
  );
  return {
    schemaVersion: 1,
    tool: { name: 'tamperlens', version: VERSION },
    parameters,
    summary: {
      compared: files.filter(({ picture }) => picture !== undefined).length,
      groups: groups.length,
      grouped: groups.reduce((sum, group) => sum + group.files.length, 0),
      tooFlat: tooFlat.length,
      skipped: uncompared.skipped.length,
      failed: uncompared.failed.length,
    },
    groups,
    tooFlat,
    skippedFiles: uncompared.skipped,
    failedFiles: uncompared.failed,
  };
}

function reportGroup(files: readonly ComparedFile[], representative: number, members: readonly DuplicateMember[]): ReportedGroup {
  const firsts = new Map<string, string>();
  const reported = members.map((member) => {
    const { path, sha256 } = files[member.picture];
    const first = firsts.get(sha256);
    if (first === undefined) firsts.set(sha256, path);
    return reportMember(files[member.picture], member, first ?? null);
  });
  return { representative: files[representative].path, files: reported };
}

function reportMember(
  file: ComparedFile,
  { picture: _, ...comparison }: DuplicateMember,
  sameBytesAs: string | null,
): ReportedDuplicate {
  const { path, byteLength, sha256, picture } = file;
  return {
    path,
    byteLength,
    sha256,
    sameBytesAs,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    pixelSha256: picture?.pixelSha256 ?? null,
    hash: picture === undefined ? null : formatHash(picture.hash),
    quality: picture?.hash.quality ?? null,
    ...comparison,
    notes: (picture?.notes ?? []).map((note) => wordNote(note)),
  };
}

/** How the pictures of a pair are to each other, in words that hold for both: what is turned left of one is turned right of the other. */
const TURNS: Readonly<Record<Turn, string>> = {
  rotate90: 'turned a quarter',
  rotate180: 'turned upside down',
  rotate270: 'turned a quarter',
  flipX: 'mirrored top to bottom',
  flipY: 'mirrored',
  flipPlus1: 'mirrored and turned a quarter',
  flipMinus1: 'mirrored and turned a quarter',
};

/**
 * Says in a few words how a file of a group stands to its representative: `same bytes`, `distance 4, mirrored`.
 *
 * @param representative - The path of the representative, `ReportedGroup.representative`.
 */
export function wordRelation(file: ReportedDuplicate, representative: string): string {
  if (file.path === representative) return 'largest';
  if (file.sameBytes) return 'same bytes';
  if (file.samePixels) return 'same pixels';
  if (file.distance === null) return 'not comparable';
  return `distance ${file.distance}${file.turn === null ? '' : `, ${TURNS[file.turn]}`}${file.isBeyond ? ', by way of others' : ''}`;
}
