import type { AdobeSegment, JfifSegment } from './application-segments.ts';
import type { JpegFrame } from './frame.ts';

/** How the components of a frame are to be read. */
export type JpegColorSpace = 'gray' | 'ycbcr' | 'rgb' | 'cmyk' | 'ycck';

/**
 * Decides the color space as libjpeg does: JFIF means YCbCr, then Adobe's transform flag, then the component identifiers.
 *
 * @see IJG `jdapimin.c`, `default_decompress_parms`.
 */
export function colorSpaceOf(
  frame: Pick<JpegFrame, 'components'>,
  jfif: JfifSegment | undefined,
  adobe: AdobeSegment | undefined,
): JpegColorSpace {
  if (frame.components.length === 1) return 'gray';
  if (frame.components.length === 4) return adobe === undefined || adobe.transform === 0 ? 'cmyk' : 'ycck';
  if (jfif !== undefined) return 'ycbcr';
  if (adobe !== undefined) return adobe.transform === 0 ? 'rgb' : 'ycbcr';
  const letters = frame.components.map((component) => String.fromCharCode(component.id)).join('');
  return letters === 'RGB' ? 'rgb' : 'ycbcr';
}
