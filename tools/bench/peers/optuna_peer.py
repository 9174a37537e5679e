"""Optuna's side of `npm run bench -- search`: the best value of studies with its own random and TPE samplers.

Takes one JSON task as its argument and prints one JSON line: at each point of a problem the value of its objective,
which must be ours, and for each sampler the best value of a study a seed.
"""

import json
import math
import sys
import time

import optuna

OPTIMIZERS = {"sgd": (-1.0, 0.35), "momentum": (-1.8, 0.25), "rmsprop": (-3.2, 0.3), "adam": (-2.9, 0.2)}
AUGMENTATIONS = {"none": 0.25, "flip": 0.1, "flip-shift": 0.0}


def branin(x: list[float]) -> float:
    valley = x[1] - 5.1 / (4 * math.pi**2) * x[0] ** 2 + 5 / math.pi * x[0] - 6
    return valley**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0]) + 10


def hartmann6(x: list[float]) -> float:
    weights = [1, 1.2, 3, 3.2]
    steepness = [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
    ]
    centres = [
        [1312, 1696, 5569, 124, 8283, 5886],
        [2329, 4135, 8307, 3736, 1004, 9991],
        [2348, 1451, 3522, 2883, 3047, 6650],
        [4047, 8828, 8732, 5743, 1091, 381],
    ]
    return -sum(
        weight * math.exp(-sum(a * (v - c / 10_000) ** 2 for a, v, c in zip(rows, x, centre)))
        for weight, rows, centre in zip(weights, steepness, centres)
    )


def rosenbrock(x: list[float]) -> float:
    return sum(100 * (after - v**2) ** 2 + (1 - v) ** 2 for v, after in zip(x, x[1:]))


def ackley(x: list[float]) -> float:
    squares = sum(v**2 for v in x) / len(x)
    waves = sum(math.cos(2 * math.pi * v) for v in x) / len(x)
    return -20 * math.exp(-0.2 * math.sqrt(squares)) - math.exp(waves) + 20 + math.e


def levy(x: list[float]) -> float:
    w = [1 + (v - 1) / 4 for v in x]
    middle = sum((v - 1) ** 2 * (1 + 10 * math.sin(math.pi * v + 1) ** 2) for v in w[:-1])
    return (
        math.sin(math.pi * w[0]) ** 2 + middle + (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2)
    )


def rate_and_batch(s: dict) -> float:
    optimum, floor = OPTIMIZERS[s["optimizer"]]
    best = optimum + 0.5 * math.log10(s["batchSize"] / 64)
    return (
        floor
        + 0.25 * (math.log10(s["learningRate"]) - best) ** 2
        + 0.04 * abs(math.log2(s["batchSize"] / 32))
    )


def mixed(s: dict) -> float:
    wide = math.log2(s["width"] / 192)
    return (
        rate_and_batch(s)
        + 0.03 * (s["layers"] - 5) ** 2
        + 0.06 * wide**2
        + 2 * (s["dropout"] - 0.3 - 0.1 * wide) ** 2
        + 0.05 * (math.log10(s["weightDecay"]) + 3.5) ** 2
        + AUGMENTATIONS[s["augmentation"]]
    )


def conditional(s: dict) -> float:
    loss = rate_and_batch(s)
    if s["optimizer"] == "momentum":
        loss += 4 * (s["momentum"] - 0.9) ** 2
    if s["optimizer"] in ("rmsprop", "adam"):
        loss += 3 * (s["decay"] - 0.95) ** 2
    if s["optimizer"] == "adam":
        loss += 0.05 * (math.log10(s["weightDecay"]) + 3) ** 2
    if s["schedule"] == "constant":
        loss += 0.2
    if s["schedule"] == "step":
        loss += 0.08 + 0.8 * (s["decayRate"] - 0.5) ** 2 + 0.004 * (s["decayEpochs"] - 8) ** 2
    if s["schedule"] == "cosine":
        loss += 0.01 * (s["warmupEpochs"] - 3) ** 2
    return loss


FUNCTIONS = {"Branin": branin, "Hartmann6": hartmann6, "Rosenbrock5": rosenbrock, "Ackley5": ackley, "Levy8": levy}
OBJECTIVES = {
    **{title: (lambda s, f=f: f([s[f"x{at}"] for at in range(len(s))])) for title, f in FUNCTIONS.items()},
    "mixed space": mixed,
    "conditional space": conditional,
}
SAMPLERS = {
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed),
}


def suggested(trial: optuna.Trial, parameters: list[dict]) -> dict:
    setting = {}
    for p in parameters:
        if not all(setting.get(parent) in values for parent, values in p.get("when", {}).items()):
            continue
        if p["kind"] == "choice":
            setting[p["name"]] = trial.suggest_categorical(p["name"], p["choices"])
        else:
            suggest = trial.suggest_float if p["kind"] == "float" else trial.suggest_int
            setting[p["name"]] = suggest(p["name"], p["low"], p["high"], log=p["log"])
    return setting


def study_of(problem: dict, sampler: str, seed: int, trials: int) -> optuna.Study:
    value = OBJECTIVES[problem["title"]]
    study = optuna.create_study(sampler=SAMPLERS[sampler](seed))
    study.optimize(lambda trial: value(suggested(trial, problem["parameters"])), n_trials=trials)
    return study


def answer_of(problem: dict, task: dict) -> dict:
    value = OBJECTIVES[problem["title"]]
    seeds = range(task["seeds"])
    return {
        "values": [value(setting) for setting in problem["points"]],
        "best": {
            name: [study_of(problem, name, seed, task["trials"]).best_value for seed in seeds] for name in SAMPLERS
        },
    }


def ask_milliseconds(problem: dict, sampler: str, past: int) -> float:
    """The median time of one more question, suggestions included, after `past` trials by chance."""
    study = optuna.create_study(sampler=SAMPLERS["random"](0))
    value = OBJECTIVES[problem["title"]]
    study.optimize(lambda trial: value(suggested(trial, problem["parameters"])), n_trials=past)
    study.sampler = SAMPLERS[sampler](1)
    times = []
    for _ in range(9):
        begin = time.perf_counter()
        trial = study.ask()
        setting = suggested(trial, problem["parameters"])
        times.append((time.perf_counter() - begin) * 1000)
        study.tell(trial, value(setting))
    return sorted(times)[len(times) // 2]


def main() -> None:
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    task = json.loads(sys.argv[1])
    answers = {}
    for problem in task["problems"]:
        print(problem["title"], file=sys.stderr, flush=True)
        answers[problem["title"]] = answer_of(problem, task)
    timed = next(problem for problem in task["problems"] if problem["title"] == task["timed"])
    ask = {name: ask_milliseconds(timed, name, task["past"]) for name in SAMPLERS}
    print(json.dumps({"problems": answers, "askMilliseconds": ask}))


if __name__ == "__main__":
    main()
