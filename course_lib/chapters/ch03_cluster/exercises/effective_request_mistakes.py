"""What people get wrong about a pod's effective request: one of its steps, or more than that."""

from __future__ import annotations

from collections.abc import Callable

from course_lib.chapters.ch03_cluster.exercises.effective_request_steps import FAMILY
from course_lib.chapters.ch03_cluster.exercises.reserving import Inits, Pair, Pairs, Started, reserving, started
from course_lib.framework.exercise.mistakes import Mistake


def all_of_them(containers: Pairs, init_containers: Inits, overhead: Pair) -> list[float]:
    """Add up all there is."""
    return [
        sum(each[resource] for group in (containers, init_containers, [overhead]) for each in group)
        for resource in (0, 1)
    ]


def largest_of_all(containers: Pairs, init_containers: Inits, overhead: Pair) -> list[float]:
    """Take the largest container of all, of whatever kind."""
    return [
        overhead[resource] + max(each[resource] for group in (containers, init_containers) for each in group)
        for resource in (0, 1)
    ]


def in_the_order_of_the_list(containers: Pairs, init_containers: Inits, overhead: Pair) -> list[float]:
    """Add sidecars to the containers as they come, and compare with each init container that ends on the way."""
    effective = []
    for resource in (0, 1):
        reached = sum(container[resource] for container in containers)
        for init in init_containers:
            reached = reached + init[resource] if init[2] else max(reached, init[resource])
        effective.append(overhead[resource] + reached)
    return effective


def in_one_phase(add: Callable[[float, float, Started], float]) -> Callable[[Pairs, Inits, Pair], list[float]]:
    """Return a function that makes something of the containers with the overhead, the overhead, and the rest."""
    return lambda containers, init_containers, overhead: [
        add(
            sum(container[resource] for container in containers) + overhead[resource],
            overhead[resource],
            started(resource, init_containers),
        )
        for resource in (0, 1)
    ]


def largest_container(containers: Pairs, init_containers: Inits, overhead: Pair) -> list[float]:
    """Take both resources of the phase with the most CPU."""
    cpu, memory = (started(resource, init_containers) for resource in (0, 1))
    running = [sum(amounts) for amounts in zip(*containers, strict=True)]
    phases = [(running[0] + cpu.sidecars, running[1] + memory.sidecars), *zip(cpu.phases, memory.phases, strict=True)]
    most = max(phases, key=lambda phase: phase[0])
    return [most[0] + overhead[0], most[1] + overhead[1]]


MISTAKES = {
    **FAMILY.singles,
    "every-init-summed": Mistake(
        all_of_them,
        "You add up all containers. The init containers that end never run at the same time: they run one after the"
        " other, and before the rest.",
    ),
    "sidecars-and-init-forgotten": Mistake(
        reserving(join=lambda running, sidecars, largest: running),
        "That's what the containers request. A sidecar that stays comes on top, and an init container may need more"
        " than all of them together.",
    ),
    "largest-of-all": Mistake(
        largest_of_all,
        "You take the largest of all containers, of whatever kind. The containers run at once, beside the sidecars:"
        " add these up. Then compare the sum with the largest init phase.",
    ),
    "in-the-order-of-the-list": Mistake(
        in_the_order_of_the_list,
        "You start from the containers, add each sidecar, and compare with each init container that ends as you meet"
        " it. But sidecars that come later aren't running yet in its phase, and the containers run after all of them:"
        " keep the two phases apart, and compare them at the end.",
    ),
    "overhead-for-each-container": Mistake(
        lambda containers, init_containers, overhead: reserving()(
            containers, init_containers, (len(containers) * overhead[0], len(containers) * overhead[1])
        ),
        "You add the pod's overhead (its sandbox) for each container. A pod has one sandbox: add it once.",
    ),
    "overhead-inside": Mistake(
        in_one_phase(lambda running, overhead, at: max(running + at.sidecars, *at.phases)),
        "You count the pod's overhead (its sandbox) in one of the two phases only. It's there in both: add it to the"
        " larger one, whichever that is.",
    ),
    "overhead-twice-in-one-phase": Mistake(
        in_one_phase(lambda running, overhead, at: overhead + max(running + at.sidecars, *at.phases)),
        "You count the pod's overhead (its sandbox) twice while the containers run. Once is enough: add it to the"
        " larger of the two phases.",
    ),
    "largest-container": Mistake(
        largest_container,
        "You find the phase with the most CPU and take its memory, too. The larger one is chosen for each resource on"
        " its own: the CPU may come from one phase and the memory from the other.",
    ),
    "every-init-summed-and-overhead": Mistake(
        lambda containers, init_containers, overhead: all_of_them(containers, init_containers, (0, 0)),
        "You add up all containers. The init containers that end never run at the same time: they run one after the"
        " other, and before the rest. And the pod's overhead (its sandbox) is missing.",
    ),
    "sidecars-and-init-forgotten-and-overhead": Mistake(
        lambda containers, *others: [sum(amounts) for amounts in zip(*containers, strict=True)],
        "That's what the containers request. The pod's overhead (its sandbox) comes on top, and so does a sidecar that"
        " stays; and an init container may need more than all of them together.",
    ),
}
