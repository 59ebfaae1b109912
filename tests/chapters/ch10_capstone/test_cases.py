"""Chapter 10's four systems: each has the model's own answer, blind, and every reason says what is true of it."""

from __future__ import annotations

import re

import pytest

from course_lib import tables
from course_lib.chapters.ch10_capstone import exercises as ex
from course_lib.chapters.ch10_capstone.exercises.case_question import BEGINS, CaseQuestion
from course_lib.chapters.ch10_capstone.exercises.entain import FIRST, SECOND, statements
from course_lib.chapters.ch10_capstone.study.found import Found, of_company, of_later, of_system
from course_lib.chapters.ch10_capstone.study.systems import LETTERS, later, system
from course_lib.chapters.ch10_capstone.view import sheet
from course_lib.chapters.ch10_capstone.view.words import fewer, net
from course_lib.mesh import BETTING, FOUR, MEASURE, MESHES, answer, case
from course_lib.mesh.answer import ANSWERS, UNKNOWN
from tests.notebooks.conftest import source_of

CASES = (ex.case_a, ex.case_b, ex.case_c, ex.case_d)
EACH = pytest.mark.parametrize("question", CASES, ids=lambda each: each.name)
FORMS = [(question, number) for question in CASES for number in range(2)]
EACH_FORM = pytest.mark.parametrize(("question", "number"), FORMS, ids=lambda each: getattr(each, "name", each))


def found_of(question: CaseQuestion, number: int) -> Found:
    return question.forms[number].found()


@EACH_FORM
def test_the_right_choice_is_the_models_answer(question: CaseQuestion, number: int) -> None:
    given = found_of(question, number).system
    said = answer(given.scenario, given=given.given)
    assert said is not None
    variant = question.variants[number]
    assert said.kind == ANSWERS[variant.right]
    assert variant.choices[variant.right].text.startswith(BEGINS[said.kind])
    assert found_of(question, number).best.alternative == said.best.alternative


def test_every_answer_is_right_once_at_first_and_all_turn_later() -> None:
    first, second = ([question.variants[number].right for question in CASES] for number in range(2))
    assert sorted(first) == [0, 1, 2, 3]
    assert all(before != after for before, after in zip(first, second, strict=True))
    assert [LETTERS[letter] for letter in "ABCD"] != list(FOUR)
    assert {*LETTERS.values()} == {*FOUR}


@EACH_FORM
def test_every_reason_quotes_the_models_figures(question: CaseQuestion, number: int) -> None:
    given = found_of(question, number)
    known = {net(each.net[MEASURE]) for each in given.alternatives.values()} | {net(given.right_sizing[MEASURE])}
    for choice in question.variants[number].choices:
        quoted = re.findall(r"(?:[+-]\d+\.\d+|0) nodes(?: \(from [^)]*\))?", choice.why)
        assert quoted, choice.why
        assert {*quoted} <= known


@EACH_FORM
def test_what_is_said_of_signs_is_so(question: CaseQuestion, number: int) -> None:
    given = found_of(question, number)
    best = given.best.net[MEASURE]
    for choice in question.variants[number].choices:
        if "no end of" in choice.why or "all the way" in choice.why or "does the answer turn" in choice.why:
            assert best.high < 0
        if "nothing in that saves" in choice.why:
            assert given.sidecars.net[MEASURE].low > 0
        if "nobody knows yet" in choice.why:
            assert given.right_sizing[MEASURE].low < 0 < given.right_sizing[MEASURE].high
        if "still adds" in choice.why or "adds least adds" in choice.why:
            assert best.low > 0


def test_what_nobody_has_measured_turns_system_b() -> None:
    scenario = of_system("B").system.scenario
    assert ANSWERS[ex.case_b.variants[0].right] == UNKNOWN
    even, uneven = (answer(scenario, given={"imbalance": each}) for each in (0.0, 2.5))
    assert even is not None
    assert even.best.net[MEASURE].low >= 0
    assert uneven is not None
    assert uneven.best.net[MEASURE].high < 0


def test_how_long_an_answer_is_says_nothing() -> None:
    """The right one is as often the longest, or the shortest, as chance would have it, and not much oftener."""
    ranks = []
    for question, number in FORMS:
        variant = question.variants[number]
        lengths = [len(choice.text) for choice in variant.choices]
        ranks.append(sorted(lengths).index(lengths[variant.right]))
    assert {*ranks} == {0, 1, 2, 3}
    assert max(map(ranks.count, ranks)) <= len(ANSWERS)
    assert ranks.count(3) <= 2


def test_what_a_sheet_says_of_the_busiest_pods_is_quoted_as_it_stands_there() -> None:
    shown, why = sheet.sheet(ex.case_c.forms[1].found()).html, ex.case_c.variants[1].choices[3].why
    assert "2 (1.8 to 2.2)" in shown
    assert "the busiest pods get 2 (1.8 to 2.2) times the mean" in why


def test_the_pods_that_go_in_system_d_are_counted() -> None:
    gone = found_of(ex.case_d, 1).sidecars.net["pods"]
    assert f"{fewer(gone)} pods fewer would do" in ex.case_d.variants[1].choices[1].why
    assert gone.high < 0 < found_of(ex.case_d, 1).sidecars.net[MEASURE].low


