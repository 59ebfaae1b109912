"""The wrong ways to take the steps to a pod's effective request."""

from __future__ import annotations

from course_lib.chapters.ch03_cluster.exercises.reserving import last_sidecar, reserving
from course_lib.framework.exercise.family import Family, Part

CONTAINERS = {
    "containers-one-by-one": Part(
        max,
        "You take the largest of the containers. That would be right if they ran one after the other, as init"
        " containers do; these all run at once, so add them up.",
        "add the containers up: they run at once.",
    ),
    "first-container": Part(
        lambda needs: needs[0],
        "You count the first container only. All containers run at once: add them up.",
        "add all containers up, not only the first.",
    ),
    "mean-container": Part(
        lambda needs: sum(needs) / len(needs),
        "You take the mean of the containers. They all run at once: add them up.",
        "add the containers up, don't take their mean.",
    ),
    "last-container": Part(
        lambda needs: needs[-1],
        "You count the last container only. All containers run at once: add them up. (Is there a = where += should"
        " be?)",
        "add all containers up, not only the last.",
    ),
}
INITS = {
    "sidecars-that-end": Part(
        lambda inits: [(cpu, memory, False) for cpu, memory, _ in inits],
        "You treat a native sidecar as an init container that ends. It stays: the third entry is True.",
        "a native sidecar (third entry True) doesn't end.",
    ),
    "stays-turned-round": Part(
        lambda inits: [(cpu, memory, not stays) for cpu, memory, stays in inits],
        "You have the two kinds of init containers the wrong way round. Where the third entry is True it stays, as a"
        " native sidecar does; where it's False it ends.",
        "an init container whose third entry is True stays, the others end.",
    ),
    "one-sidecar": Part(
        last_sidecar,
        "Where there are several sidecars, you count one of them only. All of them go on running: add them up,"
        " sidecars += ….",
        "add all sidecars up, not one only.",
    ),
}
PHASES = {
    "init-forgotten": Part(
        lambda at: 0,
        "What runs in the end is right. But before that, an init container may need more than all of it together: the"
        " pod reserves the larger of the two.",
        "compare with the largest init phase.",
    ),
    "inits-summed-as-they-start": Part(
        lambda at: sum(at.phases),
        "You add up the phases of the init containers that end (with largest += …, for instance). Each has"
        " ended before the next one starts: only the largest of these phases counts, max(largest, …).",
        "of the init phases only the largest counts, not their sum.",
    ),
    "inits-summed": Part(
        lambda at: at.sidecars + sum(at.ends),
        "Taking the larger of the two phases is right. But you add up the whole init phase, and each init container"
        " that ends is gone before the next one starts: what counts is the one that needs most, with the sidecars"
        " before it.",
        "init containers that end run one after the other: only the largest counts.",
    ),
    "ended-summed": Part(
        lambda at: sum(at.ends),
        "You add up the init containers that end, and leave out the sidecars that run by then. They run one after the"
        " other, so only one of them counts: the one that needs most, together with the sidecars before it.",
        "of the init containers that end only the largest counts, with the sidecars before it.",
    ),
    "first-init": Part(
        lambda at: at.phases[:2][-1],
        "Of the init containers that end you count the first one only. A later one may need more: keep the largest so"
        " far, max(largest, …).",
        "keep the largest init phase, not the first.",
    ),
    "first-init-alone": Part(
        lambda at: at.ends[:2][-1],
        "Of the init containers that end you count the first one only, and without the sidecars that run by then. Take"
        " the largest such phase: an init container, and all sidecars that come before it in the list.",
        "keep the largest init phase, with the sidecars before it, not the first init container.",
    ),
    "last-init": Part(
        lambda at: at.phases[-1],
        "Of the init containers that end you count the last one only. An earlier one may have needed more: keep the"
        " largest so far, max(largest, …).",
        "keep the largest init phase, not the last.",
    ),
    "last-init-alone": Part(
        lambda at: at.ends[-1],
        "Of the init containers that end you count the last one only, and without the sidecars that run by then. Take"
        " the largest such phase: an init container, and all sidecars that come before it in the list.",
        "keep the largest init phase, with the sidecars before it, not the last init container.",
    ),
    "sidecars-not-running-yet": Part(
        lambda at: max(at.ends),
        "An init container that comes after a sidecar in the list shares the pod with it: what's needed then is its"
        " own part plus all sidecars started before it.",
        "add to an init container the sidecars that come before it.",
    ),
    "all-sidecars-at-once": Part(
        lambda at: at.sidecars + max(at.ends),
        "You let all sidecars run from the start. They start in the order of the list: one that comes after an init"
        " container isn't running yet while that one works. Add up the sidecars as you go through the list.",
        "add to an init container only the sidecars that come before it.",
    ),
}
JOINS = {
    "largest-added": Part(
        lambda running, sidecars, largest: running + sidecars + largest,
        "You add the init containers to the rest. Those that end are gone before the others start, so the pod never"
        " needs both at once. It reserves the larger of the two.",
        "take the larger of the two phases, don't add them.",
    ),
    "running-and-largest": Part(
        lambda running, sidecars, largest: running + largest,
        "You add the largest init phase to the containers. It's over before they start, so take the larger of the two."
        " What does run beside the containers is the sidecars: add those.",
        "add the sidecars to the containers, and compare with the init phase.",
    ),
    "largest-alone": Part(
        lambda running, sidecars, largest: largest,
        "That's the most the init phase needs. Afterwards the containers run, and may need more.",
        "compare the init phase with what runs in the end.",
    ),
    "sidecars-alone": Part(
        lambda running, sidecars, largest: sidecars,
        "That's what the native sidecars request. The containers run beside them, and before that an init container"
        " may need more than all of these.",
        "count the containers and the init phase as well.",
    ),
    "larger-init-added": Part(
        lambda running, sidecars, largest: running + max(sidecars, largest),
        "You compare the sidecars with the init phase, then add the containers. But the init phase is over when the"
        " containers start. Only the sidecars run beside them: add those two, then compare the sum with `largest`.",
        "add sidecars and containers before you compare with the init phase.",
    ),
    "sidecars-forgotten": Part(
        lambda running, sidecars, largest: max(running, largest),
        "The native sidecars are missing while the containers run: they stay, so the pod needs both at once.",
        "add the sidecars to the containers.",
    ),
    "largest-of-three": Part(
        lambda running, sidecars, largest: max(running, sidecars, largest),
        "Your answer is the largest of three: the containers, the sidecars, the init phase. Sidecars and containers"
        " run at the same time: add those two first.",
        "add sidecars and containers before you compare.",
    ),
    "sidecars-or-containers": Part(
        lambda running, sidecars, largest: max(running, sidecars),
        "You take the larger of the containers and the sidecars. Those two run at the same time: add them. What the"
        " sum has to be compared with is the init phase, `largest`.",
        "add sidecars and containers, and compare the sum with the init phase.",
    ),
    "containers-forgotten": Part(
        lambda running, sidecars, largest: max(sidecars, largest),
        "The containers themselves are missing. When the init phase is over they run beside the sidecars: that sum is"
        " what has to be compared with `largest`.",
        "add the containers to the sidecars.",
    ),
    "init-with-the-containers": Part(
        lambda running, sidecars, largest: max(running + largest, sidecars),
        "You add the containers to the init phase and compare that with the sidecars. The init phase is over before"
        " the containers start. What runs at the same time is the containers and the sidecars: add those two, and"
        " compare the sum with `largest`.",
        "add the sidecars to the containers, not the init phase.",
    ),
    "sidecars-on-both": Part(
        lambda running, sidecars, largest: sidecars + max(running, largest),
        "You add the sidecars to the larger of the two, even when that's the init phase. `largest` already holds those"
        " that ran by then, and those that start later didn't run yet. Add `sidecars` to `running` only.",
        "add the sidecars to the containers only, not to the init phase.",
    ),
    "sidecars-on-largest": Part(
        lambda running, sidecars, largest: max(running, sidecars + largest),
        "You add the sidecars to the wrong one of the two. `largest` already holds those that ran by then. They go on"
        " running beside the containers: add `sidecars` to `running`.",
        "add the sidecars to the containers, not to the init phase.",
    ),
    "sidecars-if-any": Part(
        lambda running, sidecars, largest: running + sidecars if sidecars else largest,
        "Where a pod has sidecars you take what runs in the end, and otherwise the init phase. A pod goes through both,"
        " with or without sidecars: take the larger of the two.",
        "take the larger of the two phases, whether there are sidecars or not.",
    ),
    "largest-if-any": Part(
        lambda running, sidecars, largest: largest or running + sidecars,
        "Where a pod has init containers that end, you take their phase, and otherwise what runs in the end. A pod goes"
        " through both: take the larger of the two.",
        "take the larger of the two phases, whether an init container ends or not.",
    ),
    "sidecars-twice": Part(
        lambda running, sidecars, largest: max(running + 2 * sidecars, largest),
        "You count the sidecars twice while the containers run. Add them to the containers once.",
        "count the sidecars once only.",
    ),
    "sidecars-off-the-init-phase": Part(
        lambda running, sidecars, largest: max(running + sidecars, largest - sidecars),
        "You subtract the sidecars from the init phase. It needs those that run by then: compare with `largest` as it"
        " is.",
        "leave the sidecars in the init phase.",
    ),
    "difference": Part(
        lambda running, sidecars, largest: abs(running + sidecars - largest),
        "You subtract one phase from the other. The pod must fit in both: take the larger of the two.",
        "take the larger of the two phases, don't subtract them.",
    ),
    "smaller": Part(
        lambda running, sidecars, largest: min(running + sidecars, largest),
        "You take the smaller of the two phases. The pod must fit in both, so it reserves for the larger.",
        "take the larger of the two phases, not the smaller.",
    ),
}
OVERHEADS = {
    "overhead-forgotten": Part(
        lambda phase, overhead: phase,
        "The pod's overhead (its sandbox) is missing: it comes on top, whichever phase is larger.",
        "add the pod's overhead (its sandbox).",
    ),
    "overhead-twice": Part(
        lambda phase, overhead: phase + 2 * overhead,
        "You count the pod's overhead (its sandbox) twice. It belongs there once.",
        "add the pod's overhead (its sandbox) once only.",
    ),
}
RESULTS = {
    "cpu-twice": Part(
        lambda cpu, memory: [cpu, cpu],
        "Both your numbers are the CPU. The second one should be the memory: index 1, or index `resource`.",
        "the second number is the memory.",
    ),
    "memory-first": Part(
        lambda cpu, memory: [memory, cpu],
        "Your two numbers are right, but in the wrong order: the CPU comes first, then the memory.",
        "the CPU comes first, then the memory.",
    ),
    "memory-alone": Part(
        lambda cpu, memory: [memory],
        "Your list holds the memory alone. Does the append stand behind the loop? Then it's done once, after the last"
        " resource: move it into the loop, so that the CPU gets its turn.",
        "the CPU is missing; does the append stand behind the loop?",
    ),
    "returns-early": Part(
        lambda cpu, memory: [cpu],
        "Your list holds the CPU alone. Does the return stand inside the loop? Then it ends after the first resource:"
        " move it to the left, level with the for, so that the memory gets its turn.",
        "the memory is missing; does the return stand inside the loop?",
    ),
}
FAMILY = Family(
    reserving,
    {
        "containers": CONTAINERS,
        "inits": INITS,
        "largest": PHASES,
        "join": JOINS,
        "overhead": OVERHEADS,
        "result": RESULTS,
    },
)
