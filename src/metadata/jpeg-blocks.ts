import type { JpegSegment } from '../codec/jpeg/index.ts';
import { startsWith } from './text.ts';

/** What a metadata block is, told by how it begins. */
export type BlockKind =
  | 'adobe'
  | 'adobe-color'
  | 'c2pa'
  | 'comment'
  | 'ducky'
  | 'exif'
  | 'flashpix'
  | 'icc'
  | 'jfif'
  | 'jfxx'
  | 'jumbf'
  | 'mpf'
  | 'photoshop'
  | 'resolution'
  | 'text'
  | 'time'
  | 'unknown'
  | 'xmp'
  | 'xmp-extension';

/** One block of metadata and where it lies, in bytes from the start of the file. */
export interface MetadataBlock {
  readonly kind: BlockKind;
  /** The segment's or chunk's own name, for example `APP1` or `tEXt`. */
  readonly name: string;
  /** Where the segment or chunk begins. */
  readonly offset: number;
  /** Bytes of the whole segment or chunk. */
  readonly length: number;
  /** Where its payload begins. */
  readonly dataOffset: number;
  readonly dataLength: number;
}

const [APP0, APP15, COM] = [0xe0, 0xef, 0xfe];

/** How the payloads of APP segments begin. */
const SIGNATURES: readonly (readonly [name: string, text: string, kind: BlockKind])[] = [
  ['APP0', 'JFIF\0', 'jfif'],
  ['APP0', 'JFXX\0', 'jfxx'],
  ['APP1', 'Exif\0', 'exif'],
  ['APP1', 'http://ns.adobe.com/xap/1.0/\0', 'xmp'],
  ['APP1', 'http://ns.adobe.com/xmp/extension/\0', 'xmp-extension'],
  ['APP2', 'ICC_PROFILE\0', 'icc'],
  ['APP2', 'MPF\0', 'mpf'],
  ['APP2', 'FPXR\0', 'flashpix'],
  ['APP12', 'Ducky', 'ducky'],
  ['APP13', 'Photoshop 3.0\0', 'photoshop'],
  ['APP13', 'Adobe_CM', 'adobe-color'],
  ['APP14', 'Adobe', 'adobe'],
];

/** Bytes of `JP`, box instance and packet sequence before the first box of an APP11 segment (ISO/IEC 19566-5, annex D). */
const JUMBF_HEADER_BYTES = 8;

/** Where the content type of the outermost box stands: behind two box headers. */
const JUMBF_TYPE_AT: number = JUMBF_HEADER_BYTES + 16;

/** Lists the application segments and comments of a JPEG file, in file order. */
export function jpegBlocks(bytes: Uint8Array, segments: readonly JpegSegment[]): MetadataBlock[] {
  const blocks: MetadataBlock[] = [];
  // The boxes of one manifest may need several segments, of which only the first says what it is.
  const boxKinds = new Map<number, BlockKind>();
  for (const segment of segments) {
    const { marker, name, offset, dataOffset, dataLength } = segment;
    if (marker !== COM && (marker < APP0 || marker > APP15)) continue;
    const kind = kindOf(bytes, segment, boxKinds);
    blocks.push({ kind, name, offset, length: dataOffset + dataLength - offset, dataOffset, dataLength });
  }
  return blocks;
}

function kindOf(bytes: Uint8Array, segment: JpegSegment, boxKinds: Map<number, BlockKind>): BlockKind {
  const { marker, name, dataOffset, dataLength } = segment;
  const end = dataOffset + dataLength;
  if (marker === COM) return 'comment';
  if (name === 'APP11') return jumbfKind(bytes, dataOffset, end, boxKinds);
  const found = SIGNATURES.find(([app, text]) => app === name && startsWith(bytes, dataOffset, text, end));
  return found?.[2] ?? 'unknown';
}

function jumbfKind(bytes: Uint8Array, at: number, end: number, boxKinds: Map<number, BlockKind>): BlockKind {
  if (!startsWith(bytes, at, 'JP', end) || at + JUMBF_HEADER_BYTES > end) return 'unknown';
  const instance = (bytes[at + 2] << 8) | bytes[at + 3];
  const known = boxKinds.get(instance);
  if (known !== undefined) return known;
  const kind = startsWith(bytes, at + JUMBF_TYPE_AT, 'c2pa', end) ? 'c2pa' : 'jumbf';
  boxKinds.set(instance, kind);
  return kind;
}
