"""Machine code: what is compiled once and kept on disk, and what happens where there is none."""

from __future__ import annotations

import errno
import functools
import gc
import inspect
import json
import os
import subprocess
import sys
import types
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numba.core import caching, config

from course_lib import balancers, connections, traffic
from course_lib.balancers import Balancer
from course_lib.chapters.ch06_balancers.exercises.challenge import entry
from course_lib.machine_code import compile_and_keep, kept_in
from course_lib.simulation import SimulationError, engines, native, simulate
from course_lib.simulation.builtin import is_builtin
from course_lib.simulation.native import kernel, on_disk
from course_lib.simulation.pods import MOST_PODS
from course_lib.simulation.run import COLUMNS

ROOT = Path(__file__).parents[2]
TRACE = traffic.poisson_trace(300, utilisation=0.8, pods=4, seed=1)
LONG = traffic.poisson_trace(10_000, utilisation=0.8, pods=4, seed=1)  # its end is far beyond the rehearsal
LIBRARY = (*balancers.BALANCERS.values(), *balancers.VARIANTS.values())
REHEARSED_S = 1_000.0
LIMIT = 1


def pick_zero(now, draws, in_flight, memory):
    return 0


@pytest.mark.parametrize("balancer", [*LIBRARY, connections.client_round_robin(30.0)], ids=str)
def test_every_balancer_of_this_library_is_builtin(balancer):
    for pods in (1, MOST_PODS):
        assert all(is_builtin(function) for function in balancer.functions(pods))


def from_a_module(name):
    """Return a pick that stands in a module of this name."""
    module = types.ModuleType(name)
    exec("def pick(now, draws, in_flight, memory): return 0", module.__dict__)  # noqa: S102
    return module.pick


@functools.wraps(balancers.RANDOM.pick)
def pick_that_names_itself_after_ours(now, draws, in_flight, memory):
    return 0


STRANGERS = {
    "a learner's": pick_zero,
    "a learner's, with something of ours around it": entry.take_entry(pick_zero).checked.pick,
    "a notebook's": from_a_module("__main__"),
    "a package's with a similar name": from_a_module("course_lib_of_somebody"),
    "one that stands in no module of ours": from_a_module("course_lib.balancers.mine"),
    "named after ours": pick_that_names_itself_after_ours,
    "no function": functools.partial(pick_zero),
    "a method": entry.Entry.__init__,
}


@pytest.mark.parametrize("function", STRANGERS.values(), ids=STRANGERS)
def test_nobody_elses_function_is(function):
    assert not is_builtin(function)


def test_a_package_with_a_similar_name_is_not_ours_even_if_it_is_there(monkeypatch):
    pick = from_a_module("course_lib_of_somebody")
    module = types.ModuleType("course_lib_of_somebody")
    module.pick = pick
    monkeypatch.setitem(sys.modules, "course_lib_of_somebody", module)
    assert not is_builtin(pick)


def test_warming_leaves_no_balancer_to_compile():
    native.warm()
    for balancer in (*LIBRARY, connections.client_round_robin()):
        for pods in (1, MOST_PODS):
            assert native.machine_is_ready(balancer, pods)
            assert all(on_disk.is_kept(function) for function in balancer.functions(pods))


def test_a_learners_function_is_let_go_with_its_machine_code():
    def compiled():
        def pick(now, draws, in_flight, memory):
            return 0

        run = simulate(TRACE, Balancer("mine", pick), engine="compiled")
        assert run.engine == "compiled"
        assert "only restarting the kernel could stop it" in run.note
        return weakref.ref(pick)

    pick = compiled()
    gc.collect()
    assert pick() is None


def in_a_process(script, **environment):
    """Return what a process says that has nothing but this environment, line by line."""
    environment = {"PATH": "", "COURSE_PROGRESS": ":memory:"} | environment
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return said.stdout.splitlines()


