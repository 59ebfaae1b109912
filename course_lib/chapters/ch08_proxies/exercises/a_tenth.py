"""Where "a tenth" is true: a worked example with one gap."""

from __future__ import annotations

from itertools import product

import numpy as np

from course_lib.chapters.ch08_proxies.exercises.another_share import another_share
from course_lib.chapters.ch08_proxies.exercises.tenth_steps import ALL
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case
from course_lib.proxies import textbook
from course_lib.proxies.benchmarks import usage
from course_lib.proxies.ratios import INSTALLS, reserved
from course_lib.proxies.textbook import Row

USED, REQUESTED = "used", "requested"
RUNS = {"may_2021": "May", "november_2021": "November"}
RATES = {"20": "20/s", "200": "200/s", "2000": "2,000/s"}
RESOURCES = ("CPU", "memory")
# A tenth exactly, a ninth, nothing requested, nearly equal, more than the other, next to nothing, and what rounding
# brings to a tenth or away from it.
FIGURES = (
    *((5, 50), (1, 9), (1, 20), (3, 4), (0, 8), (5, 2), (9.5, 10), (10.5, 10), (1.05, 1), (0.05, 8), (0.05, 0.4)),
    *((3.7, 36), (2.6, 27), (10, 88), (12.8, 127.6), (10.8, 100), (4, 4), (60, 5), (0.05, 100), (0.01, 0.08), (9, 50)),
)


def used_by_both(identity: str, load: str, resource: str) -> tuple[float, float]:
    """Return what Linkerd's sidecar used, and Istio's."""
    return usage(identity, load, "Linkerd", resource).value, usage(identity, load, "Istio", resource).value


def published() -> list[Row]:
    """Return the rows of the two runs of 2021, and what the installs request."""
    linkerd, with_ha, istio = (reserved(install) for install in INSTALLS)
    used: list[Row] = [
        (f"{run}, {rate}, {resource}", USED, *used_by_both(key, load, resource))
        for (key, run), (load, rate), resource in product(RUNS.items(), RATES.items(), RESOURCES)
    ]
    requested: list[Row] = [
        (f"{name}, {resource}", REQUESTED, getattr(one, field), getattr(istio, field))
        for name, one in (("default", linkerd), ("high availability", with_ha))
        for resource, field in zip(RESOURCES, ("cpu_m", "memory_mib"), strict=True)
    ]
    return [*used, *requested]


def small() -> tuple[Case, ...]:
    """Return none, one and two rows."""
    single = [
        ([("May", what, *pair)], counted)
        for pair in FIGURES
        for what in (USED, REQUESTED)
        for counted in (USED, REQUESTED)
    ]
    double = [
        ([("May", USED, *one), ("today", what, *other)], counted)
        for one, other in product(FIGURES[:6], FIGURES)
        for what, counted in ((USED, USED), (REQUESTED, REQUESTED))
    ]
    return (*single, *double, ([], USED))


def large() -> tuple[Case, ...]:
    """Return the published rows, and twenty seeded tables."""
    draw = np.random.default_rng(8)
    tables = [
        [
            (
                f"run {number}",
                USED if draw.random() < 0.6 else REQUESTED,
                round(float(draw.uniform(0, 30)), 1),
                round(float(draw.uniform(20, 200)), 1),
            )
            for number in range(int(draw.integers(3, 30)))
        ]
        for _ in range(20)
    ]
    return tuple((rows, counted) for rows in (published(), *tables) for counted in (USED, REQUESTED))


WHERE: Aspects = {
    "where a share is exactly a tenth": lambda rows, _: any(10 * row[2] == row[3] for row in rows),
    "where a proxy requests or uses nothing": lambda rows, _: any(row[2] == 0 for row in rows),
    "where the smaller proxy takes more than the larger": lambda rows, _: any(row[2] > row[3] for row in rows),
    "where some row counts something else": lambda rows, counted: any(row[1] != counted for row in rows),
    "where there are several rows": lambda rows, _: len(rows) > 1,
    "where what is requested is counted": lambda _, counted: counted == REQUESTED,
}

a_tenth = FunctionExercise(
    reference=textbook.a_tenth,
    chapter=CHAPTER,
    decision="say of what a proxy takes a tenth, and of what it doesn't",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([("spring", USED, 4, 50), ("autumn", USED, 9, 60), ("today", REQUESTED, 10, 100)], USED),
        ([("spring", USED, 6, 50), ("autumn", USED, 5, 60), ("today", REQUESTED, 0, 100)], USED),
        ([("spring", USED, 4, 50), ("CPU", REQUESTED, 0, 100), ("memory", REQUESTED, 20, 128)], REQUESTED),
        ([("20/s", USED, 3, 30), ("200/s", USED, 8, 70), ("2,000/s", USED, 6, 70)], USED),
    ),
    mistakes=ALL.singles,
    pairs=ALL.pairs,
    own_explainers=(another_share, differs_only(WHERE)),
    hints=(
        "Take one row: the smaller proxy used 10 ms, the larger one 88 ms. Is that a tenth? What did you divide by"
        " what?",
        "The next line compares the share with 0.1. So the share has to be 1 where both took the same, 0.5 where the"
        " smaller one took half, and 0 where it requests nothing.",
        "Divide the smaller proxy's figure by the larger one's.",
    ),
)
