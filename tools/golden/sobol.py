#!/usr/bin/env python3
"""Makes libs/sweep/src/samplers/sobol/sobol.golden.json: points of scipy's Sobol sequence, without a scramble.

`points[i]` is point number `index[i]`: its coordinates in the 64 dimensions, in units of 2^-32.

    pip install scipy==1.17.1
    python3 tools/golden/sobol.py libs/sweep/src/samplers/sobol/sobol.golden.json
"""

import json
import sys

from scipy.stats import qmc

DIMENSIONS = 64
INDICES = [0, 1, 2, 3, 7, 100, 1023, 9999]


def main(path: str) -> None:
    sobol = qmc.Sobol(DIMENSIONS, scramble=False, bits=32)
    points = sobol.random(max(INDICES) + 1)
    golden = {
        "index": INDICES,
        "points": [[int(coordinate * 2**32) for coordinate in points[index]] for index in INDICES],
    }
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
