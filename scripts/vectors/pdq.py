"""Writes test/vectors/hash-pdq.json: hash, quality and the eight dihedral hashes that the C++ core of PDQ makes of seeded pictures,
and hash and quality of what its file reader picks from those with a side above 512.

Run with Debian's python3-numpy and g++, beside facebook/ThreatExchange at baefb4e:
/usr/bin/python3 scripts/vectors/pdq.py --source <ThreatExchange>
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

import numpy as np

from scene import MAKERS

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'hash-pdq.json'
PARTS = ['hashing/pdqhashing.cpp', 'hashing/torben.cpp', 'downscaling/downscaling.cpp', 'common/pdqhashtypes.cpp']
PARTS += ['common/pdqutils.cpp', 'common/pdqhamming.cpp']

# Records of int32 width, height, channels (1 or 3) and samples; the answer to each is a line.
DRIVER = r"""
#include <pdq/cpp/common/pdqhashtypes.h>
#include <pdq/cpp/hashing/pdqhashing.h>
#include <cstdint>
#include <cstdio>
#include <vector>
using namespace facebook::pdq::hashing;

int main() {
  int32_t head[3];
  while (fread(head, 4, 3, stdin) == 3) {
    const int w = head[0], h = head[1], channels = head[2];
    std::vector<uint8_t> samples((size_t)w * h * channels);
    if (fread(samples.data(), 1, samples.size(), stdin) != samples.size()) return 1;
    std::vector<float> luma((size_t)w * h), other((size_t)w * h);
    const auto fill = [&] {
      uint8_t* p = samples.data();
      if (channels == 1) fillFloatLumaFromGrey(p, h, w, w, 1, luma.data());
      else fillFloatLumaFromRGB(p, p + 1, p + 2, h, w, 3 * w, 3, luma.data());
    };
    float b64[64][64], b16x64[16][64], b16[16][16], aux[16][16];
    Hash256 hash, turned[8];
    int quality = 0, again = 0;
    fill();
    pdqHash256FromFloatLuma(luma.data(), other.data(), h, w, b64, b16x64, b16, hash, quality);
    fill();
    pdqDihedralHash256esFromFloatLuma(luma.data(), other.data(), h, w, b64, b16x64, b16, aux, &turned[0], &turned[1],
        &turned[2], &turned[3], &turned[4], &turned[5], &turned[6], &turned[7], again);
    printf("%s %d", hash.format().c_str(), quality);
    for (const auto& one : turned) printf(" %s", one.format().c_str());
    printf("\n");
    fflush(stdout);
  }
}
"""

SIZES = [(1, 1), (1, 90), (4, 200), (5, 5), (6, 131), (300, 5), (63, 65), (64, 64), (65, 63), (64, 65), (127, 129), (128, 128), (131, 97)]
JOBS = [
    *[('noise', [w, h, c, 600 + i]) for i, (w, h) in enumerate(SIZES) for c in (1, 3, 4)],
    *[('binaryNoise', [w, h, 3, 640 + i]) for i, (w, h) in enumerate(SIZES)],
    *[('gradient', [w, h, c]) for w, h, c in [(64, 64, 3), (65, 64, 1), (300, 200, 3), (1030, 77, 1)]],
    *[('checker', [w, h, 3, cell]) for w, h, cell in [(64, 64, 8), (129, 257, 16), (200, 100, 200), (600, 600, 75)]],
    *[('blocks', [w, h, c, 680 + w]) for w, h, c in [(64, 64, 4), (97, 89, 3), (514, 30, 1), (33, 700, 3)]],
    *[('syntheticPhoto', [w, h, 690 + w]) for w, h in [(64, 64), (97, 61), (160, 120), (320, 240), (641, 479), (512, 513), (1024, 768)]],
    ('bayerPhoto', [320, 240, 699]),
]


def build(source, folder):
    driver = pathlib.Path(folder) / 'driver.cpp'
    driver.write_text(DRIVER)
    program = pathlib.Path(folder) / 'driver'
    files = [pathlib.Path(source) / 'pdq' / 'cpp' / part for part in PARTS]
    command = ['g++', '-std=c++17', '-O2', '-ffp-contract=off', '-I', str(source), str(driver), *map(str, files), '-o', str(program)]
    subprocess.run(command, check=True)
    return program


def ask(program, picture):
    height, width, channels = picture.shape
    samples = picture[:, :, :3] if channels == 4 else picture
    head = np.array([width, height, samples.shape[2]], '<i4').tobytes()
    answer = subprocess.run([program], input=head + np.ascontiguousarray(samples).tobytes(), stdout=subprocess.PIPE, check=True)
    return answer.stdout.decode().split()


def picked(picture):
    height, width = picture.shape[:2]
    index = np.arange(512)
    return picture[(index * height // 512)[:, None], (index * width // 512)[None, :]]


def cases(program):
    for maker, arguments in JOBS:
        picture = MAKERS[maker](*arguments)
        hash_, quality, *turned = ask(program, picture)
        case = {'maker': maker, 'arguments': arguments, 'hash': hash_, 'quality': int(quality), 'dihedral': turned}
        if max(picture.shape[:2]) > 512:
            case['nearest'], nearest_quality, *_ = ask(program, picked(picture))
            case['nearestQuality'] = int(nearest_quality)
        yield case


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--source', required=True, help='a checkout of facebook/ThreatExchange')
    with tempfile.TemporaryDirectory() as folder:
        lines = ',\n'.join('    ' + json.dumps(case) for case in cases(build(parser.parse_args().source, folder)))
    compiler = subprocess.run(['g++', '-dumpfullversion'], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    tools = {'facebook/ThreatExchange': 'baefb4e', 'g++': compiler, 'numpy': np.__version__}
    about = 'hash, quality and dihedral hashes of the C++ core of PDQ; written by scripts/vectors/pdq.py'
    head = f'  "about": {json.dumps(about)},\n  "tools": {json.dumps(tools)},\n'
    TARGET.write_text('{\n%s  "cases": [\n%s\n  ]\n}\n' % (head, lines))


if __name__ == '__main__':
    main()
