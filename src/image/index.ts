export type { Plane } from './plane.ts';
export { MAXIMUM_SIDE, toRaster } from './raster.ts';
export type { ChannelCount, Raster, RasterLike } from './raster.ts';
export type { Box, Region } from './region.ts';
