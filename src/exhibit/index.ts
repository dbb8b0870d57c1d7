export type { Exhibit, ExhibitPlane, ExhibitPlanes } from './exhibit.ts';
export { checkDecoders } from './foreign-decoder.ts';
export type { ForeignDecoder } from './foreign-decoder.ts';
export { exhibitFromRaster, JPEG_CODEC, openExhibit } from './open-exhibit.ts';
export type { OpenOptions } from './open-exhibit.ts';
