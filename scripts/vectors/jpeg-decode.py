"""Writes test/vectors/jpeg-decode.json: what the reference decoders make of each file in fixtures/formats/jpeg/.

Gray, YCbCr and RGB files: `djpeg -pnm` of libjpeg-turbo (islow DCT, fancy upsampling), once with SIMD and once without.
CMYK and YCCK files: Pillow's `convert('RGB')`, and djpeg, which must agree.
Needs djpeg and jpegtran 2.1.5 and Pillow 9.4. Usage: python3 scripts/vectors/jpeg-decode.py
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys

from PIL import Image, features
from PIL import __version__ as pillow_version

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'scripts' / 'fixtures'))
from jpeg import CASES, FOLDER  # noqa: E402
from jpeg_bytes import is_frame  # noqa: E402

PROCESSES = {0xC0: 'baseline', 0xC1: 'extended', 0xC2: 'progressive'}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def call(arguments, data, **environment):
    done = subprocess.run(arguments, input=data, capture_output=True, env={**os.environ, **environment})
    return done.returncode, done.stderr.decode().strip(), done.stdout


def djpeg(data, **environment):
    """Returns (exit status, message, channels, rows): exit status 1 is a refusal, 2 a picture with warnings."""
    status, message, out = call(['djpeg', '-pnm'], data, **environment)
    if not out:
        return status, message, 0, []
    magic, size, depth, body = out.split(b'\n', 3)
    width, height = map(int, size.split())
    channels = {b'P5': 1, b'P6': 3}[magic]
    assert depth == b'255' and len(body) == width * height * channels
    return status, message, channels, [body[y * width * channels : (y + 1) * width * channels] for y in range(height)]


def frame_of(data):
    """Walks to the first frame header, over fill bytes and stray bytes, without looking at anything else."""
    at = 2
    while True:
        at = data.index(b'\xff', at)
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        if is_frame(marker) or marker == 0xF7:
            header = data[at + 3 :]
            count = header[5]
            sampling = ','.join(f'{header[7 + 3 * k] >> 4}x{header[7 + 3 * k] & 15}' for k in range(count))
            return marker, int.from_bytes(header[3:5], 'big'), int.from_bytes(header[1:3], 'big'), count, sampling
        at += 1 + int.from_bytes(data[at + 1 : at + 3], 'big')


def entry_of(name, case):
    path = FOLDER / f'{name}.jpg'
    data = path.read_bytes()
    marker, width, height, components, sampling = frame_of(data)
    entry = {'name': name, 'about': case['about'], 'width': width, 'height': height, 'components': components, 'sampling': sampling,
             'process': PROCESSES.get(marker, 'other'), 'expect': case['expect']}  # fmt: skip
    status, message, channels, rows = djpeg(data)
    plain = djpeg(data, JSIMD_FORCENONE='1')
    digest = sha256(b''.join(rows)) if rows else None
    expect = case['expect']
    if case['why']:
        entry['why'] = case['why']
    if message:
        entry['djpegSays'] = message

    if expect in ('unsupported', 'malformed'):
        assert status == 1 or 'arithmetic' in name, (name, status, message)
        entry['codes'] = ['unsupported', 'malformed'] if name == 'precision-zero' else [expect]
        return entry

    entry['channels'] = channels
    if expect == 'any-pixels':
        assert status == 0 and plain[3] != rows, name
        return entry
    assert plain[3] == rows, f'{name}: SIMD and plain C differ'
    if components == 4:
        rgb = Image.open(path).convert('RGB').tobytes()
        assert sha256(rgb) == digest, f'{name}: Pillow and djpeg differ'
    if expect == 'pixels':
        assert (status, message) == (0, ''), (name, status, message)
        entry.update(oracle='Pillow' if components == 4 else 'djpeg', sha256=digest)
    elif expect == 'tolerated':
        entry.update(codes=['malformed'], oracle='djpeg', sha256=digest)
    else:
        entry.update(codes=['malformed'], concealedSha256=digest)
        if case['intact']:
            intact = djpeg((FOLDER / f'{case["intact"]}.jpg').read_bytes())[3]
            same = next((y for y, pair in enumerate(zip(rows, intact)) if pair[0] != pair[1]), height)
            entry.update(intact=case['intact'], intactRows=same)
        if entry['process'] == 'progressive':
            # A sequential file with the same coefficients is not smoothed.
            entry['unsmoothedSha256'] = sha256(b''.join(djpeg(call(['jpegtran', '-copy', 'all'], data)[2])[3]))
    return entry


ABOUT = [
    'What fixtures/formats/jpeg/<name>.jpg decodes to; written by scripts/vectors/jpeg-decode.py.',
    'sha256 is of the interleaved rows, channels samples a pixel (CMYK and YCCK as RGB: R = round(C * K / 255) of the stored values, and so on).',
    'expect: pixels = must decode to sha256; tolerated = to sha256, or be refused with a code of codes; any-pixels = must decode, pixels are not defined;',
    'partial = must be reported as incomplete, or be refused with a code of codes; unsupported, malformed = must be refused with a code of codes.',
    'partial files: concealedSha256 is what djpeg fills in (for information); the first intactRows rows of it equal those of the file intact;',
    'unsmoothedSha256 is the same without the smoothing across blocks that libjpeg applies to unfinished progressive files.',
]


def main():
    files = [entry_of(name, case) for name, case in CASES.items()]
    tools = {'djpeg': call(['djpeg', '-version'], b'')[1], 'Pillow': f'{pillow_version} with libjpeg-turbo {features.version("libjpeg_turbo")}'}
    text = '{\n  "about": %s,\n  "tools": %s,\n  "files": [\n%s\n  ]\n}\n' % (
        json.dumps(ABOUT, indent=4).replace('\n]', '\n  ]'), json.dumps(tools), ',\n'.join('    ' + json.dumps(f) for f in files))  # fmt: skip
    (ROOT / 'test' / 'vectors' / 'jpeg-decode.json').write_text(text)
    print(len(files), 'files;', {kind: sum(f['expect'] == kind for f in files) for kind in sorted({f['expect'] for f in files})})


if __name__ == '__main__':
    main()
