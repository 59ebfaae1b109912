"""The rubric, and three sample reports: their marks, their figures, and what a learner's marks are told."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from course_lib.chapters.ch10_capstone import exercises as ex
from course_lib.chapters.ch10_capstone.exercises.grading import ONE_APART, Grading
from course_lib.chapters.ch10_capstone.study.figures import figures
from course_lib.chapters.ch10_capstone.study.reports import careful, eager, thorough
from course_lib.chapters.ch10_capstone.study.rubric import lacking, passes, rubric, total
from course_lib.chapters.ch10_capstone.view.report import verdict
from course_lib.framework.exercise.quiz import INVITATION
from course_lib.mesh import MEASURE, compare
from course_lib.mesh.alternatives import CLIENT_SIDE, SIZED
from course_lib.record import progress
from course_lib.record.progress import Status

REPORTS = (ex.first_report, ex.second_report, ex.third_report)
EACH = pytest.mark.parametrize("exercise", REPORTS, ids=lambda each: each.name)
NAMES = ["unit", "baseline", "diagnosis", "mesh_cost", "to_nodes", "uncertainty", "evidence", "advice"]


def other(mark: int) -> int:
    """Return a mark two points off, or one from the middle."""
    return {0: 2, 1: 0, 2: 0}[mark]


# --- The rubric --------------------------------------------------------------------------------------


def test_eight_criteria_of_which_two_are_needed() -> None:
    assert [each.name for each in rubric()] == NAMES
    assert [each.name for each in rubric() if each.needed] == ["baseline", "to_nodes"]
    assert all(len(each.levels) == 3 and all(each.levels) for each in rubric())


@pytest.mark.parametrize(
    ("marks", "passed"),
    [([2] * 8, True), ([1, 1, 1, 1, 1, 2, 2, 2], True), ([1, 1, 1, 1, 1, 1, 2, 2], False),
     ([2, 0, 2, 2, 2, 2, 2, 2], False), ([2, 2, 2, 2, 0, 2, 2, 2], False), ([0, 1, 0, 2, 2, 2, 2, 2], True)],
)  # fmt: skip
def test_who_passes(marks: list[int], passed: bool) -> None:
    assert passes(marks) == passed
    assert ("passes" in verdict(marks)) == passed


@pytest.mark.parametrize(
    ("marks", "says"),
    [([1] * 7, "be one for each of the 8 criteria"), ([3] + [1] * 7, "mark must be between 0 and 2, got 3"),
     ([1.5] + [1] * 7, "mark must be a whole number"), ([-1] + [1] * 7, "at least 0, got -1")],
)  # fmt: skip
def test_what_is_no_mark_is_named(marks: list[int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        total(marks)


def test_the_rubric_is_shown_with_its_stars() -> None:
    shown = ex.rubric().html
    assert shown.count(" *<") == 2
    assert "11 of 16 points" in shown


# --- The reports -------------------------------------------------------------------------------------


def test_six_eleven_and_fifteen_points() -> None:
    assert [each().points for each in (eager, careful, thorough)] == [6, 11, 15]
    assert [passes(each().marks) for each in (eager, careful, thorough)] == [False, False, True]
    assert [each.name for each in lacking(careful().marks)] == ["to_nodes"]


@pytest.mark.parametrize("report", [eager, careful, thorough], ids=lambda each: each.__name__)
def test_every_criterion_has_its_own_reason(report) -> None:
    judged = report().judgements
    assert list(judged) == NAMES
    assert len({each.why for each in judged.values()}) == 8
    assert min(len(each.why) for each in judged.values()) > 30
    assert 60 < sum(len(each.split()) for each in report().passages) < 400


def test_the_figures_are_the_models() -> None:
    f = figures()
    assert (f.services, f.pods) == (300, 3000)
    assert f.with_sidecars == round(f.found.alternatives[SIZED].total["pods"].best)
    assert f.by_right_sizing + f.right_sized == f.pods
    assert f.fewer_nodes < f.fewer_than_sized / 2
    assert f.uneven_services == 4 + 6 + 10
    assert f.clients_pay > 0.995
    assert f.sidecars_pay > 0.995
    assert f.nodes_added(CLIENT_SIDE).best < f.nodes_added(SIZED).best < 0
    assert f.proxy_cost.best < f.proxy_cost.high < f.flip
    assert f.found.today.binds == f.found.none.binds == "CPU"
    assert f.condition < f.least_uneven


def test_where_the_sidecars_stop_paying_they_do() -> None:
    f = figures()
    scenario, given = f.found.system.scenario, f.found.system.given
    for cost, saves in ((f.flip - 0.05, True), (f.flip + 0.05, False)):
        known = {**given, "sidecar_cost": cost}
        added = compare(scenario, [SIZED], given=known, outputs=[MEASURE])[SIZED].net[MEASURE]
        assert (added.best < 0) == saves


def test_grams_per_million_requests_by_hand() -> None:
    f = figures()
    requests = 106_440 * 0.35 * 730 * 3600
    assert f.g_per_million("carbon_average_kg") == pytest.approx(f.carbon["carbon_average_kg"].best * 1e9 / requests)


def test_the_first_report_says_nothing_that_would_earn_its_missing_points() -> None:
    said = " ".join(eager().passages)
    assert not [word for word in ("node", "right-siz", "client", "draw", "marginal", "embodied") if word in said]


def test_the_second_never_counts_a_node_and_the_third_names_one_intensity() -> None:
    assert "nodes" not in " ".join(careful().passages)
    assert "marginal" not in " ".join(thorough().passages)
    assert "marginal" in careful().passages[0]


# --- Marking them ------------------------------------------------------------------------------------


@EACH
def test_our_marks_are_right_and_the_blank_is_not_started(exercise: Grading) -> None:
    assert repr(exercise.check(...)) == f"[{exercise.name}] not started"
    assert exercise.record == {}
    marks = exercise.right_marks
    coats = (marks, tuple(marks), " ".join(map(str, marks)), [*map(float, marks)], [*map(str, marks)], np.array(marks))
    for coat in coats:
        result = exercise.judge(coat)
        assert result.status == "correct"
        assert f"come to {exercise.report.points} of 16, as ours do" in result.message
    assert exercise.check(*exercise.right_marks).status == "correct"


@EACH
def test_each_mark_that_differs_is_told_by_itself(exercise: Grading) -> None:
    told = set()
    for place, criterion in enumerate(exercise.asked):
        marks = [*exercise.right_marks]
        marks[place] = other(marks[place])
        result = exercise.judge(marks)
        why = exercise.report.judgements[criterion.name].why
        assert why in result.message
        assert f"You gave {marks[place]}, we gave {exercise.right_marks[place]}." in result.message
        others = (each for each in exercise.asked if each is not criterion)
        assert not any(exercise.report.judgements[each.name].why in result.message for each in others)
        told.add(result.message)
    assert len(told) == len(exercise.asked)


@EACH
def test_a_single_point_may_differ_where_it_decides_nothing(exercise: Grading) -> None:
    for place, criterion in enumerate(exercise.asked):
        for step in (-1, 1):
            marks = [*exercise.right_marks]
            marks[place] += step
            if marks[place] not in (0, 1, 2):
                continue
            result = exercise.judge(marks)
            same = verdict(exercise.all_marks(marks)) == verdict(exercise.report.marks) and len(set(marks)) > 1
            assert (result.status == "correct") == same, (criterion.name, step)
            assert (ONE_APART in result.message) == same


def test_a_point_for_the_baseline_of_the_first_report_is_no_trifle() -> None:
    assert ex.first_report.judge([1, 0]).mistake == "differs-baseline"
    assert ex.second_report.judge([2, 1, 1, 1, 1]).mistake == "differs-to_nodes"


@EACH
@pytest.mark.parametrize(
    ("answer", "mistake"),
    [("good", "not-marks"), (None, "not-marks"), ({"a": 1}, "not-marks"), ([], "not-each"), ([1] * 9, "not-each"),
     (2.5, "not-marks"), ([3, 1], "no-such-mark"), ([True, 1], "no-such-mark"), (["one", 1], "no-such-mark"),
     ([1.5, 1], "no-such-mark")],
    ids=str,
)  # fmt: skip
def test_what_are_no_marks(exercise: Grading, answer: object, mistake: str) -> None:
    result = exercise.check(answer)
    assert (result.status, result.mistake) == ("not yet", mistake)
    assert exercise.call("check")[:-2] in result.message


@EACH
def test_marks_in_any_coat(exercise: Grading) -> None:
    right = exercise.right_marks
    letters = ["abc"[mark] for mark in right]
    coats = [tuple(right), list(map(float, right)), list(map(str, right)), np.array(right), ", ".join(map(str, right))]
    coats += [letters, [f"{each.upper()})" for each in letters], "".join(letters), " ".join(letters).upper()]
    assert {exercise.judge(coat) for coat in coats} == {exercise.judge(right)}


def test_marks_that_were_given_are_to_be_left_out() -> None:
    for exercise, given in ((ex.first_report, 6), (ex.second_report, 3)):
        result = exercise.judge(exercise.report.marks)
        assert result.mistake == "not-each"
        assert result.message.startswith(f"That's a mark for every criterion. {given} of them have ours already:")
        assert "mark for every" not in exercise.judge([1] * 9).message


def test_the_same_mark_throughout_is_told() -> None:
    for exercise, mark in itertools.product((ex.second_report, ex.third_report), (0, 1, 2)):
        result = exercise.check([mark] * len(exercise.asked))
        assert result.mistake == "all-alike"
        assert f"You gave {mark} throughout." in result.message
        own = exercise.all_marks([mark] * len(exercise.asked))
        assert f"\n\nYour marks come to {total(own)} of 16" in result.message
        first = next(each for each, ours in zip(exercise.asked, exercise.right_marks, strict=True) if ours != mark)
        assert f"\n\n{first.title.capitalize()}: You gave" in result.message


@EACH
def test_no_answer_that_needs_no_reading_is_right(exercise: Grading) -> None:
    for mark in range(3):
        marks = [mark] * len(exercise.asked)
        assert (exercise.check(marks).status == Status.CORRECT) == (marks == exercise.right_marks)


def test_given_marks_are_shown_and_asked_ones_are_not() -> None:
    for exercise in REPORTS:
        shown = exercise.read().html + exercise._repr_html_()
        for each in rubric():
            why = exercise.report.judgements[each.name].why.split(".")[0].split("'")[0]
            assert (why in shown) == (each.name in exercise.given)
    assert [len(each.asked) for each in REPORTS] == [2, 5, 8]


def test_the_form_answers_criterion_by_criterion_and_then_as_a_whole() -> None:
    exercise = ex.first_report
    assert exercise.item(exercise.asked[0]).said == ""
    assert exercise.reply("baseline", "c", "").startswith("You gave 2, we gave 0.")
    assert exercise.status == "not started"
    assert exercise.item(exercise.asked[0]).said == "Kept: 2."
    last = exercise.reply("to_nodes", "a", "")
    assert last.startswith("0, as we have it.")
    assert "Not yet. Your marks come to 8 of 16" in last
    assert exercise.status == "not yet"
    assert "Correct. Your marks come to 6 of 16, as ours do" in exercise.reply("baseline", "a", "")
    assert progress.get("exercises", "capstone.first_report")["marks"] == {"baseline": 0, "to_nodes": 0}


def test_marks_in_a_record_edited_by_hand_stop_nothing() -> None:
    progress.put("exercises", "capstone.first_report", marks={"baseline": 7, "to_nodes": 1, "else": 2})
    assert ex.first_report.kept == {"to_nodes": 1}
    progress.put("exercises", "capstone.first_report", marks=[1, 2])
    assert ex.first_report.kept == {}


def test_the_form_is_shown_with_its_still() -> None:
    data = ex.third_report._repr_mimebundle_()
    assert INVITATION in data["text/html"]
    assert data["text/plain"].startswith("[third_report] not started")


def test_the_solution_has_every_asked_criterion() -> None:
    text = ex.third_report.solution_text()
    assert text.count("\n\n") == 8
    assert text.endswith("In all 15: it passes.")
    assert ex.third_report.solved_cell("ex.third_report.check(...)") == (
        "ex.third_report.check([1, 2, 2, 2, 2, 2, 2, 2])"
    )
