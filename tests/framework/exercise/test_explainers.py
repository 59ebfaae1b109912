# ruff: noqa: S311 (what learners write)
"""What is said of a wrong function holds for every function that is told it."""

from __future__ import annotations

import inspect
import itertools
import math
import operator
import random

import numpy as np
import pytest

from course_lib.chapters.ch00_start_here.exercises import sidecar_share
from course_lib.chapters.ch02_rocks.exercises import first_fit
from course_lib.chapters.ch04_connections.exercises import requests_per_pod
from course_lib.chapters.ch06_balancers.exercises import two_different
from course_lib.framework.exercise.explainers import known_mistake, no_finite_number
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.nothing import NO_VALUE, NO_VALUE_HERE, NOT_REACHED, RETURNS_NONE, why_none
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.framework.exercise.values import numbers_in
from tests.answers import typed
from tests.framework.exercise.every import FUNCTIONS
from tests.patience import IMPATIENCE

CHECKS = 200


def draws_once(connections, draws, pods):
    counts = [0] * pods
    counts[random.randrange(pods)] = len(connections)
    return counts


def draws_with_a_generator_of_its_own(connections, draws, pods):
    generator = np.random.default_rng()
    return np.bincount(generator.integers(0, pods, len(connections)), minlength=pods)


def draws_in_a_helper(connections, draws, pods):
    def pod():
        return random.choice([0, pods - 1])

    return [len(connections) if number == pod() else 0 for number in range(pods)]


def takes_any_box_with_room(sizes, capacity):
    boxes = []
    for size in sizes:
        fitting = [box for box in boxes if sum(box) + size <= capacity]
        (random.choice(fitting) if fitting else boxes.append([]) or boxes[-1]).append(size)
    return boxes


@pytest.mark.parametrize(
    ("exercise", "function"),
    [
        (requests_per_pod, draws_once),
        (requests_per_pod, draws_with_a_generator_of_its_own),
        (requests_per_pod, draws_in_a_helper),
        (sidecar_share, lambda pod, sidecar: random.choice([0.25, sidecar / pod])),
    ],
)
def test_a_draw_at_random_is_always_seen(exercise, function):
    found = [exercise.judge(function) for _ in range(CHECKS)]
    assert {result.mistake for result in found} == {"remembers"}
    assert "does it draw at random" in found[0].message


@pytest.mark.parametrize(
    ("exercise", "function"),
    [(first_fit, takes_any_box_with_room), (two_different, lambda draws, pods: (0, random.randrange(pods)))],
)
def test_a_draw_at_random_is_seen_in_what_takes_longer(exercise, function):
    assert {exercise.judge(function).mistake for _ in range(20)} == {"remembers"}


def draws_the_same_again(connections, draws, pods):
    generator = random.Random(len(connections))
    return [generator.randrange(9) for _ in range(pods)]


def seeds_the_common_one(connections, draws, pods):
    random.seed(7)
    return [random.randrange(9) for _ in range(pods)]


KNOWN = {}


def keeps_what_it_has_worked_out(connections, draws, pods):
    return KNOWN.setdefault((*connections, pods), [len(connections), *[7] * (pods - 1)])


@pytest.mark.parametrize(
    "function",
    [
        draws_the_same_again,
        seeds_the_common_one,
        keeps_what_it_has_worked_out,
        lambda connections, draws, pods: [math.nan] * pods,
        lambda connections, draws, pods: str(map(len, connections)),
        lambda connections, draws, pods: [str(object())] * pods,
        lambda connections, draws, pods: object(),
        lambda connections, draws, pods: {object() for _ in range(3)},
    ],
)
def test_what_gives_the_same_again_is_never_said_to_draw(function):
    result = requests_per_pod.judge(function)
    assert result.status == "not yet"
    assert result.mistake != "remembers"


@IMPATIENCE
def test_what_is_slow_when_asked_again_is_not_said_to_draw():
    calls = itertools.count()

    def slower(pod, sidecar):
        while next(calls) > 10:
            pass
        return -pod

    assert sidecar_share.judge(slower).mistake != "remembers"


@pytest.mark.parametrize("give", [lambda: math.inf - math.inf, lambda: 0 * math.inf, lambda: np.float64("nan")])
def test_nan_gets_its_own_sentence(give):
    result = sidecar_share.judge(lambda pod, sidecar: give())
    assert result.mistake == "nan"
    assert result.message.startswith("Your function returns nan, short for “not a number”.")
    assert "inf - inf" in result.message
    assert "yours:    nan" in result.shown


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=operator.attrgetter("key"))
def test_no_right_answer_is_nan(exercise):
    for case in (*exercise.cases, *exercise.large_cases):
        assert not any(math.isnan(number) for number in numbers_in(exercise.expected(case)))


def test_nan_in_a_list_is_said_to_stand_there():
    result = requests_per_pod.judge(lambda connections, draws, pods: [math.nan] * pods)
    assert result.message.startswith("The list that your function returns holds nan")


