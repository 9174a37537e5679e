#!/usr/bin/env python3
"""Makes apps/trainer/fixtures/logs/keras: what Keras's own callbacks leave behind of one small training that overfits.

`training.csv` is CSVLogger's, `tensorboard/` TensorBoard's (event files of `train` and `validation`), `history.json`
what `fit` returned, to compare with: the event files hold float32, the others the same numbers in full.

    pip install tensorflow-cpu==2.18.0 keras==3.11.3
    python3 tools/golden/keras-logs.py apps/trainer/fixtures/logs/keras
"""

import json
import os
import pathlib
import sys

import keras
import numpy as np

EPOCHS = 30


def main(folder: str) -> None:
    os.makedirs(folder, exist_ok=True)
    keras.utils.set_random_seed(7)
    random = np.random.default_rng(7)
    images = random.normal(size=(120, 12)).astype(np.float32)
    labels = (images[:, 0] + random.normal(size=120) > 0).astype(np.int64)
    model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(2, activation="softmax")])
    model.compile(keras.optimizers.Adam(0.02), "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(
        images[:60],
        labels[:60],
        validation_data=(images[60:], labels[60:]),
        epochs=EPOCHS,
        batch_size=20,
        verbose=0,
        callbacks=[
            keras.callbacks.CSVLogger(os.path.join(folder, "training.csv")),
            keras.callbacks.TensorBoard(os.path.join(folder, "tensorboard"), write_graph=False),
        ],
    )
    for events in pathlib.Path(folder).glob("tensorboard/*/events.out.tfevents.*"):
        # Keras puts the time and the names of machine and process into it.
        events.rename(events.with_name("events.out.tfevents.1750000000.golden.v2"))
    with open(os.path.join(folder, "history.json"), "w") as file:
        json.dump(history.history, file)
        file.write("\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
