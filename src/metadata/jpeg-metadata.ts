import type { JpegStructure } from '../codec/jpeg/index.ts';
import { spend } from './budget.ts';
import type { ReadingState } from './budget.ts';
import { defined } from './defined.ts';
import { readExif } from './exif.ts';
import type { ImageMetadata, JpegComment } from './image-metadata.ts';
import { jpegBlocks } from './jpeg-blocks.ts';
import type { BlockKind, MetadataBlock } from './jpeg-blocks.ts';
import { normalize } from './normalize.ts';
import { locateIptc } from './photoshop.ts';
import type { ByteRange } from './photoshop.ts';
import { decodeText, untilNul } from './text.ts';
import { classifyTrailing } from './trailing-data.ts';

/** Bytes before the TIFF header in an EXIF segment (`Exif`, 0, 0), the packet in an XMP segment, and so on. */
const SIGNATURE_BYTES = { exif: 6, xmp: 29, photoshop: 14, icc: 14 } as const;

/** Longest comment that is given; longer ones are cut, and their length tells. */
const MAXIMUM_COMMENT_BYTES = 1024;

/** What reading one format gives; notes and completeness come from the ledger. */
export type ReadParts = Omit<ImageMetadata, 'notes' | 'complete'>;

/** Reads the metadata of a JPEG file whose markers have been walked. */
export function readJpegMetadata(bytes: Uint8Array, structure: JpegStructure, state: ReadingState): ReadParts {
  const blocks = jpegBlocks(bytes, structure.segments);
  const first = (kind: BlockKind) => blocks.find((block) => block.kind === kind);
  const exifBlock = first('exif');
  const exif =
    exifBlock && readExif(bytes, exifBlock.dataOffset + SIGNATURE_BYTES.exif, exifBlock.dataOffset + exifBlock.dataLength, state);
  const photoshop = payload(first('photoshop'), SIGNATURE_BYTES.photoshop);
  return {
    format: 'jpeg',
    blocks,
    ...defined({
      exif,
      jfif: placed(structure.jfif, first('jfif')),
      adobe: placed(structure.adobe, first('adobe')),
      xmp: payload(first('xmp'), SIGNATURE_BYTES.xmp),
      icc: locateIcc(blocks),
      photoshop,
      iptc: photoshop && locateIptc(bytes, photoshop.offset, photoshop.offset + photoshop.length),
      trailing: classifyTrailing(bytes, structure.imageEnd),
    }),
    comments: blocks.filter(({ kind }) => kind === 'comment').flatMap((block) => readComment(bytes, block, state)),
    texts: [],
    normalized: normalize(bytes, exif, []),
  };
}

function placed<T extends object>(content: T | undefined, block: MetadataBlock | undefined): (T & ByteRange) | undefined {
  return content && block && { ...content, offset: block.offset, length: block.length };
}

function payload(block: MetadataBlock | undefined, signatureBytes: number): ByteRange | undefined {
  if (block === undefined) return undefined;
  return { offset: block.dataOffset + signatureBytes, length: Math.max(0, block.dataLength - signatureBytes) };
}

/** A profile longer than one segment goes on in the next ones. */
function locateIcc(blocks: readonly MetadataBlock[]): ByteRange | undefined {
  const parts = blocks.filter(({ kind }) => kind === 'icc').map((block) => payload(block, SIGNATURE_BYTES.icc));
  if (parts[0] === undefined) return undefined;
  return { offset: parts[0].offset, length: parts.reduce((sum, part) => sum + (part?.length ?? 0), 0) };
}

function readComment(bytes: Uint8Array, { offset, dataOffset, dataLength }: MetadataBlock, state: ReadingState): JpegComment[] {
  const shown = Math.min(dataLength, MAXIMUM_COMMENT_BYTES);
  if (!spend(state, shown, offset)) return [];
  return [{ text: untilNul(decodeText(bytes, dataOffset, dataOffset + shown)), offset, textBytes: dataLength }];
}
