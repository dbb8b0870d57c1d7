import { toLuma } from '../../src/image/index.ts';
import type { Plane } from '../../src/image/index.ts';
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

/** Makes the picture that a case of the vectors names. */
export function sceneOf(maker: string, values: readonly number[]): Scene {
  return MAKERS[maker](...values);
}

/** Makes the luma of the picture that a case of the vectors names. */
export function grayScene(maker: string, values: readonly number[]): Plane {
  return toLuma(sceneOf(maker, values));
}
