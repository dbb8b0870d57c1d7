import { checkInteger, checkOneOf, checkRange, resolveOptions } from '../../errors/index.ts';
import { computeHashes, HASH_KINDS, suggestedDistance, suggestedQuality } from '../../hash/index.ts';
import type { HashKind } from '../../hash/index.ts';
import { buildDuplicateReport } from '../../report/index.ts';
import type { ComparedFile, DuplicateParameters, DuplicateReport, UncomparedFiles } from '../../report/index.ts';
import { digestBytes } from './digests.ts';
import type { HashAnalysis, HashJob } from './hash-job.ts';
import { readImageFile } from './read-image-file.ts';

/** What makes two pictures alike. */
export interface DuplicateSearchOptions {
  /**
   * The hash to compare.
   * @defaultValue 'pdq'
   */
  readonly kind: HashKind;
  /**
   * In how many bits two pictures may differ, 0 to the number that the hash has.
   * @defaultValue `suggestedDistance` for the hash
   */
  readonly distance: number | undefined;
  /**
   * Least quality of a hash that is compared, 0..100. Flatter pictures are alike only when their bytes or pixels are the same.
   * @defaultValue `suggestedQuality` for the hash
   */
  readonly minimumQuality: number | undefined;
  /**
   * Whether turned and mirrored pictures are looked for as well, which only `pdq` can do. That is eight times as many comparisons, and
   * as many occasions to be wrong.
   * @defaultValue 'none'
   */
  readonly turns: 'none' | 'all';
  /**
   * Whether to compare pictures upright, as their EXIF orientation says and as people see them, or as stored.
   * @defaultValue 'exif'
   */
  readonly orient: 'stored' | 'exif';
  /**
   * Longer side of the thumbnails in pixels, 16..1024. They are held in memory for all pictures until the search ends, some 12 kB each at 256.
   * @defaultValue none
   */
  readonly thumbnailSide: number | undefined;
}

/** What a search found. */
export interface DuplicateFindings {
  readonly report: DuplicateReport;
  /** JPEG files of the pictures in groups, by path; empty unless asked for. */
  readonly thumbnails: ReadonlyMap<string, Uint8Array>;
}

const DEFAULTS: DuplicateSearchOptions = {
  kind: 'pdq',
  distance: undefined,
  minimumQuality: undefined,
  turns: 'none',
  orient: 'exif',
  thumbnailSide: undefined,
};

/** Gathers what the job makes of files, in whatever order they become ready, and groups them at the end. */
export class DuplicateSearch {
  /** What is to be done with each file. */
  readonly job: HashJob;
  readonly #parameters: DuplicateParameters;
  readonly #files: { readonly index: number; readonly file: ComparedFile }[] = [];
  readonly #thumbnails = new Map<string, Uint8Array>();

  /** @throws {TypeError | RangeError} An option is unknown or out of range. */
  constructor(options: Partial<DuplicateSearchOptions> = {}) {
    const { kind, turns, orient, thumbnailSide, ...rest } = resolveOptions(DEFAULTS, options);
    checkOneOf('kind', kind, HASH_KINDS);
    checkOneOf('turns', turns, ['none', 'all']);
    checkOneOf('orient', orient, ['stored', 'exif']);
    if (turns === 'all' && kind !== 'pdq')
      throw new RangeError(`"turns" of 'all' needs "kind" pdq, received ${JSON.stringify(kind)}`);
    // How many bits a hash has by default, only its function knows; wavelet-db4 has fewer for pictures that are smaller than this.
    const [{ bits }] = computeHashes({ data: new Uint8Array(64 * 64), width: 64, height: 64 }, { kinds: [kind] });
    const { distance = suggestedDistance(kind, bits), minimumQuality = suggestedQuality(kind) } = rest;
    checkInteger('distance', distance, 0, bits);
    checkRange('minimumQuality', minimumQuality, 0, 100);
    if (thumbnailSide !== undefined) checkInteger('thumbnailSide', thumbnailSide, 16, 1024);
    this.#parameters = { kind, bits, distance, minimumQuality, turns, orient };
    this.job = {
      kind: 'hash',
      kinds: [kind],
      orient,
      // Black on transparent would be black on black.
      alpha: 'white',
      deliver: turns === 'all' ? ['turned'] : [],
      thumbnail: thumbnailSide === undefined ? undefined : { maximumSide: thumbnailSide },
    };
  }

  /** Takes a file that the job was done on. @param index - Its place in the order of the report. */
  add(path: string, index: number, analysis: HashAnalysis): void {
    const { byteLength, sha256, width, height, pixelSha256, hashes, turned, notes, thumbnail } = analysis;
    const picture = { width, height, pixelSha256, hash: hashes[0], turned, notes };
    this.#files.push({ index, file: { path, byteLength, sha256, picture } });
    if (thumbnail !== undefined) this.#thumbnails.set(path, thumbnail);
  }

  /**
   * Groups the files. Those that the job failed on are read once more, for their digest: two copies of a file are the same whether or not
   * anybody can decode them.
   *
   * @param maximumBytes - Larger files that failed are left out.
   */
  async finish({ skipped, failed }: UncomparedFiles, maximumBytes?: number): Promise<DuplicateFindings> {
    const files = [...this.#files].sort((a, b) => a.index - b.index).map(({ file }) => file);
    for (const { path } of failed) {
      // What cannot be read either has nothing to be compared by, and is in the list of failures already.
      const bytes = await readImageFile(path, maximumBytes).catch(() => undefined);
      if (bytes !== undefined && bytes.length > 0)
        files.push({ path, byteLength: bytes.length, sha256: digestBytes(bytes), picture: undefined });
    }
    const report = buildDuplicateReport(files, this.#parameters, { skipped, failed });
    const grouped = report.groups.flatMap((group) => group.files.map(({ path }) => path));
    const thumbnails = new Map<string, Uint8Array>();
    for (const path of grouped) {
      const thumbnail = this.#thumbnails.get(path);
      if (thumbnail !== undefined) thumbnails.set(path, thumbnail);
    }
    return { report, thumbnails };
  }
}
