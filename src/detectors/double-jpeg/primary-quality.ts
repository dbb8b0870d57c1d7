import { standardQuantizationTable } from '../../codec/jpeg/index.ts';
import { MINIMUM_INFORMATIVE } from './frequencies.ts';
import type { PrimaryStep } from './primary-steps.ts';
import { isInformative } from './valley-counts.ts';

/** The IJG quality of the earlier compression. */
export interface PrimaryQuality {
  /** 1..100. */
  readonly quality: number;
  /** Share of the frequencies that tell something whose step is exactly that of the quality, 0..1. */
  readonly confidence: number;
}

/**
 * Finds the IJG luma table that agrees with most of the estimated steps; of several, the one that is nearest in steps, then the highest.
 *
 * @returns `null` where fewer than three frequencies tell anything.
 */
export function estimatePrimaryQuality(primarySteps: readonly PrimaryStep[]): PrimaryQuality | null {
  const used = primarySteps.filter(isInformative);
  if (used.length < MINIMUM_INFORMATIVE) return null;
  let best = { quality: 0, misses: Infinity, distance: Infinity };
  for (let quality = 100; quality >= 1; quality--) {
    const table = standardQuantizationTable('luma', quality);
    let [misses, distance] = [0, 0];
    for (const { frequency, primaryStep } of used) {
      const apart = Math.abs(table[frequency] - primaryStep);
      if (apart > 0) misses++;
      distance += apart;
    }
    if (misses < best.misses || (misses === best.misses && distance < best.distance)) best = { quality, misses, distance };
  }
  return { quality: best.quality, confidence: 1 - best.misses / used.length };
}
