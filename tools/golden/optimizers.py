#!/usr/bin/env python3
"""Makes libs/training/src/step/optimizers.golden.json: ten steps of every optimizer through every schedule.

The problem is small and exact to state: a kernel [2, 2] and a bias [2], gradients of the loss that change from step to
step and pass through zero, losses and validation losses. Keras 3 takes the steps: its optimizers, its schedules, its
ReduceLROnPlateau, its L2 regularizer, global_clipnorm and weight_decay. Eve, which no framework has, is eve.py's, in
float64, at the rates of Keras's schedules. A weight in the file is kernel then bias, six numbers.

    pip install tensorflow-cpu==2.18.0 keras==3.11.3
    python3 tools/golden/optimizers.py libs/training/src/step/optimizers.golden.json
"""

import json
import sys

import eve
import keras
import numpy as np
import tensorflow as tf
from keras.src.optimizers.base_optimizer import global_norm
from schedules import SETTINGS, STEPS, VALIDATION_LOSSES, callbacks_of, rate_of, schedule_name

KERNEL = [[1.0, -2.0], [0.5, 0.0]]
BIAS = [0.25, -0.75]
GRADIENTS = [
    ([[0.1, -0.2], [0.0, 3.0]], [0.5, 0.02]),
    ([[0.5, 0.2], [1e-4, -1.0]], [0.0, -0.3]),
    ([[-0.1, 0.0], [1e-4, 0.5]], [-0.25, 0.04]),
    ([[0.3, -5.0], [2.0, 0.25]], [0.1, 0.01]),
    ([[0.2, 0.1], [-2.0, 0.0]], [0.7, -0.6]),
    ([[0.0, 0.0], [0.0, 0.0]], [0.0, 0.0]),
    ([[-0.7, 1.5], [0.3, -2.0]], [-0.9, 0.08]),
    ([[0.4, -0.3], [0.6, 1.0]], [0.2, 0.2]),
    ([[0.05, 0.8], [-0.6, 0.0]], [1e-3, -0.15]),
    ([[-0.2, -0.1], [0.9, -0.4]], [0.35, 0.5]),
]
# The losses that eve.py says what they are for.
LOSSES = [loss for loss, _, _ in eve.STEPS]
LOWER_BOUND = eve.SETTINGS["lowerBound"]

RATES = {"sgd": 0.01, "momentum": 0.01, "nesterov": 0.01}
MAKERS = {
    "sgd": keras.optimizers.SGD,
    "momentum": lambda **kwargs: keras.optimizers.SGD(momentum=0.9, **kwargs),
    "nesterov": lambda **kwargs: keras.optimizers.SGD(momentum=0.9, nesterov=True, **kwargs),
    "adagrad": keras.optimizers.Adagrad,
    "rmsprop": keras.optimizers.RMSprop,
    "adam": keras.optimizers.Adam,
    "adamw": keras.optimizers.AdamW,
    "lion": keras.optimizers.Lion,
}
# What goes around a rule, by itself and together, at a rate that falls.
AROUND = [{"weightDecay": 0.1}, {"clipNorm": 1.0}, {"l2": 0.05}, {"weightDecay": 0.1, "clipNorm": 1.0, "l2": 0.05}]
AROUND_OPTIMIZERS = ["sgd", "nesterov", "adam", "adamw", "lion"]


def main(path: str) -> None:
    plain = [case(optimizer, schedule, {}) for optimizer in [*MAKERS, "eve"] for schedule in SETTINGS]
    around = [case(optimizer, "time", added) for optimizer in AROUND_OPTIMIZERS for added in AROUND]
    golden = {
        "keras": keras.__version__,
        "kernel": KERNEL,
        "bias": BIAS,
        "gradients": [{"kernel": kernel, "bias": bias} for kernel, bias in GRADIENTS],
        "losses": LOSSES,
        "validationLosses": VALIDATION_LOSSES,
        "cases": plain + around,
    }
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(golden, indent=2) + "\n")


def case(optimizer: str, schedule: str, added: dict) -> dict:
    """One trial: what it sets; the rate, the gradient's norm and the weight [6] of each step."""
    settings, steps_per_epoch = SETTINGS[schedule]
    parameters = {"optimizer": optimizer, "schedule": schedule_name(schedule), "epochs": STEPS // steps_per_epoch}
    if optimizer == "eve":
        parameters["lowerBound"] = LOWER_BOUND
    parameters |= settings | added
    title = " ".join([optimizer, "through", schedule, *(f"{name} {value}" for name, value in added.items())])
    taken = through_keras("sgd" if optimizer == "eve" else optimizer, schedule, added, RATES.get(optimizer, 0.001))
    if optimizer == "eve":
        taken["weights"] = through_eve(taken["rates"])
    return {"title": title, "parameters": parameters, "stepsPerEpoch": steps_per_epoch, **taken}


def through_keras(optimizer: str, schedule: str, added: dict, learning_rate: float) -> dict:
    regularizer = keras.regularizers.L2(added["l2"]) if "l2" in added else None
    layer = keras.layers.Dense(2, kernel_regularizer=regularizer)
    model = keras.Sequential([keras.Input((2,)), layer])
    model.set_weights([np.array(KERNEL, "float32"), np.array(BIAS, "float32")])
    options = {"learning_rate": rate_of(schedule, learning_rate)}
    if "weightDecay" in added:
        options["weight_decay"] = added["weightDecay"]
    if "clipNorm" in added:
        options["global_clipnorm"] = added["clipNorm"]
    model.compile(optimizer=MAKERS[optimizer](**options), loss="mse")
    callbacks = keras.callbacks.CallbackList(callbacks_of(schedule), model=model)
    taken = {"rates": [], "norms": [], "weights": []}
    for step, gradient in enumerate(GRADIENTS):
        gradients = [g + penalty for g, penalty in zip(gradient, penalty_gradients(model), strict=True)]
        taken["rates"].append(short(keras.ops.convert_to_numpy(model.optimizer.learning_rate)))
        taken["norms"].append(short(global_norm(gradients)))
        model.optimizer.apply(gradients, model.trainable_variables)
        taken["weights"].append([short(value) for weight in model.get_weights() for value in weight.flat])
        callbacks.on_epoch_end(step, {"val_loss": VALIDATION_LOSSES[step]})
    return taken


def penalty_gradients(model: keras.Model) -> list:
    """The gradients of what the regularizers add to the loss: of kernel and bias."""
    variables = [variable.value for variable in model.trainable_variables]
    with tf.GradientTape() as tape:
        penalty = tf.add_n(model.losses) if model.losses else tf.constant(0.0)
    return tape.gradient(penalty, variables, unconnected_gradients="zero")


def through_eve(rates: list[float]) -> list[list[float]]:
    flat = [[value for row in kernel for value in row] + bias for kernel, bias in GRADIENTS]
    initial = [value for row in KERNEL for value in row] + BIAS
    steps = eve.steps(list(zip(LOSSES, flat, rates, strict=True)), initial)
    return [[short(value) for value in step["weight"]] for step in steps]


def short(value) -> float:
    """The nine digits that make a float32 what it is."""
    return float(f"{float(value):.9g}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
