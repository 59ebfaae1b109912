"""Chapter 06's explorers in two checkouts: python bench/two_explorers.py ../other-checkout.

Each has a process of its own, and they take turns: how wide what a picture shows as uncertain is, and the processor
time that a move of a slider takes, study, picture and words together, nothing that was found being kept from before.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from stopwatch import end, promise, timed
from two_builds import HERE, Checkout

ROUNDS = 5
PROMISED_WIDTH = 0.7  # of the other checkout's; median over an explorer's bands
PROMISED_TIME = 1.0  # of the other checkout's; the longest median of a move as well as the median of all
BUSY = (30, 50, 70, 80, 90)


class Case(NamedTuple):
    """An explorer, where its other controls stand, and the control that moves with its values."""

    explorer: str
    others: dict[str, Any]
    moved: str
    values: tuple[Any, ...]


SLOW, ONE_SLOW = {"slow_percent": 40}, {"pods": "one at 0.4 of the speed"}
CASES = (
    *(Case("comparison", {"field": field} | slow, "utilisation_percent", BUSY)
      for field in ("five", "all ten") for slow in ({}, SLOW)),
    *(Case("views", {"measure": measure} | slow, "utilisation_percent", BUSY)
      for measure in ("mean", "p99") for slow in ({}, ONE_SLOW)),
    Case("mesh", {}, "balancer", ("two choices", "Peak EWMA", "least in flight", "round robin")),
    Case("forgetting", {"proxies": 50}, "utilisation_percent", BUSY[1:]),
    Case("failing", {"retries": "2"}, "utilisation_percent", BUSY),
)  # fmt: skip


def bands(explorer: str, study: Any) -> dict[str, float]:
    """Return the width of each band that a picture of this study shows, by what it is of."""
    found: dict[str, Any] = {}
    if explorer == "comparison":
        found = {f"{name} {measure}": each.of(measure) for name, each in study.found.items() if each.simulated
                 for measure in ("mean", "p99")}  # fmt: skip
    if explorer == "views":
        found = {f"{name} {at}": each for name, curve in study.curves.items() for at, each in enumerate(curve)
                 if each.best < float("inf")}  # fmt: skip
    if explorer == "mesh":  # one band along all numbers of proxies
        return {"pods": sum(each.high - each.low for each in study.needed.values())}
    return {what: each.high - each.low for what, each in found.items()}


def forgetters() -> list[Callable[[], None]]:
    """Return what makes studies forget what they have found."""
    from course_lib.chapters.ch06_balancers.study import comparison, failing, forgetting, overload, views
    from course_lib.sizing import objective, proxies_allowed

    kept = (comparison.comparison_study, failing.failing_study, forgetting.forgetting_study, forgetting.share_of_slow,
            overload.share_if_never_idle, views.view_study, objective.measured_latency, proxies_allowed)  # fmt: skip
    return [each.cache_clear for each in kept]


def serve() -> None:
    """Answer each line, an explorer and where its controls stand, with the seconds of that move and its bands."""
    from course_lib.chapters.ch06_balancers import explorers
    from course_lib.simulation import warm

    warm()
    forget, drawings = forgetters(), {}
    for line in sys.stdin:
        name, values = json.loads(line)
        explorer = getattr(explorers, name)
        if name not in drawings:
            drawings[name] = explorer.picture()
            explorer.answer(drawings[name], **values)
        for each in forget:
            each()
        seconds = timed(lambda: explorer.answer(drawings[name], **values))[1]  # noqa: B023
        print(json.dumps([seconds, bands(name, explorer.result(**values))]), flush=True)


def compare(builds: list[Checkout], case: Case) -> list[float]:
    """Print how long a move takes beside the other's; return what our bands are of the other's."""
    questions = [json.dumps([case.explorer, case.others | {case.moved: value}]) for value in case.values]
    said = [[[json.loads(each.ask(question)) for each in builds] for question in questions] for _ in range(ROUNDS)]
    times = [[statistics.median(turn[at][build][0] for turn in said) for build in range(len(builds))]
             for at in range(len(questions))]  # fmt: skip
    # What comes from a formula has no width.
    ratios = [ours.get(what, 0.0) / width for (_, ours), (_, theirs) in said[0] for what, width in theirs.items()]
    line = f"  {case.explorer:11} {', '.join(map(str, case.others.values())):30}"
    (ours, theirs), (longest, theirs_longest) = (
        [1000 * figure(each) for each in zip(*times, strict=True)] for figure in (statistics.median, max)
    )
    slower = max(ours / theirs, longest / theirs_longest)
    line += f" {ours:5.0f} ms ×{ours / theirs:.2f}, longest {longest:5.0f} ms ×{longest / theirs_longest:.2f}"
    line += promise(slower <= PROMISED_TIME, f"{case.explorer} takes no longer")
    print(line + (f"; {widths(ratios)}" if ratios else ""), flush=True)
    return ratios


def widths(ratios: list[float]) -> str:
    """Say how wide bands are beside others."""
    return f"{len(ratios):3} bands ×{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def main() -> None:
    """Compare two checkouts, or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other", type=Path, help="the other checkout's folder")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve:
        serve()
        return
    print("A move in the kernel, at the median and where it takes longest; ×: beside the other checkout\n")
    builds = [Checkout(root, __file__) for root in (HERE, chosen.other.resolve())]
    ratios: dict[str, list[float]] = {}
    for case in CASES:
        ratios.setdefault(case.explorer, []).extend(compare(builds, case))
    print()
    for explorer, each in ratios.items():
        if each:
            held = promise(statistics.median(each) <= PROMISED_WIDTH, f"{explorer}'s bands within ×{PROMISED_WIDTH}")
            print(f"  {explorer:11} {widths(each)}{held}")
    end()


if __name__ == "__main__":
    main()
