"""Function exercises: the smallest counterexample, the reference alone, and what comes after the solution."""

from __future__ import annotations

import copy
import operator
import re
import time
from collections import Counter
from dataclasses import replace
from itertools import groupby

import pytest

from course_lib.chapters.ch00_start_here import exercises as start_here
from course_lib.chapters.ch02_rocks import exercises as ex
from course_lib.chapters.ch02_rocks.exercises.cases import BY_HAND, LARGE, SMALL, draw_boxes
from course_lib.chapters.ch02_rocks.exercises.mistakes import same_boxes, same_rocks
from course_lib.chapters.ch02_rocks.exercises.packers import largest_first, packer
from course_lib.chapters.ch08_proxies import exercises as proxies
from course_lib.framework.exercise.calling import Outcome
from course_lib.framework.exercise.explainers import trouble
from course_lib.framework.exercise.tree import text_tree_of, words_in
from course_lib.record import progress
from course_lib.rocks import first_fit_decreasing, next_fit
from tests.answers import answers, typed
from tests.framework.exercise.every import FUNCTIONS
from tests.patience import IMPATIENCE

EACH = pytest.mark.parametrize("exercise", FUNCTIONS, ids=operator.attrgetter("key"))
PAIRED = pytest.mark.parametrize("exercise", [each for each in FUNCTIONS if each.pairs], ids=operator.attrgetter("key"))


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
    exec(compile(exercise.solution_text(), "<solution>", "exec"), namespace)  # noqa: S102
    assert exercise.check(namespace[exercise.name]).status == "correct"


@EACH
def test_the_filled_cell_is_right(exercise):
    assert exercise.check(typed(exercise.solved_cell("anything"), exercise.name)).status == "correct"


@EACH
def test_a_wrong_answer_is_quick_too(exercise):
    told = [each for each in exercise.mistakes.items() if not each[1].needs]  # those: of code that has it
    for name, mistake in told[::6]:
        begin = time.process_time()
        result = exercise.judge(mistake.function)
        assert time.process_time() - begin < 1.5
        assert (result.status, result.mistake) == ("not yet", name)
        assert result.message == mistake.told_of(words_in(text_tree_of(mistake.function)))


@EACH
def test_no_two_mistakes_behave_alike(exercise):
    alone = replace(exercise, pairs={})  # there are many, and none is asked about here
    for name, mistake in exercise.mistakes.items():
        trial = alone.trial(mistake.function)
        assert trial.is_wrong
        alike = [suspect for suspect in trial.last.suspects if suspect in exercise.mistakes]
        needing = [bool(exercise.mistakes[suspect].needs) for suspect in alike]
        assert name in alike
        # Of those that end alike the last alone may be told of any code.
        assert needing[:-1] == [True] * (len(alike) - 1), alike


@PAIRED
def test_a_pair_of_mistakes_gets_its_own_sentence_unless_another_mistake_behaves_alike(exercise):
    known = {**exercise.mistakes, **exercise.pairs}
    told = [each for each in exercise.pairs.items() if not each[1].needs]
    for name, pair in told[::11]:
        result = exercise.judge(pair.function)
        assert result.status == "not yet"
        assert result.message == known[result.mistake].sentence
        first = next(found for found, mistake in known.items() if found == result.mistake or mistake is pair)
        assert first == result.mistake, name


STEP_FIRST = re.compile(r"\b(?:sort|subtract\w*|divide|multiply|add|round)\b[^.,;:]*(?<!the) first\b")
"""What can't follow a "First,": "sort the samples first"."""


@PAIRED
def test_a_pair_says_both_briefly(exercise):
    for pair in exercise.pairs.values():
        assert re.fullmatch(r"Two things need a change\. First, .+[.?]\n\nSecond, .+[.?]", pair.sentence)
        assert len(pair.sentence) <= 240
        assert not STEP_FIRST.search(pair.sentence)
    assert not set(exercise.pairs) & set(exercise.mistakes)


