import { beforeAll, describe, expect, it } from 'vitest';
import { decodeJpeg, readStructure, standardQuantizationTable } from '../../src/codec/jpeg/index.ts';
import { decodePng } from '../../src/codec/png/index.ts';
import { forge, generateScene, RECIPE_DEFAULTS, RECIPE_KINDS } from '../../src/forgery/index.ts';
import type { Forgery, ForgeryRecipe, RecipeKind } from '../../src/forgery/index.ts';
import type { Raster } from '../../src/image/index.ts';
import { sha256Hex } from '../support/sha256.ts';
import { withoutInexactMath } from './inexact-math.ts';

const SIZE = { width: 200, height: 136 };
const TAMPERING = RECIPE_KINDS.filter((kind) => 'region' in RECIPE_DEFAULTS[kind]);
const CONTROLS = RECIPE_KINDS.filter((kind) => !('region' in RECIPE_DEFAULTS[kind]));

let host: Raster;
let donor: Raster;

beforeAll(() => {
  host = generateScene(11, SIZE, { subject: 'landscape' });
  donor = generateScene(11, SIZE, { subject: 'street', view: 1 });
});

const ofKind = (kind: RecipeKind): ForgeryRecipe => ({ kind });

/** What the mask says against what the pixels say. */
function tally({ raster, untouched, mask }: Forgery): { outsideChanged: number; inside: number; insideChanged: number } {
  let [outsideChanged, inside, insideChanged] = [0, 0, 0];
  const { channels } = raster;
  for (let i = 0; i < mask.data.length; i++) {
    let differs = false;
    for (let c = 0; c < channels; c++) differs ||= raster.data[i * channels + c] !== untouched.data[i * channels + c];
    if (mask.data[i] === 0) outsideChanged += Number(differs);
    else {
      inside++;
      insideChanged += Number(differs);
    }
  }
  return { outsideChanged, inside, insideChanged };
}

