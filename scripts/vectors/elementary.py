"""Writes test/vectors/elementary.json: arguments and correctly rounded values of the functions of src/math/elementary.ts.

Run with Debian's python3-mpmath: /usr/bin/python3 scripts/vectors/elementary.py
"""

import json
import math
import pathlib
import platform
import random
import struct
from fractions import Fraction

import mpmath
from mpmath import mp, mpf

# Enough for the sine of 2^1023, which needs 1023 bits of π before the first that matters.
mp.prec = 1400
LARGEST = 1.7976931348623157e308
SMALLEST = 5e-324

rng = random.Random(20240601)


def rounded(value):
    """The double nearest to an mpf, subnormal ones included (mpmath itself rounds those twice)."""
    if mpmath.isinf(value):
        return float(value)
    sign, mantissa, exponent, bit_count = value._mpf_
    # A far larger or smaller value would be a whole number of astronomic length below.
    if abs(exponent + bit_count) > 1100:
        return math.copysign(math.inf if exponent > 0 else 0.0, -1 if sign else 1)
    exact = Fraction(int(mantissa) * 2**exponent if exponent >= 0 else Fraction(int(mantissa), 2**-exponent))
    try:
        result = float(exact)
    except OverflowError:
        result = math.inf
    return -result if sign else result


def from_bits(bits):
    return struct.unpack('<d', struct.pack('<Q', bits))[0]


def positive_double():
    """Any positive finite double, its exponent uniform."""
    return from_bits(rng.randrange(1, 0x7FF0000000000000))


def around(x, steps=2):
    out = [x]
    up = down = x
    for _ in range(steps):
        up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
        out += [up, down]
    return out


def exp_arguments():
    ln2 = mpmath.log(2)
    yield from (rng.uniform(-745.1, 709.7) for _ in range(200))
    yield from (rng.uniform(-1, 1) for _ in range(100))
    yield from (rng.choice([-1, 1]) * 2.0 ** rng.uniform(-60, 0) for _ in range(60))
    # Both sides of every change of the power of two that the reduction takes out.
    for k in [-1075, -1074, -1060, -1023, -1022, -1021, -50, -2, -1, 0, 1, 2, 50, 1000, 1022, 1023]:
        yield from around(rounded((k + mpf('0.5')) * ln2))
        yield from around(rounded(k * ln2))
    yield from around(709.782712893384, 2)
    yield from around(-745.1332191019411, 2)
    yield from (rng.uniform(-745.1, -708.4) for _ in range(40))


def log_arguments():
    yield from (positive_double() for _ in range(200))
    yield from (rng.uniform(0.5, 2) for _ in range(100))
    yield from (1 + rng.choice([-1, 1]) * 2.0 ** rng.uniform(-52, -2) for _ in range(60))
    yield from around(1.0, 4)
    yield from around(rounded(mpmath.sqrt(2)))
    yield from around(rounded(mpmath.sqrt(mpf('0.5'))))
    yield from (2.0**k for k in range(-1074, 1024, 97))
    yield from (float(10**k) for k in range(0, 23))
    yield from (SMALLEST, 3 * SMALLEST, 2.2250738585072014e-308, 2.225073858507201e-308, LARGEST)


def pow_arguments():
    for _ in range(300):
        base = positive_double()
        limit = 744 / abs(math.log(base))
        yield base, rng.uniform(-limit, limit)
    for _ in range(150):
        yield rng.uniform(0, 3), rng.uniform(-60, 60)
    # Bases next to 1 under powers that bring the result anywhere.
    for _ in range(80):
        base = 1 + rng.choice([-1, 1]) * 2.0 ** rng.uniform(-52, -8)
        limit = 740 / abs(math.log(base))
        yield base, rng.uniform(-limit, limit)
    for base in range(1, 13):
        yield from ((float(base), float(power)) for power in range(-5, 13))
    yield from ((-float(base), float(power)) for base in (2, 3, 7, 10) for power in (-3, -2, -1, 1, 2, 3, 11))
    yield from ((float(square), 0.5) for square in (2, 4, 9, 16, 144, 1e300))
    yield from ((2.0, p) for p in (1023.0, 1023.9999999999999, 1024.0, -1022.0, -1022.5, -1073.5, -1074.0, -1075.0, -1075.5))
    yield from ((x, 2.4) for x in (0.0031308, 0.04045, 0.5, 0.99))
    yield from ((SMALLEST, 0.25), (SMALLEST, 0.5), (LARGEST, 0.5), (LARGEST, -1.0), (1.5, 1e300), (0.5, 1e300))