def test_the_smallest_case_comes_first():
    assert len(SMALL) == 1279
    *others, last = [list(group) for _, group in groupby(SMALL, key=lambda case: bool(case[0]))]
    sizes = [(len(sizes), sum(sizes), capacity) for sizes, capacity in others[0]]
    assert sizes == sorted(sizes)
    assert (len(others), last) == (1, [([], capacity) for capacity in range(1, 6)])
    assert len(LARGE) == 50
    assert all(10 <= len(sizes) <= 59 for sizes, _ in LARGE)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("wrong_strict", ["first_fit(sizes=[1, 1], capacity=2)", "[[1], [1]]", "[[1, 1]]"]),
        ("wrong_box_at_the_start", ["first_fit(sizes=[], capacity=1)", "[[]]", "[]"]),
        ("wrong_returns_early", ["first_fit(sizes=[1, 1], capacity=1)", "[[1]]", "[[1], [1]]"]),
        ("wrong_newest_only", ["first_fit(sizes=[1, 2, 1], capacity=2)", "[[1], [2], [1]]", "[[1, 1], [2]]"]),
        ("wrong_best_fit", ["first_fit(sizes=[2, 3, 1], capacity=4)", "[[2], [3, 1]]", "[[2, 1], [3]]"]),
        ("wrong_sorts", ["first_fit(sizes=[1, 2], capacity=2)", "[[2], [1]]", "[[1], [2]]"]),
    ],
)
def test_the_first_counterexample_is_the_smallest(name, shown):
    call, yours, expected = shown
    assert ex.first_fit.check(written(name)).shown == f"{call}\nyours:    {yours}\nexpected: {expected}"


@pytest.mark.parametrize("name", ["wrong_strict", "wrong_worst_fit", "wrong_all_boxes"])
def test_no_smaller_case_differs(name):
    answer, reference = written(name), ex.first_fit.reference
    smallest = next(c for c in SMALL if answer(*copy.deepcopy(c)) != reference(*copy.deepcopy(c)))
    assert ex.first_fit.check(answer).shown.startswith(ex.first_fit.call_text(smallest) + "\n")


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
        assert draw_boxes(([1], 2), odd, [[1]]) is None


@IMPATIENCE
def test_a_loop_without_an_end_is_shown_with_a_rock():
    def endless(sizes, capacity):
        while True:
            pass

    assert ex.first_fit.check(endless).shown == "first_fit(sizes=[1], capacity=1)"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("wrong_changes_input", ["sizes=[1, 2], capacity=2", "[1, 2]", "[2, 1]"]),
        ("wrong_changes_input__takes_the_largest", ["sizes=[1], capacity=1", "[1]", "[]"]),
    ],
)
def test_a_changed_argument_is_shown_before_and_after(name, shown):
    result = ex.best_fit_decreasing.check(written(name, "rocks.best_fit_decreasing"))
    call, before, after = shown
    assert result.mistake == "changes-input"
    assert result.shown == (
        f"best_fit_decreasing({call})\nsizes before the call: {before}\nsizes after  the call: {after}"
    )
    assert result.picture is None  # its two halves would be the same


def test_a_changed_argument_beside_a_wrong_answer():
    def sorts(sizes, capacity):
        sizes.sort()
        return ex.next_fit.reference(sizes, capacity)

    result = ex.next_fit.check(sorts)
    assert result.shown.endswith("sizes after  the call: [1, 2]\nyours:    [[1], [2]]\nexpected: [[2], [1]]")
    assert result.picture is not None


def test_max_without_a_key_is_first_fit_decreasing():
    def by_item(sizes, capacity):
        return packer("largest by item", largest_first)(sizes, capacity)

    for case in (*ex.best_fit_decreasing.cases, *ex.best_fit_decreasing.large_cases):
        assert by_item(*case) == first_fit_decreasing(*case)
    assert ex.best_fit_decreasing.check(by_item).mistake == "first-fit"
    assert "max without a key" in ex.first_fit.check(packer("largest by item")).message


def test_equality_left_out_is_said_for_both_directions():
    for name in ("wrong_strict", "wrong_strict__rooms"):
        message = ex.first_fit.check(written(name)).message
        assert "If you compare with < or >, allow equality too: <= or >=." in message


