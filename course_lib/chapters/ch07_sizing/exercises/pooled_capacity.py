"""Deeper: what pooling saves, if every pool is staffed by the square-root rule."""

from __future__ import annotations

import math
from collections.abc import Callable

from course_lib.framework.exercise.formulas import changed
from course_lib.framework.exercise.mistakes import Function, Mistake
from course_lib.framework.exercise.number import NumberExercise
from course_lib.sizing.rightsizing import square_root_staffing

Rule = Callable[[float, float], float]


def unrounded(offered: float, margin: float) -> float:
    """Return the workers for a load by the square-root rule, with parts of a worker."""
    return offered + margin * math.sqrt(offered)


def saved_by(rule: Rule) -> Function:
    """Return how many workers pooling saves, if a pool is staffed by some rule."""
    return lambda services, offered, margin: services * rule(offered, margin) - rule(services * offered, margin)


def up(rule: Rule) -> Rule:
    """Return a rule whose result is rounded up."""
    return lambda offered, margin: math.ceil(rule(offered, margin))


pooled_capacity = NumberExercise(
    chapter="sizing",
    name="pooled_capacity",
    decision="say what it saves to size for services together",
    text="Each of {services} services keeps {offered} workers busy on average. A pool of workers is staffed by the"
    " square-root rule: the work, plus {margin:g} times its square root, rounded up. At first every service has a pool"
    " of its own; then all of them share a single one. How many workers fewer is that?",
    variants=(
        {"services": 10, "offered": 17, "margin": 1.5},
        {"services": 12, "offered": 31, "margin": 1.2},
        {"services": 12, "offered": 17, "margin": 2},
    ),
    right=saved_by(square_root_staffing),
    working="Alone, a service needs {offered} + {margin:g} · √{offered} workers, rounded up; there are {services} of"
    " them. Together they need {services} · {offered} + {margin:g} · √({services} · {offered}), rounded up once. The"
    " difference is {answer:g} workers.",
    unit="workers",
    tolerance=0.002,
    digits=0,
    mistakes={
        "all-pooled": Mistake(
            lambda services, offered, margin: square_root_staffing(services * offered, margin),
            "the workers of the shared pool. The question is how many fewer that is than in pools of their own.",
        ),
        "all-alone": Mistake(
            lambda services, offered, margin: services * square_root_staffing(offered, margin),
            "all workers in pools of their own. The question is how many fewer a shared pool takes: subtract.",
        ),
        "one-alone": Mistake(
            lambda offered, margin: square_root_staffing(offered, margin),
            "the workers of one service in a pool of its own. Multiply by the services, and subtract those of a shared"
            " pool.",
        ),
        "not-rounded": Mistake(
            saved_by(unrounded),
            "parts of a worker. A pool has whole ones: round up what one service needs before you multiply, and round"
            " up the shared pool.",
        ),
        "rounded-at-the-end": Mistake(
            lambda services, offered, margin: math.ceil(saved_by(unrounded)(services, offered, margin)),
            "a result that was rounded only at the end. Every pool has whole workers: round up what one service needs"
            " before you multiply, and round up the shared pool.",
        ),
        "rounded-once-multiplied": Mistake(
            lambda services, offered, margin: (
                math.ceil(services * unrounded(offered, margin)) - square_root_staffing(services * offered, margin)
            ),
            "services that were rounded up together, or a result that was rounded only at the end, and down. Each"
            " service has a pool of its own with whole workers: round up what one needs, then multiply; and round up"
            " the shared pool.",
        ),
        "pooled-not-rounded": Mistake(
            lambda services, offered, margin: (
                services * square_root_staffing(offered, margin) - unrounded(services * offered, margin)
            ),
            "a shared pool with a part of a worker. Round it up, too.",
        ),
        "alone-not-rounded": Mistake(
            lambda services, offered, margin: (
                services * unrounded(offered, margin) - square_root_staffing(services * offered, margin)
            ),
            "services with parts of a worker, and a shared pool with whole ones. Round up what one service needs before"
            " you multiply, too.",
        ),
        "rounded-down": Mistake(
            saved_by(lambda offered, margin: math.floor(unrounded(offered, margin))),
            "pools that were rounded down. That leaves them short of what the rule says: round up.",
        ),
        "rounded-to-nearest": Mistake(
            saved_by(lambda offered, margin: round(unrounded(offered, margin))),
            "pools that were rounded to the nearest whole number. The rule rounds up.",
        ),
        "margin-of-one-service": Mistake(
            lambda services, offered, margin: (
                services * square_root_staffing(offered, margin)
                - math.ceil(services * offered + margin * math.sqrt(offered))
            ),
            "a shared pool with the margin of a single service. Its margin is larger, only not as many times as its"
            " work: take the square root of all the work.",
        ),
        "root-of-services": Mistake(
            lambda services, offered, margin: (
                services * square_root_staffing(offered, margin)
                - math.ceil(services * offered + margin * math.sqrt(services))
            ),
            "a shared pool whose margin is the root of the number of services. It's the root of all the work.",
        ),
        "no-margin-pooled": Mistake(
            lambda services, offered, margin: services * square_root_staffing(offered, margin) - services * offered,
            "a shared pool without a margin, or the margins of all services alone. The shared pool needs a margin as"
            " well, or its queue has no end.",
        ),
        "no-square-root": Mistake(
            lambda services, offered, margin: (
                services * square_root_staffing(offered, margin) - math.ceil((1 + margin) * services * offered)
            ),
            "a shared pool whose margin grows as its work does. It grows only with the square root of it.",
        ),
        "no-square-root-anywhere": Mistake(
            saved_by(up(lambda offered, margin: (1 + margin) * offered)),
            "margins that are so many times the work itself, in every pool. They are so many times its square root.",
        ),
        "all-against-one": Mistake(
            lambda services, offered, margin: (
                square_root_staffing(services * offered, margin) - square_root_staffing(offered, margin)
            ),
            "the shared pool, less the workers of one service. All services have pools of their own at first: multiply"
            " what one needs by the services, and subtract the shared pool from that.",
        ),
        "work-of-one-service": Mistake(
            lambda services, offered, margin: (services - 1) * square_root_staffing(offered, margin),
            "a shared pool with no more work than one service has. It does the work of all of them.",
        ),
        "nothing-saved": Mistake(
            lambda: 0,
            "nothing saved. The work stays the same, but the margins don't: four times the work has only twice the"
            " square root.",
        ),
        "root-of-services-pooled": Mistake(
            lambda services, offered, margin: math.ceil(
                services * square_root_staffing(offered, margin) / math.sqrt(services)
            ),
            "all workers divided by the root of the number of services. Only the margin shrinks like that, the work"
            " itself stays; and the question is how many workers are saved.",
        ),
        "root-of-services-saved": Mistake(
            lambda services, offered, margin: (
                services * square_root_staffing(offered, margin)
                - math.ceil(services * square_root_staffing(offered, margin) / math.sqrt(services))
            ),
            "a shared pool with all workers divided by the root of the number of services. Only the margin shrinks like"
            " that; the work itself stays.",
        ),
        "saved-a-service": Mistake(
            lambda services, answer: answer / services,
            "the saving per service. The question is about all of them.",
        ),
        "saved-in-percent": Mistake(
            lambda services, offered, margin, answer: 100 * answer / (services * square_root_staffing(offered, margin)),
            "the saving in percent. The question is how many workers.",
        ),
        "times-as-many": Mistake(
            lambda services, offered, margin: (
                services * square_root_staffing(offered, margin) / square_root_staffing(services * offered, margin)
            ),
            "how many times as many workers the pools of their own take. The question is how many more: subtract.",
        ),
        "margin-alone-pooled": Mistake(
            lambda services, offered, margin: margin * math.sqrt(services * offered),
            "the margin of the shared pool. The question is how many workers are saved: subtract one way from the"
            " other.",
        ),
        "margin-alone-pooled-rounded-up": Mistake(
            lambda services, offered, margin: math.ceil(margin * math.sqrt(services * offered)),
            "the margin of the shared pool, rounded up. The question is how many workers are saved: pools of their own"
            " have margins as well, and it's those that get smaller.",
        ),
        "margins-of-pool-and-one": Mistake(
            lambda services, offered, margin: (
                square_root_staffing(services * offered, margin)
                - services * offered
                - (square_root_staffing(offered, margin) - offered)
            ),
            "the shared pool's margin, less that of one service. Each of the services has a margin of its own at first:"
            " multiply one by the services, and subtract the shared pool's from that.",
        ),
        "margins-alone": Mistake(
            lambda services, offered, margin: services * margin * math.sqrt(offered),
            "the margins of all services. The shared pool has one as well: subtract it, and mind that every pool is"
            " rounded up.",
        ),
        "pooled-in-parts": Mistake(
            lambda services, offered, margin: unrounded(services * offered, margin),
            "the workers of the shared pool, not rounded up yet. Round up, and subtract them from those in pools of"
            " their own: the question is how many fewer they are.",
        ),
        "alone-in-parts": Mistake(
            lambda services, offered, margin: services * unrounded(offered, margin),
            "the workers in pools of their own, with parts of a worker. Round up what one service needs before you"
            " multiply, and subtract those of the shared pool.",
        ),
        "alone-rounded-once": Mistake(
            lambda services, offered, margin: math.ceil(services * unrounded(offered, margin)),
            "the workers in pools of their own, rounded up only at the end. Each pool has whole workers: round up what"
            " one service needs before you multiply, and subtract those of the shared pool.",
        ),
        "one-in-parts": Mistake(
            lambda offered, margin: unrounded(offered, margin),
            "what one service needs in a pool of its own, not rounded up yet. Round up, multiply by the services, and"
            " subtract what a shared pool needs.",
        ),
        "margin-of-one-alone": Mistake(
            lambda offered, margin: margin * math.sqrt(offered),
            "the margin of one service. It comes on top of its work; and the question is how many workers a shared pool"
            " saves.",
        ),
        "margin-of-one-alone-rounded-up": Mistake(
            lambda offered, margin: square_root_staffing(offered, margin) - offered,
            "the margin of one service alone, in whole workers. The question is how many workers all of them save in a"
            " shared pool.",
        ),
        "all-the-work": Mistake(
            lambda services, offered: services * offered,
            "the work of all services. Both ways need a margin on top of it; the question is how much smaller it is in"
            " a shared pool.",
        ),
        "root-with-the-margin": Mistake(
            saved_by(up(lambda offered, margin: offered + math.sqrt(margin * offered))),
            "a margin that stands under the root as well. Take the root of the work, then multiply.",
        ),
        "margin-of-one": Mistake(
            changed(margin=1),
            "a margin of once the square root. The question says how many times.",
        ),
    },
    hints=(
        "How many workers does one service need in a pool of its own? Round up: there are only whole ones.",
        "The shared pool has the work of all services. Take the root of that, not of one service's work.",
        "Multiply what one service needs by the services, and subtract what the shared pool needs.",
    ),
    is_deeper=True,
)
