"""Writes test/vectors/wavelet.json: the diagonal detail of seeded pictures by PyWavelets' dwt2(plane, 'db8', mode='symmetric').

Of large pictures every `step`-th coefficient, row by row. Rounded to nine decimals.

Run with Debian's python3-pywt and python3-pil: /usr/bin/python3 scripts/vectors/wavelet.py
"""

import json
import pathlib

import numpy as np
import PIL
import pywt
from PIL import Image

from scene import MAKERS

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'wavelet.json'


def gray(maker, arguments):
    scene = MAKERS[maker](*arguments)
    if scene.shape[2] == 1:
        return scene[:, :, 0]
    return np.asarray(Image.fromarray(scene, 'RGB').convert('L'))


def jobs():
    sizes = [(1, 1), (1, 2), (2, 1), (3, 2), (1, 40), (40, 1), (5, 5), (8, 7), (14, 15), (16, 16), (17, 18), (33, 6), (6, 33)]
    for i, (width, height) in enumerate(sizes):
        yield 'noise', [width, height, 1, 100 + i], 1
    yield 'binaryNoise', [19, 21, 1, 200], 1
    yield 'checker', [24, 24, 1, 1], 1
    yield 'checker', [40, 40, 1, 8], 7
    yield 'blocks', [45, 31, 1, 201], 5
    yield 'gradient', [64, 48, 1], 11
    yield 'noise', [127, 66, 1, 202], 31
    yield 'syntheticPhoto', [200, 136, 8], 53


def cases():
    for maker, arguments, step in jobs():
        plane = gray(maker, arguments).astype(np.float64)
        _, (_, _, diagonal) = pywt.dwt2(plane, 'db8', mode='symmetric')
        # Adding 0 turns the −0 that rounding makes into 0.
        sample = (np.round(diagonal.ravel()[::step], 9) + 0).tolist()
        yield {
            'maker': maker,
            'arguments': arguments,
            'width': diagonal.shape[1],
            'height': diagonal.shape[0],
            'step': step,
            'expected': sample,
        }


def main():
    lines = ',\n'.join('    ' + json.dumps(case) for case in cases())
    head = {
        'about': "cD of PyWavelets' dwt2(plane, 'db8', mode='symmetric'); written by scripts/vectors/wavelet.py",
        'tools': {'pywavelets': pywt.__version__, 'pillow': PIL.__version__, 'numpy': np.__version__},
    }
    body = ',\n'.join(f'  {json.dumps(key)}: {json.dumps(value)}' for key, value in head.items())
    TARGET.write_text('{\n%s,\n  "cases": [\n%s\n  ]\n}\n' % (body, lines))


if __name__ == '__main__':
    main()
