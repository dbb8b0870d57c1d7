"""Writes test/vectors/clopper-pearson.json: one-sided upper Clopper-Pearson bounds of a rate, as quantiles of the beta distribution.

Run with Debian's python3-scipy: /usr/bin/python3 scripts/vectors/clopper-pearson.py
"""

import json
import pathlib

import scipy
from scipy.stats import beta

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors' / 'clopper-pearson.json'

COUNTS = [
    *[(events, trials) for trials in (1, 2, 3, 7, 12) for events in range(trials)],
    *[(events, 17) for events in (0, 1, 5, 16)],
    *[(events, 97) for events in (0, 1, 2, 8, 48, 96)],
    (0, 100), (1, 100), (8, 300), (0, 300), (3, 1000), (500, 1000), (999, 1000), (0, 20000), (700, 20000), (10000, 20000),
]  # fmt: skip

CONFIDENCES = [0.9, 0.95, 0.975]


def main():
    about = 'beta.ppf(confidence, events + 1, trials - events); written by scripts/vectors/clopper-pearson.py'
    rows = ',\n'.join(
        '    ' + json.dumps([events, trials, confidence, float(beta.ppf(confidence, events + 1, trials - events))])
        for events, trials in COUNTS
        for confidence in CONFIDENCES
    )
    TARGET.write_text(
        '{\n  "about": %s,\n  "tools": %s,\n  "columns": ["events", "trials", "confidence", "bound"],\n  "rows": [\n%s\n  ]\n}\n'
        % (json.dumps(about), json.dumps({'scipy': scipy.__version__}), rows)
    )


if __name__ == '__main__':
    main()
