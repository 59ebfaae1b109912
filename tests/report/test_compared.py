"""Before and after: what was, what is, and the difference; and when it isn't fair to compare."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from course_lib.assessment.result import ASSUMED
from course_lib.report import formats
from course_lib.report.document import earlier
from course_lib.report.document.compared import RANGES, UNLINKED, compared
from course_lib.report.document.parts import Figure, Table
from course_lib.report.page import html
from tests.report.assessments import assessment, candidate

OLD = replace(assessment().made, digest="cd" * 32, date="2026-10-01")


def before(**changes):
    return replace(earlier.of(replace(assessment(), made=OLD)), **changes)


def said(then) -> str:
    return " ".join(earlier.unfair(then, earlier.of(assessment())))


def test_the_difference_is_now_less_before_and_its_range_holds_every_pair():
    found, then = assessment(), earlier.of(assessment("betting"))
    rows = {row.key: row.cells for row in _before_after(found, then).rows}
    _, was, now, change = rows["nodes"]
    assert all(isinstance(each, Figure) for each in (was, now, change))
    assert change.value.best == now.value.best - was.value.best
    assert change.value.low == now.value.low - was.value.high
    assert change.value.high == now.value.high - was.value.low
    assert change.signed


def test_what_neither_report_knows_is_the_same_in_both_draw_by_draw():
    grid = np.linspace(20.0, 650.0, 600)
    was, is_ = (replace(assessment(), made=OLD, today_drawn={"carbon_average_kg": tuple(kwh * grid)}) for kwh in (2, 1))
    rows = {each.key: each.cells[-1] for each in _before_after(is_, earlier.of(was)).rows}
    change = rows["carbon_average_kg"].value
    assert (change.low, change.high) == pytest.approx((-(20 + 0.95 * 630), -(20 + 0.05 * 630)), rel=1e-4)
    same = {each.key: each.cells[-1] for each in _before_after(is_, earlier.of(is_)).rows}["carbon_average_kg"].value
    assert (same.low, same.best, same.high) == (0, 0, 0)


def test_draws_of_other_presets_or_as_many_as_there_are_not_now_are_compared_with_none():
    found = replace(assessment(), today_drawn={"carbon_average_kg": (1.0, 3.0)})
    was = earlier.of(found)
    for then in (replace(was, presets=("another",)), replace(was, drawn={"carbon_average_kg": (1.0,)})):
        rows = {each.key: each.cells[-1] for each in _before_after(found, then).rows}
        assert rows["carbon_average_kg"].value.high > 0
    assert _before_after(found, was).notes[0] == (RANGES,)
    assert _before_after(found, replace(was, presets=("another",))).notes[0] == (UNLINKED,)


def _before_after(found, then) -> Table:
    (table,) = [each for each in compared(found, then).blocks if isinstance(each, Table) and each.key == "before_after"]
    return table


def test_the_same_cluster_measured_anew_is_fairly_compared():
    assert said(before()) == ""
    page = html(assessment(), before())
    assert "Before: 2026-10-01. Now: 2026-11-30." in page
    assert "Not fair" not in page


@pytest.mark.parametrize(
    ("then", "why"),
    [
        (before(made=assessment().made), "from the same files"),
        (before(made=replace(OLD, synthetic=False)), "One of the two clusters is made up."),
        (before(made=replace(OLD, version="0.0.9")), "version 0.0.9"),
        (before(presets=("one worker a pod (1 at once, p99 within 10 times the mean work)",)), "assumed otherwise"),
        (before(busiest={"bank/ledger": None, "bank/web": None}), "Of 2 services named before, 0 are named now"),
        (replace(earlier.of(assessment("betting")), made=OLD), "Pods changed by 84%"),
        (replace(earlier.of(assessment("betting")), made=OLD), "Cores used changed by 81%"),
    ],
)
def test_what_makes_it_unfair_is_said(then, why):
    assert why in said(then)
    assert f"Not fair to compare: {said(then)[:10]}" in html(assessment(), then)


def test_an_input_that_was_known_otherwise_or_was_another_is_named():
    then = before()
    use = then.inputs["use"]
    assert "Known otherwise than before (measured, read, or assumed): use." in said(
        replace(then, inputs={**then.inputs, "use": replace(use, kind=ASSUMED)})
    )
    far = replace(use.value, low=9.0, best=9.0, high=9.0)
    assert "beyond either range: use." in said(replace(then, inputs={**then.inputs, "use": replace(use, value=far)}))


def test_another_region_is_named_and_the_word_said_once():
    then, now = (
        earlier.of(replace(assessment(), made=made, region=replace(assessment().region, title=f"region: {name}")))
        for made, name in ((OLD, "not known"), (assessment().made, "eu-north-1"))
    )
    assert "Region before: not known; now: eu-north-1. What differs" in " ".join(earlier.unfair(then, now))


def test_what_is_in_one_of_both_is_named_and_what_was_not_measured_has_no_difference():
    found = replace(assessment("unmeasured", priced=True), candidates=(candidate("shop/web"),))
    then = before(busiest={"shop/web": None})
    csv = formats.csv(found, then)
    assert "Not in both: EUR a month." in csv
    assert "compared,before_after_services,shop/web,before,,,,,not measured" in csv
    assert "compared,before_after_services,shop/web,difference" not in csv


def test_money_says_whose_prices_it_is_by_and_isn_t_compared_in_two_currencies():
    found = replace(assessment(priced=True), made=OLD)
    then = earlier.of(found)
    assert "Money is by the prices that were given each time" in formats.csv(found, then)
    dollars = {**then.today, "money": replace(then.today["money"], unit="USD")}
    csv = formats.csv(found, replace(then, today=dollars))
    assert "Not compared: money, in USD before and in EUR now." in csv
    assert "before_after,money" not in csv
