import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { hasChroma } from './component-qualities.ts';
import type { JpegQualityDetails } from './details.ts';
import { photoshopSettingName } from './photoshop-setting-name.ts';
import type { ProcessingSign } from './table-consistency.ts';

/** A step count that no IJG quality explains: another encoder's table (see `IjgQuality.deviation`). */
const CUSTOM_TABLE_DEVIATION = 0.1;

/** What each sign of processing is told as. */
const SIGNS: Readonly<Record<ProcessingSign, Note>> = {
  'mozjpeg-tables': note('jpeg-quality-processed-mozjpeg'),
  'photoshop-tables': note('jpeg-quality-processed-photoshop'),
  'ijg-tables-with-jfif': note('jpeg-quality-processed-ijg-jfif'),
  'adobe-marker': note('jpeg-quality-processed-adobe-marker'),
  progressive: note('jpeg-quality-processed-progressive'),
};

/** What is worth telling a person of how a file was saved. */
export function qualityNotes(details: JpegQualityDetails): Note[] {
  return [...tableNotes(details), ...details.consistency.signs.map((sign) => SIGNS[sign])];
}

function tableNotes(details: JpegQualityDetails): Note[] {
  const { tableClass } = details;
  switch (tableClass.kind) {
    case 'mozjpeg': {
      const { preset, presetName: name, quality } = tableClass;
      return [note('jpeg-quality-mozjpeg-table', { preset, name, quality })];
    }
    case 'photoshop':
      return [note('jpeg-quality-photoshop-table', { setting: tableClass.settings.map(photoshopSettingName).join(', ') })];
    case 'photoshop-like':
      return [...lumaNotes(details), note('jpeg-quality-photoshop-markers')];
    case 'ijg-mixed':
      return [...lumaNotes(details), ...mixedNotes(details)];
    case 'same-table':
      return [...lumaNotes(details), note('jpeg-quality-same-table')];
    case 'ijg':
    case 'custom':
      return lumaNotes(details);
  }
}

function lumaNotes({ components }: JpegQualityDetails): Note[] {
  const { exact, deviation, quality } = components[0];
  if (exact) return [note('jpeg-quality-standard-table', { quality })];
  return deviation < CUSTOM_TABLE_DEVIATION
    ? [note('jpeg-quality-near-standard-table', { quality })]
    : [note('jpeg-quality-custom-table', { quality })];
}

function mixedNotes({ colorSpace, components }: JpegQualityDetails): Note[] {
  const [luma, chroma] = components;
  return hasChroma(colorSpace) ? [note('jpeg-quality-mixed', { luma: luma.quality, chroma: chroma.quality })] : [];
}
