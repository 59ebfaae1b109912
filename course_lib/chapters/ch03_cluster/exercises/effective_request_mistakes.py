"""What people get wrong about a pod's effective request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from course_lib.chapters.ch03_cluster.exercises.pod_phases import Inits, Pairs, each, needs
from course_lib.cluster import textbook
from course_lib.framework.exercise.mistakes import Function, Mistake


def with_others(
    containers: Callable[[Pairs], Pairs] = lambda containers: containers,
    inits: Callable[[Inits], Inits] = lambda init_containers: init_containers,
) -> Callable[..., list[float]]:
    """Return a function that is right, but takes other containers for those of the pod."""
    return lambda given, init_containers, overhead: textbook.effective_request(
        containers(given), inits(init_containers), overhead
    )


def largest_of_each(containers: Pairs) -> Pairs:
    """Return one container with the most CPU and the most memory of all."""
    return [(max(cpu for cpu, _ in containers), max(memory for _, memory in containers))]


def last_sidecar(init_containers: Inits) -> Inits:
    """Leave out all sidecars but the last one."""
    stay = [number for number, init in enumerate(init_containers) if init[2]]
    return [init for number, init in enumerate(init_containers) if not init[2] or number == stay[-1]]


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


NO_OVERHEAD = " And the pod's overhead (its sandbox) is missing: it's added in any case."


def without_overhead(mistakes: Mapping[str, Mistake], *names: str) -> Iterator[tuple[str, Mistake]]:
    """Yield some of the mistakes once more, made by somebody who has left the overhead out as well."""

    def less(function: Function) -> Callable[..., list[float]]:
        return lambda containers, init_containers, overhead: function(containers, init_containers, (0, 0))

    for name in names:
        yield f"{name}-and-overhead", Mistake(less(mistakes[name].function), mistakes[name].sentence + NO_OVERHEAD)


SUMS = {
    "largest-added": Mistake(
        each(lambda pod: pod.overhead + pod.both + pod.largest),
        "You add the init containers to the rest. Those that end are gone before the others start, so the pod never"
        " needs both at once. It reserves the larger of the two.",
    ),
    "every-init-summed": Mistake(
        each(lambda pod: pod.overhead + pod.both + sum(pod.ends)),
        "You add up all containers. Init containers that end run one after the other, and before the rest: they"
        " never need anything at the same time.",
    ),
    "init-forgotten": Mistake(
        each(lambda pod: pod.overhead + pod.both),
        "What runs in the end is right. But before that, an init container may need more than all of it together:"
        " the pod reserves the larger of the two.",
    ),
    "sidecars-and-init-forgotten": Mistake(
        each(lambda pod: pod.overhead + pod.running),
        "That's what the containers request. A sidecar that stays comes on top, and an init container may need"
        " more than all of them together.",
    ),
    "running-and-largest": Mistake(
        each(lambda pod: pod.overhead + pod.running + pod.largest),
        "You add the largest init phase to the containers. It's over before they start, so take the larger of the"
        " two. What does run beside the containers is the sidecars: add those.",
    ),
    "largest-alone": Mistake(
        each(lambda pod: pod.overhead + pod.largest),
        "That's the most the init phase needs. Afterwards the containers run, and may need more.",
    ),
    "sidecars-alone": Mistake(
        each(lambda pod: pod.overhead + pod.sidecars),
        "That's what the native sidecars request. The containers run beside them, and before that an init container"
        " may need more than all of these.",
    ),
    "larger-init-added": Mistake(
        each(lambda pod: pod.overhead + pod.running + max(pod.sidecars, pod.largest)),
        "You compare the sidecars with the init phase, then add the containers. But the init phase is over when the"
        " containers start. Only the sidecars run beside them: add those two, then compare the sum with `largest`.",
    ),
}
COMPARISONS = {
    "sidecars-forgotten": Mistake(
        each(lambda pod: pod.overhead + max(pod.running, pod.largest)),
        "The native sidecars are missing while the containers run: they stay, so the pod needs both at once.",
    ),
    "largest-of-three": Mistake(
        each(lambda pod: pod.overhead + max(pod.running, pod.sidecars, pod.largest)),
        "You take the largest of three. Sidecars and containers run at the same time: add those two first.",
    ),
    "sidecars-or-containers": Mistake(
        each(lambda pod: pod.overhead + max(pod.running, pod.sidecars)),
        "You take the larger of the containers and the sidecars. Those two run at the same time: add them. What the"
        " sum has to be compared with is the init phase, `largest`.",
    ),
    "containers-forgotten": Mistake(
        each(lambda pod: pod.overhead + max(pod.sidecars, pod.largest)),
        "The containers themselves are missing. When the init phase is over they run beside the sidecars: that sum is"
        " what has to be compared with `largest`.",
    ),
    "init-with-the-containers": Mistake(
        each(lambda pod: pod.overhead + max(pod.running + pod.largest, pod.sidecars)),
        "You add the containers to the init phase and compare that with the sidecars. The init phase is over before"
        " the containers start. What runs at the same time is the containers and the sidecars: add those two, and"
        " compare the sum with `largest`.",
    ),
    "sidecars-on-both": Mistake(
        each(lambda pod: pod.overhead + pod.sidecars + max(pod.running, pod.largest)),
        "You add the sidecars to the larger of the two, even when that's the init phase. `largest` already holds"
        " those that ran by then, and those that start later didn't run yet. Add `sidecars` to `running` only.",
    ),
    "sidecars-on-largest": Mistake(
        each(lambda pod: pod.overhead + max(pod.running, pod.sidecars + pod.largest)),
        "You add the sidecars to the wrong one of the two. `largest` already holds those that ran by then. They go"
        " on running beside the containers: add `sidecars` to `running`.",
    ),
    "smaller": Mistake(
        each(lambda pod: pod.overhead + min(pod.both, pod.largest)),
        "You take the smaller of the two phases. The pod must fit in both, so it reserves for the larger.",
    ),
}
INIT_PHASES = {
    "inits-summed-as-they-start": Mistake(
        each(lambda pod: pod.overhead + max(pod.both, sum(pod.phases))),
        "You add up the phases in which an init container runs that ends (with largest += …, for instance). Each has"
        " ended before the next one starts: only the largest of these phases counts, max(largest, …).",
    ),
    "inits-summed": Mistake(
        each(lambda pod: pod.overhead + max(pod.both, pod.sidecars + sum(pod.ends))),
        "Taking the larger of the two phases is right. But you add up the whole init phase, and each init container"
        " that ends is gone before the next one starts: what counts is the one that needs most, with the sidecars"
        " before it.",
    ),
    "ended-summed": Mistake(
        each(lambda pod: pod.overhead + max(pod.both, sum(pod.ends))),
        "You add up the init containers that end, and leave out the sidecars that run by then. They run one after the"
        " other, so only one of them counts: the one that needs most, together with the sidecars before it.",
    ),
    "last-init": Mistake(
        each(lambda pod: pod.overhead + max(pod.both, pod.phases[-1])),
        "Of the init containers that end you count the last one only. An earlier one may have needed more: keep the"
        " largest so far, max(largest, …).",
    ),
    "last-init-alone": Mistake(
        each(lambda pod: pod.overhead + max(pod.both, pod.ends[-1])),
        "Of the init containers that end you count the last one only, and without the sidecars that run by then. Take"
        " the largest such phase: an init container, and all sidecars that come before it in the list.",
    ),
    "all-sidecars-at-once": Mistake(
        each(lambda pod: pod.overhead + pod.sidecars + max(pod.running, *pod.ends)),
        "You let all sidecars run from the start. They start in the order of the list: one that comes after an"
        " init container isn't running yet while that one works. Add up the sidecars as you go through the list.",
    ),
    "sidecars-not-running-yet": Mistake(
        each(lambda pod: pod.overhead + max(pod.both, *pod.ends)),
        "An init container that comes after a sidecar in the list shares the pod with it: what's needed then is its"
        " own part plus all sidecars started before it.",
    ),
    "sidecars-that-end": Mistake(
        with_others(inits=lambda inits: [(cpu, memory, False) for cpu, memory, _ in inits]),
        "You treat a native sidecar as an init container that ends. It stays: the third entry is True.",
    ),
    "stays-turned-round": Mistake(
        with_others(inits=lambda inits: [(cpu, memory, not stays) for cpu, memory, stays in inits]),
        "You have the two kinds of init containers the wrong way round. Where the third entry is True it stays, as a"
        " native sidecar does; where it's False it ends.",
    ),
    "one-sidecar": Mistake(
        with_others(inits=last_sidecar),
        "Where there are several sidecars, you count one of them only. All of them go on running: add them up,"
        " sidecars += ….",
    ),
}
CONTAINERS = {
    "containers-one-by-one": Mistake(
        with_others(containers=largest_of_each),
        "You take the largest of the containers. That would be right if they ran one after the other, as init"
        " containers do; these all run at once, so add them up.",
    ),
    "first-container": Mistake(
        with_others(containers=lambda containers: containers[:1]),
        "You count the first container only. All containers run at once: add them up.",
    ),
    "last-container": Mistake(
        with_others(containers=lambda containers: containers[-1:]),
        "You count the last container only. All containers run at once: add them up. (Is there a = where += should"
        " be?)",
    ),
}
RESOURCES = {
    "overhead-forgotten": Mistake(
        each(lambda pod: max(pod.both, pod.largest)),
        "The pod's overhead (its sandbox) is missing: it comes on top, whichever phase is larger.",
    ),
    "overhead-inside": Mistake(
        each(lambda pod: max(pod.overhead + pod.both, pod.largest)),
        "You count the pod's overhead (its sandbox) in one of the two phases only. It's there in both: add it to"
        " the larger one, whichever that is.",
    ),
    "overhead-twice": Mistake(
        each(lambda pod: 2 * pod.overhead + max(pod.both, pod.largest)),
        "You count the pod's overhead (its sandbox) twice. It belongs there once.",
    ),
    "overhead-twice-in-one-phase": Mistake(
        each(lambda pod: pod.overhead + max(pod.overhead + pod.both, pod.largest)),
        "You count the pod's overhead (its sandbox) twice while the containers run. Once is enough: add it to the"
        " larger of the two phases.",
    ),
    "largest-container": Mistake(
        largest_container,
        "You find the phase with the most CPU and take its memory, too. The larger one is chosen for each"
        " resource on its own: the CPU may come from one phase and the memory from the other.",
    ),
    "cpu-twice": Mistake(
        lambda *case: 2 * textbook.effective_request(*case)[:1],
        "Both your numbers are the CPU. The second one should be the memory: index 1, or index `resource`.",
    ),
    "memory-first": Mistake(
        lambda *case: textbook.effective_request(*case)[::-1],
        "Your two numbers are right, but in the wrong order: the CPU comes first, then the memory.",
    ),
    "returns-early": Mistake(
        lambda *case: textbook.effective_request(*case)[:1],
        "Your list holds the CPU alone. Does the return stand inside the loop? Then it ends after the first"
        " resource: move it to the left, level with the for, so that the memory gets its turn.",
    ),
}
MISTAKES = {
    **SUMS,
    **COMPARISONS,
    **INIT_PHASES,
    **CONTAINERS,
    **RESOURCES,
    **dict(without_overhead(SUMS, "every-init-summed", "init-forgotten", "sidecars-and-init-forgotten")),
    **dict(without_overhead(COMPARISONS, "sidecars-forgotten")),
}
