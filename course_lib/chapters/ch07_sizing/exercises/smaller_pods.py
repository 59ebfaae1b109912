"""Deeper: what smaller pods cost, if each carries a base of its own and a sidecar."""

from __future__ import annotations

from course_lib.framework.exercise.formulas import changed, scaled
from course_lib.framework.exercise.ingredients import Ingredient
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise


def total_mib(pods: float, memory: float, base: float, sidecar: float, times: float) -> float:
    """Return the memory of all pods, once there are so many times as many."""
    return pods * (memory - base) + times * pods * (base + sidecar)


def today_mib(pods: float, memory: float, sidecar: float) -> float:
    """Return the memory of all pods today."""
    return pods * (memory + sidecar)


def one_pod_mib(memory: float, base: float, sidecar: float, times: float) -> float:
    """Return the memory of one of the new pods, with its sidecar."""
    return (memory - base) / times + base + sidecar


smaller_pods = NumberExercise(
    chapter="sizing",
    name="smaller_pods",
    decision="say what it costs to make pods smaller",
    text="{pods} pods take {memory}Mi of memory each; {base}Mi of that is there before the first request comes (the"
    " runtime, the code, caches), and the rest grows with the load. Besides, each pod has a sidecar of {sidecar}Mi,"
    " which isn't in the {memory}Mi. The same load is now to be shared by {times} times as many pods. How much memory"
    " do all pods take then, sidecars included? In Mi.",
    variants=(
        {"pods": 10, "memory": 900, "base": 300, "sidecar": 60, "times": 4},
        {"pods": 12, "memory": 1000, "base": 240, "sidecar": 50, "times": 3},
        {"pods": 8, "memory": 700, "base": 260, "sidecar": 40, "times": 5},
    ),
    right=total_mib,
    working="What grows with the load stays the same in all: {pods} · ({memory} - {base}). Base and sidecar come with"
    " each of the {times} · {pods} pods: {base} + {sidecar} each. Together that makes {answer:g}Mi.",
    unit="Mi",
    tolerance=0.002,
    digits=0,
    mistakes={
        "base-forgotten": Mistake(
            lambda pods, memory, sidecar, times: pods * memory + times * pods * sidecar,
            "pods whose whole memory gets smaller with their load. The base doesn't: every pod has all of it, however"
            " small it is.",
        ),
        "base-and-sidecar-forgotten": Mistake(
            lambda pods, memory: pods * memory,
            "the memory that the pods take today, without their sidecars. Each new pod brings a base and a sidecar of"
            " its own.",
        ),
        "as-today": Mistake(
            today_mib,
            "what they take today. Each new pod brings a base and a sidecar of its own.",
        ),
        "sidecars-as-today": Mistake(
            lambda pods, sidecar, times, answer: answer - (times - 1) * pods * sidecar,
            "the sidecars of today's pods alone, or sidecars that get smaller with their pod. Each new pod brings one,"
            " and it is as large as today's.",
        ),
        "sidecars-forgotten": Mistake(
            changed(sidecar=0),
            "pods without sidecars. Each of them has one, the new ones, too.",
        ),
        "nothing-shrinks": Mistake(
            lambda pods, memory, sidecar, times: times * pods * (memory + sidecar),
            "pods as large as today's. Each has only a part of the load, so what grows with the load gets smaller.",
        ),
        "nothing-shrinks-without-sidecars": Mistake(
            lambda pods, memory, times: times * pods * memory,
            "pods as large as today's, and without sidecars. Each has only a part of the load, so what grows with the"
            " load gets smaller; and each has a sidecar besides.",
        ),
        "load-alone": Mistake(
            lambda pods, memory, base: pods * (memory - base),
            "what grows with the load alone. Base and sidecar come on top, in each of the new pods.",
        ),
        "everything-shrinks": Mistake(
            lambda pods, memory, sidecar, times: pods * memory + pods * sidecar / times,
            "a base and sidecars that get smaller as well. Both come with every pod, at full size.",
        ),
        "base-once-more": Mistake(
            lambda pods, memory, base, sidecar, times: pods * memory + times * pods * (base + sidecar),
            "today's bases counted once more. The memory given has a base in it: what grows with the load is the rest.",
        ),
        "base-of-the-load": Mistake(
            lambda pods, base, sidecar, times, memory: pods * base + times * pods * (memory - base + sidecar),
            "a base that is shared, and a rest that comes with every pod. It's the other way round: the base comes with"
            " every pod, the rest is shared.",
        ),
        "one-pod": Mistake(
            one_pod_mib,
            "the memory of one of the new pods. How many of them are there?",
        ),
        "one-pod-without-a-sidecar": Mistake(
            lambda memory, base, times: (memory - base) / times + base,
            "the memory of one of the new pods, without its sidecar. Add that, and multiply by the pods.",
        ),
        "so-many-pods-in-all": Mistake(
            lambda pods, memory, base, sidecar, times: pods * (memory - base) + times * (base + sidecar),
            "so many pods in all. There are so many times as many as today.",
        ),
        "so-many-pods-more": Mistake(
            lambda pods, memory, base, sidecar, times: pods * (memory - base) + (pods + times) * (base + sidecar),
            "a few pods more than today. There are so many times as many: multiply, don't add.",
        ),
        "todays-pods-made-smaller": Mistake(
            lambda pods, memory, base, sidecar, times: pods * one_pod_mib(memory, base, sidecar, times),
            "smaller pods, but no more of them than today. There are several times as many.",
        ),
        "more-than-today": Mistake(
            lambda pods, memory, sidecar, answer: answer - today_mib(pods, memory, sidecar),
            "how much more it is than today. The question is how much it is in all.",
        ),
        "bases-and-sidecars-alone": Mistake(
            lambda pods, base, sidecar, times: times * pods * (base + sidecar),
            "what base and sidecar take in all pods. What grows with the load comes on top, as much as today.",
        ),
        "load-twice-shared": Mistake(
            lambda pods, memory, base, sidecar, times: pods * (memory - base) / times + times * pods * (base + sidecar),
            "a load that gets smaller. Each pod has less of it, but there are more pods: in all it stays the same.",
        ),
        "sidecar-in-the-memory": Mistake(
            lambda pods, memory, base, sidecar, times: (
                pods * (memory - base - sidecar) + times * pods * (base + sidecar)
            ),
            "sidecars that are part of a pod's memory as given. They come besides.",
        ),
        "times-as-many-more": Mistake(
            changed(times=lambda times: times + 1),
            "so many more pods on top of today's. The question has so many times as many, today's included.",
        ),
        "new-pods-alone": Mistake(
            lambda pods, memory, base, sidecar, times: (times - 1) * pods * one_pod_mib(memory, base, sidecar, times),
            "the pods that are new, without today's. Those get smaller and are among so many times as many.",
        ),
        "todays-pods-unchanged": Mistake(
            lambda pods, memory, base, sidecar, times: (
                today_mib(pods, memory, sidecar) + (times - 1) * pods * one_pod_mib(memory, base, sidecar, times)
            ),
            "today's pods as they are, and smaller ones besides. All of them share the load, so today's get smaller as"
            " well.",
        ),
        "one-base-for-all": Mistake(
            lambda pods, memory, base, sidecar, times: pods * (memory - base) + base + times * pods * sidecar,
            "one base for all pods together. Each has its own.",
        ),
        "one-sidecar-for-all": Mistake(
            lambda pods, memory, base, sidecar, times: pods * (memory - base) + times * pods * base + sidecar,
            "one sidecar for all pods together. Each has its own.",
        ),
        "no-base": Mistake(
            lambda pods, memory, base, sidecar, times: pods * (memory - base) + times * pods * sidecar,
            "what grows with the load, and the sidecars. Each pod has a base besides.",
        ),
        "bases-alone": Mistake(
            lambda pods, base, times: times * pods * base,
            "the bases of all pods alone. Sidecars and what grows with the load come on top.",
        ),
        "sidecars-alone": Mistake(
            lambda pods, sidecar, times: times * pods * sidecar,
            "the sidecars alone. The pods' own memory comes on top: a base in each, and what grows with the load.",
        ),
        "base-once-more-without-sidecars": Mistake(
            lambda pods, memory, base, times: pods * memory + times * pods * base,
            "today's bases counted once more, and no sidecars. The memory given has a base in it: what grows with the"
            " load is the rest. And each pod has a sidecar besides.",
        ),
        "percent-more": Mistake(
            lambda pods, memory, sidecar, answer: 100 * (answer / today_mib(pods, memory, sidecar) - 1),
            "how much more it is than today, in percent. The question is how much it is in all.",
            has_own_unit=True,
        ),
        "times-as-much": Mistake(
            lambda pods, memory, sidecar, answer: answer / today_mib(pods, memory, sidecar),
            "how many times as much it is as today. The question is how much it is in all.",
            has_own_unit=True,
        ),
        "in-gi": Mistake(
            scaled(1 / 1024),
            "the right amount in Gi. The question is about Mi.",
        ),
    },
    ingredients={
        "pods": Ingredient("the {pods} pods", left_out=1),
        "memory": Ingredient("the {memory}Mi of a pod", left_out=None),
        "base": Ingredient("the base of {base}Mi", left_out=0),
        "sidecar": Ingredient("the sidecar's {sidecar}Mi", left_out=0),
        "times": Ingredient("the {times} times as many", left_out=None),
    },
    hints=(
        "Which part of a pod's memory gets smaller when it has less to do, and which doesn't?",
        "What grows with the load: how much is it in all pods together, today and afterwards?",
        "Base and sidecar: how many pods have them afterwards?",
    ),
    is_deeper=True,
)
