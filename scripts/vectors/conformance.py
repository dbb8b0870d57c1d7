"""Writes what the reference programs give for the pictures of src/conformance/pictures.ts, whose twin this file is:

src/conformance/vectors.ts             the values that `runConformance` compares with, in columns
test/vectors/conformance-pictures.json sha256 of the samples of each picture, which the TypeScript side must reach too

Of samples and files the values are CRC-32 checksums, for they ship with the package. "-" stands where nothing was asked.

Run with Debian's Pillow, NumPy, SciPy and PyWavelets, imagehash 4.3.2 on PYTHONPATH, and two small programs around the references,
built with -ffp-contract=off for a machine without fused multiply-add:
--pdq        facebook/ThreatExchange at baefb4e, pdq/cpp/{common,downscaling,hashing}. Reads records of int32 width, int32 height and RGB
             bytes; for each it prints on a line the hash and quality of pdqHash256FromFloatLuma, then the eight hashes of
             pdqDihedralHash256esFromFloatLuma, both on the luma of fillFloatLumaFromRGB.
--blockhash  commonsmachinery/blockhash at a8150ec, blockhash.c. Reads records of int32 width, int32 height, int32 bits and RGBA bytes;
             for each it prints on a line the hashes of blockhash_quick and of blockhash.
Usage: PYTHONPATH=... /usr/bin/python3 scripts/vectors/conformance.py --pdq <program> --blockhash <program>
"""

import argparse
import hashlib
import io
import json
import pathlib
import subprocess
import zlib

import imagehash
import numpy as np
import PIL
import pywt
import scipy
from PIL import Image, features

ROOT = pathlib.Path(__file__).resolve().parents[2]

# --- the pictures ------------------------------------------------------------------------------------------------------


def random_bytes(length, seed):
    state = ((seed * 0x9E3779B1) ^ 0x6D2B79F5) & 0xFFFFFFFF or 1
    out = bytearray(length)
    for i in range(length):
        state ^= (state << 13) & 0xFFFFFFFF
        state ^= state >> 17
        state ^= (state << 5) & 0xFFFFFFFF
        out[i] = state >> 24
    return np.frombuffer(bytes(out), np.uint8).astype(np.int64)


def relief(width, height, shift, seed):
    """Random bytes on a lattice of 2^shift pixels, interpolated."""
    cell = 1 << shift
    across, down = (width >> shift) + 2, (height >> shift) + 2
    lattice = random_bytes(across * down, seed).reshape(down, across)
    x, y = np.arange(width)[None, :], np.arange(height)[:, None]
    ix, iy, fx, fy = x >> shift, y >> shift, x & (cell - 1), y & (cell - 1)
    upper = lattice[iy, ix] * (cell - fx) + lattice[iy, ix + 1] * fx
    lower = lattice[iy + 1, ix] * (cell - fx) + lattice[iy + 1, ix + 1] * fx
    return (upper * (cell - fy) + lower * fy) >> (2 * shift)


def scene(width, height, channels, seed):
    light = sum(weight * relief(width, height, shift, 100 * seed + shift) for shift, weight in [(7, 5), (6, 4), (5, 3), (4, 2), (3, 1), (2, 1)])
    base = 128 + (((light - 2048) * 5) >> 5)
    shape = relief(width, height, 6, 100 * seed + 10)
    base = np.where(shape > 150, 255 - base - 40, base)
    warm = (relief(width, height, 7, 100 * seed + 20) - 128) >> 1
    cold = (relief(width, height, 6, 100 * seed + 30) - 128) >> 1
    alpha = (relief(width, height, 5, 100 * seed + 40) - 100) * 5
    grain = random_bytes(width * height * channels, 100 * seed + 50).reshape(height, width, channels)
    layers = [base] if channels == 1 else [base + warm, base - ((warm + cold) >> 2), base + cold, alpha][:channels]
    # Alpha has no grain, so that much of it is exactly 0 and 255.
    layers = [layer if i == 3 else layer + ((grain[:, :, i] - 128) >> 4) for i, layer in enumerate(layers)]
    return np.clip(np.stack(layers, 2), 0, 255)