describe('forge', () => {
  it.each(RECIPE_KINDS)('makes the same bytes again, and from the recipe that it returns: %s', (kind) => {
    const one = forge({ host, donor }, ofKind(kind), { seed: 5 });
    const digest = sha256Hex(one.file);
    expect(sha256Hex(forge({ host, donor }, ofKind(kind), { seed: 5 }).file)).toBe(digest);
    const complete = JSON.parse(JSON.stringify(one.recipe)) as ForgeryRecipe;
    expect(complete).toEqual(one.recipe);
    expect(JSON.stringify(complete)).not.toContain('"any"');
    const again = forge({ host, donor }, complete, { seed: 5 });
    expect(sha256Hex(again.file)).toBe(digest);
    expect(sha256Hex(again.mask.data)).toBe(sha256Hex(one.mask.data));
  });

  it.each(RECIPE_KINDS)('uses no function that engines compute differently: %s', (kind) => {
    // PNG is left out: fflate sizes its window by a rounded Math.log.
    const recipe = { ...(kind === 'copy-move' ? { kind, rotation: 33, scale: 80 } : ofKind(kind)), format: 'jpeg' } as const;
    const plain = sha256Hex(forge({ host, donor }, recipe, { seed: 6 }).raster.data);
    expect(sha256Hex(withoutInexactMath(() => forge({ host, donor }, recipe, { seed: 6 })).raster.data)).toBe(plain);
  });

  it.each(TAMPERING)('changes nothing outside the mask and nearly all inside: %s', (kind) => {
    for (const shape of ['rectangle', 'ellipse', 'blob'] as const) {
      const forgery = forge({ host, donor }, { kind, region: { shape, share: 10 } }, { seed: 9 });
      const { outsideChanged, inside, insideChanged } = tally(forgery);
      expect(forgery.label).toBe('tampered');
      expect(outsideChanged, `changed outside the ${shape}`).toBe(0);
      // Ten percent were asked for; shapes fill their boxes more or less.
      expect(inside / (SIZE.width * SIZE.height), `share of the ${shape}`).toBeGreaterThan(0.06);
      expect(inside / (SIZE.width * SIZE.height), `share of the ${shape}`).toBeLessThan(0.14);
      // A written pixel may hold its old color by chance; a blurred flat one often does.
      expect(insideChanged / inside, `changed in the ${shape}`).toBeGreaterThan(0.85);
    }
  });

  it.each(CONTROLS)('labels %s authentic, with an empty mask', (kind) => {
    const { label, mask, raster, untouched } = forge({ host }, ofKind(kind));
    expect(label).toBe('authentic');
    expect([mask.width, mask.height]).toEqual([raster.width, raster.height]);
    expect(mask.data.every((value) => value === 0)).toBe(true);
    expect(untouched).toBe(raster);
  });

  it('leaves its sources as they were', () => {
    const before = [sha256Hex(host.data), sha256Hex(donor.data)];
    for (const kind of RECIPE_KINDS) forge({ host, donor }, ofKind(kind), { seed: 2 });
    expect([sha256Hex(host.data), sha256Hex(donor.data)]).toEqual(before);
  });

  it.each([
    ['jpeg', 37, '4:4:4'],
    ['jpeg', 100, '4:2:2'],
    ['jpeg', 75, '4:2:0'],
  ] as const)('saves as it was asked: %s, quality %d, %s', (format, quality, subsampling) => {
    const { file } = forge({ host }, { kind: 'local-noise', format, quality, subsampling });
    const structure = readStructure(file);
    expect(structure.componentTables[0]?.values).toEqual(standardQuantizationTable('luma', quality));
    expect(structure.subsampling).toBe(subsampling);
  });

  it('saves a PNG that holds the raster', () => {
    const { file, raster } = forge({ host, donor }, { kind: 'shifted-splice', format: 'png' });
    expect(sha256Hex(decodePng(file).raster.data)).toBe(sha256Hex(raster.data));
  });

  it('gives the wholly double-compressed twin of a splice from the other recipe', () => {
    const saves = { hostQuality: 65, quality: 93, subsampling: '4:4:4' } as const;
    const splice = forge({ host, donor }, { kind: 'aligned-splice', ...saves }, { seed: 4 });
    const twin = forge({ host }, { kind: 'double-compression', ...saves }, { seed: 4 });
    expect(sha256Hex(splice.untouched.data)).toBe(sha256Hex(twin.raster.data));
    expect(sha256Hex(splice.file)).not.toBe(sha256Hex(twin.file));
  });

  it('crops from the top-left and resizes to the side that was asked for', () => {
    const cropped = forge({ host }, { kind: 'cropped-resave', crop: { x: 3, y: 5 } }).raster;
    expect([cropped.width, cropped.height]).toEqual([SIZE.width - 3, SIZE.height - 5]);
    const small = forge({ host }, { kind: 'social-media', longestSide: 100 });
    expect([small.raster.width, small.raster.height]).toEqual([100, 68]);
    expect([decodeJpeg(small.file).raster.width, decodeJpeg(small.file).raster.height]).toEqual([100, 68]);
  });

  it('copies exactly when it neither turns nor scales, and says from where', () => {
    const region = { shape: 'ellipse', box: { x: 10, y: 20, width: 40, height: 30 } } as const;
    const { raster, untouched, mask, sourceMask } = forge({ host }, { kind: 'copy-move', region, target: { x: 101, y: 77 } });
    let copied = 0;
    for (let y = 0; y < 30; y++) {
      for (let x = 0; x < 40; x++) {
        const from = (20 + y) * SIZE.width + 10 + x;
        const to = (77 + y) * SIZE.width + 101 + x;
        expect(mask.data[to], `mask at ${x}, ${y}`).toBe(sourceMask?.data[from]);
        if (mask.data[to] === 0) continue;
        copied++;
        for (let c = 0; c < 3; c++) expect(raster.data[3 * to + c], `${x}, ${y}, ${c}`).toBe(untouched.data[3 * from + c]);
      }
    }
    expect(copied).toBeGreaterThan(900);
    expect(mask.data.filter((value) => value === 255)).toHaveLength(copied);
  });

  it.each([
    [180, (x: number, y: number) => [39 - x, 29 - y]],
    [90, (x: number, y: number) => [y, 29 - x]],
    [-90, (x: number, y: number) => [39 - y, x]],
  ])('turns by %d° exactly', (rotation, sourceOf) => {
    const region = { shape: 'rectangle', box: { x: 10, y: 20, width: 40, height: 30 } } as const;
    const { raster, untouched, recipe } = forge({ host }, { kind: 'copy-move', region, rotation, target: { x: 100, y: 60 } });
    expect(recipe).toMatchObject({ rotation, target: { x: 100, y: 60 } });
    const [width, height] = rotation === 180 ? [40, 30] : [30, 40];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [u, v] = sourceOf(x, y);
        const to = (60 + y) * SIZE.width + 100 + x;
        const from = (20 + v) * SIZE.width + 10 + u;
        expect(raster.data[3 * to], `${x}, ${y}`).toBe(untouched.data[3 * from]);
      }
    }
  });

  it('adds noise of the σ that was asked for', () => {
    const gray = { data: new Uint8Array(256 * 256).fill(128), width: 256, height: 256 };
    const { raster, mask } = forge({ host: gray }, { kind: 'local-noise', sigma: 5, region: { shape: 'rectangle', share: 50 } });
    let squares = 0;
    let count = 0;
    for (let i = 0; i < mask.data.length; i++) {
      if (mask.data[i] === 0) continue;
      squares += (raster.data[i] - 128) * (raster.data[i] - 128);
      count++;
    }
    // Rounding adds a twelfth; some 30,000 samples give σ within 1.3 % at three deviations.
    expect(Math.sqrt(squares / count - 1 / 12)).toBeGreaterThan(4.9);
    expect(Math.sqrt(squares / count - 1 / 12)).toBeLessThan(5.1);
  });

  it('gives every size from 16×16 a file', () => {
    for (const [width, height] of [
      [16, 16],
      [17, 65],
      [64, 64],
    ]) {
      const sources = { host: generateScene(1, { width, height }), donor: generateScene(1, { width: 64, height: 90 }) };
      for (const kind of RECIPE_KINDS) {
        expect(forge(sources, ofKind(kind), { seed: 1 }).file.length, `${kind} ${width}×${height}`).toBeGreaterThan(100);
      }
    }
  });

  it('takes gray pictures, and drops alpha', () => {
    const gray = { data: host.data.filter((_, i) => i % 3 === 1), ...SIZE };
    for (const kind of RECIPE_KINDS) expect(forge({ host: gray, donor: gray }, ofKind(kind)).file.length).toBeGreaterThan(100);
    const rgba = new Uint8Array(SIZE.width * SIZE.height * 4).fill(9);
    for (let i = 0; i < SIZE.width * SIZE.height; i++) rgba.set(host.data.subarray(3 * i, 3 * i + 3), 4 * i);
    const single = forge({ host: { data: rgba, ...SIZE } }, { kind: 'single-save' });
    expect(sha256Hex(single.file)).toBe(sha256Hex(forge({ host }, { kind: 'single-save' }).file));
  });
});