def angles():
    half_pi = mpmath.pi / 2
    yield from (rng.uniform(-10, 10) for _ in range(150))
    yield from (rng.uniform(-1e6, 1e6) for _ in range(150))
    yield from (rng.choice([-1, 1]) * 2.0 ** rng.uniform(-1000, 0) for _ in range(40))
    # The doubles next to multiples of π/4: half of them are where the results cancel.
    for _ in range(150):
        k = rng.randrange(1, 2**20)
        yield rounded(k * half_pi)
        yield from around(rounded(k * half_pi / 2), 1)[1:]
    for k in range(1, 40):
        yield from around(rounded(k * half_pi / 2), 1)
    for power in range(0, 22, 2):
        yield from nearest_to_multiples(2**power, 2 ** (power + 2), 4)
    # Either side of where the long reduction takes over.
    yield from around(1647099.0, 3)
    yield from (1647099.5, 1647098.5, 1647100.0)
    yield from (positive_double() for _ in range(100))
    # The doubles nearest of all to a multiple of π/2.
    yield from (6381956970095103.0 * 2.0**797, 5.319372648326541e255, 1e22, 1e300, LARGEST, 2.0**1023, SMALLEST)


def nearest_to_multiples(first, last, count):
    """The doubles that lie nearest to a multiple of π/2 among multiples first..last-1."""
    with mpmath.workprec(160):
        scale = int(mpmath.floor(mpmath.pi / 2 * mpf(2) ** 140))
    found = []
    for k in range(first, last):
        exact = k * scale
        shift = exact.bit_length() - 53
        distance = exact - ((exact + (1 << (shift - 1))) >> shift << shift)
        found.append((abs(distance), k))
        if len(found) > 4096:
            found = sorted(found)[:count]
    return [rounded(k * mpmath.pi / 2) for _, k in sorted(found)[:count]]


def points():
    for _ in range(250):
        yield rng.uniform(-1, 1), rng.uniform(-1, 1)
    for _ in range(150):
        yield rng.choice([-1, 1]) * positive_double(), rng.choice([-1, 1]) * positive_double()
    for _ in range(100):
        x = rng.choice([-1, 1]) * positive_double()
        yield rng.choice([-1, 1]) * abs(x) * 2.0 ** rng.uniform(-30, 30), x
    # Both sides of every change of table entry.
    for sixteenths in range(0, 17):
        for y in around(sixteenths / 16 + 1 / 32, 1) + around(sixteenths / 16, 1):
            yield y, 1.0
            yield 1.0, -y
            yield -y, -1.0
    yield from ((LARGEST, LARGEST), (LARGEST, -LARGEST), (SMALLEST, SMALLEST), (SMALLEST, -SMALLEST), (SMALLEST, LARGEST))
    yield from ((LARGEST, 1.0), (3 * SMALLEST, 7 * SMALLEST), (1e308, 1.7e308), (-1e-310, 3e-310), (1.0, -1e-300))


def table(function, arguments):
    """Rows [argument…, value], each argument once, infinite and zero results left out (JSON has neither ∞ nor −0 to speak of)."""
    rows = []
    for argument in dict.fromkeys(arguments):
        parts = argument if isinstance(argument, tuple) else (argument,)
        if not all(math.isfinite(part) and str(part) != '-0.0' for part in parts):
            continue
        value = rounded(function(*map(mpf, parts)))
        if math.isfinite(value) and value != 0:
            rows.append([*parts, value])
    return rows


def mp_log2(x):
    return mpmath.log(x) / mpmath.log(2)


def mp_log10(x):
    return mpmath.log(x) / mpmath.log(10)


def main():
    logs = [x for x in log_arguments()]
    turns = [x for x in angles()]
    tables = {
        'exp': table(mpmath.exp, exp_arguments()),
        'log': table(mpmath.log, logs),
        'log2': table(mp_log2, logs),
        'log10': table(mp_log10, logs),
        'pow': table(mpmath.power, pow_arguments()),
        'sin': table(mpmath.sin, turns),
        'cos': table(mpmath.cos, turns),
        'atan2': table(mpmath.atan2, points()),
    }
    about = 'arguments and the correctly rounded value; written by scripts/vectors/elementary.py'
    tools = {'mpmath': mpmath.__version__, 'python': platform.python_version(), 'precisionBits': mp.prec}
    body = ',\n'.join(
        '  "%s": [\n%s\n  ]' % (name, ',\n'.join('    ' + json.dumps(row) for row in rows)) for name, rows in tables.items()
    )
    target = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'elementary.json'
    target.write_text('{\n  "about": %s,\n  "tools": %s,\n%s\n}\n' % (json.dumps(about), json.dumps(tools), body))
    print({name: len(rows) for name, rows in tables.items()}, target.stat().st_size)


if __name__ == '__main__':
    main()
