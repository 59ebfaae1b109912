"""Deeper: what of a node's memory pods can have."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from course_lib.framework.exercise.formulas import call_by_name, changed, scaled
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise


def right(gib: float, kube_mib: float, system_mib: float, eviction_mib: float) -> float:
    """Return the memory for pods in GiB."""
    return gib - (kube_mib + system_mib + eviction_mib) / 1024


IN_GIB = {
    "eviction-forgotten": Mistake(
        changed(eviction_mib=0),
        "the two reserves subtracted, but not the eviction margin. What's below that threshold can't be given away"
        " either: subtract it, too.",
    ),
    "system-forgotten": Mistake(
        changed(system_mib=0),
        "a calculation without the operating system's reserve. Subtract it as well as the kubelet's.",
    ),
    "kube-forgotten": Mistake(
        changed(kube_mib=0),
        "a calculation without the kubelet's reserve. Subtract it as well as the operating system's.",
    ),
    "kube-alone": Mistake(
        changed(system_mib=0, eviction_mib=0),
        "the kubelet's reserve alone subtracted. What the operating system keeps has to be subtracted as well, and"
        " so has the margin below which pods are evicted.",
    ),
    "system-alone": Mistake(
        changed(kube_mib=0, eviction_mib=0),
        "the operating system's reserve alone subtracted. What the kubelet and the container runtime keep has to"
        " be subtracted as well, and so has the margin below which pods are evicted.",
    ),
    "eviction-alone": Mistake(
        changed(kube_mib=0, system_mib=0),
        "the eviction threshold alone subtracted. Subtract the reserves as well: the kubelet's with the container"
        " runtime, and the operating system's.",
    ),
    "capacity": Mistake(
        lambda gib: gib,
        "the machine's capacity, all of it. Pods get what the node itself doesn't keep.",
    ),
    "mb-for-mib": Mistake(
        lambda gib, kube_mib, system_mib, eviction_mib: gib - (kube_mib + system_mib + eviction_mib) / 1000,
        "1,000 Mi taken for one Gi. Mi and Gi are powers of two: 1 Gi is 1,024 Mi.",
    ),
    "in-gb": Mistake(
        scaled(1.024**3),
        "the right amount in GB. A GiB is 1.074 GB; the question is in GiB.",
    ),
    "in-mib": Mistake(
        scaled(1024),
        "the right amount in MiB. The question is in GiB: divide by 1,024.",
    ),
    "in-bytes": Mistake(
        scaled(1024**3),
        "the right amount in bytes. The question is in GiB: divide by 1,024 three times.",
    ),
    "by-a-thousand": Mistake(
        scaled(1.024),
        "MiB divided by 1,000. Mi and Gi are powers of two: to get GiB, divide MiB by 1,024.",
    ),
    "machine-by-a-thousand": Mistake(
        lambda gib, answer: answer - gib + gib * 1000 / 1024,
        "the machine's memory turned into MiB with 1,000. Mi and Gi are powers of two: 1 Gi is 1,024 Mi.",
    ),
    "cpu-too": Mistake(
        lambda answer, kube_m: answer - kube_m / 1012,  # as 1.5 GiB or as 1,500 MiB: both are as near as rounding
        "the reserved CPU subtracted, too. It takes no memory: the m stands for thousandths of a core.",
    ),
    "eviction-added": Mistake(
        lambda gib, kube_mib, system_mib, eviction_mib: gib - (kube_mib + system_mib - eviction_mib) / 1024,
        "the eviction threshold added. Pods can't have that margin either: subtract it.",
    ),
    "share": Mistake(
        lambda answer, gib: answer / gib,
        "the share of the machine's memory that pods can have. The question is in GiB: don't divide.",
    ),
    "a-core": Mistake(
        lambda answer, cores: answer / cores,
        "the memory for each core. The question is all of it: don't divide.",
    ),
    "reserve": Mistake(
        lambda gib, answer: gib - answer,
        "what the node keeps. The question is the rest.",
    ),
    "cpu-asked": Mistake(
        lambda cores, kube_m: cores - kube_m / 1000,
        "the cores that pods can have. The question is the memory.",
    ),
}


def in_mib(mistake: Mistake) -> Callable[..., float]:
    """Return what a mistake gives, in MiB."""
    return lambda **numbers: 1024 * call_by_name(mistake.function, numbers)


def in_mib_as_well() -> Iterator[tuple[str, Mistake]]:
    """Yield the mistakes that leave a part out once more, with the answer in MiB besides."""
    for name in (
        "eviction-forgotten",
        "system-forgotten",
        "kube-forgotten",
        "kube-alone",
        "capacity",
        "reserve",
        "cpu-too",
    ):
        mistake = IN_GIB[name]
        yield f"{name}-in-mib", Mistake(in_mib(mistake), f"{mistake.sentence} And it's in MiB: divide by 1,024.")


allocatable_memory = NumberExercise(
    chapter="cluster",
    name="allocatable_memory",
    decision="say what a node you pay for can give to pods",
    text="A machine has {cores} cores and {gib}Gi of memory. On it {kube_m}m and {kube_mib}Mi are reserved for the"
    " kubelet and the container runtime, {system_mib}Mi of memory for the operating system, and pods are evicted when"
    " less than {eviction_mib}Mi is left. How much memory is allocatable to pods? (GiB, two digits after the point.)",
    variants=(
        {"gib": 32, "kube_mib": 2048, "system_mib": 1024, "eviction_mib": 512, "cores": 16, "kube_m": 1500},
        {"gib": 64, "kube_mib": 3584, "system_mib": 1536, "eviction_mib": 1024, "cores": 8, "kube_m": 900},
        {"gib": 16, "kube_mib": 1280, "system_mib": 640, "eviction_mib": 256, "cores": 4, "kube_m": 600},
    ),
    right=right,
    working="{gib} GiB less ({kube_mib} + {system_mib} + {eviction_mib}) / 1024 GiB: {answer:.2f} GiB. What pods"
    " can get must leave the eviction threshold untouched, too.",
    unit="GiB",
    tolerance=0.0008,
    digits=2,
    mistakes={**IN_GIB, **dict(in_mib_as_well())},
    ingredients={
        "gib": Ingredient("the machine's {gib}Gi", left_out=0),
        "kube_mib": Ingredient("the kubelet's {kube_mib}Mi", left_out=0),
        "system_mib": Ingredient("the operating system's {system_mib}Mi", left_out=0),
        "eviction_mib": Ingredient("the eviction threshold of {eviction_mib}Mi", left_out=0),
    },
    hints=(
        "Three things come off the machine's memory before a pod gets any.",
        "They are in Mi, the machine's memory is in Gi: 1 Gi is 1,024 Mi.",
        "gib - (kubelet + system + threshold) / 1024.",
    ),
    is_deeper=True,
)