def test_only_the_order_may_differ():
    right = ex.first_fit.reference

    def loses_one_sometimes(sizes, capacity):
        return right(sizes, capacity)[::-1][: 3 if capacity == 5 else None]

    assert ex.first_fit.check(lambda sizes, capacity: right(sizes, capacity)[::-1]).mistake == "boxes-reordered"
    assert ex.first_fit.check(loses_one_sometimes).mistake == ""


@pytest.mark.parametrize("odd", [None, 3, "[[1]]", [1], [[None]], [["1"]], [[[1]]], [[10**400]], [[float("nan")]], {}])
def test_what_are_no_boxes_are_not_the_same_boxes(odd):
    for same in (same_boxes, same_rocks):
        assert not same(odd, odd)
        assert not same([[1]], odd)


def test_no_argument_is_used():
    result = start_here.sidecar_share.check(lambda pod, sidecar: 25)
    assert result.mistake == "constant"
    assert result.message.startswith("Your function returns 25 whatever the arguments are.")


def test_a_list_that_stays_empty_is_not_said_to_ignore_the_arguments():
    never_true = proxies.impossible_row.judge(lambda rows: [name for name, ms in rows if min(ms) < 0])
    assert never_true.mistake == "constant"
    assert never_true.message.startswith(
        "Your function returns [] in all small cases. Is a condition in it never true?"
    )


def test_text_for_a_number():
    said = [start_here.sidecar_share.check(lambda pod, sidecar, text=text: text).message for text in ("25%", "0.25")]
    assert all(message.startswith("Your function returns text, ") for message in said)
    assert ["25% is 0.25" in message for message in said] == [True, False]


def test_every_other_outcome_has_its_own_words():
    outcomes = [
        (Outcome("slow", explanation="a"), []),
        (Outcome("error", "KeyError", "b"), []),
        (Outcome("generator", explanation="a map"), []),
        (Outcome("changed", []), []),
        (Outcome("value", None), []),
        (Outcome("value", None, printed="[]"), []),
        (Outcome("value", 3), []),
        (Outcome("value", [3]), 3),
        (Outcome("value", "3"), 3),
        (Outcome("value", True), 3),
        (Outcome("value", [3]), [[3]]),
    ]
    sentences = [trouble(len, *each).sentence for each in outcomes]
    assert trouble(len, Outcome("value", [[3]]), [[2]]) is None
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
    case = exercise.repeat_cases[1]
    assert exercise.check(exercise.reference).status == "solution seen"
    assert exercise.call_text(case) in exercise.check(exercise.reference).message
    wrong = exercise.check(-1)
    assert (wrong.status, wrong.mistake) == ("not yet", "by-hand")
    right = exercise.check(exercise.expected(case))
    assert right.status == "correct"
    assert exercise.status == "correct"


@pytest.mark.parametrize(
    ("exercise", "answer", "mistake", "says"),
    [
        (start_here.sidecar_share, 25, "percent", "25% is 0.25"),
        (start_here.sidecar_share, 0.25 / 0.75, "of-the-pod-alone", "the sidecar included"),
        (
            start_here.sidecar_share,
            "25%",
            "text",
            "Leave out the quotes and the percent sign. As a number, 25% is 0.25.",
        ),
        (start_here.sidecar_share, "0.25", "text", "Leave out the quotes: 0.25."),
        (ex.first_fit, next_fit(*BY_HAND[1]), "newest-only", "Every open box may still have room"),
        (ex.first_fit, "[[4]]", "text", "Leave out the quotes."),
        (ex.first_fit, [[]], "by-hand", "item by item"),
    ],
)
def test_an_answer_on_paper_gets_the_sentence_of_its_mistake(exercise, answer, mistake, says):
    exercise.solution()
    result = exercise.check(answer)
    assert (result.status, result.mistake) == ("not yet", mistake)
    assert says in result.message
    assert result.shown.startswith(exercise.call_text(exercise.repeat_cases[1]))


@EACH
def test_each_look_at_the_solution_brings_another_case(exercise):
    cards = [exercise.solution().html for _ in exercise.repeat_cases]
    assert len(set(cards)) == len(exercise.repeat_cases)
    assert len({repr(exercise.expected(case)) for case in exercise.repeat_cases}) == len(exercise.repeat_cases)
    assert exercise.check(exercise.expected(exercise.repeat_cases[0])).status == "correct"


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
