"""As a program, with a method (`sampler+pruner`) and a JSON file: Optuna on recorded learning curves, as in simulate.ts.

The file: values {parameter: [values]} of the grid (last varying fastest), curves [[val_accuracy of each epoch]] in its
order, epochs of a whole training, workers, budget in epochs, seeds. Prints, for each seed, when the best final value grew
and to what: [[{"epochs", "value"}]].
"""

import json
import math
import sys
import warnings

import optuna

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def pruner(name, epochs):
    # The same first rung and reduction as Tenbin's rules have by default.
    if name == "asha":
        return optuna.pruners.SuccessiveHalvingPruner(min_resource=1, reduction_factor=3)
    if name == "hyperband":
        return optuna.pruners.HyperbandPruner(min_resource=1, max_resource=epochs, reduction_factor=3)
    if name == "median":
        return optuna.pruners.MedianPruner()
    return optuna.pruners.NopPruner()


def suggest(trial, values):
    """Place of the trial's setting in the grid. Numbers are suggested by rank: Optuna then knows their order."""
    place = 0
    for name, choices in values.items():
        if all(isinstance(choice, (int, float)) for choice in choices):
            at = trial.suggest_int(name, 0, len(choices) - 1)
        else:
            at = choices.index(trial.suggest_categorical(name, choices))
        place = place * len(choices) + at
    return place


def simulate(task, method, seed):
    sampler_name, pruner_name = method.split("+")
    assert sampler_name == "tpe"
    study = optuna.create_study(
        study_name=f"curves-{seed}",
        direction="maximize",
        sampler=optuna.samplers.TPESampler(seed=seed),
        pruner=pruner(pruner_name, task["epochs"]),
    )
    improvements = []
    workers = [None] * task["workers"]
    for epochs in range(1, task["budget"] + 1):
        turn = (epochs - 1) % task["workers"]
        if workers[turn] is None:
            trial = study.ask()
            workers[turn] = [trial, task["curves"][suggest(trial, task["values"])], 0]
        worker = workers[turn]
        worker[2] += 1
        trial, curve, epoch = worker
        value = math.nan if curve[epoch - 1] is None else curve[epoch - 1]
        trial.report(value, epoch)
        if epoch == len(curve):
            workers[turn] = None
            if epoch < task["epochs"]:
                study.tell(trial, state=optuna.trial.TrialState.FAIL)
                continue
            study.tell(trial, value)
            if not improvements or value > improvements[-1][1]:
                improvements.append([epochs, value])
        elif trial.should_prune():
            workers[turn] = None
            study.tell(trial, state=optuna.trial.TrialState.PRUNED)
    return improvements


def main():
    method, file = sys.argv[1:]
    with open(file) as text:
        task = json.load(text)
    found = [simulate(task, method, seed) for seed in task["seeds"]]
    print(json.dumps([[{"epochs": at, "value": value} for at, value in grown] for grown in found]))


main()
