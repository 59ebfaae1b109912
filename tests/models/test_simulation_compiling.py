"""What is compiled without checks and kept on disk: this library's own functions, and nobody else's."""

from __future__ import annotations

import functools
import gc
import inspect
import os
import subprocess
import sys
import types
import weakref
from pathlib import Path

import pytest

from course_lib import balancers, connections, traffic
from course_lib.balancers import Balancer
from course_lib.chapters.ch06_balancers.exercises.challenge import entry
from course_lib.simulation import compiling, on_disk, simulate

TRACE = traffic.poisson_trace(300, utilisation=0.8, pods=4, seed=1)


def pick_zero(now, draws, in_flight, memory):
    return 0


@pytest.mark.parametrize("balancer", [*balancers.BALANCERS.values(), connections.client_round_robin(30.0)], ids=str)
def test_every_balancer_of_this_library_is_ours(balancer):
    assert compiling.is_ours(balancer.pick)
    assert compiling.is_ours(balancer.done)


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
    assert not compiling.is_ours(function)


def test_a_package_with_a_similar_name_is_not_ours_even_if_it_is_there(monkeypatch):
    pick = from_a_module("course_lib_of_somebody")
    module = types.ModuleType("course_lib_of_somebody")
    module.pick = pick
    monkeypatch.setitem(sys.modules, "course_lib_of_somebody", module)
    assert not compiling.is_ours(pick)


def test_warming_leaves_no_balancer_to_compile():
    compiling.warm()
    for balancer in (*balancers.BALANCERS.values(), connections.client_round_robin()):
        assert compiling.machine_is_ready(balancer)
        assert on_disk.is_kept(balancer.pick)


def test_a_learners_function_is_let_go_with_its_machine_code():
    def compiled():
        def pick(now, draws, in_flight, memory):
            return 0

        assert simulate(TRACE, Balancer("mine", pick), engine="fast").engine == "compiled"
        return weakref.ref(pick)

    pick = compiled()
    compiling._compiled.cache_clear()  # as it happens by itself after 256 others
    gc.collect()
    assert pick() is None


def test_the_next_process_finds_the_kernel_on_disk(tmp_path):
    script = (
        "from course_lib.simulation import compiling\n"
        "print(compiling.kernel_is_ready())\n"
        "compiling.compiled_kernel()\n"
        "print(compiling.kernel_is_ready(), compiling.compiled_kernel().stats.cache_hits.total())"
    )
    environment = {"NUMBA_CACHE_DIR": str(tmp_path), "PATH": "", "COURSE_PROGRESS": ":memory:"}
    said = [
        subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert [each.stdout.split() for each in said] == [["False", "True", "0"], ["True", "True", "1"]]


def test_a_change_of_what_the_kernel_froze_makes_it_compile_anew(monkeypatch, tmp_path):
    index = tmp_path / "kernel.nbi"
    index.write_text("compiled from what stood there a moment ago")
    monkeypatch.setattr(on_disk, "_indices", lambda function: [index] if index.exists() else [])
    kernel = (compiling.native_kernel, *compiling.FROZEN)
    on_disk.drop_stale(*kernel)
    assert on_disk.is_kept(*kernel)
    just_older = Path(inspect.getfile(compiling.world)).stat().st_mtime - 1
    os.utime(index, (just_older, just_older))
    assert not on_disk.is_kept(*kernel)
    on_disk.drop_stale(*kernel)
    assert not index.exists()
