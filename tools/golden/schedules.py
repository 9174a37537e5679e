"""Schedules and their settings, as a trial names them and as Keras 3 has them; optimizers.py runs through all."""

import keras

EPOCHS = 5
STEPS_PER_EPOCH = 2
STEPS = EPOCHS * STEPS_PER_EPOCH
# The validation loss after each epoch: better, worse, better by less than 1e-4, much better, and then only worse.
VALIDATION_LOSSES = [1.0, 1.2, 0.99995, 0.8, 0.81, 0.9, 0.85, 0.7999, 0.9, 1.0]

# What a trial sets beside the name, and the steps of an epoch: the plateau is told a loss after every one.
SETTINGS = {
    "constant": ({}, STEPS_PER_EPOCH),
    "time": ({"decay": 0.05}, STEPS_PER_EPOCH),
    "step": ({"decayRate": 0.5, "decayEpochs": 2}, STEPS_PER_EPOCH),
    "exponential": ({"decayRate": 0.8, "decayEpochs": 1.5}, STEPS_PER_EPOCH),
    "cosine": ({}, STEPS_PER_EPOCH),
    "cosine with warm-up": ({"warmupEpochs": 1.5}, STEPS_PER_EPOCH),
    "plateau": ({"decayRate": 0.2, "patience": 2}, 1),
}


def schedule_name(name: str) -> str:
    return name.split(" ")[0]


def rate_of(name: str, learning_rate: float):
    """What a Keras optimizer takes as its learning rate."""
    kinds = keras.optimizers.schedules
    settings, steps_per_epoch = SETTINGS[name]
    if name == "time":
        return kinds.InverseTimeDecay(learning_rate, decay_steps=1, decay_rate=settings["decay"])
    if name in ("step", "exponential"):
        return kinds.ExponentialDecay(
            learning_rate,
            decay_steps=settings["decayEpochs"] * steps_per_epoch,
            decay_rate=settings["decayRate"],
            staircase=name == "step",
        )
    if name == "cosine":
        return kinds.CosineDecay(learning_rate, decay_steps=STEPS)
    if name == "cosine with warm-up":
        warmup = settings["warmupEpochs"] * steps_per_epoch
        return kinds.CosineDecay(0.0, decay_steps=STEPS - warmup, warmup_target=learning_rate, warmup_steps=warmup)
    return learning_rate


def callbacks_of(name: str) -> list[keras.callbacks.Callback]:
    """What Keras would be told at the end of each epoch."""
    if name != "plateau":
        return []
    settings, _ = SETTINGS[name]
    return [
        keras.callbacks.ReduceLROnPlateau(
            monitor="val_loss", factor=settings["decayRate"], patience=settings["patience"]
        )
    ]