def test_only_the_search_of_system_a_may_lose_pods() -> None:
    may = [each.name for each in later("A").scenario.services if each.floor < each.pods]
    assert may == ["search"]
    assert f"of the service {may[0]}, which request 6 GiB each" in ex.case_a.variants[1].choices[0].why


def test_system_c_is_held_by_its_floors_alone() -> None:
    before, after = system("C").scenario, later("C").scenario
    assert [each.floor for each in after.services] == [each.pods for each in before.services]
    assert round(of_later("C").sidecars.total["pods"].best) >= before.pods


def test_an_autoscaler_at_40_percent_and_82() -> None:
    shares = [each.cpu_used_m / each.cpu_request_m for each in (*system("D").scenario.services[:1],
                                                                 *later("D").scenario.services[:1])]  # fmt: skip
    assert [f"{share:.0%}" for share in shares] == ["40%", "82%"]


@EACH
def test_the_sheet_shows_the_case_and_not_its_answer(question: CaseQuestion) -> None:
    shown = question.data().html
    name = LETTERS[question.letter]
    assert question.data().html.count("made up") == 1
    assert case(name).title not in shown
    assert f">{name}<" not in shown
    for each in question.found.system.scenario.services:
        assert each.name in shown
    assert not any(said in shown for said in ("pays", "save", "worth"))


@EACH
def test_neither_notebook_nor_question_names_a_case(question: CaseQuestion) -> None:
    text = source_of("10_capstone").read_text(encoding="utf-8") + question._repr_html_() + repr(question)
    for name in ("too_small", "unmeasured", '"pays"', '"target"'):
        assert name not in text


@EACH
def test_the_model_is_shown_to_who_has_decided(question: CaseQuestion) -> None:
    assert repr(question.model()).endswith("decide first")
    question.check(question.variant.letters[question.variant.right])
    shown = question.model()
    assert repr(shown).endswith("what the model finds")
    for name in MESHES:
        assert name in shown.html
    question.solution()
    assert question.found is question.forms[1].found()


@EACH
def test_after_a_look_at_the_solution_the_model_is_that_of_what_was_solved(question: CaseQuestion) -> None:
    before = sheet.compared(question.found).html
    question.solution()
    assert question.status == "solution seen"
    assert question.model().html == before
    question.check(question.variant.letters[question.variant.right])
    assert question.model().html == sheet.compared(question.forms[1].found()).html != before


def test_what_is_not_measured_says_so() -> None:
    assert ex.case_b.data().html.count("not measured") == 2
    for question in (ex.case_a, ex.case_c, ex.case_d):
        assert "not measured" not in question.data().html


def test_the_company_is_said_to_be_made_up_and_has_its_own_words() -> None:
    shown = ex.company().html
    assert "made up (synthetic)" in shown
    assert "3,000 pods" in shown
    assert "own objective" in shown
    assert "a policy asks for a proxy" in shown
    assert of_company().system.scenario == case(BETTING).scenario
    assert "right-sized, no mesh" in ex.company_model().html


# --- Entain ------------------------------------------------------------------------------------------


def quoted(identity: str) -> float:
    return tables.figure("entain", identity).value


def test_what_can_be_checked_comes_out_as_it_says() -> None:
    said = statements()
    assert quoted("pods") / quoted("services") == 10
    minutes = [60 * quoted(each) / quoted("services") for each in ("migration_low", "migration_high")]
    assert minutes == [1.0, 1.2]
    assert "1.0 to 1.2 minutes" in said["minutes"].why
    assert quoted("requests_blog") == quoted("requests_cncf") == quoted("requests_buoyant")
    kinds = {tables.figure("entain", f"requests_{each}").condition for each in ("blog", "cncf", "buoyant")}
    assert len(kinds) == 3


def test_five_statements_of_which_some_can_be_checked() -> None:
    assert {len(FIRST), len(SECOND)} == {5}
    assert not {*FIRST} & {*SECOND}
    assert [sheet.flawed for sheet in ex.entain.sheets] == ["bd", "acd"]


def test_nothing_that_was_not_published_has_a_row() -> None:
    named = " ".join(each.id + each.condition for each in tables.load("entain"))
    assert not re.search(r"latency|cost|energy|carbon", named)
    assert {each.year for each in tables.load("entain")} == {2021}


def test_what_was_published_stands_in_the_question() -> None:
    assert ex.entain.sheet.text.startswith("Three texts of 2021")
    for figure in ("about 300 services", "more than 3,000 pods", "more than 50%", "5 to 6 hours"):
        assert figure in ex.entain.sheet.text
    assert len(repr(ex.entain)) < 600


def test_entain_is_told_in_its_own_words() -> None:
    assert ex.entain.check("abcde").message.startswith("You have marked everything. 3 statements can't be checked.")
    assert "exactly the ones that can't be checked" in ex.entain.check("ace").message
    assert ex.entain.check("bd").message.startswith("Yes, those are the statements that can be checked.")
    assert "Can be checked. 3,000 over 300 is 10" in ex.entain.solution_text()
