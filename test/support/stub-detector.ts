import type { DetectContext, Detector } from '../../src/detectors/index.ts';
import type { Exhibit } from '../../src/exhibit/index.ts';

/** What a stub has of its own. */
export interface StubChanges extends Partial<Detector> {
  /** Runs before it measures nothing. */
  readonly onDetect?: (exhibit: Exhibit, context: DetectContext | undefined) => void;
}

/** A detector that measures nothing but has all that the contract asks for. */
export function stubDetector(id: string, { onDetect, ...changes }: StubChanges = {}): Detector {
  return {
    id,
    revision: 1,
    title: `The check ${id}`,
    description: `What ${id} would measure.`,
    applicability: 'Every picture.',
    needs: ['raster'],
    defaults: {},
    references: [],
    detect: (exhibit, _, context) => {
      onDetect?.(exhibit, context);
      return {
        status: 'measured',
        statistic: 0,
        quantity: 'nothing at all',
        polarity: 'larger-is-more-suspicious',
        regions: [],
        notes: [],
        details: {},
      };
    },
    ...changes,
  };
}
