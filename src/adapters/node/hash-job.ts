import { encodeJpeg } from '../../codec/jpeg/index.ts';
import { checkInteger, checkOneOf, malformed, resolveOptions } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { openExhibit } from '../../exhibit/index.ts';
import { computeHashes, cropResistantHash, HASH_KINDS, pdqDihedralHashes } from '../../hash/index.ts';
import type { AlphaHandling, CropResistantHash, Hash, HashKind, PdqDihedralHashes } from '../../hash/index.ts';
import { applyOrientation, resizeRaster } from '../../image/index.ts';
import type { Orientation, Raster } from '../../image/index.ts';
import type { Note } from '../../notes/index.ts';
import { wordNote } from '../../report/index.ts';
import { digestBytes, digestPixels } from './digests.ts';
import { nodeInflate } from './node-inflate.ts';
import { orientationOf } from './orientation-of.ts';
import type { Served } from './serve-tasks.ts';

/** Perceptual hashes and digests of each image. */
export interface HashJob {
  readonly kind: 'hash';
  /**
   * The hashes to compute, each with its defaults.
   * @defaultValue `['difference', 'perceptual', 'pdq']`
   */
  readonly kinds?: readonly HashKind[] | undefined;
  /**
   * How to hold the picture: as stored, as every reference does, or upright as its EXIF orientation says, so that a photograph and its
   * copy that a program turned agree.
   * @defaultValue 'stored'
   */
  readonly orient?: 'stored' | 'exif' | undefined;
  /**
   * What becomes of transparency.
   * @defaultValue 'reference'
   */
  readonly alpha?: AlphaHandling | undefined;
  /**
   * What to give beside the hashes: the crop-resistant hash, PDQ of the picture in its eight turned and mirrored forms.
   * @defaultValue nothing
   */
  readonly deliver?: readonly ('crop-resistant' | 'turned')[] | undefined;
  /**
   * A small picture as a JPEG file, upright, its longer side 16..1024 pixels at most.
   * @defaultValue none
   */
  readonly thumbnail?: { readonly maximumSide: number } | undefined;
}

/** Hashes and digests of one image, as {@link HashJob} gives them. */
export interface HashAnalysis {
  readonly format: string;
  /** Size in pixels of what was hashed: the rows that could be decoded, turned as the job says. */
  readonly width: number;
  readonly height: number;
  /** What the file says of its orientation, applied or not. */
  readonly orientation: Orientation;
  readonly byteLength: number;
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly sha256: string;
  /**
   * SHA-256 of width and height (32-bit, big-endian) and the pixels as RGBA, turned as the job says: equal for pictures that look the same
   * to the last bit, whatever files they are in.
   */
  readonly pixelSha256: string;
  /** In the order of the job. */
  readonly hashes: readonly Hash[];
  readonly cropResistant: CropResistantHash | undefined;
  readonly turned: PdqDihedralHashes | undefined;
  /** A JPEG file. */
  readonly thumbnail: Uint8Array | undefined;
  /** What is missing of the picture, when it could not be decoded to its end. */
  readonly notes: readonly Note[];
}

/** A job with its defaults filled in. */
export interface ResolvedHashJob extends HashJob {
  readonly kinds: readonly HashKind[];
  readonly orient: 'stored' | 'exif';
  readonly alpha: AlphaHandling;
  readonly deliver: readonly ('crop-resistant' | 'turned')[];
  readonly thumbnail: HashJob['thumbnail'];
}

const DEFAULTS: ResolvedHashJob = {
  kind: 'hash',
  kinds: ['difference', 'perceptual', 'pdq'],
  orient: 'stored',
  alpha: 'reference',
  deliver: [],
  thumbnail: undefined,
};

/** Quality of thumbnails, for which a few kilobytes are enough. */
const THUMBNAIL = { quality: 80, subsampling: '4:2:0' } as const;

/** Fills in the defaults of a job. @throws {TypeError | RangeError} An option is unknown or out of range. */
export function resolveHashJob(job: HashJob): ResolvedHashJob {
  const resolved = resolveOptions(DEFAULTS, job as Partial<ResolvedHashJob>);
  for (const kind of resolved.kinds) checkOneOf('kinds', kind, HASH_KINDS);
  checkOneOf('orient', resolved.orient, ['stored', 'exif']);
  checkOneOf('alpha', resolved.alpha, ['reference', 'drop', 'white', 'black']);
  for (const name of resolved.deliver) checkOneOf('deliver', name, ['crop-resistant', 'turned']);
  if (resolved.thumbnail !== undefined) checkInteger('thumbnail.maximumSide', resolved.thumbnail.maximumSide, 16, 1024);
  return resolved;
}

/**
 * Does the job on one file.
 *
 * @param limits - Limits to change.
 * @throws {ForensicsError} The file cannot be read, or not one row of pixels can.
 */
export async function doHashJob(
  bytes: Uint8Array,
  job: HashJob,
  limits: Partial<Limits>,
  onShare: (share: number) => void,
): Promise<Served<HashAnalysis>> {
  const { kinds, orient, alpha, deliver, thumbnail } = resolveHashJob(job);
  const exhibit = await openExhibit(bytes, { limits, inflate: nodeInflate });
  const { notes } = exhibit.decodingState();
  const missing = exhibit.unavailable('raster');
  if (missing !== undefined) throw malformed('decode', wordNote(missing).text);
  const orientation = orientationOf(exhibit);
  const stored = exhibit.plane('raster');
  exhibit.release('raster');
  const raster = orient === 'exif' ? applyOrientation(stored, orientation) : stored;
  onShare(0.5);
  const small = thumbnail && drawThumbnail(raster, thumbnail.maximumSide, orient === 'exif' ? 1 : orientation);
  const answer: HashAnalysis = {
    format: exhibit.format,
    width: raster.width,
    height: raster.height,
    orientation,
    byteLength: bytes.length,
    sha256: digestBytes(bytes),
    pixelSha256: digestPixels(raster),
    hashes: computeHashes(raster, { kinds, alpha }),
    cropResistant: deliver.includes('crop-resistant') ? cropResistantHash(raster, { alpha }) : undefined,
    turned: deliver.includes('turned') ? pdqDihedralHashes(raster, { alpha }) : undefined,
    thumbnail: small,
    notes,
  };
  return { answer, transfer: small === undefined ? [] : [small.buffer as ArrayBuffer] };
}

/** Draws a picture no larger than `maximumSide`, over white; small ones keep their size. */
function drawThumbnail(raster: Raster, maximumSide: number, orientation: Orientation): Uint8Array {
  const { width, height } = raster;
  const factor = Math.min(1, maximumSide / Math.max(width, height));
  const to = { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
  return encodeJpeg(overWhite(applyOrientation(resizeRaster(raster, to), orientation)), THUMBNAIL);
}

function overWhite(raster: Raster): Raster {
  if (raster.channels !== 4) return raster;
  const { data: from, width, height } = raster;
  const data = new Uint8Array(3 * width * height);
  for (let at = 0, to = 0; at < from.length; at += 4, to += 3) {
    const share = from[at + 3];
    for (let c = 0; c < 3; c++) data[to + c] = Math.round((from[at + c] * share + 255 * (255 - share)) / 255);
  }
  return { data, width, height, channels: 3 };
}
