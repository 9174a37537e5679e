#!/usr/bin/env python3
"""Makes libs/training/src/network/models.golden.json: what Keras's networks say with weights that anyone can work out.

keras.applications gives the networks that it has; the others are written out here from their papers. Every number of
every weight is told by the weight's name and the number's place in it (see `numbers`), so that the file holds
outputs only: the logits of two pictures. Run it again only when a network is added or changed.

    pip install tensorflow-cpu==2.18.0 keras==3.11.3
    KERAS_BACKEND=tensorflow python3 tools/golden/models.py libs/training/src/network/models.golden.json
"""

import json
import math
import sys

import keras
import numpy as np
from keras import layers

CLASSES = 7


def main(path: str) -> None:
    golden = {
        "keras": keras.__version__,
        "classes": CLASSES,
        "cases": [case(name, shape, make(shape)) for name, shape, make in CASES],
    }
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(golden) + "\n")


def case(name: str, shape: tuple, model: keras.Model) -> dict:
    """The logits of two pictures, scaled so that the largest is between 1 and 2."""
    last = model.layers[-1]
    last.activation = keras.activations.linear
    for layer in model.layers:
        for weight in layer.weights:
            weight.assign(value_of(layer, weight))
    pictures = numbers("pictures", 2 * math.prod(shape)).reshape(2, *shape)
    logits = model(pictures, training=False).numpy()
    scale = 2.0 ** -math.floor(math.log2(np.abs(logits).max()))
    print(name, shape, model.count_params(), scale, logits * scale)
    return {
        "model": name,
        "inputShape": shape,
        "parameters": model.count_params(),
        "logitScale": scale,
        "logits": (logits * scale).tolist(),
    }


def value_of(layer: keras.Layer, weight: keras.Variable) -> np.ndarray:
    role = weight.path.split("/")[-1]
    layer_name = "logits" if layer.name == "predictions" else layer.name
    values = numbers(f"{layer_name}/{role}", math.prod(weight.shape)).reshape(weight.shape)
    if role == "kernel":  # uniform with He's variance: 6 / fan in under the root
        fan_in = math.prod(weight.shape[:2] if "depthwise" in layer.name else weight.shape[:-1])
        return (2 * values - 1) * np.float32(math.sqrt(6 / fan_in))
    if role in ("gamma", "moving_variance"):
        return np.float32(0.75) + values / 2
    return (values - np.float32(0.5)) / 5


def numbers(name: str, count: int) -> np.ndarray:
    """`count` float32 numbers in [0, 1): the FNV-1a hash of the name, mixed with each place."""
    seed = np.uint32(2166136261)
    with np.errstate(over="ignore"):
        for letter in name.encode():
            seed = (seed ^ np.uint32(letter)) * np.uint32(16777619)
        mixed = np.arange(count, dtype=np.uint32) * np.uint32(2654435761) + seed
        for _ in range(2):
            mixed = (mixed ^ (mixed >> np.uint32(16))) * np.uint32(73244475)
        mixed = mixed ^ (mixed >> np.uint32(16))
    return (mixed >> np.uint32(8)).astype(np.float32) / np.float32(2**24)


def application(make):
    return lambda shape: make(weights=None, input_shape=shape, classes=CLASSES)


def vgg(blocks: list, hidden: list):
    """1409.1556, table 1: for each block its channels and the sides of its kernels."""

    def make(shape: tuple) -> keras.Model:
        inputs = x = layers.Input(shape)
        for block, (filters, sizes) in enumerate(blocks, 1):
            for at, size in enumerate(sizes, 1):
                name = f"block{block}_conv{at}"
                x = layers.Conv2D(filters, size, padding="same", activation="relu", name=name)(x)
            x = layers.MaxPooling2D(2, name=f"block{block}_pool")(x)
        x = layers.Flatten()(x)
        for name, units in hidden:
            x = layers.Dense(units, activation="relu", name=name)(x)
            x = layers.Dropout(0.5)(x)
        return ended(inputs, x)

    return make


