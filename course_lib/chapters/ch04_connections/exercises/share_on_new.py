"""What new pods get while connections age."""

from __future__ import annotations

import math

from course_lib.connections import textbook
from course_lib.framework.exercise.formulas import scaled
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.number import NumberExercise


def right(old: float, new: float, age: float, minutes: float) -> float:
    """Return the model's percentage."""
    return 100 * textbook.share_on_new(old, new, age, minutes)


def fair(old: float, new: float, **_: float) -> float:
    """Return what the new pods would get if all were alike at once."""
    return 100 * new / (old + new)


share_on_new = NumberExercise(
    chapter="connections",
    name="share_on_new",
    decision="say how soon a service that scales out is relieved",
    text="A gRPC service runs on {old} pods behind a ClusterIP. Its servers end every connection when it is {age}"
    " minutes old; connections have all ages up to that, evenly spread, and all carry the same. You add {new}"
    " pods. {minutes} minutes later, what percentage of all requests do the new pods together get, on average?"
    " (One digit after the point.)",
    variants=(
        {"old": 6, "new": 4, "age": 30, "minutes": 9},
        {"old": 8, "new": 2, "age": 20, "minutes": 6},
        {"old": 5, "new": 10, "age": 60, "minutes": 12},
    ),
    right=right,
    working="After {minutes} minutes, {minutes}/{age} of the connections have been opened anew. Each of those is on a"
    " new pod with the chance {new} / ({old} + {new}); the others are where they were. Multiply the two, and"
    " in percent that's {answer:.4g}.",
    unit="percent",
    tolerance=0.01,
    digits=1,
    mistakes={
        "at-once": Mistake(
            fair,
            "new pods that get their fair share at once. A new pod by itself moves nothing: connections that are open"
            " stay where they are, until they end.",
        ),
        "never": Mistake(
            lambda: 0.0,
            "connections that never end. That would be so without an age limit; here some have ended by then, and were"
            " opened anew.",
        ),
        "all-renewed-go-there": Mistake(
            lambda age, minutes: 100 * minutes / age,
            "all connections opened anew going to the new pods. kube-proxy doesn't know which pods are new: it draws"
            " among all of them.",
        ),
        "back-to-the-old": Mistake(
            lambda old, new, age, minutes: 100 * minutes / age * old / (old + new),
            "the connections that were opened anew and are on the old pods again. Take those on the new ones.",
        ),
        "new-over-old": Mistake(
            lambda old, new, age, minutes: 100 * minutes / age * new / old,
            "new pods over old. A connection opened anew has old and new to choose from: divide by all pods.",
        ),
        "not-yet-renewed": Mistake(
            lambda old, new, age, minutes: (1 - minutes / age) * fair(old, new),
            "the connections that have not been renewed yet. Those are the ones that stay where they were.",
        ),
        "on-the-old": Mistake(
            lambda answer: 100 - answer,
            "what the old pods get. The question is what the new ones get.",
        ),
        "a-single-pod": Mistake(
            lambda new, answer: answer / new,
            "what one new pod gets. The question is what all of them get together.",
        ),
        "age-over-time": Mistake(
            lambda old, new, age, minutes: fair(old, new) * age / minutes,
            "age over time. The share renewed is the time that has gone by over the age, and never above 1.",
        ),
        "new-over-old-at-once": Mistake(
            lambda old, new: 100 * new / old,
            "new pods over old, all at once. New connections choose among old and new pods, and only those that have"
            " ended are opened anew.",
        ),
        "on-the-old-at-once": Mistake(
            lambda old, new: 100 * old / (old + new),
            "the old pods' share, once everything is even. The question is the new ones' share, and by then only some"
            " of the connections have moved.",
        ),
        "everything": Mistake(
            lambda: 100.0,
            "new pods that get everything. Most connections are still open on the old pods, and those opened anew"
            " choose among all pods.",
        ),
        "over-age-and-time": Mistake(
            lambda old, new, age, minutes: fair(old, new) * minutes / (age + minutes),
            "the time over age plus time. Connections end when they reach the age: the share renewed is time over age.",
        ),
        "one-at-once": Mistake(
            lambda old, new: 100 / (old + new),
            "the fair share of one pod, at once. The question is about all new pods together, and connections that are"
            " open stay where they are until they end.",
        ),
        "dealt-among-the-new": Mistake(
            lambda new, age, minutes: 100 * minutes / age / new,
            "the connections opened anew, divided by the new pods. They choose among old and new: what share of the"
            " pods is new?",
        ),
        "old-over-new": Mistake(
            lambda old, new, age, minutes: 100 * minutes / age * old / new,
            "old pods over new. The share of the connections opened anew that goes to new pods is the new pods' share"
            " of all pods.",
        ),
        "not-renewed-on-the-old": Mistake(
            lambda old, new, age, minutes: 100 * (1 - minutes / age) * old / (old + new),
            "the connections that have not been renewed, times the old pods' share. Take those that have been, times"
            " the new pods' share.",
        ),
        "not-renewed": Mistake(
            lambda age, minutes: 100 * (1 - minutes / age),
            "the share of the connections that have not been renewed yet. They stay on the old pods; some of the"
            " others go to the new ones.",
        ),
        "age-and-a-tenth": Mistake(
            lambda old, new, age, minutes: fair(old, new) * minutes / (1.1 * age),
            "connections that end at the age plus a tenth. In the picture above the oldest do; here all end at the age"
            " itself.",
        ),
        "ends-by-chance": Mistake(
            lambda old, new, age, minutes: fair(old, new) * (1 - math.exp(-minutes / age)),
            "connections that end by chance, at that age on average. Here each ends exactly at that age, and all ages"
            " are equally common, so the share renewed is time over age.",
        ),
        "mean-until-then": Mistake(
            lambda answer: answer / 2,
            "half of the right value, such as the mean over the minutes until then. The question is what the new pods"
            " get at that moment.",
        ),
        "minutes-for-share": Mistake(
            lambda old, new, minutes: minutes * new / (old + new),
            "the minutes, times the new pods' share. What share of the connections has ended by then? It's the time"
            " that has gone by, over the age.",
        ),
        "share": Mistake(
            scaled(1 / 100),
            "the right value as a share. The answer is in percent.",
        ),
    },
    hints=(
        "What share of the connections has ended by then? They have all sorts of ages: some are about to end, some are"
        " new.",
        "Each one that has ended is opened anew at once, to any of the pods. What is the chance that it's a new one?",
        "Multiply the two: that part of the renewed share goes to new pods.",
    ),
)
