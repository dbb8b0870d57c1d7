"""Writes test/vectors/hash-transform.json: what imagehash makes of seeded pictures with its hashes that transform, and sha256 of what
SciPy's cosine transform makes of seeded samples.

Run with Debian's python3-pil, python3-numpy, python3-scipy and python3-pywt on x86-64, and imagehash 4.3.2 (JohannesBuchner/imagehash
at 4e289eb) on PYTHONPATH:
PYTHONPATH=... /usr/bin/python3 scripts/vectors/imagehash-transform.py
"""

import json
import pathlib
import warnings

import imagehash
import numpy as np
import PIL
import pywt
import scipy
import scipy.fftpack
from PIL import Image

from scene import MAKERS, digest, noise

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'hash-transform.json'

# Mirrored pictures keep the lighter of each two pixels.
PICTURES = [
    *[('noise', [w, h, c, 900 + i], 'none') for i, (w, h, c) in enumerate([(1, 1, 3), (5, 3, 3), (8, 8, 1), (33, 1, 4), (70, 90, 3), (300, 7, 1)])],
    *[('noise', [s, s, 1, 910 + i], mirror) for i, s in enumerate([8, 32, 64]) for mirror in ('none', 'across', 'down', 'both')],
    *[('noise', [100, 70, 1, 920 + i], mirror) for i, mirror in enumerate(['across', 'down', 'both'])],
    *[('binaryNoise', [64, 64, 1, 930], mirror) for mirror in ('none', 'across')],
    *[('blocks', [w, h, c, 940 + i], 'none') for i, (w, h, c) in enumerate([(12, 9, 3), (61, 47, 4), (256, 130, 3), (32, 32, 1)])],
    *[('gradient', [w, h, c], 'none') for w, h, c in [(64, 48, 1), (300, 200, 3), (32, 32, 1), (1, 40, 4)]],
    *[('checker', a, 'none') for a in [[65, 43, 3, 8], [32, 32, 1, 4], [128, 128, 1, 1], [40, 40, 1, 64], [64, 64, 1, 32]]],
    *[('syntheticPhoto', a, 'none') for a in [[320, 240, 50], [97, 161, 51], [643, 488, 52]]],
]

PERCEPTUAL = [
    {'size': size, 'highFrequencyFactor': factor, 'variant': variant}
    for variant in ('standard', 'simple')
    for size, factor in [(8, 4), (16, 4), (64, 4), (7, 3), (11, 13), (39, 4), (2, 16), (2, 1), (32, 1)]
    if variant == 'standard' or factor > 1
]
WAVELET = [
    *[{'size': size, 'wavelet': wavelet, 'lowest': 'remove'} for wavelet in ('haar', 'db4') for size in (2, 8, 16, 64)],
    *[{'size': 8, 'wavelet': wavelet, 'lowest': 'keep'} for wavelet in ('haar', 'db4')],
    *[{'size': size, 'wavelet': 'haar', 'lowest': 'remove', 'scale': scale} for size, scale in [(4, 256), (32, 32)]],
    *[{'size': size, 'wavelet': 'db4', 'lowest': lowest, 'scale': scale} for size, lowest, scale in [(2, 'remove', 128), (4, 'keep', 8), (16, 'remove', 16)]],
]

LENGTHS = [*range(2, 65), *[4 * n for n in range(17, 65)], 275, 286, 363, 468, 522, 649, 720, 729, 767, 784, 864, 915, 936, 943, 1024]


def picture(maker, arguments, mirror):
    samples = MAKERS[maker](*arguments)
    if mirror in ('across', 'both'):
        samples = np.maximum(samples, samples[:, ::-1])
    if mirror in ('down', 'both'):
        samples = np.maximum(samples, samples[::-1])
    return Image.fromarray(np.ascontiguousarray(samples[:, :, 0] if samples.shape[2] == 1 else samples))


def brief(found):
    """The digits of a hash; of a long one its digest."""
    text = str(found)
    return text if len(text) <= 64 else 'sha256 ' + digest(np.frombuffer(text.encode(), np.uint8))


def perceptual(image, options):
    function = imagehash.phash_simple if options['variant'] == 'simple' else imagehash.phash
    return brief(function(image, options['size'], options['highFrequencyFactor']))


def wavelet(image, options):
    removes = options['lowest'] == 'remove'
    return brief(imagehash.whash(image, options['size'], options.get('scale'), options['wavelet'], removes))


def picture_cases():
    for maker, arguments, mirror in PICTURES:
        image = picture(maker, arguments, mirror)
        yield {
            'maker': maker,
            'arguments': arguments,
            'mirror': mirror,
            'perceptual': [perceptual(image, options) for options in PERCEPTUAL],
            'wavelet': [wavelet(image, options) for options in WAVELET],
        }


def transform_cases():
    for length in LENGTHS:
        samples = noise(length, 1, 1, 1000 + length)[0, :, 0].astype(np.float64)
        index = np.arange(length)
        inputs = [samples, np.full(length, 77.0), samples + samples[::-1], samples - samples[::-1], index * 3.0, np.where(index == length // 3, 200.0, 0.0)]
        # Adding 0 turns −0 into 0.
        yield {'length': length, 'sha256': digest(scipy.fftpack.dct(np.stack(inputs), axis=1) + 0)}


def main():
    # PyWavelets warns of pictures smaller than its filter.
    warnings.simplefilter('ignore')
    about = "imagehash's phash, phash_simple and whash with each of the options, and sha256 of scipy.fftpack.dct as little-endian doubles"
    versions = {'imagehash': imagehash.__version__, 'pillow': PIL.__version__, 'numpy': np.__version__}
    head = {
        'about': f'{about}; written by scripts/vectors/imagehash-transform.py',
        'tools': {**versions, 'scipy': scipy.__version__, 'pywavelets': pywt.__version__},
    }
    body = [f'  {json.dumps(key)}: {json.dumps(value)}' for key, value in head.items()]
    lists = {
        'perceptualOptions': PERCEPTUAL,
        'waveletOptions': WAVELET,
        'pictures': picture_cases(),
        'transforms': transform_cases(),
    }
    for key, cases in lists.items():
        lines = ',\n'.join('    ' + json.dumps(case) for case in cases)
        body.append(f'  "{key}": [\n{lines}\n  ]')
    TARGET.write_text('{\n%s\n}\n' % ',\n'.join(body))


if __name__ == '__main__':
    main()
