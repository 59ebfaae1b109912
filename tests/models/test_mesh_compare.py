"""Alternatives side by side: ranges that hold the draws, values that say where they come from, nothing twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from course_lib.estimate import Estimate
from course_lib.mesh import (
    ALTERNATIVES,
    BETTING,
    FOUR,
    MEASURE,
    NOBODY,
    NONE,
    OUTPUTS,
    WHO,
    Acts,
    Objective,
    Prices,
    at,
    case,
    compare,
    counted,
    decided,
    inputs,
    outcome,
    right_sizing,
    share_that_can_shrink,
    steps,
    today,
    worth_a_proxy,
)
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, NODE_PROXY, SIZED, WHERE_NEEDED, WITH_WAYPOINT
from course_lib.mesh.steps import INSTALLED
from tests.models.mesh_systems import ONE_WORKER, THREADS, system

PRICED = system(prices=Prices(node_hour=0.5, currency="CHF"))
DRAWS = 2000
RARELY = 0.005  # results come in steps; what lies beyond a range is rare


@pytest.mark.parametrize("name", [SIZED, WHERE_NEEDED, WITH_WAYPOINT])
@pytest.mark.parametrize("of", [*FOUR, BETTING])
def test_draws_lie_within_the_ranges(of, name):
    found = case(of)
    known, rng = inputs(found.scenario, found.given), np.random.default_rng(5)
    draws = {each: rng.uniform(value.low, value.high, DRAWS) for each, value in known.items()}
    outputs = ("pods", "nodes_filled", "cpu_reserved", "memory_reserved", "energy_kwh")
    compared = compare(found.scenario, [name], given=found.given, outputs=outputs)[name]
    taken, left = (outcome(found.scenario, ALTERNATIVES[each], draws) for each in (name, NONE))
    for each in outputs:
        for range_, values in ((compared.total[each], taken[each]), (compared.net[each], taken[each] - left[each])):
            beyond = (values < range_.low - 1e-9) | (values > range_.high + 1e-9)
            assert beyond.mean() <= RARELY, (each, range_)


def test_the_baseline_adds_nothing_to_itself_with_whatever_is_uncertain():
    for acts in (NOBODY, Acts()):
        net = compare(PRICED, [NONE], acts=acts)[NONE].net
        assert {(each.low, each.best, each.high) for each in net.values()} == {(0.0, 0.0, 0.0)}


def test_every_value_says_what_it_came_from_and_who_acts():
    found = compare(PRICED, [SIZED])[SIZED]
    assert list(found.total) == list(found.net) == [*OUTPUTS, "money"]
    assert found.total["money"].unit == "CHF"
    said = found.net["cpu_reserved"].explain()
    assert said.splitlines()[0].endswith(
        "sidecar, right-sized and scoped, less none, if somebody sees to replicas, requests, nodes: cpu_reserved"
    )
    assert "    sidecar_cost " in said
    assert "Istio's sidecar as published" in said
    assert found.who_acts == tuple(WHO.values())
    assert compare(PRICED, [SIZED], acts=NOBODY)[SIZED].who_acts == ()


def test_the_first_input_of_a_value_is_the_one_that_moves_it_most():
    net = compare(PRICED, [SIZED], outputs=["cpu_reserved"])[SIZED].net["cpu_reserved"]
    known = inputs(PRICED)

    def swing(name):
        values = at(known, **{name: [known[name].low, known[name].best, known[name].high]})
        taken, left = (outcome(PRICED, ALTERNATIVES[each], values, whole=False) for each in (SIZED, NONE))
        return np.ptp(taken["cpu_reserved"] - left["cpu_reserved"])

    names = [name for name, _ in net.inputs]
    assert names == sorted(names, key=swing, reverse=True)
    assert not {"packing", "callers"} & set(names)  # neither changes what is reserved


def test_an_input_of_one_s_own_takes_the_place_of_ours_and_its_range():
    own = Estimate(best=0.1, low=0.08, high=0.12, unit="cores per 1,000 requests/s", source="my own readings")
    found = compare(PRICED, [SIZED], given={"sidecar_cost": own}, outputs=["proxies_cpu"])[SIZED]
    assert "my own readings" in found.total["proxies_cpu"].explain()
    assert found.total["proxies_cpu"].best < compare(PRICED, [SIZED])[SIZED].total["proxies_cpu"].best


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"speed": 1}, "input must be one of imbalance, service_time"),
        ({"margin": 0.5}, "margin must be from 1 to inf, got 0.5 ratio"),
        ({"packing": (0, 0.5, 1)}, "packing must be from 0 to 1 and above 0, got"),
        ({"sidecar_cost": -1}, "sidecar_cost must be from 0 to inf, got"),
        ({"margin": (1.2, 1.1, 1.3)}, "margin must be in the order low, best, high, got"),
    ],
)
def test_an_input_that_breaks_its_rule_is_named(given, message):
    with pytest.raises(ValueError, match=message):
        compare(PRICED, [NONE], given=given)


def test_unknown_names_are_told_with_those_there_are():
    with pytest.raises(ValueError, match="alternative must be one of none, client-side"):
        compare(PRICED, ["mesh"])
    with pytest.raises(ValueError, match=r"output must be one of pods, nodes, .*money, got 'watts'"):
        compare(PRICED, [NONE], outputs=["watts"])
    with pytest.raises(ValueError, match=r"output must be one of .*carbon_marginal_kg, embodied_kg, got 'money'"):
        compare(system(), [NONE], outputs=["money"])


def test_a_comparison_says_itself_in_one_line():
    found = compare(PRICED, [SIZED])[SIZED]
    assert repr(found).startswith("[sidecar, right-sized and scoped] −28 pods (−33 to −23), 0 nodes (−1 to +2), cpu")
    assert repr(compare(PRICED, [NONE], outputs=["energy_kwh"])[NONE]) == "[none] energy_kwh 0 kWh"


def test_average_and_marginal_carbon_are_of_the_same_energy():
    total, known = today(PRICED).total, inputs(PRICED)
    for kind in ("average", "marginal"):
        assert total[f"carbon_{kind}_kg"].best == pytest.approx(total["energy_kwh"].best * known[kind].best / 1000)


@pytest.mark.parametrize("name", [BY_DEFAULT, SIZED, CLIENT_SIDE])
def test_the_steps_of_all_who_act_add_up_to_the_whole(name):
    changes = steps(PRICED, name)
    assert list(changes) == [INSTALLED, *WHO]
    whole = {each: sum(step[each] for step in changes.values()) for each in OUTPUTS}
    net, alone = compare(PRICED, [name])[name].net, right_sizing(PRICED)
    assert whole == pytest.approx({each: net[each].best + alone[each].best for each in OUTPUTS})
    assert changes["nodes"]["cpu_used"] == changes["replicas"]["energy_kwh"] == 0


def test_what_is_counted_in_balancing_is_not_counted_in_right_sizing():
    wasteful = system(replace(ONE_WORKER, cpu_request_m=1000), replace(THREADS, cpu_request_m=1000))
    found = counted(wasteful, CLIENT_SIDE)
    assert found.balancing > 0
    assert found.right_sizing > 0
    assert found.twice > 0
    assert found.together == pytest.approx(found.balancing + found.right_sizing - found.twice)
    net = compare(wasteful, [CLIENT_SIDE])[CLIENT_SIDE].net["cpu_reserved"].best
    assert -net == pytest.approx(found.together - found.right_sizing)
    assert -net < found.balancing  # the first one taken, what is left for the second is less


def test_the_share_that_can_shrink_is_of_pods():
    assert share_that_can_shrink(system(ONE_WORKER, replace(THREADS, pods=60, floor=60))) == 40 / 100
    assert share_that_can_shrink(system(replace(ONE_WORKER, floor=40))) == 0


def test_sidecars_stand_only_where_they_are_worth_it_or_needed_and_with_the_callers():
    settled = replace(THREADS, floor=THREADS.pods, busiest_over_mean=1.0)
    assert worth_a_proxy(system(ONE_WORKER, settled)) == (True, False)
    assert worth_a_proxy(system(ONE_WORKER, replace(settled, needs_proxy=True))) == (True, True)
    scenario = system(ONE_WORKER, settled)
    few = outcome(scenario, ALTERNATIVES[WHERE_NEEDED], at(inputs(scenario), margin=1.0, scoped_memory=1024.0))
    pods = outcome(scenario, ALTERNATIVES[WHERE_NEEDED], at(inputs(scenario)))["pods"][0] - 1 - settled.pods
    assert few["proxies_memory"][0] == pytest.approx(pods + ONE_WORKER.callers + 2)  # and the control plane's 2 GiB


def test_where_proxies_stand_follows_what_is_measured():
    scenario = system(ONE_WORKER)
    dear = {"sidecar_cost": 20.0, "scoped_memory": 4000.0}
    assert (decided(scenario).with_proxy, worth_a_proxy(scenario, dear)) == ((True,), (False,))
    found = compare(scenario, [WHERE_NEEDED], given=dear, outputs=["proxies_cpu"])[WHERE_NEEDED]
    assert found.total["proxies_cpu"].high == 0.5  # the control plane alone
    everywhere = compare(replace(scenario, with_proxy=(True,)), [WHERE_NEEDED], given=dear, outputs=["proxies_cpu"])
    assert everywhere[WHERE_NEEDED].total["proxies_cpu"].best > 10
    with pytest.raises(ValueError, match="with_proxy must be None, or as many as services: 1"):
        replace(scenario, with_proxy=(True, False))


def test_nodes_that_are_committed_to_are_paid_though_they_are_gone():
    free, held = (system(prices=Prices(node_hour=0.5, committed=each)) for each in (0, 10))
    money = [compare(each, [CLIENT_SIDE], outputs=["money"])[CLIENT_SIDE] for each in (free, held)]
    assert money[0].net["money"].best < 0 == money[1].net["money"].best
    assert money[1].total["money"].best == 10 * 0.5 * held.hours


def test_what_an_alternative_lacks_or_breaks_is_said():
    silent = system(features=("mTLS", "policy by request"), install="Linkerd, default")
    found = compare(silent, [CLIENT_SIDE, NODE_PROXY, BY_DEFAULT], outputs=[MEASURE])
    assert found[CLIENT_SIDE].notes == found[NODE_PROXY].notes == ("It lacks what is needed: policy by request.",)
    assert "request no CPU" in found[BY_DEFAULT].notes[0]
    assert "request 0: the rest is taken from others" in found[BY_DEFAULT].notes[1]


def test_a_pod_that_fits_on_no_node_is_named():
    huge = system(ONE_WORKER, replace(THREADS, name="archive", memory_used_mib=58_000))
    found = compare(huge, [NONE], outputs=["nodes"])[NONE]
    assert not found.possible
    assert found.notes == ("A pod of archive fits on no node, next to what each node carries anyway.",)
    nearly = system(ONE_WORKER, replace(THREADS, memory_used_mib=51_000))  # with the margin, on an empty node
    assert compare(nearly, [NONE], outputs=["nodes"])[NONE].possible
    assert not compare(nearly, [NODE_PROXY], outputs=["nodes"], given={"margin": 1.166})[NODE_PROXY].possible


def test_a_pod_that_fits_on_no_node_with_its_sidecar_is_named():
    tight = system(ONE_WORKER, replace(THREADS, name="archive", memory_used_mib=51_000), install="Istio, default")
    found = compare(tight, [NONE, BY_DEFAULT], outputs=["nodes"], given={"margin": 1.166})
    assert (found[NONE].possible, found[NONE].notes) == (True, ())
    assert not found[BY_DEFAULT].possible
    said = "A pod of archive fits on no node, with its sidecar and next to what each node carries anyway."
    assert said in found[BY_DEFAULT].notes


def test_memory_or_pods_may_bind_instead_of_cpu():
    heavy = replace(THREADS, memory_request_mib=8000, memory_used_mib=8000)
    assert compare(system(heavy), [NONE], outputs=["pods"])[NONE].binds == "memory"
    tiny = replace(THREADS, pods=200, floor=200, cpu_used_m=5, memory_used_mib=20)
    assert compare(system(tiny), [NONE], outputs=["pods"])[NONE].binds == "pods"


def test_a_scenario_that_makes_no_sense_is_refused():
    for change, message in [
        ({"region": "mars"}, "region must be one of"),
        ({"headroom": 0.5}, "headroom must be None, or at least 1, got 0.5"),
        ({"features": ("speed",)}, "feature must be one of mTLS"),
        ({"mean_over_peak": 0}, "mean_over_peak must be above 0, at most 1, got 0"),
    ]:
        with pytest.raises(ValueError, match=message):
            system(**change)
    with pytest.raises(ValueError, match="busiest_over_mean must be from 1 to 40, the number of pods, got 50"):
        replace(ONE_WORKER, busiest_over_mean=50)
    with pytest.raises(ValueError, match="core_hour or gib_hour must be above zero, as it's paid by the pod"):
        Prices(billed="pod", node_hour=1)
    with pytest.raises(ValueError, match="share must be above 0 and below 1"):
        Objective(0.1, share=99)
