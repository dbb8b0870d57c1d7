import type { JpegColorSpace, JpegStructure, QuantizationTable } from '../../codec/jpeg/index.ts';
import { resolveOptions } from '../../errors/index.ts';
import type { Exhibit, ExhibitPlane } from '../../exhibit/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { missingPlane, notApplicable, UNBOUNDED } from '../contract.ts';
import type { DetectContext, Detector, Finding } from '../contract.ts';
import { componentQualities, hasChroma } from './component-qualities.ts';
import type { ComponentQuality } from './component-qualities.ts';

/** What the JPEG quality detector found. */
export interface JpegQualityDetails {
  readonly process: 'SOF0' | 'SOF1' | 'SOF2';
  readonly colorSpace: JpegColorSpace;
  readonly subsampling: string;
  readonly scans: number;
  readonly restartInterval: number;
  readonly components: readonly ComponentQuality[];
  /** Whether luma and chroma use the same steps, as some cameras and scanners write them; false where there is no chroma. */
  readonly sameTableForChroma: boolean;
}

const NEEDS: readonly ExhibitPlane[] = ['jpeg-structure'];
const QUANTITY = 'IJG quality of the luma quantization table, or the nearest one, 1..100';

/** A step count that no IJG quality explains: another encoder's table (see `IjgQuality.deviation`). */
const CUSTOM_TABLE_DEVIATION = 0.1;

/**
 * Reads the quality a JPEG was last saved with from its quantization tables, exactly where they are the IJG software's.
 *
 * It says how the file was saved, not that it was edited: cameras, editors and messengers all save JPEGs.
 */
export const jpegQuality: Detector<'jpeg-quality', Record<never, never>, JpegQualityDetails> = {
  id: 'jpeg-quality',
  revision: 1,
  title: 'JPEG quality and quantization tables',
  needs: NEEDS,
  defaults: {},
  references: [
    { citation: 'ITU-T T.81 (1992), annex K.1: example quantization tables' },
    {
      citation: 'J. D. Kornblum, Using JPEG quantization tables to identify imagery processed by software, 2008',
      link: 'https://doi.org/10.1016/j.diin.2008.05.004',
    },
  ],
  detect(exhibit: Exhibit, options?: Record<never, never>, context: DetectContext = UNBOUNDED): Finding<JpegQualityDetails> {
    resolveOptions({}, options);
    context.checkpoint(0);
    const missing = missingPlane(exhibit, NEEDS, context);
    if (missing !== undefined) return notApplicable(missing);
    const structure = exhibit.plane('jpeg-structure');
    const details = describe(structure);
    if (details.components.length === 0) return notApplicable(note('jpeg-quality-no-tables'));
    return {
      status: 'measured',
      statistic: details.components[0].quality,
      quantity: QUANTITY,
      polarity: 'two-sided',
      regions: [],
      notes: notesOn(details),
      details,
    };
  },
};

function describe(structure: JpegStructure): JpegQualityDetails {
  const { frame, scans, componentTables, colorSpace, subsampling } = structure;
  return {
    process: frame.process,
    colorSpace,
    subsampling,
    scans: scans.length,
    restartInterval: scans[0].restartInterval,
    components: componentQualities(structure),
    sameTableForChroma: hasChroma(colorSpace) && sameSteps(componentTables[0], componentTables[1]),
  };
}

function sameSteps(a: QuantizationTable | undefined, b: QuantizationTable | undefined): boolean {
  return a !== undefined && b !== undefined && a.values.every((step, k) => step === b.values[k]);
}

function notesOn(details: JpegQualityDetails): Note[] {
  const [luma, chroma] = details.components;
  const isChroma = hasChroma(details.colorSpace) && chroma !== undefined;
  const notes: Note[] = [];
  if (luma.exact) notes.push(note('jpeg-quality-standard-table', { quality: luma.quality }));
  else if (luma.deviation < CUSTOM_TABLE_DEVIATION)
    notes.push(note('jpeg-quality-near-standard-table', { quality: luma.quality }));
  else notes.push(note('jpeg-quality-custom-table', { quality: luma.quality }));
  // At the ends of the scale, 1 and 100, the IJG's own two tables are alike. Elsewhere a table shared by luma and chroma is no
  // chroma table of any quality, so there are no two qualities to compare.
  if (details.sameTableForChroma && !chroma.exact) notes.push(note('jpeg-quality-same-table'));
  else if (isChroma && luma.exact && chroma.exact && luma.quality !== chroma.quality) {
    notes.push(note('jpeg-quality-mixed', { luma: luma.quality, chroma: chroma.quality }));
  }
  return notes;
}
