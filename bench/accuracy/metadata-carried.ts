import type { Detector } from '../../src/detectors/index.ts';
import { note } from '../../src/notes/index.ts';

/**
 * A baseline, not a detector of edits: how many kinds of metadata a file carries. Where that alone tells tampered pictures from authentic
 * ones, in either direction, the set was saved or collected unevenly, and figures over whole pictures may come from that.
 */
export const metadataCarried: Detector = {
  id: 'metadata-carried',
  revision: 1,
  title: 'Metadata carried',
  description: 'Counts the kinds of metadata blocks that a file carries.',
  applicability: 'JPEG and PNG files.',
  needs: ['metadata'],
  defaults: {},
  references: [],
  detect(exhibit) {
    if (exhibit.unavailable('metadata') !== undefined) return { status: 'not-applicable', reason: note('no-metadata-plane') };
    const kinds = new Set(exhibit.plane('metadata').blocks.map(({ kind }) => kind));
    return {
      status: 'measured',
      statistic: kinds.size,
      quantity: 'kinds of metadata blocks in the file',
      polarity: 'two-sided',
      regions: [],
      notes: [],
      details: {},
    };
  },
};
