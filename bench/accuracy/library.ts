import type { decodePng } from '../../src/codec/png/index.ts';
import type { combine } from '../../src/ensemble/index.ts';
import type { openExhibit } from '../../src/exhibit/index.ts';

/** What the harness uses of the library: the built one in the command, the sources in tests. */
export interface Library {
  readonly openExhibit: typeof openExhibit;
  readonly decodePng: typeof decodePng;
  readonly combine: typeof combine;
  /** What the detectors entry exports. */
  readonly detectors: Readonly<Record<string, unknown>>;
}
