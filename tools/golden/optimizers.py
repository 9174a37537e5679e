#!/usr/bin/env python3
"""Makes libs/training/src/step/optimizers.golden.json: five steps of each optimizer as Keras 3 takes them.

The problem is small and exact to state: weights [4] and gradients [4] that change from step to step and pass through
zero. Run it again only when an optimizer or a default is added, with the versions noted in the file.

    pip install tensorflow-cpu==2.18.0 keras==3.11.3
    python3 tools/golden/optimizers.py libs/training/src/step/optimizers.golden.json
"""

import json
import sys

import keras
import numpy as np

WEIGHTS = [1.0, -2.0, 0.5, 0.0]
GRADIENTS = [
    [0.1, -0.2, 0.0, 3.0],
    [0.5, 0.2, 1e-4, -1.0],
    [-0.1, 0.0, 1e-4, 0.5],
    [0.3, -5.0, 2.0, 0.25],
    [0.2, 0.1, -2.0, 0.0],
]
OPTIMIZERS = {
    "sgd": lambda: keras.optimizers.SGD(0.01),
    "momentum": lambda: keras.optimizers.SGD(0.01, momentum=0.9),
    "adagrad": lambda: keras.optimizers.Adagrad(),
    "rmsprop": lambda: keras.optimizers.RMSprop(),
    "adam": lambda: keras.optimizers.Adam(),
}


def main(path: str) -> None:
    golden = {
        "keras": keras.__version__,
        "weights": WEIGHTS,
        "gradients": GRADIENTS,
        "after": {name: steps(make()) for name, make in OPTIMIZERS.items()},
    }
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(golden, indent=2) + "\n")


def steps(optimizer: keras.optimizers.Optimizer) -> list[list[float]]:
    """The weights after each step, [steps, 4]."""
    weight = keras.Variable(np.array(WEIGHTS, "float32"))
    after = []
    for gradient in GRADIENTS:
        optimizer.apply([keras.ops.convert_to_tensor(np.array(gradient, "float32"))], [weight])
        after.append([float(value) for value in keras.ops.convert_to_numpy(weight)])
    return after


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
