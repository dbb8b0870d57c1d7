import type { Subsampling } from '../codec/jpeg/index.ts';
import { REGION_DEFAULTS } from './region.ts';
import type { RegionRecipe } from './region.ts';

/** A quality at which something was saved as JPEG before, 1..100, or that it never was. */
export type EarlierQuality = number | 'none';

/** A place in pixels from the top-left. */
export interface Offset {
  readonly x: number;
  readonly y: number;
}

/** The last save, common to all recipes. */
export interface LastSave {
  /**
   * The format of the file.
   * @defaultValue 'jpeg', of `screenshot` 'png'
   */
  readonly format: 'jpeg' | 'png';
  /**
   * IJG quality of the last save, 1..100, whole; unused in a PNG.
   * @defaultValue 90, of `social-media` 80
   */
  readonly quality: number;
  /**
   * Chroma subsampling of every JPEG save on the way.
   * @defaultValue '4:2:0'
   */
  readonly subsampling: Subsampling;
}

/** What all edits of a part share. */
export interface LocalEdit extends LastSave {
  /**
   * The quality the host was saved at before it was edited.
   * @defaultValue 'none', of `aligned-splice` 70
   */
  readonly hostQuality: EarlierQuality;
  /** Where the host is edited; for `copy-move` where the copied part comes from. */
  readonly region: RegionRecipe;
  /**
   * Width of the transition inside the region's edge in pixels, 0..32, whole; 0 makes a hard edge.
   * @defaultValue 0
   */
  readonly feather: number;
}

/** A part of the donor, pasted where the grid of its own save, if any, falls on the host's. */
export interface AlignedSplice extends LocalEdit {
  readonly kind: 'aligned-splice';
  /**
   * The quality the donor was saved at before.
   * @defaultValue 'none'
   */
  readonly donorQuality: EarlierQuality;
  /**
   * The top-left pixel of the part in the donor, congruent to the region's modulo 16; `'any'` lets the seed choose.
   * @defaultValue 'any'
   */
  readonly donorAt: Offset | 'any';
}

/** A part of a donor that was saved as JPEG, pasted so that its 8×8 grid is off the host's. */
export interface ShiftedSplice extends LocalEdit {
  readonly kind: 'shifted-splice';
  /**
   * The quality the donor was saved at before, 1..100, whole.
   * @defaultValue 70
   */
  readonly donorQuality: number;
  /**
   * Where the donor's grid lies in the result: block edges at `x` modulo 8 and `y` modulo 8, each 0..7, not both 0.
   * @defaultValue 'any'
   */
  readonly gridShift: Offset | 'any';
  /**
   * The top-left pixel of the part in the donor, congruent to the region's less the shift modulo 16.
   * @defaultValue 'any'
   */
  readonly donorAt: Offset | 'any';
}

/** A part of the donor, resized by Lanczos resampling, pasted. */
export interface ResizedPaste extends LocalEdit {
  readonly kind: 'resized-paste';
  /**
   * The quality the donor was saved at before it was resized.
   * @defaultValue 'none'
   */
  readonly donorQuality: EarlierQuality;
  /**
   * The size of the pasted part relative to its size in the donor, in percent, 25..400.
   * @defaultValue 130
   */
  readonly scale: number;
  /**
   * The top-left pixel of the part in the donor.
   * @defaultValue 'any'
   */
  readonly donorAt: Offset | 'any';
}

/** A part of the picture, copied to another place in it. */
export interface CopyMove extends LocalEdit {
  readonly kind: 'copy-move';
  /**
   * Degrees clockwise, −180..180.
   * @defaultValue 0
   */
  readonly rotation: number;
  /**
   * Percent, 25..400.
   * @defaultValue 100
   */
  readonly scale: number;
  /**
   * The top-left pixel of the box that receives the copy; `'any'` lets the seed choose, clear of the source where there is room.
   * @defaultValue 'any'
   */
  readonly target: Offset | 'any';
}

/** Noise added to a part. */
export interface LocalNoise extends LocalEdit {
  readonly kind: 'local-noise';
  /**
   * Standard deviation in levels, 0.5..64.
   * @defaultValue 6
   */
  readonly sigma: number;
}

/** A blurred part. */
export interface LocalBlur extends LocalEdit {
  readonly kind: 'local-blur';
  /**
   * Standard deviation of the Gaussian in pixels, 0.5..16.
   * @defaultValue 2
   */
  readonly sigma: number;
}

/** A part that was removed and filled in from what is around it. */
export interface Inpainting extends LocalEdit {
  readonly kind: 'inpainting';
  /**
   * `'diffusion'` goes on smoothly from the edge, `'patches'` copies squares from elsewhere in the picture.
   * @defaultValue 'patches'
   */
  readonly method: 'diffusion' | 'patches';
}

/** The source, saved once. */
export interface SingleSave extends LastSave {
  readonly kind: 'single-save';
}

