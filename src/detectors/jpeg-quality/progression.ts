import type { JpegStructure } from '../../codec/jpeg/index.ts';
import { isMozjpegScript } from './mozjpeg-scan-scripts.ts';
import { scanScript } from './scan-script.ts';

/**
 * Whose order the scans of a file are in: `sequential` when it is not progressive; `libjpeg` its default script; `mozjpeg` one that mozjpeg,
 * or jpgcrush before it, chooses; `photoshop` one of Photoshop's three; `other` any other, and those too plain to tell.
 */
export type Progression = 'sequential' | 'libjpeg' | 'mozjpeg' | 'photoshop' | 'other';

/** libjpeg's script for YCbCr. */
const LIBJPEG_COLOR_SCRIPT =
  '0,1,2: 0-0, 0, 1; 0: 1-5, 0, 2; 2: 1-63, 0, 1; 1: 1-63, 0, 1; 0: 6-63, 0, 2; 0: 1-63, 2, 1; 0,1,2: 0-0, 1, 0; ' +
  '2: 1-63, 1, 0; 1: 1-63, 1, 0; 0: 1-63, 1, 0';

/** Photoshop's scripts by its "scans" setting, 3, 4 and 5: measured on 63 public files (`docs/methods/jpeg-quality.md`). */
const PHOTOSHOP_SCRIPTS: readonly string[] = [
  '0,1,2: 0-0, 0, 0; 1: 1-5, 0, 0; 2: 1-5, 0, 0; 0: 1-5, 0, 0; 1: 6-63, 0, 0; 2: 6-63, 0, 0; 0: 6-63, 0, 0',
  '0,1,2: 0-0, 0, 0; 1: 1-5, 0, 1; 2: 1-5, 0, 1; 0: 1-5, 0, 1; 1: 6-63, 0, 1; 2: 6-63, 0, 1; 0: 6-63, 0, 1; ' +
    '1: 1-63, 1, 0; 2: 1-63, 1, 0; 0: 1-63, 1, 0',
  '0,1,2: 0-0, 0, 1; 0: 1-5, 0, 2; 1: 1-5, 0, 2; 2: 1-5, 0, 2; 1: 6-63, 0, 2; 2: 6-63, 0, 2; 0: 6-63, 0, 2; ' +
    '0: 1-63, 2, 1; 1: 1-63, 2, 1; 2: 1-63, 2, 1; 0,1,2: 0-0, 1, 0; 0: 1-63, 1, 0; 1: 1-63, 1, 0; 2: 1-63, 1, 0',
];

/**
 * Recognizes the order of the scans.
 *
 * @see IJG `jcparam.c`, `jpeg_simple_progression`; mozjpeg's is longer.
 */
export function progressionOf(structure: Pick<JpegStructure, 'frame' | 'scans' | 'colorSpace'>): Progression {
  const { frame, scans, colorSpace } = structure;
  if (frame.process !== 'SOF2') return 'sequential';
  const script = scanScript(structure);
  const count = frame.components.length;
  if (colorSpace === 'ycbcr') {
    if (script === LIBJPEG_COLOR_SCRIPT) return 'libjpeg';
    if (PHOTOSHOP_SCRIPTS.includes(script)) return 'photoshop';
    return isMozjpegScript(script, scans, 3) ? 'mozjpeg' : 'other';
  }
  if (script === libjpegScript(count)) return 'libjpeg';
  return script === jpgcrushScript(count) || (count === 1 && isMozjpegScript(script, scans, 1)) ? 'mozjpeg' : 'other';
}

/** libjpeg's script for color spaces other than YCbCr. */
function libjpegScript(count: number): string {
  const [all, each] = scansOver(count);
  return [all('0-0, 0, 1'), each('1-5, 0, 2'), each('6-63, 0, 2'), each('1-63, 2, 1'), all('0-0, 1, 0'), each('1-63, 1, 0')].join(
    '; ',
  );
}

/** jpgcrush's and mozjpeg's script for color spaces other than YCbCr. */
function jpgcrushScript(count: number): string {
  const [all, each] = scansOver(count);
  return [all('0-0, 0, 0'), each('1-8, 0, 2'), each('9-63, 0, 2'), each('1-63, 2, 1'), each('1-63, 1, 0')].join('; ');
}

/** Writes one scan of all components, or one scan of each. */
function scansOver(count: number): [all: (pass: string) => string, each: (pass: string) => string] {
  const components = Array.from({ length: count }, (_, component) => component);
  return [
    (pass) => `${components.join(',')}: ${pass}`,
    (pass) => components.map((component) => `${component}: ${pass}`).join('; '),
  ];
}
