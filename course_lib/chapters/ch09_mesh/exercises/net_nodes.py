"""What a mesh saves once somebody acts and nodes go: two conditions are missing."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from course_lib.chapters.ch09_mesh.exercises.net_steps import ALL, OTHERS
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case
from course_lib.framework.exercise.shape import after_the_loop
from course_lib.mesh import textbook
from course_lib.mesh.textbook import Running

NODE_M = 1000
ONE = [(10, needed, acts) for needed in (5, 10, 14) for acts in (True, False)]  # pods, needed, whether its owner acts
BOTH = (False, True)


def small() -> tuple[Case, ...]:
    """Return one service, and two, on as many nodes as they fill without proxies."""
    single = [
        (nodes, NODE_M, proxy_m, [(pods, 250, needed, acts)], drained)
        for (pods, needed, acts), proxy_m, nodes, drained in product(ONE, (50, 0, 100), (3, 4), BOTH)
    ]
    double = [
        (7, NODE_M, proxy_m, [(pods, 250, needed, acts), (8, 500, other, also)], drained)
        for (pods, needed, acts), (other, also), proxy_m, drained in product(
            ONE, ((8, False), (6, True), (6, False), (9, False)), (50, 30), BOTH
        )
    ]
    pods = [(10, 700, 5, True), (8, 500, 8, False)]  # one of each fills more than a node of `NODE_M`
    larger = [
        (nodes, node_m, 50, pods, drained) for nodes, node_m in ((11, NODE_M), (6, 2 * NODE_M)) for drained in BOTH
    ]
    return (*single, *double, *larger)


def large() -> tuple[Case, ...]:
    """Return fifty seeded clusters."""
    draw = np.random.default_rng(9)

    def service() -> Running:
        pods = int(draw.integers(2, 60))
        needed = max(1, int(pods * draw.uniform(0.5, 1.2)))
        return pods, float(draw.integers(100, 1500)), needed, bool(draw.random() < 0.6)

    def cluster() -> Case:
        services = [service() for _ in range(int(draw.integers(2, 12)))]
        node_m = float(draw.integers(2000, 16_000))
        nodes = int(np.ceil(sum(pods * pod_m for pods, pod_m, *_ in services) / node_m))
        return nodes, node_m, float(draw.integers(10, 120)), services, bool(draw.random() < 0.5)

    return tuple(cluster() for _ in range(50))


def someone(*case: Any, acts: bool, grows: bool) -> bool:
    """Whether there is a service whose owner acts or doesn't, and that needs more pods than today or fewer."""
    services: list[Running] = case[3]
    return any(does is acts and (needed > pods if grows else needed < pods) for pods, _, needed, does in services)


def once_drained(nodes: int, node_m: float, proxy_m: float, services: list[Running], _: bool) -> float:
    """Return the net of a case if somebody drains nodes."""
    return textbook.net_nodes(nodes, node_m, proxy_m, services, True)


WHERE: Aspects = {
    "where a service could shrink and its owner acts": lambda *case: someone(*case, acts=True, grows=False),
    "where a service could shrink and nobody acts": lambda *case: someone(*case, acts=False, grows=False),
    "where a service needs more pods and its owner acts": lambda *case: someone(*case, acts=True, grows=True),
    "where a service needs more pods and nobody acts": lambda *case: someone(*case, acts=False, grows=True),
    "where nobody drains nodes": lambda *case: not case[4],
    "where somebody drains nodes": lambda *case: case[4],
    "where the mesh needs more nodes than there were": lambda *case: once_drained(*case) > 0,
    "where the mesh leaves nodes empty": lambda *case: once_drained(*case) < 0,
    "where nodes are left empty and nobody drains them": lambda *case: once_drained(*case) < 0 and not case[4],
    "where there are several services": lambda *case: len(case[3]) > 1,
    "where proxies request something": lambda *case: case[2] > 0,
}

net_nodes = FunctionExercise(
    reference=textbook.net_nodes,
    chapter=CHAPTER,
    decision="say which part of a saving nobody gets unless somebody acts",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        (10, 2000, 50, [(40, 250, 20, True), (20, 450, 20, False)], True),
        (10, 2000, 50, [(40, 250, 20, False), (20, 450, 16, True)], False),
        (12, 2000, 50, [(60, 150, 36, True), (30, 450, 36, False)], False),
        (8, 4000, 100, [(40, 400, 24, True), (30, 500, 26, True)], True),
    ),
    mistakes={**ALL.singles, **OTHERS},
    pairs=ALL.pairs,
    own_explainers=(
        when_wrong(after_the_loop),
        differs_only(WHERE),
    ),
    hints=(
        "First gap: fewer pods don't come about by themselves, more pods do. So there are two reasons for a service to"
        " run with `needed` pods, and one is enough.",
        "Second gap: when does nothing change, although the requests fill another number of nodes?",
        "Nodes stay where fewer are filled than there were, and nobody drains any. If more are filled, new ones come.",
    ),
)