describe('a recipe out of range', () => {
  const cases: readonly (readonly [object, string])[] = [
    [{ kind: 'magic' }, `"kind" must be one of ${RECIPE_KINDS.join(', ')}, received "magic"`],
    [{ kind: 'single-save', quality: 0 }, '"quality" must be in 1..100, received 0'],
    [{ kind: 'single-save', format: 'webp' }, '"format" must be one of jpeg, png, received "webp"'],
    [{ kind: 'single-save', subsampling: '4:1:1' }, '"subsampling" must be one of 4:4:4, 4:2:2, 4:2:0, received "4:1:1"'],
    [{ kind: 'aligned-splice', hostQuality: 101 }, '"hostQuality" must be in 1..100, received 101'],
    [{ kind: 'aligned-splice', feather: 33 }, '"feather" must be in 0..32, received 33'],
    [
      { kind: 'aligned-splice', donorAt: { x: 1, y: 1 }, region: { box: { x: 0, y: 0, width: 9, height: 9 } } },
      '"donorAt.x" must be 0 modulo 16, received 1',
    ],
    [{ kind: 'shifted-splice', gridShift: { x: 0, y: 0 } }, '"gridShift" must not be 0, 0'],
    [{ kind: 'shifted-splice', gridShift: { x: 8, y: 0 } }, '"gridShift.x" must be in 0..7, received 8'],
    [{ kind: 'resized-paste', scale: 10 }, '"scale" must be in 25..400, received 10'],
    [{ kind: 'copy-move', rotation: 181 }, '"rotation" must be in -180..180, received 181'],
    [
      { kind: 'copy-move', target: { x: 190, y: 0 }, region: { box: { x: 0, y: 0, width: 20, height: 20 } } },
      '"target.x" must be in 0..180, received 190',
    ],
    [{ kind: 'local-noise', sigma: 0 }, '"sigma" must be in 0.5..64, received 0'],
    [{ kind: 'local-blur', sigma: 17 }, '"sigma" must be in 0.5..16, received 17'],
    [{ kind: 'inpainting', method: 'ai' }, '"method" must be one of diffusion, patches, received "ai"'],
    [{ kind: 'local-blur', region: { share: 61 } }, '"region.share" must be in 0.1..60, received 61'],
    [
      { kind: 'local-blur', region: { shape: 'star' } },
      '"region.shape" must be one of rectangle, ellipse, blob, received "star"',
    ],
    [
      { kind: 'local-blur', region: { box: { x: 0, y: 0, width: 3, height: 9 } } },
      '"region.box.width" must be in 4..200, received 3',
    ],
    [
      { kind: 'local-blur', region: { box: { x: 190, y: 0, width: 20, height: 9 } } },
      '"region.box.x" must be in 0..180, received 190',
    ],
    [{ kind: 'cropped-resave', crop: { x: 0, y: 0 } }, '"crop" must not be 0, 0'],
    [{ kind: 'social-media', longestSide: 15 }, '"longestSide" must be in 16..65535, received 15'],
    [{ kind: 'scan', skew: 6 }, '"skew" must be in -5..5, received 6'],
  ];

  it.each(cases)('is named: %o', (recipe, message) => {
    expect(() => forge({ host, donor }, recipe as ForgeryRecipe)).toThrow(new RangeError(message));
  });

  it('names a parameter that the recipe does not have', () => {
    expect(() => forge({ host }, { kind: 'single-save', hostQuality: 3 } as ForgeryRecipe)).toThrow(
      /unknown option "hostQuality"/,
    );
  });

  it('says what is missing or does not fit', () => {
    expect(() => forge({ host }, { kind: 'aligned-splice' })).toThrow(
      new TypeError('a recipe of kind "aligned-splice" needs a donor'),
    );
    const gray = { data: new Uint8Array(64 * 64), width: 64, height: 64 };
    expect(() => forge({ host, donor: gray }, { kind: 'aligned-splice' })).toThrow(
      new RangeError('"donor" must have 3 channels like the host, received 1'),
    );
    expect(() => forge({ host: { data: new Uint8Array(15 * 99), width: 15, height: 99 } }, { kind: 'single-save' })).toThrow(
      new RangeError('"host.width" must be in 16..65535, received 15'),
    );
    expect(() => forge({ host }, { kind: 'single-save' }, { seed: -1 })).toThrow(/"seed" must be in/);
  });
});
