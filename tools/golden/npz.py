#!/usr/bin/env python3
"""Makes libs/training/src/data/sources/arrays.golden.npz: what numpy.savez_compressed writes, for the .npz reader.

    python3 tools/golden/npz.py libs/training/src/data/sources/arrays.golden.npz

Needs numpy.
"""

import sys

import numpy as np


def main(path: str) -> None:
    images = np.arange(6 * 4 * 5, dtype=np.uint8).reshape(6, 4, 5)
    floats = (np.arange(3 * 4 * 5 * 3).reshape(3, 4, 5, 3) / 255).astype(np.float32)
    np.savez_compressed(
        path,
        x_train=images,
        y_train=np.array([0, 1, 1, 0, 2, 2], dtype=np.int64),
        x_test=floats,
        y_test=np.array([2, 0, 1], dtype=np.uint8).reshape(3, 1),
        class_names=np.array(["Katze", "犬", "horse"]),
        doubles=np.array([0.5, -1.0]),
        bytes=np.array([b"a", b"bcd"]),
        fortran=np.asfortranarray(np.arange(6, dtype=np.int32).reshape(2, 3)),
        objects=np.array([{}, None], dtype=object),
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
