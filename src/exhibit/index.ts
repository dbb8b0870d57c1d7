export type { Exhibit, ExhibitPlane, ExhibitPlanes } from './exhibit.ts';
export { exhibitFromRaster, JPEG_CODEC, openExhibit } from './open-exhibit.ts';
export type { ForeignDecoder, OpenOptions } from './open-exhibit.ts';
