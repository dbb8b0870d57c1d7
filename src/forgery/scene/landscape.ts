import type { Draws } from '../draws.ts';
import { Ball } from './ball.ts';
import { Cylinder } from './cylinder.ts';
import { Facade } from './facade.ts';
import { Foliage } from './foliage.ts';
import { centered, part } from './frame.ts';
import type { Layer } from './layer.ts';
import { lightOf } from './light.ts';
import type { Light } from './light.ts';
import { MEADOWS, SIGNS, SKIES, WALLS } from './palette.ts';
import { Shadow } from './shadow.ts';
import { Sign } from './sign.ts';
import { Sky } from './sky.ts';
import { Slope } from './slope.ts';

/** Lays out hills under a sky, a meadow, a house, trees, stones and a sign. */
export function landscape(width: number, height: number, draws: Draws): Layer[] {
  const horizon = part(height, draws.integer(340, 520), 2);
  const small = Math.min(width, height);
  const [zenith, haze, cloud] = draws.oneOf(SKIES);
  const sun = draws.chance(30)
    ? { x: part(width, draws.integer(80, 920)), y: part(horizon, draws.integer(150, 700)), radius: part(small, 28, 2) }
    : undefined;
  const sky = { width, horizon: horizon + part(height, 60), zenith, haze, cloud, clearness: draws.integer(-300, 900), sun };
  const layers: Layer[] = [new Sky(sky, draws.key32())];
  const green = draws.oneOf(MEADOWS);
  const meadow = { base: horizon + part(height, 50), relief: part(height, 26) };
  for (let ridge = 0; ridge < 3; ridge++) {
    const t = 210 - 85 * ridge;
    const rock = lightOf(70 + draws.integer(0, 30), 80 + draws.integer(0, 20), 60);
    layers.push(
      new Slope(
        {
          width,
          height,
          bottom: meadow.base + 4 * meadow.relief + 1,
          base: horizon - part(height, 110 - 55 * ridge - draws.integer(0, 25)),
          relief: part(height, 120 - 30 * ridge),
          color: hazy(rock, haze, t),
          other: hazy(green[0], haze, t),
          ridgeShape: { coarsest: part(width, 300 - 60 * ridge, 4), finest: 2, roughness: 118 },
          texture: { coarsest: part(small, 60, 4), finest: 2, roughness: 175 },
          contrast: 40 + 45 * ridge,
          softness: 3 - ridge,
        },
        draws.key32(),
      ),
    );
  }
  layers.push(
    new Slope(
      {
        width,
        height,
        bottom: height,
        ...meadow,
        color: green[0],
        other: green[1],
        ridgeShape: { coarsest: part(width, 500, 4), finest: 4, roughness: 100 },
        texture: { coarsest: part(small, 40, 4), finest: 2, roughness: 190, stretch: 170 },
        contrast: 95,
        softness: 1,
      },
      draws.key32(),
    ),
  );
  if (draws.chance(60)) {
    const storey = part(height, draws.integer(70, 110), 8);
    const w = Math.floor((storey * draws.integer(24, 40)) / 10);
    const left = part(width, draws.integer(50, 650));
    const top = horizon + part(height, 150) - 2 * storey;
    layers.push(
      new Shadow({ left: left - (w >> 3), top: top + 2 * storey - (storey >> 2), width: w + (w >> 1), height: storey >> 1 }, 420),
    );
    const walls = draws.oneOf(WALLS);
    layers.push(
      new Facade(
        { left, top, width: w, height: 2 * storey },
        { color: walls, sky: zenith, storey, brick: draws.chance(60) ? Math.max(3, (storey >> 4) | 1) : 0, gain: 900 },
        draws.key32(),
      ),
    );
    const roof = { color: lightOf(96, 52, 44), sky: zenith, storey: 1 << 20, brick: Math.max(3, (storey >> 3) | 1), gain: 820 };
    layers.push(
      new Facade(
        { left: left - (w >> 4), top: top - (storey >> 1), width: w + (w >> 3), height: storey >> 1 },
        roof,
        draws.key32(),
      ),
    );
  }
  const trees = draws.integer(2, 5);
  for (let tree = 0; tree < trees; tree++) {
    const nearness = draws.integer(0, 100);
    const r = part(small, 60 + nearness, 6);
    const x = part(width, draws.integer(20, 980));
    const foot = horizon + part(height, 90 + 2 * nearness);
    layers.push(new Shadow(centered(x + (r >> 1), foot, 3 * r, Math.max(4, r >> 1)), 380));
    layers.push(
      new Cylinder(
        { left: x - (r >> 4) - 1, top: foot - 2 * r, width: (r >> 3) + 3, height: 2 * r },
        lightOf(84, 66, 50),
        { grain: 500, gloss: 0, label: undefined },
        draws.key32(),
      ),
    );
    const leaf = lightOf(58 + draws.integer(0, 46), 84 + draws.integer(0, 40), 34 + draws.integer(0, 20));
    for (let lobe = 0; lobe < 5; lobe++) {
      const at = centered(
        x + Math.floor((draws.integer(-70, 70) * r) / 100),
        foot - 2 * r + Math.floor((draws.integer(-60, 40) * r) / 100),
        Math.floor(1.5 * r),
        Math.floor(1.25 * r),
      );
      layers.push(new Foliage(at, leaf, draws.key32()));
    }
  }
  const stones = draws.integer(3, 8);
  for (let stone = 0; stone < stones; stone++) {
    const y = part(height, draws.integer(720, 960));
    const r = part(small, 14 + draws.integer(0, 34), 3);
    const x = part(width, draws.integer(0, 1000));
    layers.push(new Shadow(centered(x + (r >> 1), y + (r >> 1), 3 * r, r), 420));
    const gray = draws.integer(110, 165);
    layers.push(
      new Ball(
        centered(x, y, 2 * r, Math.floor(1.5 * r)),
        lightOf(gray, gray - 6, gray - 16),
        { grain: 420, gloss: 0, softness: 1 },
        draws.key32(),
      ),
    );
  }
  if (draws.chance(55)) layers.push(...signOnPosts(width, height, draws));
  return layers;
}

function signOnPosts(width: number, height: number, draws: Draws): Layer[] {
  const w = part(width, draws.integer(140, 220), 12);
  const h = part(Math.min(width, height), draws.integer(100, 150), 10);
  const left = part(width, draws.integer(60, 720));
  const top = part(height, draws.integer(560, 680));
  const post = (x: number): Layer =>
    new Cylinder(
      { left: x, top, width: Math.max(3, w >> 4), height: h + (h >> 1) },
      lightOf(120, 112, 104),
      { grain: 200, gloss: 0, label: undefined },
      draws.key32(),
    );
  const [paper, ink] = draws.oneOf(SIGNS);
  return [
    new Shadow({ left: left + (w >> 3), top: top + h + (h >> 2), width: w, height: Math.max(4, h >> 1) }, 520),
    post(left + (w >> 3)),
    post(left + w - (w >> 3)),
    new Sign(
      { left, top, width: w, height: h },
      { paper, ink, lineHeight: Math.max(5, Math.floor(h / 4)), margin: Math.max(2, h >> 3), gain: 900 },
      draws.key32(),
    ),
  ];
}

function hazy(color: Light, haze: Light, t: number): Light {
  return [0, 1, 2].map((c) => color[c] + (((haze[c] * 0.8 - color[c]) * t) >> 8)) as unknown as Light;
}
