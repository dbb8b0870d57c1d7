import type { PngChunk } from '../codec/png/index.ts';
import { spend } from './budget.ts';
import type { ReadingState } from './budget.ts';
import { decodeLatin1, decodeText } from './text.ts';

/** A text of a PNG file. */
export interface PngText {
  /** The chunk's type: `tEXt`, `zTXt` or `iTXt`. */
  readonly chunk: string;
  readonly keyword: string;
  /** The text, as far as `MAXIMUM_TEXT_BYTES`; absent when it is compressed. */
  readonly text?: string;
  /** Bytes of the text in the file. */
  readonly textBytes: number;
  /** Where the chunk begins, in bytes from the start of the file. */
  readonly offset: number;
  /** Where the text begins. */
  readonly textOffset: number;
}

/** Longest text that is given; longer ones are cut, and their length tells. */
export const MAXIMUM_TEXT_BYTES = 1024;

/** PNG, 11.3.3.2: keywords have 1 to 79 bytes. */
const MAXIMUM_KEYWORD_BYTES = 79;

/**
 * Reads the keyword and the beginning of a textual chunk. Nothing is unpacked.
 *
 * @returns `undefined` when the chunk has no keyword.
 * @see W3C, Portable Network Graphics (PNG) Specification, 11.3.3.
 */
export function readPngText(bytes: Uint8Array, chunk: PngChunk, state: ReadingState): PngText | undefined {
  const { type, offset, dataOffset, length } = chunk;
  const end = dataOffset + length;
  const keywordEnd = bytes.indexOf(0, dataOffset);
  const keywordBytes = keywordEnd - dataOffset;
  if (keywordEnd < 0 || keywordEnd >= end || keywordBytes < 1 || keywordBytes > MAXIMUM_KEYWORD_BYTES) return undefined;
  const keyword = decodeLatin1(bytes, dataOffset, keywordEnd);
  const textOffset = type === 'iTXt' ? internationalText(bytes, keywordEnd + 1, end) : keywordEnd + 1;
  if (textOffset === undefined) return undefined;
  const textBytes = end - textOffset;
  const isCompressed = type === 'zTXt' || (type === 'iTXt' && bytes[keywordEnd + 1] !== 0);
  const base = { chunk: type, keyword, textBytes, offset, textOffset };
  const shown = Math.min(textBytes, MAXIMUM_TEXT_BYTES);
  if (isCompressed || !spend(state, shown, offset)) return base;
  const decode = type === 'tEXt' ? decodeLatin1 : decodeText;
  return { ...base, text: decode(bytes, textOffset, textOffset + shown) };
}

/** Where the text of an iTXt chunk begins: behind flag, method, language and translated keyword. */
function internationalText(bytes: Uint8Array, at: number, end: number): number | undefined {
  const languageEnd = bytes.indexOf(0, at + 2);
  if (languageEnd < 0 || languageEnd >= end) return undefined;
  const translatedEnd = bytes.indexOf(0, languageEnd + 1);
  return translatedEnd < 0 || translatedEnd >= end ? undefined : translatedEnd + 1;
}
