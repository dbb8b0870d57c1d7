"""Writes test/vectors/jpeg-encode.json: the JPEG files that Pillow writes of seeded pictures.

Each case is [maker, arguments, quality, subsampling, length, digest]: the picture of scene.py, saved by `save(quality=, subsampling=)` with
default tables, and the length and SHA-256 of the file's bytes. Subsampling "gray" is one channel.
libjpeg-turbo runs once with SIMD and once without; both must agree. Needs Pillow 9.4 on libjpeg-turbo 2.1.5.
Usage: python3 scripts/vectors/jpeg-encode.py
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

SUBSAMPLINGS = ['4:4:4', '4:2:2', '4:2:0']


def encode(pixels, quality, subsampling):
    image = Image.fromarray(pixels[:, :, 0] if pixels.shape[2] == 1 else pixels)
    out = io.BytesIO()
    options = {} if subsampling == 'gray' else {'subsampling': subsampling}
    image.save(out, 'JPEG', quality=quality, **options)
    return out.getvalue()


def plan():
    # Sizes around the edges of blocks and units.
    for i, (width, height) in enumerate([(1, 1), (2, 3), (7, 8), (8, 8), (9, 7), (15, 16), (16, 16), (17, 17), (33, 9), (70, 41)]):
        for k, subsampling in enumerate(SUBSAMPLINGS):
            yield 'syntheticPhoto', [width, height, 100 + i], [50, 75, 90, 95][(i + k) % 4], subsampling
        yield 'noise', [width, height, 1, 200 + i], [50, 75, 90, 95][i % 4], 'gray'
    # The ends of the quality scale, and the largest coefficients.
    for k, subsampling in enumerate(SUBSAMPLINGS):
        for quality in (1, 25, 100):
            yield 'binaryNoise', [40, 25, 3, 300 + k], quality, subsampling
    for quality in (1, 100):
        yield 'binaryNoise', [23, 31, 1, 310], quality, 'gray'
        # Runs of zeros, long and short.
        yield 'checker', [57, 43, 3, 5], quality, '4:2:0'
        yield 'gradient', [61, 35, 3], quality, '4:2:2'
    for k, subsampling in enumerate(SUBSAMPLINGS):
        yield 'blocks', [50, 50, 3, 320 + k], 80, subsampling
        yield 'syntheticPhoto', [161, 120, 330 + k], 85, subsampling


def cases():
    for maker, arguments, quality, subsampling in plan():
        data = encode(scene.MAKERS[maker](*arguments), quality, subsampling)
        yield [maker, arguments, quality, subsampling, len(data), hashlib.sha256(data).hexdigest()]


def main():
    made = list(cases())
    if '--print' in sys.argv:
        print(json.dumps(made))
        return
    plain = subprocess.run([sys.executable, __file__, '--print'], env={**os.environ, 'JSIMD_FORCENONE': '1'}, capture_output=True, check=True)
    assert json.loads(plain.stdout) == made, 'SIMD and plain C differ'
    about = 'Files that Pillow saves; written by scripts/vectors/jpeg-encode.py, which says what the columns are.'
    tools = {'Pillow': f'{pillow_version} with libjpeg-turbo {features.version("libjpeg_turbo")}'}
    text = '{\n  "about": %s,\n  "tools": %s,\n  "cases": [\n%s\n  ]\n}\n' % (
        json.dumps(about), json.dumps(tools), ',\n'.join('    ' + json.dumps(c) for c in made))  # fmt: skip
    target = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'jpeg-encode.json'
    target.write_text(text)
    print(len(made), 'cases,', len(text), 'bytes')


if __name__ == '__main__':
    main()
