#!/usr/bin/env python3
"""Makes libs/training/src/step/eve.golden.json: ten steps of the optimizer Eve, as its paper states it, in float64.

No framework ships Eve, so this is a second reading of the paper, written apart from the TypeScript one: Hayashi,
Koushik, Neubig, "Eve: A Gradient Based Optimization Method with Locally and Globally Adaptive Learning Rates",
arXiv 1611.01505v3, section 3.2 and algorithm 1. (Versions 1 and 2, "Improving Stochastic Gradient Descent with
Feedback", have another rule for d, with thresholds k and K.) With fₜ the loss and gₜ the gradient of step t = 1, 2, …,
f* the lower bound, m₀ = v₀ = 0, products and roots element by element:

    mₜ = β₁·mₜ₋₁ + (1 − β₁)·gₜ          m̂ₜ = mₜ / (1 − β₁ᵗ)
    vₜ = β₂·vₜ₋₁ + (1 − β₂)·gₜ²         v̂ₜ = vₜ / (1 − β₂ᵗ)
    d̃₁ = 1, and for t > 1:
    dₜ = |fₜ − fₜ₋₁| / (min(fₜ, fₜ₋₁) − f*)
    d̂ₜ = clip(dₜ, [1/c, c])
    d̃ₜ = β₃·d̃ₜ₋₁ + (1 − β₃)·d̂ₜ
    θ ← θ − (αₜ / d̃ₜ)·m̂ₜ / (√v̂ₜ + ε)

The paper's α is constant; here αₜ is what a schedule gives for the step. `d` in the file is d̃ₜ, the one that divides
the rate, and `weight` is θ after the step. Settings are the paper's, but for f*: it is 0 there and 0.05 here, so that
a rule that leaves it out is found.

The losses fall and rise, stay the same once, and hit both clips. The gradients are far enough from ε that Keras's
form of Adam, m / (√v + ε) with both corrections in the rate, agrees with the paper's to about 1e-8.

    pip install numpy
    python3 tools/golden/eve.py libs/training/src/step/eve.golden.json
"""

import json
import sys

import numpy as np

SETTINGS = {
    "learningRate": 1e-3,
    "beta1": 0.9,
    "beta2": 0.999,
    "beta3": 0.999,
    "clip": 10.0,
    "epsilon": 1e-8,
    "lowerBound": 0.05,
}
WEIGHTS = [1.0, -2.0, 0.5, 0.0]
# (loss, gradient, learning rate); beside each, d before the clip.
STEPS = [
    (2.30, [0.1, -0.2, 0.0, 3.0], 1e-3),  # none: the first step
    (1.20, [0.5, 0.2, 0.1, -1.0], 1e-3),  # 0.957, the loss falls
    (1.21, [-0.1, 0.0, 0.2, 0.5], 1e-3),  # 0.009, below 1/c
    (2.00, [0.3, -5.0, 2.0, 0.25], 1e-3),  # 0.681, the loss rises
    (0.06, [0.2, 0.1, -2.0, 0.0], 1e-2),  # 194, above c, falling
    (0.85, [0.0, 0.0, 0.0, 0.0], 1e-2),  # 79, above c, rising
    (0.30, [-0.7, 1.5, 0.3, -2.0], 1e-2),  # 2.2
    (0.30, [0.4, -0.3, 0.0, 1.0], 2.5e-3),  # 0, the loss stays
    (1.20, [0.05, 0.8, -0.6, 0.0], 2.5e-3),  # 3.6
    (0.75, [-0.2, -0.1, 0.9, -0.4], 2.5e-3),  # 0.643
]


def main(path: str) -> None:
    golden = {"settings": SETTINGS, "initial": WEIGHTS, "steps": steps()}
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(golden, indent=2) + "\n")


def steps(given: list[tuple] = STEPS, initial: list[float] = WEIGHTS) -> list[dict]:
    """What each step was given and what it left: d, a number, and the weights [n]."""
    beta1, beta2, beta3 = SETTINGS["beta1"], SETTINGS["beta2"], SETTINGS["beta3"]
    clip, lower_bound = SETTINGS["clip"], SETTINGS["lowerBound"]
    weight = np.array(initial, "float64")
    first_moment, second_moment = np.zeros_like(weight), np.zeros_like(weight)
    smooth_d, last_loss = 1.0, None
    taken = []
    for t, (loss, gradient, learning_rate) in enumerate(given, start=1):
        g = np.array(gradient, "float64")
        first_moment = beta1 * first_moment + (1 - beta1) * g
        second_moment = beta2 * second_moment + (1 - beta2) * g**2
        if last_loss is not None:
            d = abs(loss - last_loss) / (min(loss, last_loss) - lower_bound)
            smooth_d = beta3 * smooth_d + (1 - beta3) * min(max(d, 1 / clip), clip)
        last_loss = loss
        mean = first_moment / (1 - beta1**t)
        deviation = np.sqrt(second_moment / (1 - beta2**t))
        weight = weight - learning_rate / smooth_d * mean / (deviation + SETTINGS["epsilon"])
        taken.append(
            {
                "loss": loss,
                "gradient": gradient,
                "learningRate": learning_rate,
                "d": smooth_d,
                "weight": weight.tolist(),
            }
        )
    return taken


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
