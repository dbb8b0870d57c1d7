import type { JpegStructure } from '../../codec/jpeg/index.ts';
import { hasChroma, tableKind } from './component-qualities.ts';
import type { ComponentQuality } from './component-qualities.ts';
import type { TableKind } from './ijg-quality.ts';
import { MOZJPEG_PRESETS } from './mozjpeg-presets.ts';
import { PHOTOSHOP_TABLES } from './photoshop-tables.ts';
import type { PhotoshopSetting } from './photoshop-tables.ts';
import { exactQualities, hasSameSteps } from './scaled-table.ts';
import type { WriterMarkers } from './writer-markers.ts';

/**
 * Whose quantization tables a file has, as far as that follows from the tables; `photoshop-like` from its markers alone.
 *
 * - `ijg`: every component has its IJG table of one quality.
 * - `ijg-mixed`: every component has an IJG table, of more than one quality; `qualities` by component.
 * - `mozjpeg`: one of mozjpeg's presets 1..8, the chroma perhaps at another quality. Others use these tables too; a flat one is anybody's.
 * - `photoshop`: equal to tables of Adobe's software, at the settings listed. A gray file has luma alone, so several may fit.
 * - `photoshop-like`: unknown tables in a file with both Adobe's APP14 and Photoshop's APP13.
 * - `same-table`: unknown or IJG steps that luma and chroma share.
 * - `custom`: anything else, as of most cameras.
 */
export type TableClass =
  | { readonly kind: 'ijg'; readonly quality: number }
  | { readonly kind: 'ijg-mixed'; readonly qualities: readonly number[] }
  | {
      readonly kind: 'mozjpeg';
      readonly preset: number;
      /** Whom or what the preset is made by or for. */
      readonly presetName: string;
      readonly quality: number;
      readonly chromaQuality: number;
    }
  | { readonly kind: 'photoshop'; readonly settings: readonly PhotoshopSetting[] }
  | { readonly kind: 'photoshop-like' | 'same-table' | 'custom' };

/** The table of one component and what it is held against. */
interface UsedTable {
  readonly kind: TableKind;
  readonly values: Uint16Array;
}

/**
 * Classifies the tables that the components of a file use.
 *
 * @param components - As `componentQualities` gives them; at least one.
 */
export function classifyTables(
  structure: JpegStructure,
  components: readonly ComponentQuality[],
  markers: WriterMarkers,
): TableClass {
  const tables = usedTables(structure);
  return (
    ijgClass(components) ??
    mozjpegClass(tables) ??
    photoshopClass(tables) ??
    (markers.adobe && markers.photoshop ? { kind: 'photoshop-like' } : undefined) ??
    (sharesLumaTable(structure) ? { kind: 'same-table' } : { kind: 'custom' })
  );
}

/** Whether chroma uses the same steps as luma; false where there is no chroma. */
export function sharesLumaTable({ colorSpace, componentTables }: JpegStructure): boolean {
  const [luma, chroma] = componentTables;
  return hasChroma(colorSpace) && luma !== undefined && chroma !== undefined && hasSameSteps(luma.values, chroma.values);
}

function usedTables({ colorSpace, componentTables }: JpegStructure): UsedTable[] {
  return componentTables.flatMap((table, component) =>
    table === undefined ? [] : [{ kind: tableKind(colorSpace, component), values: table.values }],
  );
}

function ijgClass(components: readonly ComponentQuality[]): TableClass | undefined {
  if (components.some(({ exact }) => !exact)) return undefined;
  const quality = common(components.map(({ equalQualities }) => equalQualities)).at(0);
  return quality === undefined
    ? { kind: 'ijg-mixed', qualities: components.map((component) => component.quality) }
    : { kind: 'ijg', quality };
}

function mozjpegClass(tables: readonly UsedTable[]): TableClass | undefined {
  for (const { preset, name, luma, chroma } of MOZJPEG_PRESETS) {
    const ofKind = (kind: TableKind) => tables.filter((table) => table.kind === kind).map(({ values }) => values);
    const lumaQualities = common(ofKind('luma').map((values) => exactQualities(values, luma)));
    if (lumaQualities.length === 0) continue;
    const chromaTables = ofKind('chroma');
    const chromaQualities =
      chromaTables.length === 0 ? lumaQualities : common(chromaTables.map((values) => exactQualities(values, chroma)));
    if (chromaQualities.length === 0) continue;
    const quality = common([lumaQualities, chromaQualities]).at(0);
    const [lowest, lowestOfChroma] = [lumaQualities[0], chromaQualities[0]];
    return {
      kind: 'mozjpeg',
      preset,
      presetName: name,
      quality: quality ?? lowest,
      chromaQuality: quality ?? lowestOfChroma,
    };
  }
  return undefined;
}

function photoshopClass(tables: readonly UsedTable[]): TableClass | undefined {
  const fitting = PHOTOSHOP_TABLES.filter((pair) => tables.every(({ kind, values }) => hasSameSteps(values, pair[kind])));
  return fitting.length === 0 ? undefined : { kind: 'photoshop', settings: fitting.flatMap(({ settings }) => settings) };
}

/** What all lists hold, in the order of the first; empty when there is no list. */
function common(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...rest] = lists;
  return first.filter((value) => rest.every((list) => list.includes(value)));
}
