"""Writes test/vectors/hash-block.json: the hashes that the C program blockhash makes of seeded pictures, by size.

Run with Debian's python3-numpy and gcc, beside commonsmachinery/blockhash at a8150ec:
/usr/bin/python3 scripts/vectors/blockhash.py --source <blockhash>/blockhash.c
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

import numpy as np

from scene import MAKERS

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'hash-block.json'

# The program's functions, from its first to the one that reads files, and records of int32 width, height, bits and RGBA instead.
HEAD = '#include <math.h>\n#include <stdint.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n'
MAIN = r"""
int main(void) {
  int32_t head[3];
  while (fread(head, 4, 3, stdin) == 3) {
    size_t length = (size_t)head[0] * head[1] * 4;
    unsigned char *samples = malloc(length);
    int *quick, *exact;
    if (fread(samples, 1, length, stdin) != length) return 1;
    blockhash_quick(head[2], samples, head[0], head[1], &quick);
    blockhash(head[2], samples, head[0], head[1], &exact);
    printf("%s %s\n", bits_to_hexhash(quick, head[2] * head[2]), bits_to_hexhash(exact, head[2] * head[2]));
    fflush(stdout);
  }
  return 0;
}
"""

SMALL = [(1, 1), (3, 90), (90, 3), (5, 4), (15, 17), (17, 15), (16, 16), (16, 21), (31, 33), (48, 32)]
JOBS = [
    *[('noise', [w, h, c, 700 + i], [4, 16, 20]) for i, (w, h) in enumerate(SMALL) for c in (1, 3, 4)],
    *[('binaryNoise', [w, h, 4, 730 + i], [8, 16]) for i, (w, h) in enumerate([(15, 16), (64, 64), (97, 61), (130, 131)])],
    *[('gradient', [w, h, c], [4, 16]) for w, h, c in [(64, 64, 3), (65, 64, 1), (300, 200, 4)]],
    *[('checker', [w, h, c, cell], [16]) for w, h, c, cell in [(64, 64, 3, 4), (129, 257, 4, 16), (200, 100, 1, 200)]],
    *[('blocks', [w, h, c, 760 + w], [4, 16, 64]) for w, h, c in [(64, 64, 4), (97, 89, 3), (250, 30, 1)]],
    *[('syntheticPhoto', [w, h, 770 + w], [16]) for w, h in [(64, 64), (97, 61), (160, 120), (641, 479), (1023, 771)]],
    # Sums beyond 2^24, where float32 leaves out whole numbers.
    *[('syntheticPhoto', [w, h, 780 + w], [4]) for w, h in [(801, 700), (1024, 768)]],
]


def build(source, folder):
    text = pathlib.Path(source).read_text()
    functions = text[text.index('int cmpint') : text.index('void process_image')]
    driver = pathlib.Path(folder) / 'driver.c'
    driver.write_text(HEAD + functions + MAIN)
    program = pathlib.Path(folder) / 'driver'
    subprocess.run(['gcc', '-O2', '-ffp-contract=off', '-w', str(driver), '-lm', '-o', str(program)], check=True)
    return program


def rgba(picture):
    height, width, channels = picture.shape
    if channels == 4:
        return picture
    colors = np.repeat(picture, 3, 2) if channels == 1 else picture
    return np.concatenate([colors, np.full((height, width, 1), 255, np.uint8)], 2)


def cases(program):
    for maker, arguments, sizes in JOBS:
        picture = MAKERS[maker](*arguments)
        height, width = picture.shape[:2]
        samples = np.ascontiguousarray(rgba(picture)).tobytes()
        for size in sizes:
            head = np.array([width, height, size], '<i4').tobytes()
            answer = subprocess.run([program], input=head + samples, stdout=subprocess.PIPE, check=True).stdout.decode().split()
            yield {'maker': maker, 'arguments': arguments, 'size': size, 'quick': answer[0], 'exact': answer[1]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--source', required=True, help='blockhash.c of commonsmachinery/blockhash')
    with tempfile.TemporaryDirectory() as folder:
        lines = ',\n'.join('    ' + json.dumps(case) for case in cases(build(parser.parse_args().source, folder)))
    compiler = subprocess.run(['gcc', '-dumpfullversion'], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    tools = {'commonsmachinery/blockhash': 'a8150ec', 'gcc': compiler, 'numpy': np.__version__}
    about = 'hashes of the C program blockhash by its two methods; written by scripts/vectors/blockhash.py'
    head = f'  "about": {json.dumps(about)},\n  "tools": {json.dumps(tools)},\n'
    TARGET.write_text('{\n%s  "cases": [\n%s\n  ]\n}\n' % (head, lines))


if __name__ == '__main__':
    main()
