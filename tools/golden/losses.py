#!/usr/bin/env python3
"""Makes libs/training/src/step/losses.golden.json: each loss of a few images as Keras 3 computes it, with its gradient.

Logits and targets are [images, classes]: one-hot targets, one that mixup blended, logits that are sure and right or
sure and wrong. `gradient` is that of the sum of the losses with respect to the logits. Everything is float32. Keras
bounds the focal loss's probabilities by 1e-7, ours are not bounded from below: the logits stay clear of that.

    pip install tensorflow-cpu==2.18.0 keras==3.11.3
    python3 tools/golden/losses.py libs/training/src/step/losses.golden.json
"""

import json
import sys

import keras
import numpy as np
import tensorflow as tf

LOGITS = [
    [0.0, 0.0, 0.0],
    [2.0, -1.0, 0.5],
    [-3.0, 4.0, 1.0],
    [6.0, -6.0, 0.0],
    [1.5, 1.5, -0.25],
]
TARGETS = [
    [1.0, 0.0, 0.0],
    [1.0, 0.0, 0.0],
    [0.0, 0.0, 1.0],
    [0.0, 1.0, 0.0],
    [0.0, 0.3, 0.7],
]


def categorical(smoothing: float):
    return lambda t, z: keras.losses.categorical_crossentropy(t, z, from_logits=True, label_smoothing=smoothing)


def binary(smoothing: float):
    return lambda t, z: keras.losses.binary_crossentropy(t, z, from_logits=True, label_smoothing=smoothing)


def focal(smoothing: float, gamma: float):
    return lambda t, z: keras.losses.categorical_focal_crossentropy(
        t, z, from_logits=True, alpha=0.25, gamma=gamma, label_smoothing=smoothing
    )


def squared(t, z):
    return keras.losses.mean_squared_error(t, keras.ops.softmax(z))


# (name, label smoothing, focal gamma, loss)
CASES = [
    ("categoricalCrossentropy", 0.0, 0.0, categorical(0.0)),
    ("categoricalCrossentropy", 0.1, 0.0, categorical(0.1)),
    ("meanSquaredError", 0.0, 0.0, squared),
    ("binaryCrossentropy", 0.0, 0.0, binary(0.0)),
    ("binaryCrossentropy", 0.2, 0.0, binary(0.2)),
    ("focal", 0.0, 2.0, focal(0.0, 2.0)),
    ("focal", 0.1, 2.0, focal(0.1, 2.0)),
    ("focal", 0.0, 0.5, focal(0.0, 0.5)),
    ("focal", 0.0, 0.0, focal(0.0, 0.0)),
]


def main(path: str) -> None:
    cases = [
        {"loss": name, "labelSmoothing": smoothing, "focalGamma": gamma, **computed(loss)}
        for name, smoothing, gamma, loss in CASES
    ]
    golden = {"keras": keras.__version__, "logits": LOGITS, "targets": TARGETS, "cases": cases}
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(golden, indent=2) + "\n")


def computed(loss) -> dict:
    """Losses [images] and gradient [images, classes]."""
    logits = tf.constant(LOGITS, "float32")
    with tf.GradientTape() as tape:
        tape.watch(logits)
        values = loss(tf.constant(TARGETS, "float32"), logits)
    return {"values": numbers(values), "gradient": numbers(tape.gradient(values, logits))}


def numbers(tensor):
    return [[short(value) for value in row] if np.ndim(row) else short(row) for row in tensor.numpy()]


def short(value) -> float:
    """The nine digits that make a float32 what it is."""
    return float(f"{value:.9g}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
