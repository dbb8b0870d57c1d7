import { standardQuantizationTable } from '../../codec/jpeg/index.ts';
import type { JpegColorSpace, JpegStructure } from '../../codec/jpeg/index.ts';
import { estimateIjgQuality } from './ijg-quality.ts';
import type { IjgQuality } from './ijg-quality.ts';

/** What is known of the table of one component. */
export interface ComponentQuality extends IjgQuality {
  /** Index of the component in the frame. */
  readonly component: number;
  /** Destination of its table, 0..3. */
  readonly tableId: number;
  /** Smallest and largest step. */
  readonly minimumStep: number;
  readonly maximumStep: number;
}

/**
 * Inverts the IJG quality scale for each component that a scan has, Cb and Cr against the chroma table, all others against that of luma.
 *
 * @returns In the order of the frame.
 */
export function componentQualities({ componentTables, colorSpace }: JpegStructure): ComponentQuality[] {
  const components: ComponentQuality[] = [];
  componentTables.forEach((table, component) => {
    if (table === undefined) return;
    const { id: tableId, values } = table;
    const isChroma = hasChroma(colorSpace) && (component === 1 || component === 2);
    const nearest = estimateIjgQuality(values, isChroma ? 'chroma' : 'luma');
    const quality = isChroma && fitsChroma(values, components[0]) ? components[0].quality : nearest.quality;
    const [minimumStep, maximumStep] = [Math.min(...values), Math.max(...values)];
    components.push({ component, tableId, ...nearest, quality, minimumStep, maximumStep });
  });
  return components;
}

/** Whether components 1 and 2 are chroma, which has a table of its own. */
export function hasChroma(colorSpace: JpegColorSpace): boolean {
  return colorSpace === 'ycbcr' || colorSpace === 'ycck';
}

/** Whether the steps are the chroma table of the luma's quality: those of qualities 1, 2 and 3 are one and the same. */
function fitsChroma(values: Uint16Array, luma: ComponentQuality | undefined): boolean {
  return luma?.exact === true && standardQuantizationTable('chroma', luma.quality).every((step, k) => step === values[k]);
}
