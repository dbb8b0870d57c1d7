"""Writes test/vectors/hash-pixel.json: what imagehash makes of seeded pictures with its hashes that compare pixels and colors, its
crop-resistant hash, and comparisons of the latter.

Run with Debian's python3-pil and python3-numpy, and imagehash 4.3.2 (JohannesBuchner/imagehash at 4e289eb) on PYTHONPATH:
PYTHONPATH=... /usr/bin/python3 scripts/vectors/imagehash-pixel.py
"""

import json
import pathlib

import imagehash
import numpy as np
import PIL
from PIL import Image

from scene import MAKERS

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'hash-pixel.json'

PICTURES = [
    *[('noise', [w, h, c, 800 + i]) for i, (w, h, c) in enumerate([(1, 1, 3), (5, 3, 3), (8, 8, 1), (33, 1, 4), (70, 90, 3)])],
    *[('blocks', [w, h, c, 810 + i]) for i, (w, h, c) in enumerate([(12, 9, 3), (61, 47, 4), (40, 200, 3), (9, 9, 1)])],
    *[('gradient', [w, h, c]) for w, h, c in [(64, 48, 1), (300, 200, 3), (90, 130, 4)]],
    ('checker', [65, 43, 3, 8]),
    *[('syntheticPhoto', [w, h, s]) for w, h, s in [(320, 240, 40), (97, 161, 41), (643, 488, 42)]],
]
SIZES = [2, 3, 8, 17, 64]
BIN_BITS = [1, 3, 4, 16]


def picture(maker, arguments):
    samples = MAKERS[maker](*arguments)
    return Image.fromarray(np.ascontiguousarray(samples[:, :, 0] if samples.shape[2] == 1 else samples))


def pixel_cases():
    for maker, arguments in PICTURES:
        image = picture(maker, arguments)
        yield {
            'maker': maker,
            'arguments': arguments,
            'average': {str(size): str(imagehash.average_hash(image, size)) for size in SIZES},
            'difference': {str(size): str(imagehash.dhash(image, size)) for size in SIZES},
            'vertical': {str(size): str(imagehash.dhash_vertical(image, size)) for size in SIZES},
            'color': {str(bits): str(imagehash.colorhash(image, bits)) for bits in BIN_BITS},
        }


def crop_resistant_cases():
    photo = ('syntheticPhoto', [643, 488, 42])
    defaults = {'limit': None, 'threshold': 128, 'minimum': 500, 'side': 300}
    jobs = [(*p, {}) for p in PICTURES]
    jobs += [(*photo, o) for o in [{'limit': 1}, {'limit': 3, 'minimum': 20}, {'threshold': 100}, {'threshold': 0}, {'threshold': 255}]]
    jobs += [('blocks', [200, 160, 3, 820], {'minimum': m, 'side': s}) for m, s in [(0, 300), (20, 100), (3, 20), (1, 7)]]
    # Boxes that round to no pixel.
    jobs += [('noise', [w, h, 3, 830 + w], {'minimum': 0}) for w, h in ((12, 9), (30, 40))]
    # With five pixels a side the counter begins at 20 of 25; with four or less no valley is looked for.
    jobs += [('blocks', [24, 24, 1, 821 + s], {'minimum': 0, 'side': s}) for s in (2, 3, 4, 5, 6)]
    for maker, arguments, changed in jobs:
        options = defaults | changed
        found = imagehash.crop_resistant_hash(
            picture(maker, arguments),
            limit_segments=options['limit'],
            segment_threshold=options['threshold'],
            min_segment_size=options['minimum'],
            segmentation_image_size=options['side'],
        )
        yield {'maker': maker, 'arguments': arguments, **options, 'text': str(found)}
    colors = imagehash.crop_resistant_hash(picture(*photo), hash_func=imagehash.colorhash)
    yield {'maker': photo[0], 'arguments': photo[1], **defaults, 'segmentHash': 'color', 'text': str(colors)}


def compared_hashes():
    photo = picture('syntheticPhoto', [643, 488, 42])
    others = [photo, photo.crop((60, 40, 643, 488)), photo.crop((0, 0, 500, 400)), photo.resize((200, 150)), picture('blocks', [200, 160, 3, 820])]
    return [imagehash.crop_resistant_hash(image) for image in others]


def comparison_cases(hashes):
    for i, a in enumerate(hashes):
        for j, b in enumerate(hashes):
            for cutoff, rate in [(None, None), (None, 0), (None, 0.4), (3, None)]:
                matches, distance = a.hash_diff(b, cutoff, rate)
                score = float(a.__sub__(b, cutoff, rate))
                case = {'a': i, 'b': j, 'hammingCutoff': cutoff, 'bitErrorRate': rate}
                yield {**case, 'matches': matches, 'distance': int(distance), 'score': score}


def main():
    about = "imagehash's average_hash, dhash, dhash_vertical and colorhash by size or binbits, crop_resistant_hash and hash_diff"
    head = {
        'about': f'{about}; written by scripts/vectors/imagehash-pixel.py',
        'tools': {'imagehash': imagehash.__version__, 'pillow': PIL.__version__, 'numpy': np.__version__},
    }
    body = [f'  {json.dumps(key)}: {json.dumps(value)}' for key, value in head.items()]
    compared = compared_hashes()
    lists = {
        'pixel': pixel_cases(),
        'cropResistant': crop_resistant_cases(),
        'compared': map(str, compared),
        'comparisons': comparison_cases(compared),
    }
    for key, cases in lists.items():
        lines = ',\n'.join('    ' + json.dumps(case) for case in cases)
        body.append(f'  "{key}": [\n{lines}\n  ]')
    TARGET.write_text('{\n%s\n}\n' % ',\n'.join(body))


if __name__ == '__main__':
    main()
