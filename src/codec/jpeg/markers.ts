/** Marker codes of ITU-T T.81, table B.1 (the byte after 0xFF). */
export const SOF0 = 0xc0;
export const SOF1 = 0xc1;
export const SOF2 = 0xc2;
export const DHT = 0xc4;
export const JPG = 0xc8;
export const DAC = 0xcc;
export const SOF15 = 0xcf;
export const RST0 = 0xd0;
export const RST7 = 0xd7;
export const SOI = 0xd8;
export const EOI = 0xd9;
export const SOS = 0xda;
export const DQT = 0xdb;
export const DNL = 0xdc;
export const DRI = 0xdd;
export const DHP = 0xde;
export const APP0 = 0xe0;
export const APP14 = 0xee;
/** Begins a JPEG-LS frame (ITU-T T.87, table C.1). */
export const SOF55 = 0xf7;
export const COM = 0xfe;
export const TEM = 0x01;

/** Whether the marker begins a frame: SOF0 to SOF15 without DHT, JPG and DAC, which share the range. */
export function isStartOfFrame(marker: number): boolean {
  return marker >= SOF0 && marker <= SOF15 && marker !== DHT && marker !== JPG && marker !== DAC;
}

/** Whether the marker stands alone, without a length and payload. */
export function isStandalone(marker: number): boolean {
  return marker === TEM || (marker >= RST0 && marker <= EOI);
}

/** The standard's name of a marker, for example `APP1` or `SOF2`. */
export function markerName(marker: number): string {
  if (isStartOfFrame(marker)) return `SOF${marker - SOF0}`;
  if (marker >= RST0 && marker <= RST7) return `RST${marker - RST0}`;
  if (marker >= APP0 && marker < APP0 + 16) return `APP${marker - APP0}`;
  return NAMES[marker] ?? `0x${marker.toString(16).padStart(2, '0')}`;
}

const NAMES: Readonly<Record<number, string>> = {
  [DHT]: 'DHT',
  [JPG]: 'JPG',
  [DAC]: 'DAC',
  [SOI]: 'SOI',
  [EOI]: 'EOI',
  [SOS]: 'SOS',
  [DQT]: 'DQT',
  [DNL]: 'DNL',
  [DRI]: 'DRI',
  [DHP]: 'DHP',
  [SOF55]: 'SOF55',
  [COM]: 'COM',
  [TEM]: 'TEM',
};

/** Where in natural (row-major) order each zigzag position lies; 16 spare entries catch runs past the end of a damaged block. */
export const ZIGZAG: Uint8Array = new Uint8Array([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42,
  49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63, 63, 63,
  63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63,
]);