def test_the_next_process_finds_the_kernel_on_disk(tmp_path):
    script = (
        "from course_lib.simulation import native\n"
        "print(native.kernel_is_ready())\n"
        "native.compiled_kernel()\n"
        "print(native.kernel_is_ready(), native.compiled_kernel().stats.cache_hits.total())"
    )
    said = [in_a_process(script, NUMBA_CACHE_DIR=str(tmp_path)) for _ in range(2)]
    assert said == [["False", "True 0"], ["True", "True 1"]]


def test_a_change_of_what_the_kernel_froze_makes_it_compile_anew(monkeypatch, tmp_path):
    index = tmp_path / "kernel.nbi"
    index.write_text("compiled from what stood there a moment ago")
    monkeypatch.setattr(on_disk, "_indices", lambda function: [index] if index.exists() else [])
    frozen = (kernel.native_kernel, *kernel.FROZEN)
    on_disk.drop_stale(*frozen)
    assert on_disk.is_kept(*frozen)
    just_older = Path(inspect.getfile(kernel.system)).stat().st_mtime - 1
    os.utime(index, (just_older, just_older))
    assert not on_disk.is_kept(*frozen)
    on_disk.drop_stale(*frozen)
    assert not index.exists()


# --- Somebody's own, on explicit wish ---------------------------------------------------------------


def pick_by_comprehension_late(now, draws, in_flight, memory):
    shifted = [(pod + LIMIT) % len(in_flight) for pod in range(len(in_flight))]
    return shifted[0] if now > REHEARSED_S else 0


def pick_by_inner_function(now, draws, in_flight, memory):
    def shifted(pod):
        return (pod + LIMIT) % len(in_flight)

    return shifted(int(draws[0] * len(in_flight)))


@pytest.mark.parametrize("pick", [pick_by_comprehension_late, pick_by_inner_function])
def test_a_number_changed_around_a_function_counts_at_once(pick, monkeypatch):
    assert LONG.arrival_s[2_000] < REHEARSED_S < LONG.arrival_s[-1]
    balancer, seen = Balancer("mine", pick), set()
    for number in (1, 3, 2):
        monkeypatch.setattr(sys.modules[__name__], "LIMIT", number)
        run = simulate(LONG, balancer, engine="compiled")
        assert run.engine == "compiled"
        assert_same(run, simulate(LONG, balancer, engine="reference"))
        seen.add(run.pod.tobytes())
    assert len(seen) == 3  # else the number changes nothing, and this shows nothing


def assert_same(run, other):
    for name in COLUMNS:
        np.testing.assert_array_equal(getattr(run, name), getattr(other, name))


# --- Where there is no numba, or no place to keep anything ------------------------------------------

EVERY_RUN = """
import hashlib, json, sys
{first}
from course_lib import balancers, traffic
from course_lib.simulation import Pods, simulate
from course_lib.simulation.pods import MOST_PODS
from course_lib.simulation.run import COLUMNS

trace = traffic.poisson_trace(400, utilisation=0.9, pods=10, seed=3, draws=9)
pods = Pods((0.5,) + (1.0,) * 9, 2, 1, crashes=((1, 4.0, 9.0),))
for balancer in (balancers.BALANCERS | balancers.VARIANTS).values():
    run = simulate(trace, balancer, pods, engine={engine!r}, timeout_s=3.0, retries=2, proxies=2)
    digest = hashlib.sha256(b"".join(getattr(run, name).tobytes() for name in COLUMNS)).hexdigest()
    print(json.dumps([digest, run.engine, run.note]))
"""
NO_NUMBA = "sys.modules['course_lib.simulation.native'] = None"


def every_run(first="", engine="fast", **environment):
    said = in_a_process(EVERY_RUN.format(first=first, engine=engine), **environment)
    return list(zip(*map(json.loads, said), strict=True))


def test_without_machine_code_python_runs_everything_and_says_so():
    digests, used, notes = every_run(NO_NUMBA)
    compiled_digests, compiled, _ = every_run()
    assert (set(used), set(compiled)) == ({"interpreted"}, {"compiled"})
    assert digests == compiled_digests
    assert all(note.startswith("machine code isn't available here (") for note in notes)


