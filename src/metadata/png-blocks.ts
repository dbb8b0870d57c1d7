import type { PngChunk } from '../codec/png/index.ts';
import type { BlockKind, MetadataBlock } from './jpeg-blocks.ts';
import type { PngText } from './png-text.ts';

/** Chunks that say something about the picture's origin; those that only say how to show it are left out. */
const KINDS: Readonly<Record<string, BlockKind>> = {
  caBX: 'c2pa',
  eXIf: 'exif',
  iCCP: 'icc',
  iTXt: 'text',
  pHYs: 'resolution',
  tEXt: 'text',
  tIME: 'time',
  zTXt: 'text',
};

/** The keyword under which a text is an XMP packet. */
const XMP_KEYWORD = 'XML:com.adobe.xmp';

/** What a chunk is, `undefined` for those that are no metadata. */
export function pngBlock(chunk: PngChunk, text: PngText | undefined): MetadataBlock | undefined {
  const { type: name, offset, dataOffset, length } = chunk;
  if (!Object.hasOwn(KINDS, name)) return undefined;
  const kind = text?.keyword === XMP_KEYWORD ? 'xmp' : KINDS[name];
  return {
    kind,
    name,
    offset,
    length: dataOffset + length + (chunk.isTruncated ? 0 : 4) - offset,
    dataOffset,
    dataLength: length,
  };
}
