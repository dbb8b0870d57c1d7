import { resizeRaster } from '../image/index.ts';
import type { Raster } from '../image/index.ts';
import type { Draws } from './draws.ts';
import { crop } from './edits/crop.ts';
import { drawScan } from './pages/draw-scan.ts';
import { drawScreen } from './pages/draw-screen.ts';
import type { ControlRecipe } from './recipes.ts';
import { savedBefore } from './save.ts';
import { drawShift } from './tamper.ts';

/** What an authentic picture is before its last save. */
export interface Control {
  readonly raster: Raster;
  /** The recipe with every choice of the seed filled in. */
  readonly recipe: ControlRecipe;
}

/** Makes the authentic picture of a recipe. */
export function control(source: Raster, recipe: ControlRecipe, draws: Draws, seed: number): Control {
  switch (recipe.kind) {
    case 'single-save':
      return { raster: source, recipe };
    case 'double-compression':
      return { raster: savedBefore(source, recipe.hostQuality, recipe.subsampling), recipe };
    case 'cropped-resave': {
      const drawn = drawShift(draws);
      const cut = recipe.crop === 'any' ? drawn : recipe.crop;
      const first = savedBefore(source, recipe.hostQuality, recipe.subsampling);
      const rest = { ...cut, width: source.width - cut.x, height: source.height - cut.y };
      return { raster: crop(first, rest), recipe: { ...recipe, crop: cut } };
    }
    case 'social-media': {
      const first = savedBefore(source, recipe.hostQuality, recipe.subsampling);
      const ratio = recipe.longestSide / Math.max(source.width, source.height);
      if (ratio >= 1) return { raster: first, recipe };
      const width = Math.max(1, Math.round(source.width * ratio));
      const height = Math.max(1, Math.round(source.height * ratio));
      return { raster: resizeRaster(first, { width, height }), recipe };
    }
    case 'screenshot':
      return { raster: drawScreen(source, seed), recipe };
    case 'scan': {
      const drawn = draws.integer(-250, 250) / 100;
      const skew = recipe.skew === 'any' ? drawn : recipe.skew;
      return { raster: drawScan(source, skew, seed), recipe: { ...recipe, skew } };
    }
  }
}
