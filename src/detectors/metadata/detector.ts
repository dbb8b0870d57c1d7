import { checkOneOf, resolveOptions } from '../../errors/index.ts';
import type { Exhibit, ExhibitPlane } from '../../exhibit/index.ts';
import type { Raster } from '../../image/index.ts';
import {
  checkConsistency,
  CONSISTENCY_DEFAULTS,
  isPlace,
  resolveConsistencyOptions,
  saysAnything,
} from '../../metadata/index.ts';
import type {
  BlockKind,
  ConsistencyOptions,
  ConsistencyReport,
  ImageMetadata,
  RuleHit,
  ThumbnailCheck,
} from '../../metadata/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { missingPlane, notApplicable, UNBOUNDED } from '../contract.ts';
import type { DetectContext, Detector, Finding, Reference } from '../contract.ts';

/** What the metadata detector found. Where the picture was taken is not in it. */
export interface MetadataConsistencyDetails {
  /** Whether the file says anything about its origin. */
  readonly hasMetadata: boolean;
  /** Whether all metadata could be read. */
  readonly complete: boolean;
  /** Every block of metadata, in file order, with its place in bytes from the start of the file. */
  readonly blocks: readonly { readonly kind: BlockKind; readonly offset: number; readonly length: number }[];
  /** Findings of the rules, each with its axis, its weight and its places in the file. */
  readonly hits: readonly RuleHit[];
  /** Rules that had something to compare. */
  readonly checked: readonly string[];
  /** Rules that had not, with the reason. */
  readonly unchecked: ConsistencyReport['unchecked'];
  /** Summed weights of each axis, clamped; only contradictions and declarations make the statistic. */
  readonly weights: ConsistencyReport['weights'];
  /** Whether a position is stated, and whether it is one on Earth; never which. */
  readonly position: 'none' | 'stated' | 'impossible';
  /** How the thumbnail compares with the picture; `null` where there is nothing to compare. */
  readonly thumbnail: ThumbnailCheck | null;
}

/** Options of the {@link metadataConsistency} detector. */
export interface MetadataConsistencyOptions extends ConsistencyOptions {
  /**
   * What of the thumbnail is compared with the picture: its shape alone, or its content too, for which the picture is decoded.
   * @defaultValue 'content'
   */
  readonly thumbnail: 'content' | 'shape';
}

const REFERENCES: readonly Reference[] = [
  {
    citation:
      'E. Kee, M. K. Johnson, H. Farid, Digital Image Authentication From JPEG Headers, IEEE TIFS 6(3), 2011, for the idea',
    link: 'https://doi.org/10.1109/TIFS.2011.2128309',
  },
  { citation: 'Exchangeable image file format for digital still cameras: Exif Version 2.2, JEITA CP-3451, 2002' },
];

/** The detector of contradictions in metadata, with or without a look at the pixels. */
export type MetadataDetector = Detector<'metadata', MetadataConsistencyOptions, MetadataConsistencyDetails>;

const REQUIRED: readonly ExhibitPlane[] = ['metadata'];
const QUANTITY =
  'summed weights (natural log-likelihood-ratio priors, unmeasured) of contradictions, 0..4, and declarations, 0..6';
const DEFAULTS: MetadataConsistencyOptions = { ...CONSISTENCY_DEFAULTS, thumbnail: 'content' };

/**
 * Checks whether what the file says about itself contradicts itself, the picture or the file.
 *
 * Being processed is listed and does not count; missing metadata are neutral: the statistic is then 0, with a note.
 */
export const metadataConsistency: MetadataDetector = detectorWith(DEFAULTS, ['metadata', 'raster']);

/** {@link metadataConsistency} where no pixels are to be decoded: of the thumbnail only the shape is compared. */
export const metadataHeaders: MetadataDetector = detectorWith({ ...DEFAULTS, thumbnail: 'shape' }, REQUIRED);

function detectorWith(defaults: MetadataConsistencyOptions, needs: readonly ExhibitPlane[]): MetadataDetector {
  return {
    id: 'metadata',
    revision: 1,
    title: 'Metadata consistency',
    description:
      'Holds what a file says of itself against itself, the picture and the file: dates, sizes, thumbnail, maker notes, position, trailing data. Missing metadata is neutral.',
    applicability: 'JPEG and PNG files.',
    needs,
    defaults,
    references: REFERENCES,
    detect(exhibit, options, context = UNBOUNDED) {
      const { thumbnail, ...rest } = resolveOptions(defaults, options);
      checkOneOf('thumbnail', thumbnail, ['content', 'shape']);
      const consistencyOptions = resolveConsistencyOptions(rest);
      return examine(exhibit, thumbnail, consistencyOptions, context);
    },
  };
}

function examine(
  exhibit: Exhibit,
  thumbnail: MetadataConsistencyOptions['thumbnail'],
  options: ConsistencyOptions,
  context: DetectContext,
): Finding<MetadataConsistencyDetails> {
  context.checkpoint(0);
  const missing = missingPlane(exhibit, REQUIRED, context);
  if (missing !== undefined) return notApplicable(missing);
  const metadata = exhibit.plane('metadata');
  const { width, height, bytes } = exhibit;
  const hasThumbnail = metadata.exif?.thumbnail !== undefined;
  const raster = hasThumbnail && thumbnail === 'content' ? pixelsOf(exhibit, context) : undefined;
  const report = checkConsistency(metadata, { width, height, bytes, raster }, options);
  context.checkpoint(0.9);
  return {
    status: 'measured',
    statistic: report.weights.contradiction + report.weights.declaration,
    quantity: QUANTITY,
    polarity: 'larger-is-more-suspicious',
    regions: [],
    notes: notesOn(metadata, report),
    details: detailsOf(metadata, report),
  };
}

/** The picture's pixels, `undefined` where there are none: everything but the thumbnail's content can be checked all the same. */
function pixelsOf(exhibit: Exhibit, context: DetectContext): Raster | undefined {
  const checkpoint = () => context.checkpoint(0);
  return exhibit.unavailable('raster', checkpoint) === undefined ? exhibit.plane('raster', checkpoint) : undefined;
}

function notesOn(metadata: ImageMetadata, { hits, unchecked }: ConsistencyReport): Note[] {
  const silent = saysAnything(metadata) ? [] : [note('metadata-none')];
  const noClock = unchecked.filter(({ reason }) => reason.code === 'metadata-unchecked-no-examination-time');
  return [...silent, ...hits.map((hit) => hit.note), ...noClock.map(({ reason }) => reason), ...metadata.notes];
}

function detailsOf(metadata: ImageMetadata, report: ConsistencyReport): MetadataConsistencyDetails {
  const { hits, checked, unchecked, weights, thumbnail = null } = report;
  return {
    hasMetadata: saysAnything(metadata),
    complete: metadata.complete,
    blocks: metadata.blocks.map(({ kind, offset, length }) => ({ kind, offset, length })),
    hits,
    checked,
    unchecked,
    weights,
    position: positionOf(metadata),
    thumbnail,
  };
}

function positionOf({ normalized: { gps } }: ImageMetadata): MetadataConsistencyDetails['position'] {
  if (gps?.latitude === undefined && gps?.longitude === undefined) return 'none';
  return isPlace(gps) ? 'stated' : 'impossible';
}
