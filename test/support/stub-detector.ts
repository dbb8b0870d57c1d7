import type { Detector } from '../../src/detectors/index.ts';

/** A detector that measures nothing but has all that the contract asks for. */
export function stubDetector(id: string, changes: Partial<Detector> = {}): Detector {
  return {
    id,
    revision: 1,
    title: `The check ${id}`,
    needs: ['raster'],
    defaults: {},
    references: [],
    detect: () => ({
      status: 'measured',
      statistic: 0,
      quantity: 'nothing at all',
      polarity: 'larger-is-more-suspicious',
      regions: [],
      notes: [],
      details: {},
    }),
    ...changes,
  };
}
