"""Writes test/vectors/jpeg-quality.json: what ImageMagick and ExifTool say of quantization tables.

- files: `identify -format %Q` and `exiftool -JPEGDigest` of the fixtures that this library reads;
- tables: the same of small files with tables made for the purpose, which take every branch of ImageMagick's estimate;
- photoshop: under which name ExifTool lists each pair of tables in src/detectors/jpeg-quality/photoshop-tables.ts. The pairs are
  checked against its list, of which nothing else is kept.

Needs ImageMagick 6 and ExifTool (6.9.11-60 and 12.57 were used). Usage: python3 scripts/vectors/jpeg-quality.py
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'scripts' / 'fixtures'))
from jpeg import CASES, FOLDER  # noqa: E402
from jpeg_bytes import DQT, index_of, join, split  # noqa: E402

IDENTIFY = '/usr/bin/identify-im6.q16'
EXIFTOOL = '/usr/bin/exiftool'

ZIGZAG = sorted(range(64), key=lambda k: (k // 8 + k % 8, k // 8 if (k // 8 + k % 8) % 2 else -(k // 8)))

ANNEX_K = {
    'luma': [16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
             18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112,
             100, 103, 99],
    'chroma': [17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99]
    + [99] * 32,
}  # fmt: skip


def ijg(kind, quality, largest=255):
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    return [min(largest, max(1, (base * scale + 50) // 100)) for base in ANNEX_K[kind]]


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True)


def image_magick_quality(path):
    """The number printed, which is 92 also where there is no estimate; None when the file is refused."""
    printed = run(IDENTIFY, '-format', '%Q', str(path)).stdout.strip()
    return int(printed) if printed else None


def exiftool_digest(path):
    """The raw digest, with or without the sampling, or None."""
    return run(EXIFTOOL, '-s3', '-JPEGDigest#', str(path)).stdout.strip() or None


def exiftool_name(path):
    return run(EXIFTOOL, '-s3', '-JPEGDigest', str(path)).stdout.strip()


def stored(table_id, steps):
    if max(steps) > 255:
        return bytes([16 | table_id]) + b''.join(steps[k].to_bytes(2, 'big') for k in ZIGZAG)
    return bytes([table_id]) + bytes(steps[k] for k in ZIGZAG)


def with_tables(base, segments):
    """A fixture with other DQT segments, each a list of (destination, steps)."""
    parts = split((FOLDER / f'{base}.jpg').read_bytes())
    at = index_of(parts, DQT)
    kept = [part for part in parts if part[0] != DQT]
    return join(kept[:at] + [[DQT, b''.join(stored(*table) for table in tables)] for tables in segments] + kept[at:])


def written(folder, base, segments):
    path = folder / 'tables.jpg'
    path.write_bytes(with_tables(base, segments))
    return path


def ramp(first, rise):
    return [min(255, max(1, first + rise * (k // 8 + k % 8))) for k in range(64)]


# name → base fixture and DQT segments. The first digit of the destination is luma's, as in files of libjpeg.
COLOR, GRAY = 'edge-8x8', 'edge-1x1-gray'
TABLES = {
    'flat 10': (COLOR, [[(0, [10] * 64)], [(1, [10] * 64)]]),
    'flat 10, gray': (GRAY, [[(0, [10] * 64)]]),
    'flat 255': (COLOR, [[(0, [255] * 64)], [(1, [255] * 64)]]),
    'ones': (COLOR, [[(0, [1] * 64)], [(1, [1] * 64)]]),
    'luma for both': (COLOR, [[(0, ijg('luma', 90))], [(1, ijg('luma', 90))]]),
    'luma for both, coarse': (COLOR, [[(0, ijg('luma', 30))], [(1, ijg('luma', 30))]]),
    'luma 90, chroma 70': (COLOR, [[(0, ijg('luma', 90))], [(1, ijg('chroma', 70))]]),
    'luma 20, chroma 80': (COLOR, [[(0, ijg('luma', 20))], [(1, ijg('chroma', 80))]]),
    'luma 80, chroma 20': (COLOR, [[(0, ijg('luma', 80))], [(1, ijg('chroma', 20))]]),
    'two tables in one segment': (COLOR, [[(0, ijg('luma', 75)), (1, ijg('chroma', 75))]]),
    'chroma before luma': (COLOR, [[(1, ijg('chroma', 75))], [(0, ijg('luma', 75))]]),
    'luma defined twice': (COLOR, [[(0, ijg('luma', 10))], [(1, ijg('chroma', 75))], [(0, ijg('luma', 75))]]),
    'a third table that nobody uses': (COLOR, [[(0, ijg('luma', 75))], [(1, ijg('chroma', 75))], [(2, [40] * 64)]]),
    'a second table in a gray file': (GRAY, [[(0, ijg('luma', 75))], [(1, ijg('chroma', 75))]]),
    '16 bits, quality 5': (COLOR, [[(0, ijg('luma', 5, 32767))], [(1, ijg('chroma', 5, 32767))]]),
    '16 bits, quality 22': (COLOR, [[(0, ijg('luma', 22, 32767))], [(1, ijg('chroma', 22, 32767))]]),
    'steep': (COLOR, [[(0, ramp(2, 9))], [(1, ramp(2, 9))]]),
    'steep, gray': (GRAY, [[(0, ramp(2, 9))]]),
    'fine in the corner, coarse elsewhere': (GRAY, [[(0, [1 if k in (2, 53) else 200 for k in range(64)])]]),
    'coarse in the corner, fine elsewhere': (GRAY, [[(0, [200 if k in (2, 53) else 1 for k in range(64)])]]),
    'transposed': (COLOR, [[(0, [ijg('luma', 75)[8 * (k % 8) + k // 8] for k in range(64)])], [(1, ijg('chroma', 75))]]),
}


def photoshop_pairs():
    """(product, quality, luma, chroma) as the sources hold them."""
    source = (ROOT / 'src/detectors/jpeg-quality/photoshop-tables.ts').read_text()
    for product, quality, luma, chroma in re.findall(r"\[\s*'([a-z-]+)',\s*(\d+),\s*'([0-9a-f]{72})',\s*'([0-9a-f]{72})',?\s*\]", source):
        yield product, int(quality), triangle(luma), triangle(chroma)


def triangle(text):
    steps, values = [0] * 64, iter(bytes.fromhex(text))
    for row in range(8):
        for column in range(row, 8):
            steps[8 * row + column] = steps[8 * column + row] = next(values)
    return steps


# ExifTool's list knows some pairs by the sampling that Photoshop gives them.
SAMPLED = {'4:2:0': 'edge-17x17', '4:4:4': COLOR}


def photoshop_entry(folder, product, quality, luma, chroma):
    for sampling, base in SAMPLED.items():
        path = written(folder, base, [[(0, luma), (1, chroma)]])
        name = exiftool_name(path)
        if not name.startswith('Unknown'):
            return {'product': product, 'quality': quality, 'sampling': sampling, 'exifToolSays': name, 'luma': luma, 'chroma': chroma}
    raise AssertionError((product, quality))


def main():
    names = [f'formats/jpeg/{name}.jpg' for name, case in CASES.items() if case['expect'] in ('pixels', 'any-pixels')]
    names += [f'{folder}/{path.name}' for folder in ('authentic', 'tampered') for path in sorted((ROOT / 'fixtures' / folder).glob('*.jpg'))]
    files = []
    for name in names:
        path = ROOT / 'fixtures' / name
        files.append({'name': name, 'imageMagickQuality': image_magick_quality(path), 'exifToolDigest': exiftool_digest(path)})
    with tempfile.TemporaryDirectory() as text:
        folder = pathlib.Path(text)
        tables = []
        for name, (base, segments) in TABLES.items():
            path = written(folder, base, segments)
            tables.append({'name': name, 'base': f'formats/jpeg/{base}.jpg', 'segments': segments,
                           'imageMagickQuality': image_magick_quality(path), 'exifToolDigest': exiftool_digest(path)})  # fmt: skip
        photoshop = [photoshop_entry(folder, *pair) for pair in photoshop_pairs()]
    about = {
        'writtenBy': 'scripts/vectors/jpeg-quality.py',
        'imageMagick': re.search(r'ImageMagick (\S+)', run(IDENTIFY, '-version').stdout)[1],
        'exifTool': run(EXIFTOOL, '-ver').stdout.strip(),
        'imageMagickQuality': 'as printed: 92 also where ImageMagick has no estimate; null where it does not read the file',
        'steps': 'natural order',
    }
    lines = [f'"about": {json.dumps(about)}']
    for key, rows in (('files', files), ('tables', tables), ('photoshop', photoshop)):
        lines.append(f'"{key}": [\n' + ',\n'.join(json.dumps(row) for row in rows) + '\n]')
    (ROOT / 'test' / 'vectors' / 'jpeg-quality.json').write_text('{\n' + ',\n'.join(lines) + '\n}\n')
    print(f'{len(files)} files, {len(tables)} tables, {len(photoshop)} pairs of Photoshop')


main()
