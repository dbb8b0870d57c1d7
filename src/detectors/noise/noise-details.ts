import type { NoiseSide } from './compare-cells.ts';
import type { NoiseLevel } from './noise-levels.ts';

/** What the noise detector found beside its map. */
export interface NoiseDetails {
  /** Median σ of the noise over the measured cells, from the wavelet's diagonal detail; luma levels. */
  readonly sigma: number;
  /** The same from the Laplacian residual. */
  readonly laplacianSigma: number;
  /** Noise by brightness: the lower quartile of σ in each of 16 bins of luma that has enough cells. */
  readonly noiseLevels: readonly NoiseLevel[];
  /** The side of the rest of the image on which more stands out; the heat map is high there. */
  readonly minoritySide: NoiseSide;
  /** Median σ of the cells in the outlined regions' boxes and of the others, luma levels; `null` where nothing is outlined. */
  readonly sigmaInRegions: number | null;
  readonly sigmaElsewhere: number | null;
  /** Otsu separability of the heat map, 0..1. */
  readonly separability: number;
  /** Cells of the map in outlined regions. */
  readonly salientCells: number;
  /** Cells that could be measured. */
  readonly measuredCells: number;
  /** Parts that stand out no more than their brightness and texture lead one to expect; they are not outlined. */
  readonly regionsExplained: number;
}
