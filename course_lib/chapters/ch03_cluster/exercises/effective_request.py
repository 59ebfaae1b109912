"""A pod's effective request: a worked example with one gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement, product
from typing import NamedTuple

import numpy as np

from course_lib.cluster import textbook
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake

Pairs = Sequence[tuple[float, float]]
Inits = Sequence[tuple[float, float, bool]]
CONTAINERS = ((100, 64), (200, 32))
INITS = ((50, 256, False), (300, 16, False), (100, 64, True))
OVERHEADS = ((0, 0), (10, 8))


def small() -> tuple[Case, ...]:
    """Return every pod of up to two containers and two init containers, the smallest first; one of no size last."""
    apps = [list(chosen) for n in (1, 2) for chosen in combinations_with_replacement(CONTAINERS, n)]
    inits = [list(chosen) for n in (0, 1, 2) for chosen in product(INITS, repeat=n)]
    every = list(product(apps, inits, OVERHEADS))
    every.sort(key=lambda case: (len(case[0]) + len(case[1]), case[2], len(case[1])))
    return (*every, ([(0, 0)], [], (0, 0)))


def large() -> tuple[Case, ...]:
    """Return fifty pods of three or four containers and as many init containers."""
    draw = np.random.default_rng(3)
    return tuple(
        (
            [tuple(draw.integers(1, 40, 2) * 10) for _ in range(draw.integers(3, 5))],
            [(*(draw.integers(1, 90, 2) * 10), bool(draw.integers(2))) for _ in range(draw.integers(3, 5))],
            (0, 0),
        )
        for _ in range(50)
    )


class Needs(NamedTuple):
    """What a pod needs of one resource.

    `running` is for its containers, `sidecars` for those that stay, `overhead` for its sandbox; of the init containers
    that end, `alone` is the largest, `largest` the same with the sidecars that run by then, and `phases` the sum of
    these; `inits` are all init containers together.
    """

    running: float
    sidecars: float
    overhead: float
    alone: float
    largest: float
    phases: float
    inits: float


def needs(resource: int, containers: Pairs, init_containers: Inits, overhead: tuple[float, float]) -> Needs:
    """Return what a pod needs of the resource at that place."""
    sidecars: float = 0
    alone: list[float] = [0]
    phases: list[float] = [0]
    for init in init_containers:
        if init[2]:
            sidecars += init[resource]
        else:
            alone.append(init[resource])
            phases.append(sidecars + init[resource])
    running, inits = (sum(each[resource] for each in group) for group in (containers, init_containers))
    return Needs(running, sidecars, overhead[resource], max(alone), max(phases), sum(phases), inits)


def each(formula: Callable[[Needs], float]) -> Callable[..., list[float]]:
    """Return a function that reckons a formula for each resource."""
    return lambda *case: [formula(needs(resource, *case)) for resource in (0, 1)]


def containers_one_by_one(containers: Pairs, init_containers: Inits, overhead: tuple[float, float]) -> list[float]:
    """Take the largest container in place of their sum."""
    largest = (max(container[0] for container in containers), max(container[1] for container in containers))
    return textbook.effective_request([largest], init_containers, overhead)


def largest_container(containers: Pairs, init_containers: Inits, overhead: tuple[float, float]) -> list[float]:
    """Take both resources of the phase with the most CPU."""
    running, sidecars, _ = zip(
        *(needs(resource, containers, init_containers, overhead)[:3] for resource in (0, 1)), strict=True
    )
    phases = [(running[0] + sidecars[0], running[1] + sidecars[1])]
    started = [0.0, 0.0]
    for cpu, memory, stays in init_containers:
        phases += [] if stays else [(started[0] + cpu, started[1] + memory)]
        started = [started[0] + stays * cpu, started[1] + stays * memory]
    most = max(phases, key=lambda phase: phase[0])
    return [most[0] + overhead[0], most[1] + overhead[1]]


effective_request = FunctionExercise(
    reference=textbook.effective_request,
    chapter="cluster",
    decision="say what a pod reserves on its node",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([(320, 200)], [(100, 50, True), (300, 400, False)], (10, 5)),
        ([(100, 100), (150, 50)], [(400, 20, False), (50, 60, True)], (20, 10)),
        ([(300, 100)], [(200, 300, False), (100, 120, True), (250, 100, False)], (10, 20)),
        ([(500, 256)], [(100, 128, True), (100, 400, False)], (50, 30)),
    ),
    mistakes={
        "largest-added": Mistake(
            each(lambda pod: pod.overhead + pod.running + pod.sidecars + pod.largest),
            "You add the init containers to the rest. Those that end are gone before the others start: the pod never"
            " needs both at once. It reserves the larger of the two.",
        ),
        "every-init-summed": Mistake(
            each(lambda pod: pod.overhead + pod.running + pod.inits),
            "You add up all containers. Init containers that end run one after the other, and before the rest: they"
            " never need anything at the same time.",
        ),
        "init-forgotten": Mistake(
            each(lambda pod: pod.overhead + pod.running + pod.sidecars),
            "What runs all the time is right. But an init container may need more than all of it, before it starts:"
            " the pod reserves the larger of the two.",
        ),
        "inits-summed-as-they-start": Mistake(
            each(lambda pod: pod.overhead + max(pod.running + pod.sidecars, pod.phases)),
            "You add up the init containers that end (largest += …). Each has ended before the next one starts: only"
            " the largest of these phases counts, max(largest, …).",
        ),
        "sidecars-forgotten": Mistake(
            each(lambda pod: pod.overhead + max(pod.running, pod.largest)),
            "The native sidecars are missing: they stay, so they need their part beside the containers.",
        ),
        "sidecars-and-init-forgotten": Mistake(
            each(lambda pod: pod.overhead + pod.running),
            "That is what the containers request. A sidecar that stays comes on top, and an init container may need"
            " more than all of them together.",
        ),
        "running-and-largest": Mistake(
            each(lambda pod: pod.overhead + pod.running + pod.largest),
            "You add the largest init phase to the containers. It is over before they start: take the larger of the"
            " two. What stays, and so is to be added to the containers, are the sidecars.",
        ),
        "largest-of-three": Mistake(
            each(lambda pod: pod.overhead + max(pod.running, pod.sidecars, pod.largest)),
            "You take the largest of three. Sidecars and containers run at the same time: add those two first.",
        ),
        "largest-alone": Mistake(
            each(lambda pod: pod.overhead + pod.largest),
            "That is what the init phase needs at most. Afterwards the containers run, and may need more.",
        ),
        "containers-forgotten": Mistake(
            each(lambda pod: pod.overhead + max(pod.sidecars, pod.largest)),
            "The containers proper are missing. When the init phase is over they run beside the sidecars: that sum is"
            " what `largest` has to be compared with.",
        ),
        "larger-init-added": Mistake(
            each(lambda pod: pod.overhead + pod.running + max(pod.sidecars, pod.largest)),
            "You compare `sidecars` with `largest`, then add the containers. But `largest` is over when the containers"
            " start. Only the sidecars run beside them: add those two, then compare the sum with `largest`.",
        ),
        "sidecars-on-both": Mistake(
            each(lambda pod: pod.overhead + pod.sidecars + max(pod.running, pod.largest)),
            "You add the sidecars to the larger of the two, also when that is the init phase. `largest` already holds"
            " those that ran by then, and those that start later didn't run yet. Add `sidecars` to `running` only.",
        ),
        "sidecars-on-largest": Mistake(
            each(lambda pod: pod.overhead + max(pod.running, pod.sidecars + pod.largest)),
            "You add the sidecars to the wrong one of the two. `largest` already holds those that ran by then. They go"
            " on running beside the containers: add `sidecars` to `running`.",
        ),
        "all-sidecars-at-once": Mistake(
            each(lambda pod: pod.overhead + pod.sidecars + max(pod.running, pod.alone)),
            "You let all sidecars run from the start. They start in the order of the list: one that comes after an"
            " init container does not run yet while that one works. Add up the sidecars as you go through the list.",
        ),
        "inits-summed": Mistake(
            each(lambda pod: pod.overhead + max(pod.running + pod.sidecars, pod.inits)),
            "Taking the larger of the two phases is right. But you add up the whole init phase, and each init container"
            " that ends is gone before the next one starts: what counts is the one that needs most, with the sidecars"
            " before it.",
        ),
        "containers-one-by-one": Mistake(
            containers_one_by_one,
            "You take the largest of the containers. That would do if they ran one after the other, as init containers"
            " do; these all run at once, so add them up.",
        ),
        "smaller": Mistake(
            each(lambda pod: pod.overhead + min(pod.running + pod.sidecars, pod.largest)),
            "You take the smaller of the two phases. The pod must fit in both, so it reserves for the larger: max.",
        ),
        "overhead-forgotten": Mistake(
            each(lambda pod: max(pod.running + pod.sidecars, pod.largest)),
            "The pod's overhead (its sandbox) is missing: it comes on top, whichever phase is larger.",
        ),
        "overhead-inside": Mistake(
            each(lambda pod: max(pod.overhead + pod.running + pod.sidecars, pod.largest)),
            "You count the pod's overhead (its sandbox) in one of the two phases only. It is there in both: add it to"
            " the max.",
        ),
        "overhead-twice": Mistake(
            each(lambda pod: 2 * pod.overhead + max(pod.running + pod.sidecars, pod.largest)),
            "The pod's overhead (its sandbox) is in it twice: what stands before the gap adds it already.",
        ),
        "overhead-twice-in-one-phase": Mistake(
            each(lambda pod: pod.overhead + max(pod.overhead + pod.running + pod.sidecars, pod.largest)),
            "The pod's overhead (its sandbox) is in it twice while the containers run. What stands before the gap adds"
            " it already, for both phases.",
        ),
        "sidecars-not-running-yet": Mistake(
            each(lambda pod: pod.overhead + max(pod.running + pod.sidecars, pod.alone)),
            "An init container that comes after a sidecar in the list shares the pod with it: what it needs is its own"
            " part plus all sidecars started before it.",
        ),
        "sidecars-that-end": Mistake(
            lambda containers, init_containers, overhead: textbook.effective_request(
                containers, [(cpu, memory, False) for cpu, memory, _ in init_containers], overhead
            ),
            "You treat a native sidecar as an init container that ends. It stays: the third entry is True.",
        ),
        "largest-container": Mistake(
            largest_container,
            "You find the phase with the most CPU and take its memory, too. The larger one is chosen for each"
            " resource on its own: the CPU may come from one phase and the memory from the other.",
        ),
        "returns-early": Mistake(
            lambda containers, init_containers, overhead: textbook.effective_request(
                containers, init_containers, overhead
            )[:1],
            "Your list holds the CPU alone. Does the return stand inside the loop? Then it ends after the first"
            " resource: move it to the left, level with the for, so that the memory gets its turn.",
        ),
    },
    hints=(
        "A pod lives through two phases: first the init containers, one after the other; then everything that stays."
        " It must fit on the node in both.",
        "While it works, the containers and the sidecars run at the same time: running + sidecars. The init phase"
        " needs `largest` at most.",
        "The larger of the two: max(running + sidecars, largest).",
    ),
)
