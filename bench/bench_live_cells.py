"""Whether the live cells come out the same each time: python bench/bench_live_cells.py [--promises 20] [--runs 10].

What the live lab promises exactly is asked of a new lab each time. Then whole notebooks with live cells are run:
strictly compared with what is saved, and by the browser tests; meanwhile another process keeps one core busy. Exits
with an error if anything came out otherwise.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from stopwatch import end, promise

from course_lib.live import Lab
from tests.live.test_lab import EXACT, REQUESTS

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ["04_connections", "06_balancers", "08_proxies"]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider"]
CELLS = "(saved_text or every_cell)"  # a test goes on from where the one before has left the page
BUSY = "import os\nparent = os.getppid()\nwhile os.getppid() == parent: pass"  # it ends with us, however we end


def counts(layer: str, policy: str, connections: int) -> list[int]:
    """Return what each pod of a new lab gets, the least first."""
    with Lab(layer=layer, policy=policy) as lab:
        return sorted(lab.spread(REQUESTS, connections))


def scaled(layer: str) -> list[list[int]]:
    """Return what open connections bring to ten pods of a new lab, to fifteen, and to five of these."""
    with Lab(layer=layer) as lab, lab.client(connections=10) as client:
        found = [client.spread(120)]
        for pods in (15, 5):
            lab.scale(pods)
            found.append(client.spread(120))
        return found


SCALED = {
    "connections": [[12] * 10, [12] * 10 + [0] * 5, [12] * 10 + [0] * 5],
    "requests": [[12] * 10, [8] * 15, [24] * 5 + [0] * 10],
}


@contextlib.contextmanager
def busy_core() -> Iterator[None]:
    """Keep one core busy with something else."""
    with subprocess.Popen([sys.executable, "-c", BUSY]) as other:  # noqa: S603
        try:
            yield
        finally:
            other.kill()


def passes(*what: str) -> bool:
    """Run tests; tell what they said if one fails."""
    done = subprocess.run([*PYTEST, *what], cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0


def ask(times: int) -> None:
    """Ask new labs for what is promised."""
    for layer, policy, connections, right in EXACT:
        kept = sum(counts(layer, policy, connections) == right for _ in range(times))
        tell(f"{layer}, {policy}, over {connections}: as promised", kept, times)
    for layer, both in SCALED.items():
        kept = sum(scaled(layer) == both for _ in range(times))
        tell(f"{layer}, scaled out and in: as promised", kept, times)


def run(notebooks: list[str], times: int) -> None:
    """Run notebooks, and what ends a kernel with a lab."""
    ways = {f"{name}, strictly compared": [f"notebooks/{name}.ipynb"] for name in notebooks}
    browser = "tests/browser/test_notebooks.py"
    ways |= {f"{name}, in the browser": [browser, "-k", f"{name} and {CELLS}"] for name in notebooks}
    ways["kernels with a lab, in the browser"] = ["tests/browser/test_live_lab.py"]
    for way, what in ways.items():
        tell(f"{way}: green", sum(passes(*what) for _ in range(times)), times)


def tell(what: str, kept: int, times: int) -> None:
    """Say how often something came out."""
    said = f"{what} {kept} of {times} times"
    print(said, promise(kept == times, said), flush=True)


def main() -> None:
    """Ask, then run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--promises", type=int, default=20)
    options.add_argument("--runs", type=int, default=10)
    options.add_argument("--notebooks", nargs="+", default=NOTEBOOKS)
    given = options.parse_args()
    with busy_core():
        if given.promises:
            ask(given.promises)
        if given.runs:
            run(given.notebooks, given.runs)
    end()


if __name__ == "__main__":
    main()
