"""What is read-only stays so when it is copied, pickled, or sent to another process and back."""

from __future__ import annotations

import copy
import functools
import importlib
import inspect
import multiprocessing
import os
import pickle
import pkgutil
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np
import pytest

import course_lib
from course_lib import balancers, cluster, rocks
from course_lib.arrays import ReadOnly
from course_lib.cluster import Cluster, Node, Placement, Pod
from course_lib.cluster.verdict import Verdict
from course_lib.rocks import Packing
from course_lib.simulation import Run, simulate
from course_lib.simulation.run import COLUMNS
from course_lib.traffic import Trace
from tests.models.pools import OWN, TRACE

ROOT = Path(__file__).parents[2]
NODES = tuple(Node(f"n{number}", 4000, 2**34) for number in range(3))
PODS = tuple(Pod(f"shop/p{number}", 500, 2**28, "n0") for number in range(6))
THINGS = {
    "a trace": TRACE,
    "a run": simulate(TRACE, balancers.RANDOM, engine="fast"),
    "a packing": rocks.pack([4, 8, 1, 4, 2, 1], 10),
    "a placement": cluster.place([(500, 200), (700, 100)], [(1000, 1000)] * 2),
    "a cluster": Cluster(NODES, PODS),
    "a verdict": cluster.assess(Cluster(NODES, PODS)),
}
COPIES = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{
        f"pickle {protocol}": lambda thing, protocol=protocol: pickle.loads(pickle.dumps(thing, protocol))  # noqa: S301
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
    },
}

each_copy = pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)


def arrays_of(thing: object) -> dict[str, np.ndarray]:
    """Return all arrays of a thing, those that it works out included, and those of the things in it."""
    found: dict[str, np.ndarray] = {}
    worked_out = [name for name, kind in inspect.getmembers(type(thing)) if isinstance(kind, functools.cached_property)]
    waiting = {name: getattr(thing, name) for name in [*(each.name for each in fields(thing)), *worked_out]}
    while waiting:
        name, value = waiting.popitem()
        if isinstance(value, np.ndarray):
            found[name] = value
        elif isinstance(value, dict):
            waiting |= {f"{name}[{key}]": one for key, one in value.items()}
        elif isinstance(value, tuple):
            waiting |= {f"{name}[{number}]": one for number, one in enumerate(value)}
        elif is_dataclass(value) and isinstance(value, ReadOnly):
            found |= {f"{name}.{key}": one for key, one in arrays_of(value).items()}
    return found


@each_copy
@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
def test_a_copy_is_equal_and_read_only(thing, copied):
    arrays_of(thing)  # so that what it works out is there to be copied wrongly
    before, after = arrays_of(thing), arrays_of(copied(thing))
    assert len(before) >= 2
    assert before.keys() == after.keys()
    for name, array in after.items():
        assert array.dtype == before[name].dtype
        assert array.tobytes() == before[name].tobytes()
    assert [name for name, array in (before | after).items() if array.flags.writeable] == []


@each_copy
@pytest.mark.parametrize("balancer", [balancers.RANDOM, balancers.PEAK_EWMA, OWN], ids=str)
def test_machine_code_takes_a_copied_trace(copied, balancer):
    assert_equal(simulate(copied(TRACE), balancer, engine="compiled"), simulate(TRACE, balancer, engine="compiled"))


def test_machine_code_takes_a_trace_that_lies_anywhere_in_a_message():
    parts: list[pickle.PickleBuffer] = []
    whole = pickle.dumps(TRACE, protocol=5, buffer_callback=parts.append)
    message = [memoryview(b"?" + part.raw())[1:] for part in parts]  # one byte off what a processor likes
    received = pickle.loads(whole, buffers=message)  # noqa: S301
    assert not received.gaps_s.flags.aligned
    assert_equal(simulate(received, balancers.RANDOM, engine="fast"), simulate(TRACE, balancers.RANDOM, engine="fast"))


def test_machine_code_takes_a_trace_that_is_mapped_from_files(tmp_path):
    received = copy.copy(TRACE)
    for name, array in arrays_of(TRACE).items():
        np.save(tmp_path / f"{name}.npy", array)
        object.__setattr__(received, name, np.load(tmp_path / f"{name}.npy", mmap_mode="r"))
    assert isinstance(received.draws, np.memmap)
    assert_equal(simulate(received, balancers.RANDOM, engine="fast"), simulate(TRACE, balancers.RANDOM, engine="fast"))


def test_runs_of_other_processes_are_the_same_and_read_only():
    there_are = multiprocessing.get_all_start_methods()
    assert "spawn" in there_are
    script = f"from tests.models import pools; pools.compare(*{there_are!r})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_every_model_of_arrays_is_read_only():
    modules = [each.name for each in pkgutil.walk_packages(course_lib.__path__, "course_lib.")]
    above = ("course_lib.chapters", "course_lib.framework", "course_lib.report", "course_lib.__main__")
    models = [importlib.import_module(name) for name in modules if not name.startswith(above)]
    kinds = {kind for module in models for kind in vars(module).values() if is_dataclass(kind)}
    of_arrays = {kind for kind in kinds if any(ARRAYS.search(str(each.type)) for each in fields(kind))}
    assert {Run, Trace, Packing, Placement, Verdict} <= of_arrays
    assert [kind.__name__ for kind in of_arrays if not issubclass(kind, ReadOnly)] == []


ARRAYS = re.compile(r"\b(Values|Whole|AnyWhole|Flags|NDArray)\b")


def assert_equal(run: Run, other: Run) -> None:
    """Assert that two runs are the same bit for bit."""
    assert run.engine == other.engine == "compiled"
    for name in COLUMNS:
        assert getattr(run, name).tobytes() == getattr(other, name).tobytes(), name


FAULTS = """
import resource
import course_lib.arrays
import numpy as np

def turn():
    array = np.ones(300_000)  # 2.4 MB, 586 pages
    return (array + array) * array

for _ in range(10):
    turn()
begin = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    turn()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - begin)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it is the allocator of Linux that fetches each array anew")
@pytest.mark.parametrize("setting", [{}, {"MALLOC_TRIM_THRESHOLD_": "65536"}], ids=["", "as Dask starts workers"])
def test_an_array_takes_the_pages_that_another_gave_back(setting: dict[str, str]):
    settings = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")} | setting
    asked = [sys.executable, "-c", FAULTS]
    done = subprocess.run(asked, cwd=ROOT, env=settings, check=True, capture_output=True, text=True)
    assert int(done.stdout) < 100  # 17,000 without
