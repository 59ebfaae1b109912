"""From how many pods a node on a node proxy reserves less than sidecars: a blank."""

from __future__ import annotations

from itertools import product
from math import inf

import numpy as np

from course_lib.chapters.ch08_proxies.exercises.by_position import by_position
from course_lib.chapters.ch08_proxies.exercises.one_parts_amount import AMOUNTS_OF_ONE
from course_lib.chapters.ch08_proxies.exercises.other_shares import NOT_BRACKETED, OTHERS
from course_lib.chapters.ch08_proxies.exercises.share_steps import ALL
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case
from course_lib.proxies import textbook

SIDECARS = ((100, 12), (50, 80), (0, 12))
ONE, OTHER = (100, 30), (150, 90)
WAYPOINTS: tuple[list[tuple[float, float]], ...] = ([], [ONE], [ONE, OTHER], [OTHER, ONE])


def small() -> tuple[Case, ...]:
    """Return one to twenty nodes, without waypoints and with two, the control plane counted or not."""
    found = product((1, 4, 20), SIDECARS, ((0, 0), (100, 5)), WAYPOINTS, (0, 2.5, 0.45))
    every = [(nodes, sidecar, (200, 60), agent, ways, control_m) for nodes, sidecar, agent, ways, control_m in found]
    return tuple(sorted(every, key=lambda case: (case[1][0] == 0, len(case[4]), case[5], case[3], case[0])))


def large() -> tuple[Case, ...]:
    """Return fifty seeded clusters."""
    draw = np.random.default_rng(8)

    def part(low: float, high: float) -> tuple[float, float]:
        return round(float(draw.uniform(low, high)), 1), round(float(draw.uniform(1, high)), 1)

    return tuple(
        (
            int(draw.integers(2, 200)),
            part(5, 150),
            part(50, 600),
            part(5, 150),
            [part(50, 300) for _ in range(int(draw.integers(0, 6)))],
            round(float(draw.uniform(0, 5)), 1),
        )
        for _ in range(50)
    )


WHERE: Aspects = {
    "where there are waypoints": lambda *case: bool(case[4]),
    "where there are several waypoints": lambda *case: len(case[4]) > 1,
    "where there is an agent": lambda *case: case[3][0] > 0,
    "where the control plane costs something": lambda *case: case[5] > 0,
    "where the control plane costs something and there are waypoints": lambda *case: case[5] > 0 and bool(case[4]),
    "where there are several nodes": lambda *case: case[0] > 1,
    "where a sidecar uses more than it requests": lambda *case: case[1][1] > case[1][0],
    "where a sidecar requests nothing": lambda *case: case[1][0] == 0,
    "where a sidecar costs nothing": lambda *case: textbook.break_even(*case) == inf,
}

break_even = FunctionExercise(
    reference=textbook.break_even,
    chapter=CHAPTER,
    decision="say from how many pods a node on a node proxy reserves less",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        (10, (100, 15), (200, 50), (100, 5), [(100, 40), (100, 40)], 0),
        (20, (40, 10), (200, 50), (50, 5), [(100, 40), (100, 20)], 10),
        (5, (50, 30), (300, 90), (100, 5), [(200, 40)], 0),
        (10, (95, 15), (200, 50), (100, 5), [(45, 40), (45, 20)], 5),
    ),
    paper_within=0.005,
    mistakes={**ALL.singles, **OTHERS, **AMOUNTS_OF_ONE},
    pairs={**NOT_BRACKETED, **ALL.pairs},
    closer_looks=(by_position,),
    own_explainers=(differs_only(WHERE),),
    hints=(
        "Take a single node with p pods. What do its sidecars request, and what would it have in their place? Write"
        " down both, then ask for which p they are equal.",
        "With p sidecars the node bears p times the sidecar's request and p times control_m. With a node proxy it bears"
        " the node proxy, the agent and control_m once, and its share of the waypoints: what all of them request, and"
        " control_m for each, divided by the nodes.",
        "Of each pair take the first number, what is requested. The break-even is the node's side divided by what one"
        " pod costs; if that is 0, it is inf.",
    ),
)
