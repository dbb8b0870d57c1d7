import { readUint16 } from '../bytes/index.ts';
import type { PngChunk, PngStructure } from '../codec/png/index.ts';
import type { ReadingState } from './budget.ts';
import { civilTime } from './civil-time.ts';
import { defined } from './defined.ts';
import { readExif } from './exif.ts';
import type { MetadataBlock } from './jpeg-blocks.ts';
import type { ReadParts } from './jpeg-metadata.ts';
import { normalize } from './normalize.ts';
import type { MetadataField, MetadataTime } from './normalized.ts';
import { count } from './note-ledger.ts';
import type { ByteRange } from './photoshop.ts';
import { pngBlock } from './png-blocks.ts';
import { readPngText } from './png-text.ts';
import type { PngText } from './png-text.ts';
import { startsWith } from './text.ts';
import { classifyTrailing } from './trailing-data.ts';

const TEXT_CHUNKS = ['tEXt', 'zTXt', 'iTXt'];
const TIME_BYTES = 7;

/** Reads the metadata of a PNG file whose chunks have been walked. */
export function readPngMetadata(bytes: Uint8Array, structure: PngStructure, state: ReadingState): ReadParts {
  const blocks: MetadataBlock[] = [];
  const texts: PngText[] = [];
  let xmp: ByteRange | undefined;
  for (const chunk of structure.chunks) {
    const text = TEXT_CHUNKS.includes(chunk.type) ? readPngText(bytes, chunk, state) : undefined;
    const block = pngBlock(chunk, text);
    if (block === undefined) continue;
    blocks.push(block);
    if (text !== undefined && block.kind === 'xmp') xmp ??= { offset: text.textOffset, length: text.textBytes };
    else if (text !== undefined) texts.push(text);
    else if (block.kind === 'text') count(state.ledger, 'png-text-damaged', { chunk: chunk.type, offset: chunk.offset });
  }
  const chunkOf = (type: string) => structure.chunks.find((chunk) => chunk.type === type);
  const exifChunk = chunkOf('eXIf');
  const exif = exifChunk && readExif(bytes, tiffStart(bytes, exifChunk), exifChunk.dataOffset + exifChunk.length, state);
  return {
    format: 'png',
    blocks,
    ...defined({
      exif,
      xmp,
      icc: rangeOf(chunkOf('iCCP')),
      pngTime: readTime(bytes, chunkOf('tIME')),
      trailing: classifyTrailing(bytes, bytes.length - structure.trailingBytes),
    }),
    comments: [],
    texts,
    normalized: normalize(bytes, exif, texts),
  };
}

/** Some writers put the six bytes of the JPEG segment before the TIFF header, where PNG has none. */
function tiffStart(bytes: Uint8Array, { dataOffset }: PngChunk): number {
  return startsWith(bytes, dataOffset, 'Exif\0\0') ? dataOffset + 6 : dataOffset;
}

function rangeOf(chunk: PngChunk | undefined): ByteRange | undefined {
  return chunk && { offset: chunk.dataOffset, length: chunk.length };
}

/** Year in two bytes, then month, day, hour, minute and second in one each (PNG, 11.3.6.1). */
function readTime(bytes: Uint8Array, chunk: PngChunk | undefined): MetadataField<MetadataTime> | undefined {
  if (chunk === undefined || chunk.length < TIME_BYTES) return undefined;
  const at = chunk.dataOffset;
  const year = readUint16(bytes, at);
  const [month, day, hour, minute, second] = bytes.subarray(at + 2, at + TIME_BYTES);
  const figures = [month, day, hour, minute, second].map((figure) => String(figure).padStart(2, '0'));
  const text = `${String(year).padStart(4, '0')}:${figures.slice(0, 2).join(':')} ${figures.slice(2).join(':')}`;
  const time = civilTime(year, month, day, hour, minute, second);
  const value = { text, isUnset: year === 0, utcOffsetMinutes: 0, ...defined({ time }) };
  return { value, raw: text, path: 'tIME', offset: chunk.offset };
}
