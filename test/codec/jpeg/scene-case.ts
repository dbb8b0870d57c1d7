import { binaryNoise, blocks, checker, gradient, noise, syntheticPhoto } from '../../support/scene.ts';
import type { Scene } from '../../support/scene.ts';

type Maker = (...values: number[]) => Scene;

const MAKERS: Readonly<Record<string, Maker>> = {
  noise: noise as Maker,
  binaryNoise: binaryNoise as Maker,
  checker: checker as Maker,
  gradient: gradient as Maker,
  blocks: blocks as Maker,
  syntheticPhoto,
};

/** The picture that a row of `jpeg-recompress.json` or `jpeg-encode.json` names. */
export function sceneOf(maker: string, values: readonly number[]): Scene {
  return MAKERS[maker](...values);
}

/** The options that such a row saves with; a gray picture has no subsampling to choose. */
export function saveOptionsOf(
  quality: number,
  subsampling: string,
): { quality: number; subsampling: '4:4:4' | '4:2:2' | '4:2:0' } {
  if (subsampling === '4:4:4' || subsampling === '4:2:2') return { quality, subsampling };
  return { quality, subsampling: '4:2:0' };
}
