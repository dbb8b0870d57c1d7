import type { JpegScan, JpegStructure } from '../../codec/jpeg/index.ts';

/**
 * Writes down the scans of a file in the notation of libjpeg's `cjpeg -scans`: `0,1,2: 0-0, 0, 1; 0: 1-5, 0, 2`, where each scan has its
 * components: first and last coefficient, previous and present bit position. Of sequential scans, only the components.
 */
export function scanScript({ frame, scans }: Pick<JpegStructure, 'frame' | 'scans'>): string {
  return scans.map((scan) => (frame.process === 'SOF2' ? progressiveScan(scan) : componentsOf(scan))).join('; ');
}

function progressiveScan(scan: JpegScan): string {
  const { spectralStart, spectralEnd, successiveHigh, successiveLow } = scan;
  return `${componentsOf(scan)}: ${spectralStart}-${spectralEnd}, ${successiveHigh}, ${successiveLow}`;
}

function componentsOf({ components }: JpegScan): string {
  return components.map(({ index }) => index).join(',');
}
