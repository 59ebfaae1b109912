"""How fast draws answer a slider: python bench/bench_mesh.py [--case betting] [--draws 10000].

Beside the same chain called a draw at a time (for 200 draws, as all take long), asserted to give the same; and
beside nothing but the chain of one pair, an alternative and none: what else an answer takes, flips, swings and shares,
isn't to cost much more.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from stopwatch import by_turns, end, promise, timed

from course_lib import mesh
from course_lib.arrays import Values

SIZED = "sidecar, right-sized and scoped"
LOOPED = 200
LEAST, MOST, MOST_MS = 200, 5.0, 65.0


def by_loop(scenario: mesh.Scenario, drawn: mesh.Drawn, draws: int) -> Values:
    """Return what the alternative adds in the first draws, one at a time."""
    net = []
    for at in range(draws):
        values = {name: each[at] if len(each) > 1 else each[0] for name, each in drawn.values.items()}
        taken, left = (mesh.outcome(scenario, mesh.ALTERNATIVES[name], values) for name in (SIZED, mesh.NONE))
        net.append(float(taken[mesh.MEASURE][0] - left[mesh.MEASURE][0]))
    return np.array(net)


def report(name: str, draws: int) -> None:
    """Print one case."""
    found = mesh.case(name)
    known = mesh.inputs(found.scenario, found.given)
    scenario = mesh.decided(found.scenario, tuple(known.items()))
    drawn, first = timed(lambda: mesh.draw(known, draws=draws))
    looped, a_draw = timed(lambda: by_loop(scenario, drawn, LOOPED))
    assert np.allclose(looped, mesh.nets(scenario, drawn, (SIZED,))[SIZED][:LOOPED], equal_nan=True)  # noqa: S101
    every = mesh.nets(scenario, drawn)
    times = by_turns({
        "pair": partial(mesh.nets, scenario, drawn, (SIZED,)),
        "answer": lambda: mesh.uncertain(found.scenario, SIZED, given=found.given, draws=draws),
        "all": partial(mesh.nets, scenario, drawn, [each for each in mesh.ALTERNATIVES if each != mesh.NONE]),
        "advice": lambda: mesh.advice(every, drawn),
        "draw": lambda: mesh.draw(known, draws=draws),
    })  # fmt: skip
    show(f"{name}, {len(scenario.services)} kinds", times, a_draw / LOOPED * draws, first)


def show(name: str, times: dict[str, float], loop: float, first: float) -> None:
    """Print the ratios of one case."""
    faster, answer = loop / times["pair"], times["answer"] / times["pair"]
    quick = promise(faster >= LEAST, f"{name}: less than ×{LEAST} as fast as a loop")
    little = promise(answer <= MOST, f"{name}: the answer takes more than ×{MOST:g} of a pair")
    in_time = promise(1000 * times["answer"] <= MOST_MS, f"{name}: more than {MOST_MS:g} ms")
    ratios = {each: seconds / times["pair"] for each, seconds in times.items()}
    print(f"  {name:22} a pair ×{faster:.0f} as fast as a loop{quick}")
    print(f"    the whole answer ×{answer:.1f} of a pair{little}, {1000 * times['answer']:.0f} ms{in_time}")
    print(f"    all alternatives ×{ratios['all']:.1f}, advice ×{ratios['advice']:.1f} of a pair")
    print(f"    draws rescaled ×{first / times['draw']:.0f} as fast as made")


def main() -> None:
    """Print each case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", choices=[*mesh.FOUR, mesh.BETTING], nargs="*", default=["unmeasured", mesh.BETTING])
    parser.add_argument("--draws", type=int, default=mesh.DRAWS)
    arguments = parser.parse_args()
    print(f"\n{arguments.draws:,} draws\n")
    for name in arguments.case:
        report(name, arguments.draws)
    end()


if __name__ == "__main__":
    main()
