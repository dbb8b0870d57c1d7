import { limitExceeded, malformed } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { scanBlocks } from './scan.ts';
import type { JpegStructure } from './structure.ts';

/** Block visits allowed whatever the frame's size, so that tiny images with many scans pass. */
const FREE_BLOCK_VISITS = 1_000_000;

/** Blocks below which a frame costs too little to doubt it for want of data. */
const SMALL_FRAME_BLOCKS = 16_384;

/** A sequential block takes a DC and an end-of-block code: 2 bits; some slack for the last byte. */
const BITS_PER_SEQUENTIAL_BLOCK = 1.8;

/** A progressive block takes a DC code: 1 bit; runs of empty AC bands cost nothing. */
const BITS_PER_PROGRESSIVE_BLOCK = 0.9;

/**
 * Proves from the headers alone that decoding stays within the limits: before any allocation for the picture.
 *
 * @throws {ForensicsError} `limit-exceeded` (`maximumPixels`, `maximumBlockVisits`), or `malformed` when the file is too short to
 *   hold as many blocks as its frame declares.
 */
export function checkJpegBudget(structure: JpegStructure, limits: Limits): void {
  const { frame, scanScript } = structure;
  const scans = scanScript.used;
  if (frame.width > limits.maximumPixels / frame.height) {
    const actual = frame.width * frame.height;
    const limit = { name: 'maximumPixels', maximum: limits.maximumPixels, actual };
    throw limitExceeded('jpeg', limit, `pixels of ${frame.width}×${frame.height}`, frame.offset);
  }
  const blocks = frame.components.reduce((sum, component) => sum + component.blocksPerRow * component.blockRows, 0);
  const visits = scans.reduce((sum, scan) => sum + scanBlocks(frame, scan), 0);
  if (visits > limits.maximumBlockVisits * blocks + FREE_BLOCK_VISITS) {
    const actual = Math.ceil(visits / blocks);
    const limit = { name: 'maximumBlockVisits', maximum: limits.maximumBlockVisits, actual };
    throw limitExceeded('jpeg', limit, `visits to the average block in ${scans.length} scans`, scans[scans.length - 1].offset);
  }
  if (blocks <= SMALL_FRAME_BLOCKS) return;
  const progressive = frame.process === 'SOF2';
  const needed = ((progressive ? BITS_PER_PROGRESSIVE_BLOCK : BITS_PER_SEQUENTIAL_BLOCK) * blocks) / 8;
  const available = scans.reduce((sum, scan) => sum + scan.dataEnd - scan.dataOffset, 0);
  if (available < needed) {
    throw malformed(
      'jpeg',
      `${available} entropy-coded bytes are too few for ${blocks} blocks (${frame.width}×${frame.height})`,
      frame.offset,
    );
  }
}
