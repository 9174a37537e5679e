"""An MLflow server over a SQLite database with many runs in it. One JSON argument, one JSON line once it answers.

The rows are written by SQL, since logging two million points would take ten minutes. It ends with its stdin.
"""

import json
import os
import random
import signal
import sqlite3
import sys
import uuid

import mlflow

from mlflow_peer import free_port, start_server

KEYS = ["loss", "val_loss", "accuracy", "val_accuracy"]


def seed(file, runs, points):
    mlflow.set_tracking_uri(f"sqlite:///{file}")
    experiment = mlflow.MlflowClient().create_experiment("bench")
    ids = [uuid.uuid4().hex for _ in range(runs)]
    db = sqlite3.connect(file)
    db.executemany(
        "insert into runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time,"
        " end_time, source_version, lifecycle_stage, artifact_uri, experiment_id)"
        " values (?, ?, 'LOCAL', '', '', 'bench', 'FINISHED', ?, ?, '', 'active', ?, ?)",
        [(id, f"run {n}", 1.7e12 + n, 1.7e12 + n + 6e4, f"/tmp/{id}", experiment) for n, id in enumerate(ids)],
    )
    db.executemany("insert into tags values ('mlflow.runName', ?, ?)", [(f"run {n}", id) for n, id in enumerate(ids)])
    params = [("optimizer", ["sgd", "momentum", "adam"]), ("batchSize", [8, 16, 32, 64]), ("seed", range(1000))]
    for name, values in params:
        db.executemany("insert into params values (?, ?, ?)", [(name, str(random.choice(values)), id) for id in ids])
    for id in ids:
        for key in KEYS:
            values = [(key, random.random() / step, int(1.7e12) + step * 1000, id, step, 0) for step in range(1, points + 1)]
            db.executemany("insert into metrics (key, value, timestamp, run_uuid, step, is_nan) values (?, ?, ?, ?, ?, ?)", values)
            last = values[-1]
            db.execute(
                "insert into latest_metrics (key, value, timestamp, step, is_nan, run_uuid) values (?, ?, ?, ?, 0, ?)",
                (key, last[1], last[2], points, id),
            )
    db.commit()
    db.close()
    return experiment, ids


def main():
    task = json.loads(sys.argv[1])
    experiment, ids = seed(task["file"], task["runs"], task["points"])
    port = free_port()
    server = start_server(f"sqlite:///{task['file']}", port)
    try:
        print(json.dumps({"url": f"http://127.0.0.1:{port}", "experiment": experiment, "runs": ids}), flush=True)
        sys.stdin.read()
    finally:
        os.killpg(server.pid, signal.SIGTERM)


main()
