export { borderIndex } from './border.ts';
export type { BorderMode } from './border.ts';
export { computeBoxMean } from './box-filter.ts';
export {
  boxesOverlap,
  boxesTouch,
  clipBox,
  intersectBoxes,
  intersectionOverUnion,
  mergeOverlappingBoxes,
  uniteBoxes,
} from './boxes.ts';
export type { CellMap } from './cell-map.ts';
export { ComponentStream, forEachComponent, MEMBERSHIP } from './connected-components.ts';
export type { Component } from './connected-components.ts';
export { cannyRows, detectEdges } from './edges.ts';
export type { EdgeOptions } from './edges.ts';
export { extendedBoxBlur } from './extended-box-blur.ts';
export { blurRows, gaussianBlur, MAXIMUM_SIGMA } from './gaussian-blur.ts';
export { computeIntegral, computeSquaredIntegral, sumInBox } from './integral-image.ts';
export type { IntegralImage } from './integral-image.ts';
export { labelComponents } from './label-components.ts';
export type { ComponentLabels } from './label-components.ts';
export { lumaRows, toLuma } from './luma.ts';
export { median3x3 } from './median-3x3.ts';
export { applyOrientation, toDisplayedBox, toStoredBox } from './orientation.ts';
export type { Orientation, StoredFrame } from './orientation.ts';
export { checkPlane } from './plane.ts';
export type { Plane } from './plane.ts';
export { MAXIMUM_SIDE, toRaster } from './raster.ts';
export type { ChannelCount, Raster, RasterLike } from './raster.ts';
export type { Box, Region } from './region.ts';
export { resampleRows, resizeRaster } from './resample.ts';
export type { Size } from './resample.ts';
export { planeRows } from './row-source.ts';
export type { RowSource } from './row-source.ts';
export { computeDiagonalDetail, diagonalRows } from './wavelet.ts';
export type { DiagonalRows } from './wavelet.ts';
