"""Writes the vectors of test/image from Pillow:

image-resample.json   sha256 of seeded pictures resized with LANCZOS, and of their luma resized
image-smoothing.json  sha256 of the luma of seeded pictures after GaussianBlur and after MedianFilter

Run with Debian's python3-pil and python3-numpy: /usr/bin/python3 scripts/vectors/resample.py
"""

import json
import pathlib

import numpy as np
import PIL
from PIL import Image, ImageFilter

from scene import MAKERS, digest

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors'


def write(name, about, cases):
    lines = ',\n'.join('    ' + json.dumps(case) for case in cases)
    about = f'{about}; written by scripts/vectors/resample.py'
    head = '  "about": %s,\n  "tools": {"pillow": %s}' % (json.dumps(about), json.dumps(PIL.__version__))
    (TARGET / name).write_text('{\n%s,\n  "cases": [\n%s\n  ]\n}\n' % (head, lines))


def picture(maker, arguments):
    samples = MAKERS[maker](*arguments)
    return Image.fromarray(np.ascontiguousarray(samples[:, :, 0] if samples.shape[2] == 1 else samples))


def resample_cases():
    sides = [1, 2, 3, 5, 8, 9, 31, 32, 33, 64, 100, 257]
    jobs = []
    for i in range(72):
        # Strides prime to the number of sides, so that every side meets every other somewhere.
        width, height = sides[i % 12], sides[(5 * i + i // 12) % 12]
        to = [sides[(7 * i + 3) % 12], sides[(11 * i + 1 + i // 12) % 12]]
        maker = ['noise', 'binaryNoise', 'blocks'][i % 3]
        jobs.append((maker, [width, height, [1, 3, 4][(i // 3) % 3], 600 + i], to))
    jobs += [('syntheticPhoto', [320, 240, 30], to) for to in ([32, 32], [9, 8], [8, 9], [256, 256], [300, 300], [320, 60], [80, 240], [320, 240], [641, 479])]
    jobs += [('checker', [65, 43, 1, 1], to) for to in ([33, 22], [130, 86], [64, 42])]
    jobs += [('gradient', [300, 200, 4], to) for to in ([32, 32], [299, 201], [300, 200])]
    for maker, arguments, to in jobs:
        image = picture(maker, arguments)
        resized = np.asarray(image.resize(to, Image.Resampling.LANCZOS))
        luma = np.asarray(image.convert('L').resize(to, Image.Resampling.LANCZOS))
        yield {'maker': maker, 'arguments': arguments, 'to': to, 'resized': digest(resized), 'luma': digest(luma)}


def smoothing_cases():
    sizes = [(1, 1), (1, 2), (2, 1), (2, 3), (1, 40), (40, 1), (5, 5), (9, 4), (33, 31), (64, 64), (127, 66)]
    jobs = [('noise', [w, h, 1, 700 + i], 2) for i, (w, h) in enumerate(sizes)]
    jobs += [('binaryNoise', [w, h, 1, 720 + i], 2) for i, (w, h) in enumerate(sizes)]
    radii = [0, 0.1, 0.3, 0.5, 0.8, 1, 1.4, 2.5, 3.3, 5, 8.7, 16, 40, 120]
    jobs += [('noise', [61, 47, 1, 740 + i], radius) for i, radius in enumerate(radii)]
    jobs += [('blocks', [30, 90, 1, 760 + i], radius) for i, radius in enumerate(radii)]
    jobs += [('syntheticPhoto', [320, 240, 31], 2)]
    for maker, arguments, radius in jobs:
        image = picture(maker, arguments).convert('L')
        blurred = np.asarray(image.filter(ImageFilter.GaussianBlur(radius)))
        median = np.asarray(image.filter(ImageFilter.MedianFilter(3)))
        yield {'maker': maker, 'arguments': arguments, 'radius': radius, 'blurred': digest(blurred), 'median': digest(median)}


def main():
    write('image-resample.json', 'sha256 of Image.resize(to, LANCZOS), and of the same after convert("L")', resample_cases())
    write('image-smoothing.json', 'sha256 of GaussianBlur(radius) and of MedianFilter(3) of convert("L")', smoothing_cases())


if __name__ == '__main__':
    main()