/** The source, saved twice as a whole. */
export interface DoubleCompression extends LastSave {
  readonly kind: 'double-compression';
  /**
   * The quality of the first save, 1..100, whole.
   * @defaultValue 70
   */
  readonly hostQuality: number;
}

/** The source, saved, cropped at the left and the top, and saved again: the first grid is off the second everywhere. */
export interface CroppedResave extends LastSave {
  readonly kind: 'cropped-resave';
  /**
   * The quality of the first save, 1..100, whole.
   * @defaultValue 70
   */
  readonly hostQuality: number;
  /**
   * Columns and rows that are cut off, each 0..7, not both 0. Block edges of the first save then lie at (8 − x) mod 8.
   * @defaultValue 'any'
   */
  readonly crop: Offset | 'any';
}

/** The source as a camera saved it, made smaller and saved again, as a social network does. */
export interface SocialMedia extends LastSave {
  readonly kind: 'social-media';
  /**
   * The quality of the first save.
   * @defaultValue 95
   */
  readonly hostQuality: EarlierQuality;
  /**
   * The longer side of the result in pixels, 16..65535; a smaller picture keeps its size.
   * @defaultValue 1280
   */
  readonly longestSide: number;
}

/** A window of a program with the source in it, as large as the source. */
export interface Screenshot extends LastSave {
  readonly kind: 'screenshot';
}

/** A printed page with the source in it, as large as the source, as it comes from a scanner. */
export interface Scan extends LastSave {
  readonly kind: 'scan';
  /**
   * How askew the page lies in degrees clockwise, −5..5.
   * @defaultValue 'any'
   */
  readonly skew: number | 'any';
}

/** A recipe that edits a part: its result is labelled `tampered`. */
export type TamperingRecipe = AlignedSplice | ShiftedSplice | ResizedPaste | CopyMove | LocalNoise | LocalBlur | Inpainting;

/** A recipe that treats the whole alike: its result is labelled `authentic`. */
export type ControlRecipe = SingleSave | DoubleCompression | CroppedResave | SocialMedia | Screenshot | Scan;

/** A recipe with every parameter. */
export type CompleteRecipe = TamperingRecipe | ControlRecipe;

/** The names of the recipes. */
export type RecipeKind = CompleteRecipe['kind'];

/** A recipe of which only the kind has to be named. */
export type OpenRecipe<R> = R extends { readonly kind: string; readonly region: RegionRecipe }
  ? Pick<R, 'kind'> & Partial<Omit<R, 'kind' | 'region'>> & { readonly region?: Partial<RegionRecipe> }
  : R extends { readonly kind: string }
    ? Pick<R, 'kind'> & Partial<Omit<R, 'kind'>>
    : never;

/** A recipe as a caller writes it: its kind, and what is to differ from the defaults. */
export type ForgeryRecipe = OpenRecipe<CompleteRecipe>;

const SAVE: LastSave = { format: 'jpeg', quality: 90, subsampling: '4:2:0' };
const LOCAL = { ...SAVE, hostQuality: 'none', region: REGION_DEFAULTS, feather: 0 } as const;

/** The parameters that each recipe has where the caller names none. */
export const RECIPE_DEFAULTS: { readonly [K in RecipeKind]: Extract<CompleteRecipe, { readonly kind: K }> } = {
  'aligned-splice': { kind: 'aligned-splice', ...LOCAL, hostQuality: 70, donorQuality: 'none', donorAt: 'any' },
  'shifted-splice': { kind: 'shifted-splice', ...LOCAL, donorQuality: 70, gridShift: 'any', donorAt: 'any' },
  'resized-paste': { kind: 'resized-paste', ...LOCAL, donorQuality: 'none', scale: 130, donorAt: 'any' },
  'copy-move': { kind: 'copy-move', ...LOCAL, rotation: 0, scale: 100, target: 'any' },
  'local-noise': { kind: 'local-noise', ...LOCAL, sigma: 6 },
  'local-blur': { kind: 'local-blur', ...LOCAL, sigma: 2 },
  inpainting: { kind: 'inpainting', ...LOCAL, method: 'patches' },
  'single-save': { kind: 'single-save', ...SAVE },
  'double-compression': { kind: 'double-compression', ...SAVE, hostQuality: 70 },
  'cropped-resave': { kind: 'cropped-resave', ...SAVE, hostQuality: 70, crop: 'any' },
  'social-media': { kind: 'social-media', ...SAVE, quality: 80, hostQuality: 95, longestSide: 1280 },
  screenshot: { kind: 'screenshot', ...SAVE, format: 'png' },
  scan: { kind: 'scan', ...SAVE, skew: 'any' },
};

/** Every recipe's name, tampering first. */
export const RECIPE_KINDS: readonly RecipeKind[] = Object.keys(RECIPE_DEFAULTS) as RecipeKind[];
