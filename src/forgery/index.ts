export { BAYER_PATTERNS } from './camera/mosaic.ts';
export type { BayerPattern } from './camera/mosaic.ts';
export { DEMOSAICINGS } from './camera/demosaic.ts';
export type { Demosaicing } from './camera/demosaic.ts';
export { forge } from './forge.ts';
export type { Forgery, ForgeOptions, ForgerySources } from './forge.ts';
export { RECIPE_DEFAULTS, RECIPE_KINDS } from './recipes.ts';
export type {
  AlignedSplice,
  CompleteRecipe,
  ControlRecipe,
  CopyMove,
  CroppedResave,
  DoubleCompression,
  EarlierQuality,
  ForgeryRecipe,
  Inpainting,
  LastSave,
  LocalBlur,
  LocalEdit,
  LocalNoise,
  Offset,
  OpenRecipe,
  RecipeKind,
  ResizedPaste,
  Scan,
  Screenshot,
  ShiftedSplice,
  SingleSave,
  SocialMedia,
  TamperingRecipe,
} from './recipes.ts';
export { REGION_SHAPES } from './region.ts';
export type { RegionRecipe, RegionShape } from './region.ts';
export { SCENE_SUBJECTS } from './scene/compose.ts';
export type { SceneSubject } from './scene/compose.ts';
export { generateScene } from './scene/generate-scene.ts';
export type { SceneOptions } from './scene/generate-scene.ts';
export { checkSeed, purposeOfSeed, SEED_RANGES } from './seed-ranges.ts';
export type { SeedPurpose, SeedRange } from './seed-ranges.ts';
