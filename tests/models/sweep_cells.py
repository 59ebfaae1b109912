"""Cells of a sweep that other processes find by their names."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from course_lib import balancers, traffic
from course_lib.simulation import simulate


def simulated(utilisation, balancer, seed, requests=20_000):
    """What a sweep is for: every column that a run has, to the last digit."""
    trace = traffic.poisson_trace(requests, utilisation=utilisation, pods=10, seed=seed)
    run = simulate(trace, balancers.BALANCERS[balancer], engine="fast")
    return {"mean_s": run.mean_s, "p99_s": run.quantile_s(0.99), "counts": run.counts, "last_s": run.finish_s[-1]}


def noted(folder, place, seed, seconds=0.1):
    """Leave a mark of each time that it is run, before and after."""
    for mark in ("begun", "ended"):
        with Path(folder, mark).open("a") as file:
            file.write(f"{place}\n")
        time.sleep(seconds if mark == "begun" else 0)
    return [place, seed]


def fails_until_mended(folder, place, seed):
    """Raise in one cell, as long as there is a file."""
    if place == 3 and Path(folder, "broken").exists():
        raise ZeroDivisionError(f"no pod at place {place}")
    return place


def ends_its_worker(folder, place, seed):
    """Kill the process it runs in: at place 2 the first time, at place 1 always, once six others have ended."""
    if place == 1:
        wait_for_marks(folder, 6, "ended")
    if place == 1 or (place == 2 and not Path(folder, "killed").exists()):
        Path(folder, "killed").touch()
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return noted(folder, place, seed, seconds=0.05)[0]


def wait_for_marks(folder, number, mark, most_s=10):
    """Wait until so many cells have left this mark, but not for ever: one may be waiting for this very process."""
    until_s = time.monotonic() + most_s
    file = Path(folder, mark)
    while time.monotonic() < until_s and (not file.exists() or len(file.read_text().split()) < number):
        time.sleep(0.02)


class StubbornError(Exception):
    """An error that no other process can make again from its message."""

    def __init__(self, first, second):
        super().__init__(f"{first} and {second}")


def raises_oddly(place, seed):
    """Raise what can't be sent, end the process, or return what can't be kept."""
    if place == "stubborn":
        raise StubbornError(1, 2)
    if place == "exit":
        sys.exit(3)
    return {"nan": float("nan"), "nothing": None, "object": object(), "long": {"text": "a" * 10_000}}[place]
