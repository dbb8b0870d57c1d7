"""Writes test/vectors/tails.json: tails of the normal, Poisson and binomial distributions by SciPy and mpmath.

SciPy gives the logarithms where they are above −600; mpmath sums the terms of the rest, which SciPy rounds to −∞.
Run with Debian's python3-scipy and python3-mpmath, or any others: python3 scripts/vectors/tails.py
"""

import json
import pathlib
import platform
import random

import mpmath
import numpy as np
import scipy
from mpmath import mp, mpf
from scipy import special, stats

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'tails.json'

mp.dps = 40
rng = random.Random(20240917)


def poisson_log(count, mean):
    """ln P(N ≥ count), summed term by term."""
    mean = mpf(mean)
    if count <= mean:
        n, total = count - 1, mpf(0)
        term = mpmath.exp(n * mpmath.log(mean) - mean - mpmath.loggamma(n + 1))
        while n >= 0 and (total == 0 or term > mpf('1e-38') * total):
            total += term
            term *= n / mean
            n -= 1
        return mpmath.log1p(-total)
    term = total = mpf(1)
    n = count
    while term > mpf('1e-35') * total:
        n += 1
        term *= mean / n
        total += term
    return count * mpmath.log(mean) - mean - mpmath.loggamma(count + 1) + mpmath.log(total)


def binomial_log(trials, count, p):
    p = mpf(p)
    first = mpmath.loggamma(trials + 1) - mpmath.loggamma(count + 1) - mpmath.loggamma(trials - count + 1)
    first += count * mpmath.log(p) + (trials - count) * mpmath.log1p(-p)
    if count > trials * p:
        term = total = mpf(1)
        for n in range(count, trials):
            term *= mpf(trials - n) / (n + 1) * p / (1 - p)
            total += term
            if term < mpf('1e-35') * total:
                break
        return first + mpmath.log(total)
    n, total = count - 1, mpf(0)
    term = mpmath.exp(
        mpmath.loggamma(trials + 1) - mpmath.loggamma(n + 1) - mpmath.loggamma(trials - n + 1)
        + n * mpmath.log(p) + (trials - n) * mpmath.log1p(-p)
    )
    while n >= 0 and (total == 0 or term > mpf('1e-38') * total):
        total += term
        term *= mpf(n) / (trials - n + 1) * (1 - p) / p
        n -= 1
    return mpmath.log1p(-total)


def checked(exact, by_scipy):
    """The exact value, once SciPy agrees where it can: each guards against an error in the other."""
    if np.isfinite(by_scipy) and by_scipy > -600:
        assert abs(float(exact) - by_scipy) <= 1e-9 * abs(by_scipy) + 1e-14, (exact, by_scipy)
    return float(exact)


normal = []
for z in [0.0, 1e-9, 0.5, 1.0, 2.0, 2.999, 3.0, 3.001, 5.0, 8.0, 20.0, 37.0] + [rng.uniform(-8, 12) for _ in range(40)]:
    exact = mpmath.erfc(mpf(z) / mpmath.sqrt(2)) / 2
    assert abs(float(exact) - special.ndtr(-z)) <= 1e-12 * float(exact)
    normal.append([z, float(exact)])

poisson = []
cases = [(1, 1e-6), (1, 3.0), (3, 3.0), (4, 3.0), (1, 700.0), (1000, 10.0), (5000, 1.5), (100000, 90000.0), (90000, 100000.0)]
cases += [(rng.randrange(1, 400), 10.0 ** rng.uniform(-3, 2.7)) for _ in range(60)]
for count, mean in cases:
    poisson.append([count, mean, checked(poisson_log(count, mean), stats.poisson.logsf(count - 1, mean))])

binomial = []
cases = [(1, 1, 0.5), (2, 2, 0.5), (64, 1, 1 / 64), (64, 64, 1 / 64), (187500, 3500, 1 / 64), (1000000, 15000, 1 / 64), (30, 29, 0.999)]
for _ in range(60):
    trials = round(10.0 ** rng.uniform(0.5, 4.5))
    cases.append((trials, rng.randrange(1, trials + 1), rng.choice([1 / 64, rng.uniform(0.001, 0.999)])))
for trials, count, p in cases:
    binomial.append([trials, count, p, checked(binomial_log(trials, count, p), stats.binom.logsf(count - 1, trials, p))])

TARGET.write_text(
    json.dumps(
        {
            'about': 'tails of distributions; written by scripts/vectors/tails.py',
            'tools': {'python': platform.python_version(), 'scipy': scipy.__version__, 'mpmath': mpmath.__version__},
            'normalUpperTail': normal,
            'logPoissonUpperTail': poisson,
            'logBinomialUpperTail': binomial,
        }
    )
    + '\n'
)
