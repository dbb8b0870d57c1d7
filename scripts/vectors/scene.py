"""Seeded pictures in integer arithmetic: the twin of test/support/scene.ts and test/support/synthetic-photo.ts.

Run as a script it writes test/vectors/scene.json: the digest of each picture, which the TypeScript side must reach too.
Every function returns a numpy uint8 array of shape (height, width, channels).
"""

import hashlib
import json
import pathlib

import numpy as np

UNIT = 4096
MASK = 0xFFFFFFFF


def xorshift_bytes(length, seed):
    state = ((seed * 0x9E3779B1) ^ 0x6D2B79F5) & MASK or 1
    out = bytearray(length)
    for i in range(length):
        state ^= (state << 13) & MASK
        state ^= state >> 17
        state ^= (state << 5) & MASK
        out[i] = state >> 24
    return np.frombuffer(bytes(out), np.uint8)


def noise(width, height, channels, seed):
    return xorshift_bytes(width * height * channels, seed).reshape(height, width, channels)


def binary_noise(width, height, channels, seed):
    return (noise(width, height, channels, seed) & 1) * np.uint8(255)


def checker(width, height, channels, cell=8):
    y, x = np.mgrid[0:height, 0:width]
    board = ((x // cell + y // cell) & 1).astype(np.uint8) * np.uint8(255)
    return np.repeat(board[:, :, None], channels, 2)


def gradient(width, height, channels):
    y, x = np.mgrid[0:height, 0:width]
    right = (255 * x) // max(width - 1, 1)
    down = (255 * y) // max(height - 1, 1)
    return np.stack([right, down, 255 - right, 255 - down][:channels], 2).astype(np.uint8)


def blocks(width, height, channels, seed):
    across, down = (width + 3) >> 2, (height + 3) >> 2
    values = xorshift_bytes(across * down * channels, seed).reshape(down, across, channels)
    return values.repeat(4, 0).repeat(4, 1)[:height, :width]


def through_bayer(scene):
    height, width = scene.shape[:2]

    def mirror(i, size):
        return np.clip(np.where(i < 0, -i, np.where(i >= size, 2 * size - 2 - i, i)), 0, size - 1)

    y, x = np.mgrid[0:height, 0:width]
    out = np.empty_like(scene)
    for channel in range(3):
        total = np.zeros((height, width), np.int64)
        weight = np.zeros((height, width), np.int64)
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                here = ((y + dy) & 1) + ((x + dx) & 1) == channel
                w = (2 - dx * dx) * (2 - dy * dy)
                total += np.where(here, w * scene[mirror(y + dy, height), mirror(x + dx, width), channel].astype(np.int64), 0)
                weight += np.where(here, w, 0)
        own = (y & 1) + (x & 1) == channel
        out[:, :, channel] = np.where(own, scene[:, :, channel], (total + (weight >> 1)) // np.maximum(weight, 1))
    return out


# --- the landscape -----------------------------------------------------------------------------------------------------


def imul(a, b):
    return (np.asarray(a, np.int64).astype(np.uint64) * np.uint64(b & MASK)) & np.uint64(MASK)


def mix(x, y, seed):
    h = imul(x, 0x9E3779B1) ^ imul(y, 0x85EBCA77) ^ imul(seed, 0xC2B2AE3D)
    h = imul(h ^ (h >> np.uint64(15)), 0x2C1B3C6D)
    h = imul(h ^ (h >> np.uint64(12)), 0x297A2D39)
    return (h ^ (h >> np.uint64(15))).astype(np.int64)


def pick(index, span, seed):
    return int(mix(index, 77, seed)) % span


def smooth(t):
    return (t * t * (768 - 2 * t)) >> 16


def value_noise(x, y, cell, seed):
    x, y = np.broadcast_arrays(np.asarray(x, np.int64), np.asarray(y, np.int64))
    ix, iy = x // cell, y // cell
    tx = smooth(((x - ix * cell) * 256) // cell)
    ty = smooth(((y - iy * cell) * 256) // cell)
    upper = (mix(ix, iy, seed) >> 24) * (256 - tx) + (mix(ix + 1, iy, seed) >> 24) * tx
    lower = (mix(ix, iy + 1, seed) >> 24) * (256 - tx) + (mix(ix + 1, iy + 1, seed) >> 24) * tx
    return (upper * (256 - ty) + lower * ty) >> 16


def cloud(x, y, cell, seed):
    a = value_noise(x, y, cell, seed)
    b = value_noise(x, y, cell >> 1, seed + 1)
    c = value_noise(x, y, cell >> 2, seed + 2)
    d = value_noise(x, y, cell >> 3, seed + 3)
    return (8 * a + 4 * b + 2 * c + d) // 15


def view_of(width, height, seed):
    span = (width * UNIT) // height
    horizon = 1500 + pick(1, 400, seed)
    house = {
        'left': span // 8 + pick(2, span // 8 + 1, seed),
        'base': horizon + 950 + pick(3, 200, seed),
        'width': 1150,
        'height': 560,
    }
    disks = []
    for tree in range(3):
        x = (span * (5 + tree)) // 8 + pick(10 + tree, 300, seed)
        y = horizon + 250 + pick(20 + tree, 500, seed)
        green = (46 + pick(30 + tree, 30, seed), 74 + pick(40 + tree, 30, seed), 34 + pick(50 + tree, 16, seed))
        for lobe in range(5):
            r = 190 + pick(60 + tree * 8 + lobe, 130, seed)
            dx = pick(90 + tree * 8 + lobe, 620, seed) - 310
            dy = pick(120 + tree * 8 + lobe, 420, seed) - 420
            disks.append((x + dx, y + dy, r, green, True))
    for ball in range(6):
        y = 3000 + pick(200 + ball, 950, seed)
        color = (90 + pick(210 + ball, 130, seed), 80 + pick(220 + ball, 110, seed), 60 + pick(230 + ball, 120, seed))
        disks.append((pick(240 + ball, span + 1, seed), y, 60 + ((y - 2600) >> 3) + pick(250 + ball, 60, seed), color, False))
    return span, horizon, house, disks


def stack(red, green, blue, shape):
    return np.stack([np.broadcast_to(np.asarray(c, np.int64), shape) for c in (red, green, blue)], 2)


def land(x, y, span, horizon, seed):
    shape = np.broadcast_shapes(x.shape, y.shape)
    far = horizon - 420 + value_noise(x, 0, 1100, seed + 20) * 2 + (value_noise(x, 0, 210, seed + 21) >> 1)
    near = horizon + 60 + (value_noise(x, 0, 1500, seed + 22) >> 1) + (value_noise(x, 0, 90, seed + 23) >> 2)
    meadow = horizon + 330 + (value_noise(x, 0, 2600, seed + 24) >> 1)

    depth = np.clip((y - meadow) >> 4, 0, 160)
    patches = (cloud(x, y, 900, seed + 70) - 128) >> 1
    blades = ((value_noise(4 * x, y, 90, seed + 71) - 128) * (60 + depth)) >> 8
    fine = ((value_noise(2 * x, y, 26, seed + 72) - 128) * (40 + depth)) >> 8
    shade = blades + fine
    out = stack(104 + patches + (shade >> 1), 128 + (patches >> 1) + (shade >> 1), 58 + (shade >> 2), shape)

    path = (span * 9) // 16 + value_noise(0, y, 900, seed + 60) * 3 - 380
    gravel = (value_noise(x, y, 30, seed + 61) >> 2) + (value_noise(x, y, 11, seed + 62) >> 2) - 64
    out = np.where((np.abs(x - path) < 40 + depth * 2)[:, :, None], stack(168 + gravel, 152 + gravel, 126 + gravel, shape), out)

    shade = (value_noise(x, y, 70, seed + 50) >> 1) + (value_noise(x, y, 24, seed + 51) >> 2) - 96
    out = np.where((y < meadow)[:, :, None], stack(66 + (shade >> 1), 92 + (shade >> 1), 48 + (shade >> 2), shape), out)

    shade = (cloud(x, y, 260, seed + 40) - 128) >> 2
    out = np.where((y < near)[:, :, None], stack(104 + shade, 122 + shade, 138 + (shade >> 1), shape), out)

    t = np.clip((y * 256) // horizon, 0, 256)
    white = np.clip((cloud(x, 2 * y, 1500, seed + 30) - 118) * 3, 0, 210)
    red, green = 92 + ((112 * t) >> 8), 138 + ((76 * t) >> 8)
    blue = 208 + ((12 * t) >> 8) + ((22 * white) >> 8)
    sky = stack(red + (((236 - red) * white) >> 8), green + (((238 - green) * white) >> 8), blue, shape)
    return np.where((y < far)[:, :, None], sky, out)


def paint_house(out, x, y, house, seed):
    shape = out.shape[:2]
    u, v = np.broadcast_arrays(x - house['left'], y - (house['base'] - house['height']))

    inset = (-v * 4) // 5
    roof = (v < 0) & (v >= -430) & (u >= inset - 90) & (u < house['width'] + 90 - inset)
    row = (v + 430) // 34
    tile = mix((u + (row & 1) * 22) // 44, row, seed + 80) >> 28
    lip = np.where((v + 430) % 34 < 7, 30, 0)
    out = np.where(roof[:, :, None], stack(128 + tile - lip, 66 + tile - lip, 52 + (tile >> 1) - lip, shape), out)

    wall = (u >= 0) & (u < house['width']) & (v >= 0) & (v < house['height'])
    row = v // 40
    along = u + (row & 1) * 45
    brick = mix(along // 90, row, seed + 81) >> 27
    mortar = (v % 40 < 6) | (along % 90 < 6)
    front = np.where(mortar[:, :, None], stack(178, 170, 158, shape), stack(150 + brick, 92 + brick, 72 + (brick >> 1), shape))
    column = u % 290
    window = (column >= 85) & (column < 225) & (v >= 120) & (v < 360)
    frame = (column < 99) | (column >= 211) | (v < 134) | (v >= 346) | ((column >= 150) & (column < 160))
    glass = 30 + ((v - 120) >> 2)
    pane = np.where(frame[:, :, None], stack(232, 229, 220, shape), stack(glass, glass + 12, glass + 26, shape))
    return np.where(wall[:, :, None], np.where(window[:, :, None], pane, front), out)


def paint_disks(out, x, y, disks, seed):
    shape = out.shape[:2]
    leaf = value_noise(x, y, 46, seed + 90)
    speckle = (value_noise(x, y, 17, seed + 91) - 128) >> 3
    stone = value_noise(x, y, 40, seed + 92) >> 4
    for cx, cy, r, (red, green, blue), leafy in disks:
        dx, dy = x - cx, y - cy
        box = (dx <= r) & (dx >= -r) & (dy <= r) & (dy >= -r)
        ratio = (256 * (dx * dx + dy * dy)) // (r * r)
        if leafy:
            inside = box & (ratio + (leaf >> 1) <= 300)
            light = ((leaf - 128) >> 2) + speckle - ((dx + dy) >> 4)
            color = stack(red + light, green + light, blue + (light >> 1), shape)
        else:
            inside = box & (ratio < 256)
            light = 40 - (70 * (dx + dy)) // r - ((ratio * ratio) >> 11) + stone
            color = stack(red + light, green + light, blue + light, shape)
        out = np.where(inside[:, :, None], color, out)
    return out


def synthetic_photo(width, height, seed):
    span, horizon, house, disks = view_of(width, height, seed)
    y = ((np.arange(height, dtype=np.int64) * UNIT) // height)[:, None]
    x = ((np.arange(width, dtype=np.int64) * UNIT) // height)[None, :]
    out = land(x, y, span, horizon, seed)
    out = paint_house(out, x, y, house, seed)
    out = paint_disks(out, x, y, disks, seed)
    sharp = np.clip(out, 0, 255)

    tall = np.pad(sharp, ((1, 1), (1, 1), (0, 0)), 'edge')
    rows = tall[:, :-2] + 2 * tall[:, 1:-1] + tall[:, 2:]
    lit = (rows[:-2] + 2 * rows[1:-1] + rows[2:] + 8) >> 4
    h = mix(np.arange(lit.size, dtype=np.int64).reshape(lit.shape), 4711, seed)
    total = (h & 255) + ((h >> 8) & 255) + ((h >> 16) & 255) + (h >> 24) - 510
    return np.clip(lit + ((total * (177 + lit) + 16384) >> 15), 0, 255).astype(np.uint8)


MAKERS = {
    'noise': noise,
    'binaryNoise': binary_noise,
    'checker': checker,
    'gradient': gradient,
    'blocks': blocks,
    'syntheticPhoto': synthetic_photo,
    'bayerPhoto': lambda width, height, seed: through_bayer(synthetic_photo(width, height, seed)),
}


def digest(pixels):
    return hashlib.sha256(np.ascontiguousarray(pixels).tobytes()).hexdigest()


CASES = [
    *[['noise', w, h, c, s] for w, h, c, s in [(1, 1, 1, 0), (1, 1, 3, 1), (17, 9, 1, 2), (31, 33, 3, 7), (8, 8, 4, 4294967295)]],
    *[['binaryNoise', w, h, c, s] for w, h, c, s in [(5, 3, 1, 3), (33, 17, 3, 8)]],
    *[['checker', *a] for a in [(17, 19, 1, 8), (16, 16, 3, 1), (31, 7, 3, 5), (9, 9, 4, 2)]],
    *[['gradient', *a] for a in [(1, 1, 3), (1, 7, 1), (64, 48, 3), (10, 11, 4), (300, 1, 3)]],
    *[['blocks', *a] for a in [(4, 4, 3, 1), (5, 9, 1, 2), (33, 18, 3, 9)]],
    *[['syntheticPhoto', *a] for a in [(1, 1, 1), (70, 1, 2), (1, 70, 3), (48, 40, 4), (33, 65, 5), (320, 240, 6), (130, 97, 123456789)]],
    *[['bayerPhoto', *a] for a in [(1, 1, 1), (2, 2, 2), (1, 9, 3), (48, 40, 4), (161, 120, 5)]],
]


def main():
    target = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'scene.json'
    cases = [{'maker': name, 'arguments': arguments, 'sha256': digest(MAKERS[name](*arguments))} for name, *arguments in CASES]
    lines = ',\n'.join('    ' + json.dumps(case) for case in cases)
    about = 'sha256 of the samples of seeded pictures; written by scripts/vectors/scene.py'
    target.write_text('{\n  "about": %s,\n  "cases": [\n%s\n  ]\n}\n' % (json.dumps(about), lines))


if __name__ == '__main__':
    main()
