import type { Draws } from '../draws.ts';
import { landscape } from './landscape.ts';
import type { Layer } from './layer.ts';
import { stillLife } from './still-life.ts';
import { street } from './street.ts';

/** What a scene shows. */
export type SceneSubject = 'landscape' | 'street' | 'still-life';

/** All of them. */
export const SCENE_SUBJECTS: readonly SceneSubject[] = ['landscape', 'street', 'still-life'];

/** Lays out a scene, back to front. The layout is in parts of the picture, so that one seed shows much the same at every size. */
export function compose(subject: SceneSubject, width: number, height: number, draws: Draws): readonly Layer[] {
  switch (subject) {
    case 'landscape':
      return landscape(width, height, draws);
    case 'street':
      return street(width, height, draws);
    case 'still-life':
      return stillLife(width, height, draws);
  }
}
