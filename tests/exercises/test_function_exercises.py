"""Function exercises: the smallest counterexample, the reference alone, and what comes after the solution."""

from __future__ import annotations

import copy
import operator
import time
from collections import Counter

import pytest

from course_lib import progress
from course_lib.exercises import rocks as ex
from course_lib.exercises import start_here
from course_lib.exercises.framework.calling import Outcome
from course_lib.exercises.framework.function import unknown
from course_lib.exercises.framework.trial import Trial
from course_lib.exercises.rocks.cases import BY_HAND, LARGE, SMALL, drawn
from tests.answers import answers, typed
from tests.exercises.every import FUNCTIONS

EACH = pytest.mark.parametrize("exercise", FUNCTIONS, ids=operator.attrgetter("key"))


def written(name, key="rocks.first_fit"):
    return typed(answers(key)[name].source, key.split(".")[1])


@EACH
def test_blank(exercise):
    def blank(sizes, capacity): ...

    for answer in (..., blank):
        result = exercise.check(answer)
        assert repr(result) == f"[{exercise.name}] not started"
        assert "..." in result.message
    assert exercise.check().status == "not started"
    assert exercise.record == {}


@EACH
def test_the_reference_is_right_and_quick(exercise):
    exercise.check(exercise.reference)
    begin = time.process_time()
    assert exercise.check(exercise.reference).status == "correct"
    assert time.process_time() - begin < 0.75


@EACH
def test_the_reference_stands_alone(exercise):
    namespace: dict = {"__builtins__": __builtins__}
    source = "from __future__ import annotations\n" + exercise.worked()
    exec(compile(source, "<solution>", "exec"), namespace)  # noqa: S102
    assert exercise.check(namespace[exercise.name]).status == "correct"


@EACH
def test_the_filled_cell_is_right(exercise):
    assert exercise.check(typed(exercise.filled("anything"), exercise.name)).status == "correct"


@EACH
def test_a_wrong_answer_is_quick_too(exercise):
    for mistake in exercise.mistakes[::6]:
        begin = time.process_time()
        result = exercise.check(mistake.function)
        assert time.process_time() - begin < 1.5
        assert (result.status, result.mistake) == ("not yet", mistake.name)
        assert result.message == mistake.sentence


@EACH
def test_no_two_mistakes_behave_alike(exercise):
    for mistake in exercise.mistakes:
        trial = Trial(mistake.function, exercise.cases, exercise._expected, exercise.mistakes)
        assert [suspect.name for suspect in trial.suspects] == [mistake.name]
        assert trial.wrong is not None


def test_the_smallest_case_comes_first():
    assert len(SMALL) == 1279
    sizes = [(len(sizes), sum(sizes), capacity) for sizes, capacity in SMALL]
    assert sizes == sorted(sizes)
    assert len(LARGE) == 50
    assert all(10 <= len(sizes) <= 59 for sizes, _ in LARGE)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("wrong_strict", ["first_fit(sizes=[1, 1], capacity=2)", "[[1], [1]]", "[[1, 1]]"]),
        ("wrong_box_at_the_start", ["first_fit(sizes=[], capacity=1)", "[[]]", "[]"]),
        ("wrong_returns_early", ["first_fit(sizes=[], capacity=1)", "None", "[]"]),
        ("wrong_newest_only", ["first_fit(sizes=[1, 2, 1], capacity=2)", "[[1], [2], [1]]", "[[1, 1], [2]]"]),
        ("wrong_best_fit", ["first_fit(sizes=[2, 3, 1], capacity=4)", "[[2], [3, 1]]", "[[2, 1], [3]]"]),
        ("wrong_sorts", ["first_fit(sizes=[1, 2], capacity=2)", "[[2], [1]]", "[[1], [2]]"]),
    ],
)
def test_the_first_counterexample_is_the_smallest(name, shown):
    call, yours, expected = shown
    assert ex.first_fit.check(written(name)).shown == f"{call}\nyours:    {yours}\nexpected: {expected}"


@pytest.mark.parametrize("name", ["wrong_strict", "wrong_worst_fit", "wrong_other__sum_of_all"])
def test_no_smaller_case_differs(name):
    answer, reference = written(name), ex.first_fit.reference
    smallest = next(c for c in SMALL if answer(*copy.deepcopy(c)) != reference(*copy.deepcopy(c)))
    assert ex.first_fit.check(answer).shown.startswith(ex.first_fit.shown_call(smallest) + "\n")


