import { sceneOf } from '../image/scenes.ts';
import { sha256Hex } from '../support/sha256.ts';
import type { Scene } from '../support/scene.ts';

/** A picture that `scripts/vectors/imagehash-transform.py` names. */
interface NamedPicture {
  readonly maker: string;
  readonly arguments: readonly number[];
  readonly mirror: string;
}

/** Makes the picture; a mirrored one keeps the lighter of each two pixels. */
export function pictureOf({ maker, arguments: values, mirror }: NamedPicture): Scene {
  let scene = sceneOf(maker, values);
  if (mirror === 'across' || mirror === 'both') scene = mirrored(scene, (x, y) => [scene.width - 1 - x, y]);
  if (mirror === 'down' || mirror === 'both') scene = mirrored(scene, (x, y) => [x, scene.height - 1 - y]);
  return scene;
}

/** The digits of a hash; of a long one its digest. */
export function brief(hex: string): string {
  return hex.length <= 64 ? hex : `sha256 ${sha256Hex(new TextEncoder().encode(hex))}`;
}

function mirrored(scene: Scene, twin: (x: number, y: number) => readonly [number, number]): Scene {
  const { data, width, channels } = scene;
  const lighter = data.map((sample, i) => {
    const pixel = Math.floor(i / channels);
    const [x, y] = twin(pixel % width, Math.floor(pixel / width));
    return Math.max(sample, data[(y * width + x) * channels + (i % channels)]);
  });
  return { ...scene, data: lighter };
}
