import type { Analysis } from '../../analysis/index.ts';
import { encodeJpeg } from '../../codec/jpeg/index.ts';
import { encodePng } from '../../codec/png/index.ts';
import type { Exhibit } from '../../exhibit/index.ts';
import { renderHeatMap, renderOverlay } from '../../report/index.ts';
import { orientationOf } from './orientation-of.ts';

/** A picture that goes with a report. */
export interface Picture {
  /** What to put behind the image's name: `ela.png`, `ela.overlay.jpg`. */
  readonly suffix: string;
  /** A PNG or JPEG file. */
  readonly bytes: Uint8Array;
}

/** Quality of the overlays. */
const OVERLAY = { quality: 90, subsampling: '4:4:4' } as const;

/**
 * Draws each heat map as a gray PNG of the image's size, in stored orientation, and over the image as a JPEG with the regions framed,
 * turned as the image's EXIF orientation says.
 */
export function drawPictures(exhibit: Exhibit, { report, heatmaps }: Analysis): Picture[] {
  const { width, height } = exhibit;
  const pictures: Picture[] = [];
  for (const [detector, heatmap] of Object.entries(heatmaps)) {
    pictures.push({ suffix: `${detector}.png`, bytes: encodePng(renderHeatMap(heatmap, width, height)) });
    if (exhibit.unavailable('raster') !== undefined) continue;
    const finding = report.findings[detector];
    const regions = finding.status === 'measured' ? finding.regions : [];
    const overlay = renderOverlay(exhibit.plane('raster'), heatmap, { regions, orientation: orientationOf(exhibit) });
    pictures.push({ suffix: `${detector}.overlay.jpg`, bytes: encodeJpeg(overlay, OVERLAY) });
  }
  exhibit.release('raster');
  return pictures;
}
