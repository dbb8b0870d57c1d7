"""Writes test/vectors/jpeg-recompress.json: what Pillow's save and load do to the pixels of seeded pictures.

Each case is [maker, arguments, quality, subsampling, digest]: the picture of scene.py, saved by `save(quality=, subsampling=)` with
default tables, loaded again, and the first 16 hexadecimal digits of the SHA-256 of its samples. Subsampling "gray" is one channel.
libjpeg-turbo runs once with SIMD and once without; both must agree. Needs Pillow 9.4 on libjpeg-turbo 2.1.5.
Usage: python3 scripts/vectors/jpeg-recompress.py
"""

import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys

import scene
from PIL import Image, features
from PIL import __version__ as pillow_version

SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 70]
QUALITIES = [1, 2, 5, 10, 25, 50, 75, 90, 95, 100]
SUBSAMPLINGS = ['4:4:4', '4:2:2', '4:2:0']


def recompress(pixels, quality, subsampling):
    image = Image.fromarray(pixels[:, :, 0] if pixels.shape[2] == 1 else pixels)
    out = io.BytesIO()
    options = {} if subsampling == 'gray' else {'subsampling': subsampling}
    image.save(out, 'JPEG', quality=quality, **options)
    loaded = Image.open(out)
    assert loaded.mode == image.mode
    return loaded.tobytes()


def arguments_of(maker, width, height, channels, seed):
    return {
        'syntheticPhoto': [width, height, seed],
        'gradient': [width, height, channels],
        'checker': [width, height, channels, 1 + seed % 5],
    }.get(maker, [width, height, channels, seed])


def plan():
    color = ['syntheticPhoto', 'noise', 'blocks', 'gradient', 'checker', 'binaryNoise', 'syntheticPhoto']
    gray = ['noise', 'blocks', 'gradient', 'checker', 'binaryNoise']
    # Every pair of sizes; what else is done with it is drawn.
    pairs = [(w, h) for w in SIZES for h in SIZES]
    for i, (w, h) in enumerate(pairs):
        maker = color[scene.pick(i, 7, 1)]
        yield maker, arguments_of(maker, w, h, 3, i), QUALITIES[scene.pick(i, 10, 2)], SUBSAMPLINGS[scene.pick(i, 3, 3)]
    # The narrowest pictures, where the smoothing of chroma begins, in all three layouts.
    for w in range(1, 6):
        for h in range(1, 6):
            for k, subsampling in enumerate(SUBSAMPLINGS):
                yield 'noise', [w, h, 3, 1000 + w * 8 + h], [92, 75, 97][(w + h + k) % 3], subsampling
    for i in range(0, len(pairs), 4):
        maker = gray[scene.pick(i, 5, 4)]
        yield maker, arguments_of(maker, *pairs[i], 1, 2000 + i), QUALITIES[scene.pick(i, 10, 5)], 'gray'
    for i, quality in enumerate(QUALITIES):
        for k, subsampling in enumerate(SUBSAMPLINGS):
            yield 'binaryNoise', [31 + k, 17 + k, 3, 3000 + i], quality, subsampling
        yield 'binaryNoise', [33, 17, 1, 3100 + i], quality, 'gray'
    for k, subsampling in enumerate(SUBSAMPLINGS):
        yield 'syntheticPhoto', [161, 120, 4000], 85, subsampling
        yield 'syntheticPhoto', [120, 161, 4001], 60, subsampling
    for quality in range(1, 101):
        yield 'syntheticPhoto', [48, 40, 5000], quality, '4:2:0'


def cases():
    for maker, arguments, quality, subsampling in plan():
        pixels = scene.MAKERS[maker](*arguments)
        yield [maker, arguments, quality, subsampling, hashlib.sha256(recompress(pixels, quality, subsampling)).hexdigest()[:16]]


def main():
    made = list(cases())
    if '--print' in sys.argv:
        print(json.dumps(made))
        return
    plain = subprocess.run([sys.executable, __file__, '--print'], env={**os.environ, 'JSIMD_FORCENONE': '1'}, capture_output=True, check=True)
    assert json.loads(plain.stdout) == made, 'SIMD and plain C differ'
    about = 'Pixels after one Pillow save and load; written by scripts/vectors/jpeg-recompress.py, which says what the columns are.'
    tools = {'Pillow': f'{pillow_version} with libjpeg-turbo {features.version("libjpeg_turbo")}'}
    text = '{\n  "about": %s,\n  "tools": %s,\n  "cases": [\n%s\n  ]\n}\n' % (
        json.dumps(about), json.dumps(tools), ',\n'.join('    ' + json.dumps(c) for c in made))  # fmt: skip
    target = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'jpeg-recompress.json'
    target.write_text(text)
    print(len(made), 'cases,', len(text), 'bytes')


if __name__ == '__main__':
    main()
