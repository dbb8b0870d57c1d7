import { recompress } from '../../src/codec/jpeg/index.ts';
import type { Box } from '../../src/image/index.ts';
import type { Scene } from './scene.ts';
import { syntheticPhoto } from './scene.ts';

/** Two pictures from one seed that differ in one thing: into one of them a part of another photograph was pasted. */
export interface TamperPair {
  readonly clean: Scene;
  readonly spliced: Scene;
  readonly pasted: Box;
}

/**
 * A photograph saved at quality 70, pasted into or not, and saved at quality 95, 4:2:0; the paste was never compressed before.
 */
export function tamperPair(seed: number, pasted: Box = { x: 128, y: 160, width: 112, height: 88 }): TamperPair {
  const [width, height] = [384, 288];
  const saved = saveAndLoad(syntheticPhoto(width, height, seed), 70);
  const donor = syntheticPhoto(width, height, seed + 100);
  const data = saved.data.slice();
  for (let y = pasted.y; y < pasted.y + pasted.height; y++) {
    const [from, to] = [3 * (y * width + pasted.x), 3 * (y * width + pasted.x + pasted.width)];
    data.set(donor.data.subarray(from, to), from);
  }
  return { clean: saveAndLoad(saved, 95), spliced: saveAndLoad({ ...saved, data }, 95), pasted };
}

function saveAndLoad(scene: Scene, quality: number): Scene {
  return { ...scene, data: Uint8Array.from(recompress(scene, { quality }).data) };
}
