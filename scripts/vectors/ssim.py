"""Writes test/vectors/compare.json: what scikit-image and NumPy measure between two seeded pictures.

Run with Debian's python3-skimage and python3-pil: /usr/bin/python3 scripts/vectors/ssim.py
"""

import json
import pathlib

import numpy as np
import PIL
import skimage
from PIL import Image
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from scene import MAKERS, digest

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'compare.json'

# The windows of Wang et al. 2004; scikit-image leaves out the same five pixels at each border.
WINDOWS = {'gaussian_weights': True, 'sigma': 1.5, 'use_sample_covariance': False, 'data_range': 255}

# Maps up to this many windows are written whole.
WHOLE_MAP = 60

PAIRS = [
    [['noise', 11, 11, 3, 1], ['noise', 11, 11, 3, 2]],
    [['noise', 11, 11, 1, 3], ['gradient', 11, 11, 3]],
    [['noise', 11, 40, 3, 4], ['blocks', 11, 40, 3, 5]],
    [['noise', 40, 11, 1, 6], ['blocks', 40, 11, 1, 7]],
    [['gradient', 17, 15, 3], ['blocks', 17, 15, 3, 8]],
    [['noise', 12, 13, 3, 9], ['noise', 12, 13, 3, 9]],
    [['binaryNoise', 33, 29, 3, 10], ['binaryNoise', 33, 29, 3, 11]],
    [['checker', 64, 48, 1, 8], ['checker', 64, 48, 1, 1]],
    [['checker', 64, 48, 3, 3], ['gradient', 64, 48, 3]],
    [['syntheticPhoto', 320, 240, 6], ['bayerPhoto', 320, 240, 6]],
    [['syntheticPhoto', 161, 127, 12], ['bayerPhoto', 161, 127, 12]],
    [['syntheticPhoto', 161, 127, 12], ['syntheticPhoto', 161, 127, 13]],
    [['bayerPhoto', 200, 31, 14], ['noise', 200, 31, 1, 15]],
]


def picture(maker, *arguments):
    scene = MAKERS[maker](*arguments)
    return Image.fromarray(scene[:, :, 0], 'L') if scene.shape[2] == 1 else Image.fromarray(scene, 'RGB')


def decibels(a, b):
    return None if np.array_equal(a, b) else peak_signal_noise_ratio(a, b)


def case(first, second):
    a, b = picture(*first), picture(*second)
    luma_a, luma_b = np.asarray(a.convert('L')), np.asarray(b.convert('L'))
    color_a, color_b = np.asarray(a.convert('RGB')), np.asarray(b.convert('RGB'))
    mean, full = structural_similarity(luma_a, luma_b, full=True, **WINDOWS)
    windows = full[5:-5, 5:-5]
    difference = np.abs(color_a.astype(int) - color_b.astype(int)).max(axis=2).astype(np.uint8)
    return {
        'a': {'maker': first[0], 'arguments': first[1:]},
        'b': {'maker': second[0], 'arguments': second[1:]},
        'mean': float(mean),
        'lowestWindow': float(windows.min()),
        'windows': windows.reshape(-1).tolist() if windows.size <= WHOLE_MAP else None,
        'decibelsOfColor': decibels(color_a, color_b),
        'decibelsOfLuma': decibels(luma_a, luma_b),
        'difference': digest(difference),
        'largestDifference': int(difference.max()),
        'meanDifference': float(difference.mean()),
    }


def main():
    tools = {'scikit-image': skimage.__version__, 'numpy': np.__version__, 'pillow': PIL.__version__}
    about = 'structural_similarity and peak_signal_noise_ratio of seeded pictures; written by scripts/vectors/ssim.py'
    cases = ',\n'.join('    ' + json.dumps(case(first, second)) for first, second in PAIRS)
    TARGET.write_text('{\n  "about": %s,\n  "tools": %s,\n  "cases": [\n%s\n  ]\n}\n' % (json.dumps(about), json.dumps(tools), cases))


if __name__ == '__main__':
    main()
