#!/usr/bin/env python3
"""Trains one of the benchmark's networks with Keras 3 on TensorFlow and says how fast that was.

The argument is a task of contender.ts, the answers are its messages, one a line. The networks are those of libs/models.
Of the two ways that Keras has, `train_on_batch` and `fit` over a tf.data pipeline, this is `fit`: on a loaded
machine it was the faster one in three of four tries. The clock runs from the first batch's begin to the last batch's end, so that what `fit` does before and after an
epoch is not counted against it.
"""

import json
import os
import resource
import sys
import time

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf
from keras import layers

TASK = json.loads(sys.argv[1])
BLOCKS = {
    "vgg-small": [(32, 2), (64, 2)],
    "vgg-16": [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)],
}
HIDDEN = {"vgg-small": [128], "vgg-16": [4096, 4096]}


def vgg(x):
    for filters, count in BLOCKS[TASK["model"]]:
        for _ in range(count):
            x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    for units in HIDDEN[TASK["model"]]:
        x = layers.Dense(units, activation="relu")(x)
        x = layers.Dropout(TASK["dropout"])(x)
    return x


def resnet18(x):
    def unit(x, filters, size, strides=1):
        x = layers.Conv2D(
            filters, size, strides, padding="same", use_bias=False, kernel_initializer="he_normal"
        )(x)
        return layers.BatchNormalization(momentum=0.9, epsilon=1e-5)(x)

    x = layers.ReLU()(unit(x, 64, 3))
    for stage, filters in enumerate([64, 128, 256, 512]):
        for block in range(2):
            strides = 2 if block == 0 and stage > 0 else 1
            shortcut = unit(x, filters, 1, strides) if strides == 2 else x
            y = layers.ReLU()(unit(x, filters, 3, strides))
            x = layers.ReLU()(layers.Add()([shortcut, unit(y, filters, 3)]))
    return layers.GlobalAveragePooling2D()(x)


def data(images, batch):
    """The images as bytes, in memory, in batches that the pipeline has ready before they are wanted."""
    random = np.random.default_rng(1)
    x = random.integers(0, 256, (images, TASK["side"], TASK["side"], 3), dtype="uint8")
    y = np.eye(TASK["classes"], dtype="float32")[random.integers(0, TASK["classes"], images)]
    return tf.data.Dataset.from_tensor_slices((x, y)).batch(batch, drop_remainder=True).cache().repeat().prefetch(2)


class Clock(keras.callbacks.Callback):
    """When the first batch began and the last one ended."""

    def on_train_batch_begin(self, batch, logs=None):
        if batch == 0:
            self.begin = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        self.end = time.perf_counter()

    on_test_batch_begin = on_train_batch_begin
    on_test_batch_end = on_train_batch_end


def rate(run, batch, guess):
    """Images a second of `run(steps, clock)`, over as many steps as the task's seconds hold."""
    clock = Clock()
    run(guess, clock)
    steps = max(3, round(TASK["seconds"] / ((clock.end - clock.begin) / guess)))
    run(steps, clock)
    return steps * batch / (clock.end - clock.begin)


def say(**message):
    print(json.dumps(message), flush=True)


def main():
    images = keras.Input((TASK["side"], TASK["side"], 3), dtype="uint8")
    x = layers.Rescaling(1 / 255)(images)
    x = resnet18(x) if TASK["model"] == "resnet-18" else vgg(x)
    model = keras.Model(images, layers.Dense(TASK["classes"])(x))
    model.compile(
        keras.optimizers.SGD(TASK["learningRate"], momentum=TASK["momentum"]),
        keras.losses.CategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
        jit_compile=False,  # With XLA vgg-small made 227 images/s instead of 1,990, resnet-18 39 instead of 74
    )
    batch = TASK["batchSize"]
    pipeline = data(8 * batch, batch)
    model.fit(pipeline, steps_per_epoch=1, verbose=0)
    say(type="first-step")

    def train(steps, clock):
        model.fit(pipeline, steps_per_epoch=steps, verbose=0, callbacks=[clock])

    trained = rate(train, batch, guess=min(10, TASK["warmUp"]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    evaluated = None
    if TASK["evaluateBatch"] > 0:
        many = data(2 * TASK["evaluateBatch"], TASK["evaluateBatch"])

        def evaluate(steps, clock):
            model.evaluate(many, steps=steps, verbose=0, callbacks=[clock])

        evaluated = rate(evaluate, TASK["evaluateBatch"], guess=2)
    parameters = sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
    say(
        type="result",
        parameters=parameters,
        imagesPerSecond=trained,
        peakBytes=peak,
        evaluated=evaluated,
        loss=None,
    )


main()
