import type { Draws } from '../draws.ts';
import { Cylinder } from './cylinder.ts';
import { Facade } from './facade.ts';
import { Foliage } from './foliage.ts';
import { centered, part } from './frame.ts';
import type { Layer } from './layer.ts';
import { lightOf } from './light.ts';
import { PAINTS, SIGNS, SKIES, WALLS } from './palette.ts';
import { Shadow } from './shadow.ts';
import { Sign } from './sign.ts';
import { Sky } from './sky.ts';
import { Slope } from './slope.ts';

/** Lays out a row of houses with shop signs, the street before them, posts and a tree. */
export function street(width: number, height: number, draws: Draws): Layer[] {
  const small = Math.min(width, height);
  const ground = part(height, draws.integer(720, 800));
  const [zenith, haze, cloud] = draws.oneOf(SKIES);
  const sky = { width, horizon: ground, zenith, haze, cloud, clearness: draws.integer(-200, 800), sun: undefined };
  const layers: Layer[] = [new Sky(sky, draws.key32())];
  for (let left = -part(width, draws.integer(0, 150)), house = 0; left < width && house < 12; house++) {
    const w = part(width, draws.integer(190, 380), 8);
    const storey = part(height, draws.integer(110, 170), 8);
    const top = ground - storey * draws.integer(3, 5) - draws.integer(0, storey >> 1);
    const look = {
      color: draws.oneOf(WALLS),
      sky: zenith,
      storey,
      brick: draws.chance(50) ? Math.max(3, Math.floor(storey / 14) | 1) : 0,
      gain: draws.integer(520, 1000),
    };
    layers.push(new Facade({ left, top, width: w, height: ground - top }, look, draws.key32()));
    if (draws.chance(70)) {
      const h = Math.max(6, Math.floor(storey * 0.3));
      const [paper, ink] = draws.oneOf(SIGNS);
      const board = { left: left + (w >> 4), top: ground - storey + (h >> 3) - h, width: w - (w >> 3), height: h };
      layers.push(
        new Sign(
          board,
          { paper, ink, lineHeight: Math.max(5, h), margin: Math.max(1, Math.floor(h / 6)), gain: 900 },
          draws.key32(),
        ),
      );
    }
    left += w;
  }
  layers.push(
    new Slope(
      {
        width,
        height,
        bottom: height,
        base: ground,
        relief: 0,
        color: lightOf(118, 116, 114),
        other: lightOf(98, 96, 98),
        ridgeShape: { coarsest: 64, finest: 32, roughness: 100 },
        texture: { coarsest: part(small, 20, 4), finest: 2, roughness: 215, stretch: 400 },
        contrast: 60,
        softness: 1,
      },
      draws.key32(),
    ),
  );
  layers.push(
    new Shadow(
      { left: -(width >> 2), top: ground - part(height, 40), width: width + (width >> 1), height: part(height, 110, 4) },
      460,
    ),
  );
  const posts = draws.integer(2, 5);
  for (let post = 0; post < posts; post++) {
    const x = part(width, draws.integer(20, 980));
    const foot = ground + part(height, draws.integer(30, 140));
    const h = part(height, draws.integer(90, 420));
    layers.push(new Shadow(centered(x + (h >> 2), foot, h, Math.max(4, h >> 4)), 500));
    layers.push(
      new Cylinder(
        { left: x, top: foot - h, width: Math.max(3, h >> 4), height: h },
        draws.oneOf(PAINTS),
        { grain: 120, gloss: draws.chance(40) ? 3200 : 0, label: undefined },
        draws.key32(),
      ),
    );
  }
  if (draws.chance(60)) {
    const r = part(small, draws.integer(70, 130), 6);
    const x = part(width, draws.integer(60, 940));
    const foot = ground + part(height, 60);
    layers.push(
      new Cylinder(
        { left: x - (r >> 4), top: foot - 2 * r, width: (r >> 3) + 2, height: 2 * r },
        lightOf(80, 66, 54),
        { grain: 400, gloss: 0, label: undefined },
        draws.key32(),
      ),
    );
    for (let lobe = 0; lobe < 4; lobe++) {
      const at = centered(
        x + Math.floor((draws.integer(-60, 60) * r) / 100),
        foot - 2 * r + Math.floor((draws.integer(-50, 40) * r) / 100),
        Math.floor(1.5 * r),
        Math.floor(1.3 * r),
      );
      layers.push(new Foliage(at, lightOf(70, 100, 44), draws.key32()));
    }
  }
  return layers;
}