def zfnet(shape: tuple) -> keras.Model:
    """1311.2901, figure 3, without contrast normalisation; pools that round up see a border of −∞, as `same` does."""
    inputs = layers.Input(shape)
    x = layers.ZeroPadding2D(1)(inputs)
    x = layers.Conv2D(96, 7, strides=2, activation="relu", name="conv1")(x)
    x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    x = layers.Conv2D(256, 5, strides=2, activation="relu", name="conv2")(x)
    x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    for name, filters in [("conv3", 384), ("conv4", 384), ("conv5", 256)]:
        x = layers.Conv2D(filters, 3, padding="same", activation="relu", name=name)(x)
    x = layers.MaxPooling2D(3, strides=2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(4096, activation="relu", name="fc6")(x)
    x = layers.Dense(4096, activation="relu", name="fc7")(x)
    return ended(inputs, x)


def resnet(counts: list, bottleneck: bool):
    """1512.03385, table 1, with the start that section 4.2 has for small images."""
    epsilon = 1.001e-5 if bottleneck else 1e-5

    def unit(x, name: str, filters: int, size: int, strides: int = 1, padding: str = "same"):
        x = layers.Conv2D(filters, size, strides, padding, use_bias=bottleneck, name=f"{name}_conv")(x)
        return layers.BatchNormalization(epsilon=epsilon, name=f"{name}_bn")(x)

    def block(x, name: str, filters: int, strides: int):
        wide = 4 * filters if bottleneck else filters
        shortcut = x
        if strides > 1 or x.shape[-1] != wide:
            shortcut = unit(x, f"{name}_0", wide, 1, strides)
        if bottleneck:
            x = layers.ReLU()(unit(x, f"{name}_1", filters, 1, strides))
            x = layers.ReLU()(unit(x, f"{name}_2", filters, 3))
            x = unit(x, f"{name}_3", wide, 1)
        else:
            x = layers.ReLU()(unit(x, f"{name}_1", filters, 3, strides))
            x = unit(x, f"{name}_2", filters, 3)
        return layers.ReLU()(layers.Add()([shortcut, x]))

    def make(shape: tuple) -> keras.Model:
        inputs = layers.Input(shape)
        if min(shape[:2]) < 64:
            x = layers.ReLU()(unit(inputs, "conv1", 64, 3))
        else:
            x = layers.ZeroPadding2D(3)(inputs)
            x = layers.ReLU()(unit(x, "conv1", 64, 7, 2, "valid"))
            x = layers.MaxPooling2D(3, 2)(layers.ZeroPadding2D(1)(x))
        for stage, count in enumerate(counts):
            for index in range(count):
                strides = 2 if stage > 0 and index == 0 else 1
                x = block(x, f"conv{stage + 2}_block{index + 1}", 64 * 2**stage, strides)
        return ended(inputs, layers.GlobalAveragePooling2D()(x))

    return make


def densenet_small(shape: tuple) -> keras.Model:
    """1608.06993, DenseNet-BC of 40 layers with k = 12."""

    def normalized(x, name: str):
        return layers.ReLU()(layers.BatchNormalization(epsilon=1e-5, name=f"{name}_bn")(x))

    def conv(x, name: str, filters: int, size: int):
        return layers.Conv2D(filters, size, padding="same", use_bias=False, name=f"{name}_conv")(x)

    inputs = layers.Input(shape)
    x = conv(inputs, "conv1", 24, 3)
    for stage in (2, 3, 4):
        for index in range(1, 7):
            name = f"conv{stage}_block{index}"
            y = conv(normalized(x, f"{name}_0"), f"{name}_1", 48, 1)
            y = conv(normalized(y, f"{name}_1"), f"{name}_2", 12, 3)
            x = layers.Concatenate()([x, y])
        if stage < 4:
            x = conv(normalized(x, f"pool{stage}"), f"pool{stage}", x.shape[-1] // 2, 1)
            x = layers.AveragePooling2D(2)(x)
    x = layers.ReLU()(layers.BatchNormalization(epsilon=1e-5, name="bn")(x))
    return ended(inputs, layers.GlobalAveragePooling2D()(x))


def lenet(shape: tuple) -> keras.Model:
    inputs = layers.Input(shape)
    x = layers.Conv2D(6, 5, activation="tanh", name="c1")(inputs)
    x = layers.AveragePooling2D(2)(x)
    x = layers.Conv2D(16, 5, activation="tanh", name="c3")(x)
    x = layers.AveragePooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(120, activation="tanh", name="c5")(x)
    x = layers.Dense(84, activation="tanh", name="f6")(x)
    return ended(inputs, x)


def mlp(shape: tuple) -> keras.Model:
    inputs = layers.Input(shape)
    x = layers.Flatten()(inputs)
    for name in ("hidden1", "hidden2"):
        x = layers.Dense(512, activation="relu", name=name)(x)
    return ended(inputs, x)


def ended(inputs, features) -> keras.Model:
    return keras.Model(inputs, layers.Dense(CLASSES, name="predictions")(features))


FC = [("fc1", 4096), ("fc2", 4096)]
TWO, THREE, POINTWISE = (3, 3), (3, 3, 3), (3, 3, 1)
VGG_A = [(64, (3,)), (128, (3,)), (256, TWO), (512, TWO), (512, TWO)]
VGG_B = [(64, TWO), (128, TWO), (256, TWO), (512, TWO), (512, TWO)]
VGG_C = [(64, TWO), (128, TWO), (256, POINTWISE), (512, POINTWISE), (512, POINTWISE)]

CASES = [
    ("vgg-small", (13, 18, 3), vgg([(32, TWO), (64, TWO)], [("hidden", 128)])),
    ("vgg-11", (32, 32, 3), vgg(VGG_A, FC)),
    ("vgg-13", (32, 32, 3), vgg(VGG_B, FC)),
    ("vgg-16", (32, 32, 3), application(keras.applications.VGG16)),
    ("vgg-16c", (32, 40, 3), vgg(VGG_C, FC)),
    ("vgg-19", (32, 32, 3), application(keras.applications.VGG19)),
    ("zfnet", (53, 64, 3), zfnet),
    ("resnet-18", (32, 27, 3), resnet([2, 2, 2, 2], False)),
    ("resnet-18", (64, 75, 3), resnet([2, 2, 2, 2], False)),
    ("resnet-34", (33, 32, 1), resnet([3, 4, 6, 3], False)),
    ("resnet-50", (64, 65, 3), application(keras.applications.ResNet50)),
    ("resnet-50", (32, 32, 3), resnet([3, 4, 6, 3], True)),
    ("resnet-101", (64, 64, 3), application(keras.applications.ResNet101)),
    ("resnet-152", (64, 64, 3), application(keras.applications.ResNet152)),
    ("mobilenet-v2", (50, 64, 3), application(keras.applications.MobileNetV2)),
    ("densenet-121", (64, 71, 3), application(keras.applications.DenseNet121)),
    ("densenet-small", (16, 19, 3), densenet_small),
    ("lenet-5", (32, 29, 1), lenet),
    ("mlp", (28, 28, 1), mlp),
]

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
