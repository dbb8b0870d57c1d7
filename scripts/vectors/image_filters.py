"""Writes the vectors of test/image from OpenCV, SciPy and Pillow:

image-border.json      which pixel stands in for one outside the image
image-edges.json       sha256 of blurred planes and edge masks of seeded pictures
image-components.json  how many components seeded masks have, and sha256 of their labels
image-luma.json        luma of colors

Run with Debian's python3-opencv, python3-scipy and python3-pil: /usr/bin/python3 scripts/vectors/image_filters.py
"""

import json
import pathlib

import cv2
import numpy as np
import PIL
import scipy
from PIL import Image
from scipy import ndimage

from scene import MAKERS, digest, noise

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors'
TOOLS = {'opencv': cv2.__version__, 'scipy': scipy.__version__, 'pillow': PIL.__version__, 'numpy': np.__version__}


def write(name, about, tools, cases):
    lines = ',\n'.join('    ' + json.dumps(case) for case in cases)
    head = {'about': f'{about}; written by scripts/vectors/image_filters.py', 'tools': {tool: TOOLS[tool] for tool in tools}}
    body = ',\n'.join(f'  {json.dumps(key)}: {json.dumps(value)}' for key, value in head.items())
    (TARGET / name).write_text('{\n%s,\n  "cases": [\n%s\n  ]\n}\n' % (body, lines))


BORDERS = {
    'replicate': cv2.BORDER_REPLICATE,
    'reflect': cv2.BORDER_REFLECT,
    'reflect-101': cv2.BORDER_REFLECT_101,
    'wrap': cv2.BORDER_WRAP,
    'constant': cv2.BORDER_CONSTANT,
}


def border_cases():
    for mode, flag in BORDERS.items():
        for length in (1, 2, 3, 5):
            indices = range(-13, 19)
            yield {
                'mode': mode,
                'length': length,
                'first': indices[0],
                'expected': [cv2.borderInterpolate(index, length, flag) for index in indices],
            }


def gray(maker, arguments):
    scene = MAKERS[maker](*arguments)
    if scene.shape[2] == 1:
        return np.ascontiguousarray(scene[:, :, 0])
    return np.asarray(Image.fromarray(scene, 'RGB').convert('L'))


def edge_cases():
    sizes = [(1, 1), (1, 2), (2, 1), (3, 2), (2, 3), (1, 40), (40, 1), (5, 5), (9, 4), (33, 31), (64, 64), (127, 66)]
    jobs = [('noise', [w, h, 1, 100 + i], 1.4, 50, 150) for i, (w, h) in enumerate(sizes)]
    jobs += [('blocks', [w, h, 1, 200 + i], 1.4, 50, 150) for i, (w, h) in enumerate(sizes)]
    jobs += [('noise', [61, 47, 1, 300 + i], sigma, 50, 150) for i, sigma in enumerate([0, 0.05, 0.3, 0.5, 0.84, 1])]
    jobs += [('noise', [61, 47, 1, 310 + i], sigma, 5, 20) for i, sigma in enumerate([2, 3.3, 5, 8.7, 16])]
    jobs += [('noise', [7, 90, 1, 320 + i], sigma, 5, 20) for i, sigma in enumerate([0.5, 1.4, 5, 16])]
    jobs += [('noise', [70, 50, 1, 330 + i], 1.4, low, high) for i, (low, high) in enumerate([(0, 0), (10.5, 30.2), (60, 60), (0, 1443)])]
    jobs += [('binaryNoise', [70, 50, 1, 340 + i], 0, low, high) for i, (low, high) in enumerate([(0, 0), (50, 150), (800, 1100.7), (1020, 1442)])]
    jobs += [('checker', [65, 43, 1, cell], sigma, 50, 150) for cell in (1, 2, 8) for sigma in (0, 1.4)]
    jobs += [('gradient', [300, 200, 1], sigma, 1, 5) for sigma in (0, 1.4)]
    jobs += [('syntheticPhoto', [320, 240, 6], 1.4, 50, 150), ('syntheticPhoto', [641, 479, 7], 1.4, 50, 150)]
    jobs += [('syntheticPhoto', [320, 240, 8], 0, 50, 150), ('bayerPhoto', [320, 240, 9], 2.2, 10, 40)]
    for maker, arguments, sigma, low, high in jobs:
        plane = gray(maker, arguments)
        blurred = cv2.GaussianBlur(plane, (0, 0), sigma) if sigma > 0 else plane
        edges = cv2.Canny(blurred, low, high, L2gradient=True)
        yield {
            'maker': maker,
            'arguments': arguments,
            'sigma': sigma,
            'lowThreshold': low,
            'highThreshold': high,
            'blurred': digest(blurred),
            'edgePixels': int(np.count_nonzero(edges)),
            'edges': digest(edges),
        }


def component_cases():
    sizes = [(1, 1), (17, 1), (1, 17), (31, 33), (200, 150), (641, 479)]
    for i, (width, height) in enumerate(sizes):
        # Members are the bytes below the limit; near 40 % of eight-connected noise begins to hang together.
        for limit in (13, 77, 104, 128, 205, 256):
            mask = noise(width, height, 1, 400 + i)[:, :, 0] < limit
            labels, count = ndimage.label(mask, np.ones((3, 3), int))
            areas = ndimage.sum_labels(mask, labels, range(1, count + 1)) if count else [0]
            yield {
                'width': width,
                'height': height,
                'seed': 400 + i,
                'limit': limit,
                'count': int(count),
                'largestAreaPixels': int(max(areas)),
                'labels': digest(labels.astype('<i4')),
            }


def luma_cases():
    corners = [[r, g, b] for r in (0, 1, 254, 255) for g in (0, 1, 254, 255) for b in (0, 1, 254, 255)]
    colors = np.array(corners + noise(200, 1, 3, 500)[0].tolist(), np.uint8)
    luma = np.asarray(Image.fromarray(colors[None], 'RGB').convert('L'))[0]
    yield {'name': 'colors', 'rgb': colors.reshape(-1).tolist(), 'luma': luma.tolist()}


def main():
    write('image-border.json', 'cv2.borderInterpolate of the indices from `first` on', ['opencv'], border_cases())
    about = 'sha256 of cv2.GaussianBlur(plane, (0, 0), sigma) and of cv2.Canny of that, L2gradient=True'
    write('image-edges.json', about, ['opencv', 'pillow'], edge_cases())
    about = 'scipy.ndimage.label with eight neighbors of seeded noise below a limit; labels as little-endian int32'
    write('image-components.json', about, ['scipy', 'numpy'], component_cases())
    write('image-luma.json', 'Pillow convert("L") of RGB triples', ['pillow'], luma_cases())


if __name__ == '__main__':
    main()
