import type { JpegColorSpace, JpegStructure } from '../../codec/jpeg/index.ts';
import { estimateIjgQuality, exactIjgQualities } from './ijg-quality.ts';
import type { IjgQuality, TableKind } from './ijg-quality.ts';

/** What is known of the table of one component. */
export interface ComponentQuality extends IjgQuality {
  /** Index of the component in the frame. */
  readonly component: number;
  /** Destination of its table, 0..3. */
  readonly tableId: number;
  /** Bits per step of its table. */
  readonly precision: 8 | 16;
  /** Every quality whose IJG table is exactly this one, ascending; empty when `exact` is false. */
  readonly equalQualities: readonly number[];
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
    const { id: tableId, precision, values } = table;
    const kind = tableKind(colorSpace, component);
    const nearest = estimateIjgQuality(values, kind);
    const equalQualities = exactIjgQualities(values, kind);
    // Of the qualities that fit chroma equally, that of luma is the likely one.
    const ofLuma = components.at(0)?.quality;
    const quality = ofLuma !== undefined && equalQualities.includes(ofLuma) ? ofLuma : nearest.quality;
    const [minimumStep, maximumStep] = [Math.min(...values), Math.max(...values)];
    components.push({ component, tableId, precision, ...nearest, quality, equalQualities, minimumStep, maximumStep });
  });
  return components;
}

/** Whether components 1 and 2 are chroma, which has a table of its own. */
export function hasChroma(colorSpace: JpegColorSpace): boolean {
  return colorSpace === 'ycbcr' || colorSpace === 'ycck';
}

/** Which base table a component is held against. */
export function tableKind(colorSpace: JpegColorSpace, component: number): TableKind {
  return hasChroma(colorSpace) && (component === 1 || component === 2) ? 'chroma' : 'luma';
}