def test_without_numba_itself_too():
    digests, used, _ = every_run("sys.modules['numba'] = None", engine="auto")
    assert set(used) == {"interpreted"}
    assert digests == every_run(engine="reference")[0]


def test_whoever_wishes_for_machine_code_that_is_not_there_is_told(monkeypatch):
    said = "machine code isn't available here (no numba), so Python runs it"
    monkeypatch.setattr(engines, "_missing", lambda: said)
    for balancer in (balancers.RANDOM, Balancer("mine", pick_zero)):
        with pytest.raises(SimulationError, match=r"(no numba).*Try: engine=\"auto\""):
            simulate(TRACE, balancer, engine="compiled")


def test_on_a_full_disk_it_is_compiled_all_the_same(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(caching.IndexDataCacheFile, "save", full)
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path))
    assert compile_and_keep("int64(int64)")(twice)(21) == 42
    assert compile_and_keep()(twice)(21) == 42
    assert kept_in(twice).startswith(str(tmp_path))
    assert list(tmp_path.rglob("*.nb*")) == []


def twice(number):
    return 2 * number


def test_where_nothing_can_be_kept_it_is_compiled_all_the_same():
    script = """
from numba.core import caching
caching.CacheImpl._locator_classes = []  # as where neither the package nor the home can be written
from course_lib import balancers, cluster, rocks
from course_lib.machine_code import compile_and_keep
from course_lib.simulation import native

def double(number):
    return 2 * number

print(compile_and_keep("int64(int64)")(double)(21), len(rocks.pack([3, 2], 5, "next_fit").bins))
print(native.machine_is_ready(balancers.RANDOM), native.compile_balancer(balancers.RANDOM).pick)
"""
    doubled, compiled = in_a_process(script)
    assert doubled == "42 1"
    assert compiled.startswith("False CPUDispatcher(<function pick_random")


@pytest.mark.parametrize("engine", ["auto", "fast", "compiled"])
def test_where_numba_is_told_not_to_compile_python_runs_it(engine):
    script = (
        "import sys\n"
        "from course_lib import balancers, traffic\n"
        "from course_lib.simulation import SimulationError, simulate\n"
        "trace = traffic.poisson_trace(300, utilisation=0.8, pods=4, seed=1)\n"
        "try:\n"
        "    run = simulate(trace, balancers.PREQUAL, engine=sys.argv[1])\n"
        "    print(run.engine, run.note, run.mean_s)\n"
        "except SimulationError as problem:\n"
        "    print(problem)\n"
    )
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run([sys.executable, "-c", script, engine], env=environment, capture_output=True, text=True)
    said = "machine code isn't made here (NUMBA_DISABLE_JIT), so Python runs it"
    expected = f"interpreted {said} {simulate(TRACE, balancers.PREQUAL).mean_s}"
    refused = f"balancer 'prequal': {said}. Try: engine=\"auto\""
    assert done.stdout == (refused if engine == "compiled" else expected) + "\n", done.stderr


@pytest.mark.parametrize("changed", [
    replace(balancers.POWER_OF_TWO_CHOICES, draws=1),
    replace(balancers.RANDOM, draws=0),
    replace(balancers.PREQUAL, settings=(100.0, *balancers.PREQUAL.settings[1:])),
], ids=lambda each: each.name)  # fmt: skip
def test_built_in_functions_put_together_anew_stay_within_their_arrays(changed):
    trace = traffic.poisson_trace(2000, utilisation=0.8, pods=10, seed=1)
    said = []
    for engine in ("reference", "fast"):
        with pytest.raises(SimulationError, match=f"balancer '{changed.name}', pick at request .* IndexError") as told:
            simulate(trace, changed, engine=engine)
        said.append(str(told.value).partition(" IndexError")[0])
    assert said[0] == said[1]
