"""A real Prometheus on loopback, at a port of its own choice, with metrics of ours, which nothing outlives."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.prometheus.metrics import STEP_S, STEPS, T0, openmetrics

SUPERVISOR = Path(__file__).parents[1] / "browser" / "supervisor.py"
HOW_TO_GET = "on Debian, apt-get install --no-install-recommends prometheus"
START_WITHIN_S = 60
LISTENS = re.compile(r'msg="Listening on" address="?(127\.0\.0\.1:\d+)')
READY = "ready to receive web requests"


def is_there() -> bool:
    """Return whether Prometheus and its promtool are installed."""
    return None not in (shutil.which("prometheus"), shutil.which("promtool"))


@dataclass(frozen=True)
class Server:
    """A Prometheus that answers at an address."""

    address: str

    def query_range(self, promql: str, start: float = T0, steps: int = STEPS, step_s: float = STEP_S) -> str:
        """Return what the API answers, be it an error."""
        end = start + (steps - 1) * step_s
        asked = urllib.parse.urlencode({"query": promql, "start": start, "end": end, "step": step_s})
        return self.get(f"/api/v1/query_range?{asked}")

    def get(self, path: str) -> str:
        """Return the body of an answer of any status."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as problem:
            return problem.read().decode()

    def promtool(self, *options: str, promql: str) -> str:
        """Return what promtool query range writes, errors included."""
        end = T0 + (STEPS - 1) * STEP_S
        when = (f"--start={T0}", f"--end={end}", f"--step={STEP_S}s")
        return run("promtool", "query", "range", *options, *when, self.address, promql)


def run(*command: str) -> str:
    """Return what a command writes to both streams."""
    both = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
    return both.stdout


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """Backfill the metrics into a folder, and serve them."""
    (folder / "metrics.txt").write_text(openmetrics())
    (folder / "prometheus.yml").write_text("global:\n  scrape_interval: 1h\n")
    made = ["promtool", "tsdb", "create-blocks-from", "openmetrics", folder / "metrics.txt", folder / "data"]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    options = [f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}",
               "--storage.tsdb.retention.time=100y", "--web.listen-address=127.0.0.1:0"]  # fmt: skip
    options.append("--query.lookback-delta=10s")  # shorter than a step: no sample stands for the next step, too
    log = folder / "prometheus.log"
    with log.open("w") as output:
        command = [sys.executable, SUPERVISOR, "prometheus", *options]
        # In a session of its own, it ends with our end of the pipe, however we end.
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=output, stderr=output, start_new_session=True
        ) as server:
            yield Server(f"http://{address_in(log, server)}")


def address_in(log: Path, server: subprocess.Popen[bytes]) -> str:
    """Return where a server says that it listens, once it is ready."""
    ends = time.monotonic() + START_WITHIN_S
    while time.monotonic() < ends:
        said = log.read_text()
        if READY in said and (found := LISTENS.search(said)):
            return found[1]
        if server.poll() is not None:
            raise RuntimeError(f"Prometheus ended with {server.returncode}: {said[-500:]}")
        time.sleep(0.05)
    raise TimeoutError(f"Prometheus was not ready within {START_WITHIN_S} s: {log.read_text()[-500:]}")
