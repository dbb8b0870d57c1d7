import { toRaster } from '../../src/image/index.ts';
import type { Raster } from '../../src/image/index.ts';
import { binaryNoise, blocks, checker, gradient, noise, syntheticPhoto, throughBayer } from '../support/scene.ts';
import type { Scene } from '../support/scene.ts';

type Maker = (...values: number[]) => Scene;

const MAKERS: Record<string, Maker> = {
  noise: noise as Maker,
  binaryNoise: binaryNoise as Maker,
  checker: checker as Maker,
  gradient: gradient as Maker,
  blocks: blocks as Maker,
  syntheticPhoto: (width, height, seed) => syntheticPhoto(width, height, seed),
  bayerPhoto: (width, height, seed) => throughBayer(syntheticPhoto(width, height, seed)),
};

/** A picture as a case of compare.json names it. */
export interface NamedScene {
  readonly maker: string;
  readonly arguments: readonly number[];
}

/** Makes it. */
export function sceneOf({ maker, arguments: values }: NamedScene): Raster {
  return MAKERS[maker](...values);
}

/** A gray picture of one level. */
export function flat(width: number, height: number, level: number): Raster {
  return toRaster({ data: new Uint8Array(width * height).fill(level), width, height });
}
