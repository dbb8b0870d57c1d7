import { encodeJpeg } from '../../codec/jpeg/index.ts';
import { analyzeEla, renderElaPicture } from '../../detectors/ela/index.ts';
import type { ElaMapOptions, ElaResult } from '../../detectors/ela/index.ts';
import { malformed } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { openExhibit } from '../../exhibit/index.ts';
import { wordNote } from '../../report/index.ts';
import { nodeInflate } from './node-inflate.ts';
import type { Served } from './serve-tasks.ts';

/** The classic error level analysis of each image, with its picture. */
export interface ElaJob extends Partial<ElaMapOptions> {
  readonly kind: 'ela';
}

/** The classic error level analysis of one image, as {@link ElaJob} gives it. */
export interface ElaAnalysis extends Omit<ElaResult, 'errorMap'> {
  /** Size of what could be decoded, in pixels. */
  readonly width: number;
  readonly height: number;
  /** The classic picture as a JPEG file: |difference| × scale for each channel. */
  readonly picture: Uint8Array;
}

/** Quality of the pictures: high, because their dark noise is what is looked at. */
const PICTURE = { quality: 95, subsampling: '4:4:4' } as const;

/**
 * Does the job on one file.
 *
 * @param limits - Limits to change.
 * @throws {ForensicsError} The file cannot be read, or not one row of pixels can.
 */
export async function doElaJob(
  bytes: Uint8Array,
  job: ElaJob,
  limits: Partial<Limits>,
  onShare: (share: number) => void,
): Promise<Served<ElaAnalysis>> {
  const { kind: _, ...options } = job;
  const exhibit = await openExhibit(bytes, { limits, inflate: nodeInflate });
  const { notes } = exhibit.decodingState();
  const missing = exhibit.unavailable('raster');
  if (missing !== undefined) throw malformed('decode', wordNote(missing).text);
  const raster = exhibit.plane('raster');
  onShare(0.3);
  const { errorMap: _map, notes: elaNotes, ...measured } = analyzeEla(raster, options);
  onShare(0.7);
  // The decoded pixels are not needed any more, so the picture may take their place: large photographs need the memory.
  const into = raster.channels === 4 ? undefined : new Uint8Array(raster.data.buffer, raster.data.byteOffset, raster.data.length);
  const picture = encodeJpeg(renderElaPicture(raster, options, into), PICTURE);
  const { width, height } = raster;
  const answer = { ...measured, notes: [...notes, ...elaNotes], width, height, picture };
  return { answer, transfer: [picture.buffer as ArrayBuffer] };
}
