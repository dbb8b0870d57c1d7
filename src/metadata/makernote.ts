import { startsWith } from './text.ts';

/** A maker whose notes are told by their header, and the makes whose cameras write them. */
export interface MakerNoteFamily {
  readonly maker: string;
  /** How the notes begin. */
  readonly headers: readonly string[];
  /** Beginnings of the Make tag, in capitals, of the maker's own cameras. */
  readonly makes: readonly string[];
  /** Beginnings of the Make tag of cameras that the maker builds for others. */
  readonly otherMakes?: readonly string[];
}

/**
 * Headers of maker notes. Makers whose notes begin without a header (Canon, older Nikon and Casio, Samsung phones …) are not here:
 * of those nothing can be told.
 *
 * @see P. Harvey, ExifTool 12.57, "Makernote Types" (exiftool.org/makernote_types.html) and the conditions of its MakerNotes table.
 */
export const MAKER_NOTE_FAMILIES: readonly MakerNoteFamily[] = [
  { maker: 'Apple', headers: ['Apple iOS\0'], makes: ['APPLE'] },
  { maker: 'Casio', headers: ['QVC\0', 'DCI\0'], makes: ['CASIO'] },
  { maker: 'FujiFilm', headers: ['FUJIFILM'], makes: ['FUJI'] },
  { maker: 'GE', headers: ['GENERALE', 'GE\0\0', 'GENIC\0'], makes: ['GE', 'GENERAL'] },
  { maker: 'Kodak', headers: ['KDK'], makes: ['EASTMAN', 'KODAK'] },
  { maker: 'Kyocera', headers: ['KYOCERA'], makes: ['KYOCERA', 'YASHICA', 'CONTAX'] },
  { maker: 'Leica', headers: ['LEICA'], makes: ['LEICA'] },
  { maker: 'Motorola', headers: ['MOT\0'], makes: ['MOTOROLA'], otherMakes: ['LENOVO'] },
  { maker: 'Nikon', headers: ['Nikon\0'], makes: ['NIKON'] },
  { maker: 'Olympus', headers: ['OLYMP\0', 'OLYMPUS\0', 'OM SYSTEM\0'], makes: ['OLYMPUS', 'OM DIGITAL'] },
  { maker: 'Panasonic', headers: ['Panasonic\0', 'MKE'], makes: ['PANASONIC'], otherMakes: ['LEICA'] },
  { maker: 'Pentax', headers: ['AOC\0', 'PENTAX \0'], makes: ['PENTAX', 'ASAHI'], otherMakes: ['RICOH', 'SAMSUNG'] },
  { maker: 'Reconyx', headers: ['RECONYX'], makes: ['RECONYX'] },
  { maker: 'Ricoh', headers: ['Ricoh\0', 'RICOH\0'], makes: ['RICOH'], otherMakes: ['PENTAX'] },
  { maker: 'Sanyo', headers: ['SANYO\0'], makes: ['SANYO'] },
  { maker: 'Sigma', headers: ['SIGMA\0', 'FOVEON\0'], makes: ['SIGMA', 'FOVEON'] },
  {
    maker: 'Sony',
    headers: ['SONY DSC ', 'SONY CAM ', 'SONY MOBILE', '\0\0SONY PIC\0', 'SONY PI\0', 'SONY PIC\0'],
    makes: ['SONY'],
    otherMakes: ['HASSELBLAD'],
  },
  { maker: 'Sony Ericsson', headers: ['SEMC MS\0'], makes: ['SONY', 'ERICSSON'] },
];

/** The family whose header the bytes carry; `undefined` when none does. */
export function makerNoteFamily(bytes: Uint8Array, offset: number, end: number): MakerNoteFamily | undefined {
  return MAKER_NOTE_FAMILIES.find(({ headers }) => headers.some((header) => startsWith(bytes, offset, header, end)));
}

/** The family of that maker. */
export function familyOfMaker(maker: string): MakerNoteFamily | undefined {
  return MAKER_NOTE_FAMILIES.find((family) => family.maker === maker);
}

/** Whether cameras of this make carry notes of the family. */
export function carriesNotesOf({ makes, otherMakes = [] }: MakerNoteFamily, make: string): boolean {
  return beginsWithOne(make, [...makes, ...otherMakes]);
}

/** The family of notes that cameras of this make carry because their maker made it up. */
export function familyOfMake(make: string): MakerNoteFamily | undefined {
  return MAKER_NOTE_FAMILIES.find(({ makes }) => beginsWithOne(make, makes));
}

function beginsWithOne(make: string, beginnings: readonly string[]): boolean {
  const capitals = make.trim().toUpperCase();
  return beginnings.some((beginning) => capitals.startsWith(beginning));
}