def test_the_rules_with_decreasing_need_five_rocks():
    result = ex.best_fit_decreasing.check(written("wrong_first_fit", "rocks.best_fit_decreasing"))
    assert result.shown.startswith("best_fit_decreasing(sizes=[1, 1, 3, 3, 5], capacity=7)\n")


def test_what_only_large_cases_show():
    def forgets(sizes, capacity):
        return ex.first_fit.reference(sizes[:12], capacity)

    result = ex.first_fit.check(forgets)
    assert (result.status, result.mistake) == ("not yet", "")
    assert "capacity=100" in result.shown


def test_the_counterexample_is_drawn_where_it_can_be():
    picture = ex.first_fit.check(written("wrong_strict")).picture
    assert picture.alt == "Yours: 2 boxes of 2: 1, 1. Expected: 1 box of 2: 1+1"
    assert picture.png.startswith(b"\x89PNG")
    assert ex.first_fit.check(written("wrong_count")).picture is None
    for odd in ([[float("nan")]], [[10**400]], [[-1]], [["a"]], 3, [3], [[1]] * 20):
        assert drawn(([1], 2), odd, [[1]]) is None


def test_every_other_outcome_has_its_own_words():
    outcomes = [
        (Outcome("slow", said="a"), []),
        (Outcome("error", "KeyError", "b"), []),
        (Outcome("generator", said="a map"), []),
        (Outcome("changed", []), []),
        (Outcome("value", None), []),
        (Outcome("value", None, printed="[]"), []),
        (Outcome("value", 3), []),
        (Outcome("value", [3]), 3),
        (Outcome("value", "3"), 3),
        (Outcome("value", True), 3),
        (Outcome("value", [3]), []),
    ]
    sentences = [unknown(*each)[1] for each in outcomes]
    assert max(Counter(sentences).values()) == 1


def test_prints_are_shown_beside_the_call():
    def talks(sizes, capacity):
        print("sizes are", sizes)
        return [[size] for size in sizes]

    result = ex.first_fit.check(talks)
    assert result.printed == "sizes are [1, 1]\n"
    assert "In one call your code printed:" in result._repr_html_()


def test_the_error_names_line_and_call():
    result = ex.next_fit.check(written("wrong_index_error", "rocks.next_fit"))
    assert "IndexError in line" in result.message
    assert "`if sum(boxes[-1]) + size <= capacity:`" in result.message
    assert "an empty list has none at all" in result.message
    assert result.shown == "next_fit(sizes=[1], capacity=1)"


def test_the_call_instead_of_the_function():
    result = ex.first_fit.check([[1]])
    assert (result.status, result.mistake) == ("not yet", "not-a-function")
    assert "ex.first_fit.check(first_fit)" in result.message


def test_arguments_that_do_not_fit():
    result = ex.first_fit.check(lambda boxes: boxes)
    assert "def first_fit(sizes, capacity):" in result.message


@EACH
def test_after_the_solution_one_case_comes_by_hand(exercise):
    card = exercise.solution()
    assert exercise.status == "solution seen"
    assert "return exercise" not in card.html
    case = exercise.again[1]
    assert exercise.check(exercise.reference).status == "solution seen"
    assert exercise.shown_call(case) in exercise.check(exercise.reference).message
    wrong = exercise.check(-1)
    assert (wrong.status, wrong.mistake) == ("not yet", "by-hand")
    right = exercise.check(exercise.reference(*case))
    assert right.status == "correct"
    assert exercise.status == "correct"


@EACH
def test_each_look_at_the_solution_brings_another_case(exercise):
    cards = [exercise.solution().html for _ in exercise.again]
    assert len(set(cards)) == len(exercise.again)
    assert len({repr(exercise.reference(*case)) for case in exercise.again}) == len(exercise.again)
    assert exercise.check(exercise.reference(*exercise.again[0])).status == "correct"


def test_done_stays_done_after_a_later_look_at_the_solution():
    ex.first_fit.check(ex.first_fit.reference)
    ex.first_fit.solution()
    assert ex.first_fit.status == "correct"
    assert ex.first_fit.check(ex.first_fit.reference).status == "correct"


def test_the_cases_by_hand_tell_the_rules_apart():
    rules = [each.reference for each in (ex.next_fit, ex.first_fit, ex.best_fit_decreasing)]
    for case in BY_HAND:
        results = [rule(*case) for rule in rules]
        assert results[0] != results[1] != results[2] != results[0]


def test_the_cases_of_sidecar_share_begin_small():
    cases = start_here.sidecar_share.cases
    assert [sum(case) for case in cases] == sorted(sum(case) for case in cases)
    assert progress.records("exercises") == {}