def test_infinity_gets_its_own_sentence_where_none_belongs():
    assert sidecar_share.judge(lambda pod, sidecar: math.inf if sidecar else 0).mistake == "infinite"
    assert no_finite_number(math.inf, math.inf) is None
    assert no_finite_number(-math.inf, 1.0).name == "infinite"
    assert no_finite_number(10**400, 1.0) is None


def appends(sizes, capacity):
    boxes = []
    return boxes.append(sizes)


def sorts_or_prints(sizes, capacity):
    if len(sizes) > 1:
        return sizes.sort()
    return {}.get(capacity)


def has_no_return(sizes, capacity):
    boxes = [sizes]
    boxes.append(capacity)


def has_a_return_inside(sizes, capacity):
    def pack():
        return sizes

    pack()


def may_reach_none(sizes, capacity):  # noqa: RET503 (as learners write it)
    if sizes[0] > capacity:
        return [[sizes[0]]]
    sizes.sort()


def returns_nothing_at_once(sizes, capacity):
    if len(sizes) < 2:
        return None
    return [sizes]


def returns_in_each_round(sizes, capacity):
    while True:
        if sizes:
            return sizes.reverse()


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (appends, RETURNS_NONE),
        (sorts_or_prints, RETURNS_NONE),
        (returns_in_each_round, RETURNS_NONE),
        (lambda sizes, capacity: sizes.sort(), RETURNS_NONE),
        (has_no_return, NO_VALUE),
        (has_a_return_inside, NO_VALUE),
        (may_reach_none, NOT_REACHED),
        (returns_nothing_at_once, NO_VALUE_HERE.format(line=inspect.getsourcelines(returns_nothing_at_once)[1] + 2)),
    ],
)
def test_none_is_explained_by_the_ways_to_the_end(function, sentence):
    assert why_none(function) == sentence
    result = first_fit.judge(function)
    assert result.mistake == "no-return"
    assert result.message.startswith(sentence)


def test_slow_on_a_large_case_is_not_said_to_be_endless():
    def tries_everything(sizes, capacity):
        while len(sizes) > 4:
            pass
        return first_fit.reference(sizes, capacity)

    result = first_fit.judge(tries_everything)
    assert (result.status, result.mistake) == ("error", "too-slow")
    assert result.message.startswith(f"All {len(first_fit.cases):,} cases before this larger one came out right;")
    assert "tries all combinations" in result.message


def test_slow_on_a_small_case_says_how_many_came_out_right():
    def endless_with(number):
        def pack(sizes, capacity):
            while len(sizes) == number:
                pass
            return first_fit.reference(sizes, capacity)

        return pack

    small = sum(len(sizes) == 1 for sizes, _ in first_fit.cases)
    message = first_fit.judge(endless_with(2)).message
    assert "Is there a loop that never ends?" in message
    assert message.endswith(f"({small} smaller cases came out right.)")
    assert "came out right" not in first_fit.judge(endless_with(1)).message


FOUND = "def pack(sizes, capacity):\n    boxes = []\n    for size in sizes:\n"


@pytest.mark.parametrize(
    ("source", "says", "silent"),
    [
        (FOUND + "        boxes = size\n    return boxes\n", "`boxes = size` puts this in the place", "loop"),
        (FOUND + "        if size:\n            return size\n    return boxes\n", "stands inside a loop", "append"),
        ("def pack(sizes, capacity):\n    a = ''\n    a += 'b'\n    return a\n", "`a` begins as a text", "no quotes"),
        ("def pack(sizes, capacity):\n    return len(sizes)\n", "it should return a list or tuple.", "loop"),
        ("def pack(sizes, capacity):\n    return f'{sizes}'\n", "no quotes, no str(…)", "loop"),
        ("def pack(sizes, capacity):\n    return repr\n", "it should return a list or tuple.", "no quotes"),
    ],
)
def test_a_single_thing_is_told_by_the_line_that_makes_it_one(source, says, silent):
    result = first_fit.judge(typed(source, "pack"))
    assert says in result.message
    assert silent not in result.message


def mean_of(*, needs):
    """Return an exercise on trial whose one mistake, the sum in place of the mean, needs something in the code."""
    mistakes = {"sum": Mistake(lambda items: sum(items), "You add up.", needs=needs)}
    return FunctionTrial(
        typed("def total(items):\n    return sum(items)\n", "total"), lambda answer: answer, CASES, mistakes
    )


CASES = (([([1, 3],), ([2, 4, 9],)], [2, 5]), ([], []))


def test_a_mistake_is_told_only_of_code_that_has_what_its_sentence_speaks_of():
    assert known_mistake(mean_of(needs=())).name == "sum"
    assert known_mistake(mean_of(needs=(("+", "sum"),))).name == "sum"
    assert known_mistake(mean_of(needs=(("+",),))) is None
    assert known_mistake(mean_of(needs=(("sum",), ("len",)))) is None
