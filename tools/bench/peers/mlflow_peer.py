"""Clients that log metrics to an MLflow server of their own as fast as they can. One JSON argument, one JSON line.

Each client is a process with a run of its own that calls log_batch with 1,000 metrics, the most that MLflow takes.
"""

import json
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import mlflow
from mlflow.entities import Metric


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start_server(store, port):
    said = tempfile.TemporaryFile()
    server = subprocess.Popen(
        [sys.executable, "-m", "mlflow", "server", "--backend-store-uri", store, "--port", str(port)],
        stdout=said,
        stderr=said,
        start_new_session=True,
    )
    for _ in range(600):
        if server.poll() is not None:
            said.seek(0)
            raise RuntimeError(f"the server of MLflow ended: {said.read().decode()[-3000:]}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1)
            return server
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server of MLflow does not answer")


def insist(call):
    """SQLite turns away who comes while another writes: a client then tries again."""
    for attempt in range(200):
        try:
            return call()
        except Exception:
            if attempt == 199:
                raise
            time.sleep(0.02)


def client(url, steps, metrics, ready, go, out):
    try:
        tracking = mlflow.MlflowClient(url)
        run = insist(lambda: tracking.create_run("0")).info.run_id
        size = max(1, 1000 // metrics)
        insist(lambda: tracking.log_batch(run, [Metric("warm", 0.0, 0, 0)]))
        ready.put(None)
        go.wait()
        for first in range(0, steps, size):
            now = int(time.time() * 1000)
            batch = [
                Metric(f"metric {k}", 0.1 * k + step, now, step)
                for step in range(first, min(first + size, steps))
                for k in range(metrics)
            ]
            insist(lambda: tracking.log_batch(run, batch))
        out.put(None)
    except Exception as error:
        ready.put(str(error))
        out.put(str(error))


def gather(answers, count):
    for _ in range(count):
        error = answers.get(timeout=300)
        if error is not None:
            raise RuntimeError(error)


def main():
    task = json.loads(sys.argv[1])
    port = free_port()
    server = start_server(task["store"], port)
    clients = []
    try:
        url = f"http://127.0.0.1:{port}"
        spawn = multiprocessing.get_context("spawn")
        ready, go, out = spawn.Queue(), spawn.Event(), spawn.Queue()
        clients = [
            spawn.Process(target=client, args=(url, task["steps"], task["metrics"], ready, go, out))
            for _ in range(task["clients"])
        ]
        for each in clients:
            each.start()
        gather(ready, len(clients))
        begin = time.perf_counter()
        go.set()
        gather(out, len(clients))
        seconds = time.perf_counter() - begin
        for each in clients:
            each.join()
    finally:
        for each in clients:
            each.terminate()
        os.killpg(server.pid, 9)
        server.wait()
    points = task["clients"] * task["steps"] * task["metrics"]
    print(json.dumps({"pointsPerSecond": points / seconds}))


if __name__ == "__main__":
    main()
