import type { JpegFrame } from '../../codec/jpeg/index.ts';
import type { TableClass } from './table-class.ts';
import type { WriterMarkers } from './writer-markers.ts';

/**
 * A sign that software saved a file after the camera did:
 * - `mozjpeg-tables`, `photoshop-tables`: tables of that software;
 * - `ijg-tables-with-jfif`: IJG tables in a file with a JFIF segment, as libjpeg writes them. Many phones have IJG tables, few write JFIF;
 * - `adobe-marker`: an Adobe APP14, which cameras rarely write;
 * - `progressive`: progressive scans, while cameras write sequential ones.
 */
export type ProcessingSign = 'mozjpeg-tables' | 'photoshop-tables' | 'ijg-tables-with-jfif' | 'adobe-marker' | 'progressive';

/** What is compared with the maker; `JpegQualityDetails` has it all. */
export interface SaveTraits {
  readonly process: JpegFrame['process'];
  readonly tableClass: TableClass;
  readonly markers: WriterMarkers;
}

/** How the way a file was saved goes together with the maker that its metadata name. */
export interface TableConsistency {
  /**
   * `maker-unknown`: no maker is stated, which says nothing; `no-sign`: nothing speaks for software, which does not speak for the camera;
   * `processed`: at least one sign.
   */
  readonly assessment: 'maker-unknown' | 'no-sign' | 'processed';
  /** Empty unless `processed`. */
  readonly signs: readonly ProcessingSign[];
}

/**
 * Compares how a file was saved with the maker it states, for example as EXIF `Make`.
 *
 * A sign means processing, which includes straightening, resizing and sending; it is no evidence of forgery. How often untouched
 * files show each sign has not been measured on more than a few dozen (`docs/methods/jpeg-quality.md`), so signs carry no weight here.
 *
 * @param make - None is stated when it is `undefined`, or without a letter or digit.
 */
export function tableConsistency(details: SaveTraits, make: string | undefined): TableConsistency {
  // Cameras and writers that have no name to give fill the field with blanks, dashes or zero bytes.
  if (make === undefined || !/[\p{L}\p{N}]/u.test(make)) return { assessment: 'maker-unknown', signs: [] };
  const signs = signsOf(details);
  return { assessment: signs.length > 0 ? 'processed' : 'no-sign', signs };
}

function signsOf({ process, tableClass, markers }: SaveTraits): ProcessingSign[] {
  const { kind } = tableClass;
  const signs: ProcessingSign[] = [];
  if (kind === 'mozjpeg') signs.push('mozjpeg-tables');
  if (kind === 'photoshop') signs.push('photoshop-tables');
  if ((kind === 'ijg' || kind === 'ijg-mixed') && markers.jfif) signs.push('ijg-tables-with-jfif');
  if (markers.adobe) signs.push('adobe-marker');
  if (process === 'SOF2') signs.push('progressive');
  return signs;
}
