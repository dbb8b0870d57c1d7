import type { Draws } from '../draws.ts';
import { Ball } from './ball.ts';
import { Cylinder } from './cylinder.ts';
import { centered, part } from './frame.ts';
import type { Layer } from './layer.ts';
import { lightOf } from './light.ts';
import type { Light } from './light.ts';
import { PAINTS, SIGNS, WALLS, WOODS } from './palette.ts';
import { Shadow } from './shadow.ts';
import { Sign } from './sign.ts';
import { Slope } from './slope.ts';
import { Sparks } from './sparks.ts';
import { Wall } from './wall.ts';

/** Lays out balls, cans and a poster on a table before a wall. */
export function stillLife(width: number, height: number, draws: Draws): Layer[] {
  const small = Math.min(width, height);
  const edge = part(height, draws.integer(460, 600));
  const lamp = {
    x: part(width, draws.integer(0, 500)),
    y: part(height, draws.integer(0, 300)),
    reach: part(small, draws.integer(800, 1400)),
  };
  const color = draws.oneOf(WALLS);
  const wall = {
    width,
    bottom: edge + part(height, 20),
    color,
    stripe: duller(color),
    pitch: draws.chance(35) ? part(width, draws.integer(30, 80), 3) | 1 : 0,
    grain: draws.integer(15, 90),
    lamp,
  };
  const wood = draws.oneOf(WOODS);
  const layers: Layer[] = [
    new Wall(wall, draws.key32()),
    new Slope(
      {
        width,
        height,
        bottom: height,
        base: edge,
        relief: 0,
        color: wood[0],
        other: wood[1],
        ridgeShape: { coarsest: 64, finest: 32, roughness: 100 },
        texture: { coarsest: part(small, 24, 4), finest: 2, roughness: 190, stretch: 3000 },
        contrast: 70,
        softness: 2,
      },
      draws.key32(),
    ),
  ];
  if (draws.chance(70)) {
    const h = part(small, draws.integer(180, 300), 10);
    const w = Math.floor((h * draws.integer(70, 150)) / 100);
    const left = part(width, draws.integer(60, 700));
    const top = part(edge, draws.integer(80, 300));
    const [paper, ink] = draws.oneOf(SIGNS);
    layers.push(new Shadow({ left: left + (w >> 4), top: top + (h >> 4), width: w + (w >> 3), height: h + (h >> 3) }, 620));
    layers.push(
      new Sign(
        { left, top, width: w, height: h },
        { paper, ink, lineHeight: Math.max(5, Math.floor(h / draws.integer(6, 12))), margin: Math.max(2, h >> 3), gain: 760 },
        draws.key32(),
      ),
    );
  }
  const things = draws.integer(4, 7);
  for (let thing = 0; thing < things; thing++) {
    const x = part(width, Math.floor((1000 * (2 * thing + 1)) / (2 * things)) + draws.integer(-50, 50));
    const foot = edge + part(height, 60 + Math.floor((280 * thing) / things) + draws.integer(0, 60));
    const r = part(small, draws.integer(60, 120), 5);
    const paint = draws.oneOf(PAINTS);
    const gloss = draws.chance(60) ? draws.integer(3500, 9000) : 0;
    if (draws.chance(55)) {
      layers.push(new Shadow(centered(x + r, foot, 4 * r, r), 330));
      layers.push(
        new Ball(
          centered(x, foot - r, 2 * r, 2 * r),
          paint,
          { grain: draws.integer(20, 300), gloss, softness: draws.oneOf([1, 1, 2, 6]) },
          draws.key32(),
        ),
      );
    } else {
      const w = Math.floor((r * draws.integer(8, 15)) / 10);
      const h = Math.floor((r * draws.integer(20, 38)) / 10);
      const label = draws.chance(65) ? lightOf(224, 220, 206) : undefined;
      layers.push(new Shadow(centered(x + w, foot, 3 * w, Math.max(4, w >> 1)), 330));
      layers.push(
        new Cylinder(
          { left: x - (w >> 1), top: foot - h, width: w, height: h },
          paint,
          { grain: draws.integer(10, 120), gloss: gloss >> 1, label },
          draws.key32(),
        ),
      );
    }
  }
  if (draws.chance(12))
    layers.push(new Sparks({ left: 0, top: edge, width, height: height - edge }, part(small, 90, 8) | 1, draws.key32()));
  return layers;
}

function duller(color: Light): Light {
  return [Math.floor(color[0] * 0.84), Math.floor(color[1] * 0.84), Math.floor(color[2] * 0.86)];
}
