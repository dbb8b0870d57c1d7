import { note } from '../../notes/index.ts';
import { evidenceOf } from './rule.ts';
import type { ConsistencyRule, RuleAnswer, RuleInput } from './rule.ts';

/**
 * An encoder may widen the stored frame up to the next multiple of 64 pixels; the height of the frame header is always that of the
 * valid image (Exif 2.2, JEITA CP-3451, 4.8.1).
 */
const MAXIMUM_PADDING = 63;

/** The valid image's size by EXIF against the frame: a crop or resize that left the metadata as they were. */
export const dimensions: ConsistencyRule = { id: 'DIM-EXIF', check };

function check({ metadata, image }: RuleInput): RuleAnswer {
  const { pixelWidth, pixelHeight } = metadata.normalized;
  // Some writers leave zeros.
  if (pixelWidth === undefined || pixelHeight === undefined || pixelWidth.value <= 0 || pixelHeight.value <= 0) {
    return note('metadata-unchecked-no-dimensions');
  }
  const { width, height } = image;
  const [statedWidth, statedHeight] = [pixelWidth.value, pixelHeight.value];
  if (fits(statedWidth, statedHeight, width, height)) return [];
  const params = { statedWidth, statedHeight, width, height };
  const evidence = evidenceOf(pixelWidth, pixelHeight);
  // A turn that rewrote the pixels and not the tags changes nothing that the picture shows.
  if (fits(statedHeight, statedWidth, width, height)) {
    return [{ id: 'DIM-TURNED', axis: 'processing', weight: 0.1, note: note('metadata-dimensions-turned', params), evidence }];
  }
  return [{ id: 'DIM-EXIF', axis: 'contradiction', weight: 1.2, note: note('metadata-dimensions', params), evidence }];
}

function fits(statedWidth: number, statedHeight: number, width: number, height: number): boolean {
  return statedHeight === height && statedWidth <= width && width - statedWidth <= MAXIMUM_PADDING;
}
