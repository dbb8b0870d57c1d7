/** What a JFIF APP0 segment says (ITU-T T.871, clause 10.1). */
export interface JfifSegment {
  /** For example `1.02`. */
  readonly version: string;
  /** 0 aspect ratio only, 1 dots per inch, 2 dots per centimeter. */
  readonly densityUnit: number;
  readonly densityX: number;
  readonly densityY: number;
}

/** What an Adobe APP14 segment says. */
export interface AdobeSegment {
  /** 0 RGB or CMYK as is, 1 YCbCr, 2 YCCK. */
  readonly transform: number;
}

/** Reads a JFIF payload; anything else in an APP0 gives `undefined`. */
export function readJfif(bytes: Uint8Array, at: number, length: number): JfifSegment | undefined {
  if (length < 14 || !startsWith(bytes, at, 'JFIF\0')) return undefined;
  return {
    version: `${bytes[at + 5]}.${String(bytes[at + 6]).padStart(2, '0')}`,
    densityUnit: bytes[at + 7],
    densityX: (bytes[at + 8] << 8) | bytes[at + 9],
    densityY: (bytes[at + 10] << 8) | bytes[at + 11],
  };
}

/** Reads an Adobe payload; anything else in an APP14 gives `undefined`. */
export function readAdobe(bytes: Uint8Array, at: number, length: number): AdobeSegment | undefined {
  if (length < 12 || !startsWith(bytes, at, 'Adobe')) return undefined;
  return { transform: bytes[at + 11] };
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
