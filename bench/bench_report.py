"""How fast a large cluster becomes a report: python bench/bench_report.py [--pods 5000].

Whole processes, by turns, in one run: the report of one pipe and three readings, written as a page, beside a process
that does nothing but `json.loads` of the same files. Then what a quarter of the pods take, and three times as many.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from stopwatch import by_turns, end, promise

from course_lib import survey
from tests.models import pipe_objects as made
from tests.models.cluster_export import export

ROOT = Path(__file__).parent.parent
REPORT = ("-m", "course_lib", "report", "pipe.json", "--usage", "usage.ndjson", "-o", "page.html")
ALONE = "import gc, json; gc.disable(); json.load(open('pipe.json')); [*map(json.loads, open('usage.ndjson'))]"
MOST, MOST_BYTES = 13, 10**6
# Three times as many take a bit more than three times as long to read: what is at hand no longer fits into caches.
MOST_GROWTH = {"read": 3.6, "report": 3.2}
OF_A_WORKLOAD, READINGS, A_NODE = 10, 3, 25


def cluster(pods: int, folder: Path) -> None:
    """Write what kubectl would of so many pods: in tens, each a Deployment with Service, slice, budget, autoscaler."""
    items = export(pods, pods // A_NODE)["items"]
    for each in items:
        each["metadata"].pop("managedFields", None)  # kubectl leaves them out
    running = [each for each in items if each["kind"] == "Pod"]
    for number in range(pods // OF_A_WORKLOAD):
        items += workload(f"app-{number}", running[number * OF_A_WORKLOAD : (number + 1) * OF_A_WORKLOAD])
    (folder / "pipe.json").write_text(json.dumps(json.loads(made.listed(*items)), indent=4))
    (folder / "usage.ndjson").write_text("\n".join(readings(running)))


def workload(name: str, pods: list[dict]) -> list[dict]:
    """Give pods to a Deployment, and return it with what stands around it."""
    for number, each in enumerate(pods):
        own = {"namespace": "shop", "uid": f"{name}-{number}", "labels": {"app": name, "pod-template-hash": "5d4"}}
        each["metadata"] |= own | {"ownerReferences": [made.owned("ReplicaSet", f"{name}-5d4")]}
    slices = made.endpoint_slice(name, *(made.endpoint(each, ready=True, serving=True) for each in pods))
    port = {"name": "grpc" if name.endswith("0") else "http", "port": 80}
    budget = made.budget(name, {"matchLabels": {"app": name}}, minAvailable=1)
    return [made.deployment(name, len(pods)), made.service(name, port), slices, budget, made.autoscaler(name, name, 2)]


def readings(pods: list[dict]) -> list[str]:
    """Return what the metrics server would say: some pods use more than others, and each a bit more or less."""
    draw = random.Random(1)  # noqa: S311
    cores = {each["metadata"]["name"]: draw.gammavariate(4, 0.02) for each in pods}

    def used(pod: dict) -> dict[str, tuple[str, str]]:
        nano = int(cores[pod["metadata"]["name"]] * draw.uniform(0.7, 1.4) * 1e9)
        memory = f"{draw.randrange(20_000, 900_000)}Ki"
        return {each["name"]: (f"{nano}n", memory) for each in pod["spec"]["containers"]}

    there = [each for each in pods if each["status"]["phase"] == "Running" and each["spec"].get("nodeName")]
    return [made.measured(*((each, used(each)) for each in there), minute=minute) for minute in range(READINGS)]


def of_children() -> float:
    """Return the processor seconds of the processes that were waited for."""
    spent = os.times()
    return spent.children_user + spent.children_system


def process(folder: Path, *words: str) -> None:
    """Run Python in a folder, to an end that is no failure: 1 says that something is missing in the files."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, *words], cwd=folder, env=environment, capture_output=True)  # noqa: S603
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())


def whole(folder: Path, pods: int) -> None:
    """Print how many times what json.loads takes the whole report takes."""
    contestants = {"json": partial(process, folder, "-c", ALONE), "report": partial(process, folder, *REPORT)}
    seconds, size = by_turns(contestants, clock=of_children), (folder / "page.html").stat().st_size
    times = seconds["report"] / seconds["json"]
    kept = promise(times <= MOST, f"a report takes more than {MOST} times what reading its JSON takes")
    kept += promise(size <= MOST_BYTES, "a page is larger than a megabyte")
    megabytes = sum((folder / name).stat().st_size for name in ("pipe.json", "usage.ndjson")) / 1e6
    print(f"  {pods:,} pods, {megabytes:.0f} MB   json.loads alone {seconds['json']:.2f} s   report ×{times:.1f}{kept}")
    print(f"  {seconds['report']:.2f} s of processor time, and a page of {size / 1e3:.0f} kB")


def growth(folders: dict[int, Path]) -> None:
    """Print what other numbers of pods take: to be read, and as a whole process."""
    reads = {
        str(pods): partial(survey.read, each / "pipe.json", usage=[each / "usage.ndjson"])
        for pods, each in folders.items()
    }
    reports = {str(pods): partial(process, each, *REPORT) for pods, each in folders.items()}
    for what, contestants, clock in (("read", reads, time.process_time), ("report", reports, of_children)):
        seconds = by_turns(contestants, rounds=2, clock=clock)
        times = seconds[str(max(folders))] / seconds[str(sorted(folders)[-2])]
        said = ", ".join(f"{int(pods):,} pods {each:.2f} s" for pods, each in seconds.items())
        kept = promise(times <= MOST_GROWTH[what], f"{what}: it grows faster than pods do")
        print(f"  {what}: {said}; three times as many ×{times:.1f}{kept}")


def main() -> None:
    """Print how long a report takes beside its JSON, and how that grows with pods."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pods", type=int, default=5_000)
    pods = parser.parse_args().pods
    with tempfile.TemporaryDirectory() as folder:
        folders = {many: Path(folder) / str(many) for many in (pods // 4, pods, 3 * pods)}
        for many, each in folders.items():
            each.mkdir()
            cluster(many, each)
        whole(folders[pods], pods)
        growth(folders)
    end()


if __name__ == "__main__":
    main()
