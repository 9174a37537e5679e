#!/usr/bin/env python3
"""Makes apps/trainer/fixtures/logs/mlruns: MLflow's file store with the training of keras-logs.py, and two more runs.

Run `overfits` holds that history as MLflow's autologging names it, `diverges` ends in NaN under the names that
PyTorch users give (`train/loss`), and `deleted` is one that was deleted.

    pip install mlflow-skinny==3.17.2
    python3 tools/golden/mlflow-store.py apps/trainer/fixtures/logs/keras/history.json apps/trainer/fixtures/logs/mlruns
"""

import json
import os
import shutil
import sys

# This release writes files only when asked; the stores of years are files.
os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"

from mlflow.tracking import MlflowClient


def log(client: MlflowClient, experiment: str, name: str, history: dict[str, list[float]]) -> str:
    # The tags keep the name of the machine's user out of the store.
    run = client.create_run(experiment, run_name=name, tags={"mlflow.user": "tenbin"}).info.run_id
    for key, values in history.items():
        for epoch, value in enumerate(values):
            client.log_metric(run, key, value, timestamp=1_750_000_000_000 + epoch, step=epoch)
    client.set_terminated(run)
    return run


def main(source: str, folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with open(source) as file:
        history = json.load(file)
    client = MlflowClient(os.path.relpath(folder))
    experiment = client.create_experiment("golden", artifact_location="mlflow-artifacts:/golden")
    log(client, experiment, "overfits", history)
    nan = float("nan")
    log(client, experiment, "diverges", {"train/loss": [1.0, 2.0, nan, nan], "val/loss": [1.0, 3.0, float("inf"), nan]})
    client.delete_run(log(client, experiment, "deleted", {"loss": [1.0], "val_loss": [1.0]}))
    # The default experiment is empty and names the folder of this machine.
    shutil.rmtree(os.path.join(folder, "0"))
    os.rmdir(os.path.join(folder, ".trash"))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
