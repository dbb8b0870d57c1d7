import type { Exhibit, ExhibitPlane } from '../../exhibit/index.ts';
import { note } from '../../notes/index.ts';
import { missingPlane, notApplicable, UNBOUNDED } from '../contract.ts';
import type { DetectContext, Detector, Finding } from '../contract.ts';
import { describeSave } from './describe-save.ts';
import type { JpegQualityDetails } from './details.ts';
import { JPEG_QUALITY_DEFAULTS, resolveJpegQualityOptions } from './jpeg-quality-options.ts';
import type { JpegQualityOptions } from './jpeg-quality-options.ts';
import { qualityNotes } from './quality-notes.ts';

const NEEDS: readonly ExhibitPlane[] = ['jpeg-structure', 'metadata'];
const QUANTITY = 'IJG quality of the luma quantization table, or the nearest one, 1..100';

/**
 * Reads the quality a JPEG was last saved with from its quantization tables, exactly where they are the IJG software's, and by whose
 * tables, Huffman codes and scans it was saved.
 *
 * It says how the file was saved, not that it was edited: cameras, editors and messengers all save JPEGs.
 */
export const jpegQuality: Detector<'jpeg-quality', JpegQualityOptions, JpegQualityDetails> = {
  id: 'jpeg-quality',
  revision: 1,
  title: 'JPEG quality and quantization tables',
  description:
    'Reads how a JPEG file was last saved: quality, quantization and Huffman tables, subsampling, scans, and the digests that other tools know them by. It describes the save and is no sign of editing by itself.',
  applicability: 'JPEG files.',
  needs: NEEDS,
  defaults: JPEG_QUALITY_DEFAULTS,
  references: [
    { citation: 'ITU-T T.81 (1992), annex K.1: example quantization tables' },
    {
      citation: 'J. D. Kornblum, Using JPEG quantization tables to identify imagery processed by software, 2008',
      link: 'https://doi.org/10.1016/j.diin.2008.05.004',
    },
  ],
  detect(
    exhibit: Exhibit,
    options?: Partial<JpegQualityOptions>,
    context: DetectContext = UNBOUNDED,
  ): Finding<JpegQualityDetails> {
    const resolved = resolveJpegQualityOptions(options);
    context.checkpoint(0);
    const missing = missingPlane(exhibit, NEEDS, context);
    if (missing !== undefined) return notApplicable(missing);
    const structure = exhibit.plane('jpeg-structure');
    if (structure.componentTables.every((table) => table === undefined)) return notApplicable(note('jpeg-quality-no-tables'));
    const make = resolved.make ?? exhibit.plane('metadata').normalized.make?.value;
    const details = describeSave(structure, exhibit.bytes ?? new Uint8Array(0), { ...resolved, make });
    return {
      status: 'measured',
      statistic: details.components[0].quality,
      quantity: QUANTITY,
      polarity: 'two-sided',
      regions: [],
      notes: qualityNotes(details),
      details,
    };
  },
};