def swatches(width, height, seed):
    across, down = (width + 14) // 15, (height + 14) // 15
    colors = random_bytes(across * down * 3, seed).reshape(-1, 3).copy()
    index = np.arange(across * down)
    colors[index % 4 == 1] = colors[index % 4 == 1][:, :1]
    colors[index % 7 == 2] = 0
    y, x = np.mgrid[0:height, 0:width]
    return colors[(y // 15) * across + x // 15]


def text(width, height, seed):
    across = (width + 3) >> 2
    strokes = random_bytes(across * ((height >> 4) + 1), seed)
    y, x = np.mgrid[0:height, 0:width]
    row = y & 15
    ink = (row < 10) & (((strokes[(y >> 4) * across + (x >> 2)] >> ((row >> 1) & 7)) & 1) == 1)
    return np.repeat(np.where(ink, 20, 245)[:, :, None], 3, 2)


def ramp(width, height):
    y, x = np.mgrid[0:height, 0:width]
    right, down = (255 * x) // (width - 1), (255 * y) // (height - 1)
    return np.stack([right, down, 255 - right], 2)


def checker(width, height, cell):
    y, x = np.mgrid[0:height, 0:width]
    return np.repeat((((x // cell + y // cell) & 1) * 255)[:, :, None], 3, 2)


def flat(width, height, color):
    return np.broadcast_to(np.array(color), (height, width, 3))


def noise(width, height, seed):
    return random_bytes(width * height * 3, seed).reshape(height, width, 3)


def black_and_white(width, height, seed):
    return np.repeat((random_bytes(width * height, seed).reshape(height, width, 1) & 1) * 255, 3, 2)


PICTURES = {
    'scene 1400×1000': lambda: scene(1400, 1000, 3, 1),
    'scene 641×479': lambda: scene(641, 479, 3, 2),
    'scene 197×331': lambda: scene(197, 331, 3, 4),
    'scene 7×1021': lambda: scene(7, 1021, 3, 5),
    'scene 64×64': lambda: scene(64, 64, 3, 6),
    'gray scene 256×256': lambda: scene(256, 256, 1, 7),
    'transparent scene 200×150': lambda: scene(200, 150, 4, 8),
    'swatches 180×120': lambda: swatches(180, 120, 9),
    'text 400×300': lambda: text(400, 300, 10),
    'ramp 300×200': lambda: ramp(300, 200),
    'ramp 1200×9': lambda: ramp(1200, 9),
    'checker 128×128': lambda: checker(128, 128, 8),
    'flat 100×80': lambda: flat(100, 80, (200, 120, 40)),
    'black 33×21': lambda: flat(33, 21, (0, 0, 0)),
    'black and white 96×97': lambda: black_and_white(96, 97, 11),
    'noise 8×8': lambda: noise(8, 8, 12),
    'noise 5×3': lambda: noise(5, 3, 13),
    'noise 1×1': lambda: noise(1, 1, 14),
}

# The pictures that are also asked for other sizes and for turned hashes; more of them would weigh too much.
DETAILED = ['scene 641×479', 'gray scene 256×256', 'transparent scene 200×150', 'noise 5×3']

# --- the references ----------------------------------------------------------------------------------------------------


def checksum(data):
    return f'{zlib.crc32(data):08x}'


def image_of(pixels):
    return Image.fromarray(pixels[:, :, 0] if pixels.shape[2] == 1 else pixels)


IMAGEHASH = {
    **{f'average {n}': lambda image, n=n: imagehash.average_hash(image, n) for n in (8, 16)},
    **{f'difference {n}': lambda image, n=n: imagehash.dhash(image, n) for n in (8, 16)},
    **{f'difference-vertical {n}': lambda image, n=n: imagehash.dhash_vertical(image, n) for n in (8, 16)},
    **{f'perceptual {n}': lambda image, n=n: imagehash.phash(image, n) for n in (8, 16)},
    **{f'perceptual-simple {n}': lambda image, n=n: imagehash.phash_simple(image, n) for n in (8, 16)},
    **{f'wavelet-haar {n}': lambda image, n=n: imagehash.whash(image, n, mode='haar') for n in (8, 16)},
    **{f'wavelet-db4 {n}': lambda image, n=n: imagehash.whash(image, n, mode='db4') for n in (8, 16)},
    'color': imagehash.colorhash,
    'crop-resistant': imagehash.crop_resistant_hash,
}


def imagehash_values(name, pixels):
    for column, compute in IMAGEHASH.items():
        yield str(compute(image_of(pixels))) if not column.endswith('16') or name in DETAILED else '-'


PDQ = ['hash', 'quality', 'rotate90', 'rotate180', 'rotate270', 'flipX', 'flipY', 'flipPlus1', 'flipMinus1']


def pdq_values(program, name, pixels):
    if pixels.shape[2] == 1:
        return
    record = np.array([pixels.shape[1], pixels.shape[0]], '<i4').tobytes() + pixels[:, :, :3].tobytes()
    hash_, quality, original, *turned = subprocess.run([program], input=record, capture_output=True, check=True).stdout.decode().split()
    assert original == hash_ and len(turned) == 7
    yield from [hash_, quality, *(turned if name in DETAILED else ['-'] * 7)]


BLOCKHASH = ['quick 16', 'exact 16', 'quick 8', 'exact 8']


def blockhash_values(program, name, pixels):
    rgba = np.full((*pixels.shape[:2], 4), 255, np.uint8)
    rgba[:, :, : 3 if pixels.shape[2] == 1 else pixels.shape[2]] = pixels
    for bits in (16, 8):
        if bits == 8 and name not in DETAILED:
            yield from '--'
            continue
        record = np.array([pixels.shape[1], pixels.shape[0], bits], '<i4').tobytes() + rgba.tobytes()
        yield from subprocess.run([program], input=record, capture_output=True, check=True).stdout.decode().split()


PILLOW = {
    'luma': lambda image: image.convert('L'),
    'lanczos 32×32 of luma': lambda image: image.convert('L').resize((32, 32), Image.Resampling.LANCZOS),
    'lanczos 97×61': lambda image: image.resize((97, 61), Image.Resampling.LANCZOS),
    'lanczos 300×300': lambda image: image.resize((300, 300), Image.Resampling.LANCZOS),
}


def pillow_values(pixels):
    for compute in PILLOW.values():
        yield checksum(compute(image_of(pixels)).tobytes())


SAVES = [(30, '4:2:0'), (75, '4:2:0'), (85, '4:2:2'), (95, '4:4:4')]
JPEG = [f'{verb} q{quality} {subsampling}' for quality, subsampling in SAVES for verb in ('encode', 'decode')]


def jpeg_values(pixels):
    if pixels.shape[2] == 4:
        return
    for quality, subsampling in SAVES:
        # One is enough of the largest picture, for the sake of time.
        if pixels.size > 3_000_000 and quality != 85:
            yield from '--'
            continue
        file = io.BytesIO()
        options = {} if pixels.shape[2] == 1 else {'subsampling': subsampling}
        image_of(pixels).save(file, 'JPEG', quality=quality, **options)
        yield checksum(file.getvalue())
        yield checksum(Image.open(file).tobytes())


# --- writing -----------------------------------------------------------------------------------------------------------


def member(indent, key, value):
    """A property as Prettier lays it out in 130 columns."""
    line = f"{' ' * indent}{key}: '{value}',"
    return [line] if len(line) <= 130 else [f"{' ' * indent}{key}:", f"{' ' * (indent + 2)}'{value}',"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--pdq', required=True)
    parser.add_argument('--blockhash', required=True)
    tools = parser.parse_args()
    assert imagehash.__version__ == '4.3.2', imagehash.__version__
    pictures = {name: np.ascontiguousarray(make().astype(np.uint8)) for name, make in PICTURES.items()}

    pillow = f'Pillow {PIL.__version__}'
    suites = {
        'imagehash': (f'imagehash {imagehash.__version__}', IMAGEHASH, imagehash_values),
        'pdq': ('PDQ C++ core baefb4e', PDQ, lambda name, pixels: pdq_values(tools.pdq, name, pixels)),
        'blockhash': ('blockhash.c a8150ec', BLOCKHASH, lambda name, pixels: blockhash_values(tools.blockhash, name, pixels)),
        'pillow': (pillow, PILLOW, lambda name, pixels: pillow_values(pixels)),
        'jpeg': (f'libjpeg-turbo {features.version("libjpeg_turbo")}', JPEG, lambda name, pixels: jpeg_values(pixels)),
    }

    lines = [
        "import type { ConformanceSuite } from './report.ts';",
        "import type { SuiteVectors } from './suite-vectors.ts';",
        '',
        '/**',
        ' * What the reference programs give for the pictures of `pictures.ts`; written by scripts/vectors/conformance.py, which says how, on',
        f' * {pillow}, NumPy {np.__version__}, SciPy {scipy.__version__} and PyWavelets {pywt.__version__}.',
        ' */',
        'export const VECTORS: Readonly<Record<ConformanceSuite, SuiteVectors>> = {',
    ]
    count = 0
    for suite, (reference, columns, values) in suites.items():
        lines += [f'  {suite}: {{', f"    reference: '{reference}',", *member(4, 'columns', ', '.join(columns)), '    rows: {']
        for name, pixels in pictures.items():
            row = list(values(name, pixels))
            assert len(row) in (0, len(columns)), (suite, name, row)
            count += sum(value != '-' for value in row)
            if row:
                lines += member(6, f"'{name}'", ' '.join(row))
        lines += ['    },', '  },']
    (ROOT / 'src' / 'conformance' / 'vectors.ts').write_text('\n'.join([*lines, '};', '']))

    about = 'sha256 of the samples of the pictures that conformance is checked on; written by scripts/vectors/conformance.py'
    cases = ',\n'.join('    ' + json.dumps({'name': name, 'shape': pixels.shape, 'sha256': hashlib.sha256(pixels.tobytes()).hexdigest()}, ensure_ascii=False) for name, pixels in pictures.items())
    (ROOT / 'test' / 'vectors' / 'conformance-pictures.json').write_text('{\n  "about": %s,\n  "cases": [\n%s\n  ]\n}\n' % (json.dumps(about), cases))
    print(count, 'values')


if __name__ == '__main__':
    main()
