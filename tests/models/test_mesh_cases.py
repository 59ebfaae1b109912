"""Made-up systems: three to learn on, four with four answers, and a company as rows of a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course_lib import tables
from course_lib.estimate import exact
from course_lib.mesh import (
    ALTERNATIVES,
    BETTING,
    FOUR,
    MEASURE,
    TAUGHT,
    answer,
    at,
    case,
    chain,
    compare,
    inputs,
    outcome,
    share_that_can_shrink,
    today,
    uncertain,
)
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, SIZED, WHERE_NEEDED
from course_lib.mesh.cases import COLUMNS, SERVICE_COLUMNS
from course_lib.record import ledger


@pytest.mark.parametrize(("name", "kind"), [
    ("pays", "it pays"),
    ("too_small", "it doesn't pay"),
    ("target", "not a mesh question"),
    ("unmeasured", "can't tell yet"),
])  # fmt: skip
def test_each_of_the_four_has_an_answer_of_its_own(name, kind):
    found = case(name)
    assert answer(found.scenario, given=found.given).kind == kind


@pytest.mark.parametrize(("name", "kind"), [("few_callers", "it pays"), ("memory_first", "it doesn't pay")])
def test_what_is_learned_on_has_a_case_for_a_mesh_and_one_against(name, kind):
    found = case(name)
    assert answer(found.scenario, given=found.given).kind == kind


def test_in_between_sidecars_everywhere_may_pay_and_less_than_that_does():
    found = case("mixed")
    everywhere, *less = (uncertain(found.scenario, each, given=found.given).paying.pays.best
                         for each in (SIZED, WHERE_NEEDED, CLIENT_SIDE))  # fmt: skip
    assert 0.6 < everywhere < 0.9
    assert less == [1, 1]


def test_what_cannot_be_told_says_what_to_measure():
    found = case("unmeasured")
    said = answer(found.scenario, given=found.given)
    assert said.measure_first == "imbalance"
    assert said.best.net[MEASURE].low < 0 < said.best.net[MEASURE].high
    for measured, kind in ((2.5, "it pays"), (0.0, "it doesn't pay")):
        assert answer(found.scenario, given={"imbalance": measured}).kind == kind


def test_where_the_target_is_the_question_right_sizing_saves_what_no_mesh_does():
    found = case("target")
    said = answer(found.scenario, given=found.given)
    assert said.right_sizing.high < 0
    assert said.right_sizing.best < 10 * min(said.best.net[MEASURE].best, 0) - 100
    default = compare(found.scenario, [BY_DEFAULT], given=found.given, outputs=[MEASURE])[BY_DEFAULT]
    assert any("request no CPU" in note for note in default.notes)


def test_a_mesh_that_saves_exactly_nothing_does_not_pay():
    """Proxies only where they are worth it, and none is; the control plane requests nothing by default."""
    found = case("target")
    sized = tuple(replace(each, cpu_request_m=1700.0) for each in found.scenario.services)
    said = answer(replace(found.scenario, services=sized), given=found.given)
    assert (said.best.net[MEASURE].low, said.best.net[MEASURE].high) == (0, 0)
    assert said.kind == "it doesn't pay"


def test_where_memory_binds_and_threads_wait_no_pod_can_go():
    found = case("too_small")
    assert share_that_can_shrink(found.scenario) == 0
    assert {each.binds for each in compare(found.scenario, given=found.given, outputs=["pods"]).values()} == {"memory"}


def test_the_company_is_300_services_on_3000_pods_and_said_to_be_made_up():
    company = case(BETTING)
    assert "made up" in company.title
    assert (company.scenario.number_of_services, company.scenario.pods) == (300, 3000)
    assert 0 < share_that_can_shrink(company.scenario) < 1
    found = compare(company.scenario, given=company.given, outputs=["nodes", "pods"])
    assert list(found) == list(ALTERNATIVES)
    assert found[CLIENT_SIDE].net["nodes"].best < 0


def test_every_service_of_the_table_belongs_to_a_case():
    cases = {row["case"] for row in tables.rows("mesh_cases", COLUMNS)}
    assert {row["case"] for row in tables.rows("mesh_services", SERVICE_COLUMNS)} == cases == {*TAUGHT, *FOUR, BETTING}


def test_an_unknown_case_is_told_with_those_there_are():
    known = ", ".join([*TAUGHT, *FOUR, BETTING])
    with pytest.raises(ValueError, match=f"case must be one of {known}, got 'x'"):
        case("x")


def guessed(**instead):
    with ledger.use(ledger.Store(None, "ledger")):
        entries = {name: each.estimate for name, each in ledger.read().items()}
    return chain(
        entries | {name: replace(entries[name], best=best, low=best, high=best) for name, best in instead.items()}
    )


def test_the_ledger_s_values_make_a_system_and_each_of_them_counts():
    def taken(**instead):
        found = guessed(**instead)
        values = at(inputs(found.scenario, found.given))
        return outcome(found.scenario, ALTERNATIVES[SIZED], values, whole=False)["carbon_average_kg"][0]

    before = taken()
    assert taken(intensity=800) == pytest.approx(2 * before)
    for name, best in [("packing_efficiency", 0.55), ("proxy_cost", 0.5), ("pods_with_mesh", 0.7), ("demand", 2000),
                       ("busiest_over_mean", 2.5), ("pod_utilisation", 0.4), ("pods", 60)]:  # fmt: skip
        assert taken(**{name: best}) != pytest.approx(before), name
    today_nodes = [today(each.scenario, given=each.given, outputs=["nodes"]).total["nodes"].best
                   for each in (guessed(), guessed(requested_share=0.3))]  # fmt: skip
    assert today_nodes[1] > today_nodes[0]


def test_a_ledger_without_imbalance_has_nothing_to_balance():
    found = guessed(busiest_over_mean=1.0, pods_with_mesh=1.0)
    assert (
        compare(found.scenario, [SIZED], given=found.given, outputs=["nodes_filled"])[SIZED].net["nodes_filled"].low > 0
    )


def test_the_one_intensity_of_the_ledger_stands_for_both_kinds():
    given = guessed(intensity=123.0).given
    assert given["average"].best == given["marginal"].best == 123.0


def test_a_value_that_the_ledger_lacks_is_named():
    with pytest.raises(ValueError, match=r"entry must be one of intensity, got 'pods'"):
        chain({"intensity": exact(400, "g/kWh", "an example")})
