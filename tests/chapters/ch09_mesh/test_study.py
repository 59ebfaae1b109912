"""What chapter 09's questions find, held against the models and the figures that the chapter promises."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from course_lib.chapters.ch09_mesh.study.alternatives import (
    CASES,
    DONE,
    GIB_A_CORE,
    NO,
    YES,
    alternatives_study,
)
from course_lib.chapters.ch09_mesh.study.break_even import (
    MEMORY,
    PROXIES,
    RESOURCES,
    ROOTS_AT,
    boundary,
    break_even_study,
    roots,
)
from course_lib.chapters.ch09_mesh.study.chain import ACTING, LEDGER, SYSTEMS, WITH, chain_study
from course_lib.chapters.ch09_mesh.study.latency import BALANCING, BOTH, LATENCY, OBJECTIVES_MS, latency_study
from course_lib.chapters.ch09_mesh.study.must_go import SHARES, must_go_study
from course_lib.chapters.ch09_mesh.study.uncertainty import CHOICES, COST, UNEVEN, uncertainty_study
from course_lib.chapters.ch09_mesh.study.watts import BUSIEST, FEWEST, SERVERS, watts_study
from course_lib.footprint import measured_points, pack_servers
from course_lib.mesh import ALTERNATIVES, NONE, case, compare, decided, in_own_unit, today, uncertain
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, NODE_PROXY, SIZED, WHERE_NEEDED, WITH_WAYPOINT
from course_lib.record import ledger

INSTALLED, RIGHT_SIZED = PROXIES


@pytest.fixture(scope="module")
def guesses():
    with ledger.use(ledger.Store(None, "ledger")):
        return {name: each.estimate for name, each in ledger.read().items()}


def test_the_aha_is_143_percent_and_37_with_the_proxy_set_to_its_use():
    assert [round(100 * must_go_study(20, 250, proxy_m).loss) for proxy_m in (100, 20)] == [143, 37]
    assert [must_go_study(20, 250, proxy_m).possible for proxy_m in (100, 20)] == [False, True]


@pytest.mark.parametrize(("pod_m", "proxy_m"), [(250, 100), (500, 100), (1000, 5)])
def test_where_all_can_shrink_it_is_the_proxy_s_share(pod_m, proxy_m):
    assert must_go_study(100, pod_m, proxy_m).loss == pytest.approx(proxy_m / (pod_m + proxy_m))
    assert must_go_study(100, pod_m, proxy_m).most_m is None


@pytest.mark.parametrize("share_percent", [5, 20, 60])
def test_once_those_pods_are_gone_no_more_is_requested_than_today(share_percent):
    study = must_go_study(share_percent, 250, 10)
    assert study.possible
    assert sum(study.requested()) == pytest.approx(1 + 10 / 250)
    assert sum(study.requested(study.gone)) == pytest.approx(1)
    assert study.loss == pytest.approx(float(np.interp(share_percent / 100, SHARES, study.curve)))


def test_the_largest_proxy_is_the_one_that_takes_all_that_can_go():
    largest = must_go_study(20, 250, 100).most_m
    assert must_go_study(20, 250, largest).loss == pytest.approx(1)
    assert not must_go_study(20, 250, 100).possible
    assert sum(must_go_study(20, 250, 100).requested(0.2)) > 1


@pytest.mark.parametrize("proxies", PROXIES)
@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize(("pod_m", "views"), [(250, 3), (500, 50), (100, 100)])
def test_the_boundary_in_closed_form_is_where_the_whole_model_turns(proxies, resource, pod_m, views):
    found = roots(pod_m, views, proxies, resource)
    closed = dict(zip(ROOTS_AT, boundary(np.array(ROOTS_AT), pod_m, views, proxies, resource), strict=True))
    assert found == pytest.approx({share: closed[share] for share in found}, abs=1e-4)
    assert set(found) == {share for share, each in closed.items() if 1 < each < 4}


@pytest.mark.parametrize("proxies", PROXIES)
@pytest.mark.parametrize("resource", RESOURCES)
def test_on_either_side_of_the_boundary_the_model_has_another_sign(proxies, resource):
    edge = break_even_study(40, 2, 250, 50, proxies, resource).pays_from
    below, above = (break_even_study(40, edge + away, 250, 50, proxies, resource).net for away in (-0.02, 0.02))
    assert below > 0 > above


def test_right_sized_proxies_many_that_can_shrink_and_few_views_pay_sooner():
    def pays_from(share=40, views=3, proxies=INSTALLED):
        return break_even_study(share, 2, 250, views, proxies, "CPU").pays_from

    assert pays_from(proxies=RIGHT_SIZED) < pays_from()
    assert pays_from(share=60) < pays_from() < pays_from(views=50)
    assert math.isinf(pays_from(share=20))


def test_where_memory_fills_the_nodes_another_boundary_counts():
    cpu, memory = (break_even_study(40, 2, 250, 3, INSTALLED, each) for each in ("CPU", MEMORY))
    assert cpu.net > 0 > memory.net


def test_two_milliseconds_take_two_percent_of_a_hundred_and_thirteen_of_sixty():
    assert [round(100 * latency_study(2, objective_ms, 3, 1, "1").for_latency) for objective_ms in (100, 60)] == [2, 13]


def test_the_saving_is_there_at_three_views_and_gone_at_fifty():
    at_100, at_60 = ([latency_study(2, each, views, 1, "1").net for views in (3, 50)] for each in (100, 60))
    assert at_100[0] < -0.3 < at_100[1] < 0
    assert at_60[0] < -0.3 < 0 < at_60[1]


@pytest.mark.parametrize(("added_ms", "objective_ms", "uneven"), [(2, 100, 1), (6, 60, 2), (0, 80, 3)])
def test_latency_and_balancing_add_up_to_the_net_and_lie_on_their_curves(added_ms, objective_ms, uneven):
    study = latency_study(added_ms, objective_ms, 10, uneven, "1")
    assert study.by_latency + study.by_balancing == pytest.approx(uneven * study.net)
    here = {LATENCY: study.for_latency, BOTH: study.net,
            BALANCING: latency_study(0, objective_ms, 10, uneven, "1").net}  # fmt: skip
    for name, value in here.items():
        assert float(np.interp(objective_ms, OBJECTIVES_MS, study.curves[name])) == pytest.approx(value, abs=0.01)


def test_a_tight_objective_can_be_used_up_and_pods_with_workers_have_less_to_save():
    assert not latency_study(6, 50, 3, 1, "1").possible
    one, eight = (latency_study(2, 100, 3, 1, each).net for each in ("1", "8"))
    assert one < eight < 0


def test_watts_fall_by_a_fifth_of_pods_a_tenth_of_nodes_and_almost_half_once_off():
    seen = watts_study(20, 3).seen
    assert [round(100 * each.best) for each in (seen.pods, seen.nodes_on, seen.nodes_off)] == [20, 10, 45]


@pytest.mark.parametrize("utilisation_percent", [5, 20, 100 * BUSIEST])
@pytest.mark.parametrize("onto", [FEWEST, 6, SERVERS])
def test_watts_are_the_footprint_s_and_pods_see_the_active_ones_alone(utilisation_percent, onto):
    study = watts_study(utilisation_percent, onto)
    packed = pack_servers(measured_points(), SERVERS, utilisation_percent / 100, onto)
    together = [idle + active for idle, active in zip(study.idle_w, study.active_w, strict=True)]
    assert together == pytest.approx([each.best for each in (packed.before_w, packed.on_w, packed.off_w)])
    assert study.active_w[1] == pytest.approx(study.active_w[2])
    assert study.seen.pods.best == pytest.approx(1 - study.active_w[1] / study.active_w[0])


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("alternative", [SIZED, NODE_PROXY])
def test_the_chain_adds_what_the_draws_of_the_library_do(system, alternative, guesses):
    study = chain_study(system, alternative, "everybody", "average", guesses)
    found = uncertain(study.system.scenario, alternative, "nodes", given=study.system.given)
    assert study.added["nodes"] == replace(found.net, inputs=())
    assert study.paying == uncertain(study.system.scenario, alternative, given=study.system.given).paying
    best = compare(study.system.scenario, [alternative], given=study.system.given)[alternative]
    assert study.binds == best.binds
    assert best.net["nodes"].low <= study.added["nodes"].best <= best.net["nodes"].high


def test_one_case_is_for_a_mesh_and_one_against(guesses):
    pro, contra = (chain_study(system, SIZED, "everybody", "average", guesses) for system in list(SYSTEMS)[1:])
    assert pro.added["nodes"].high < 0 < contra.added["nodes"].low
    assert (pro.paying.pays.best, contra.paying.pays.best) == (1, 0)
    assert (pro.binds, contra.binds) == ("CPU", "memory")


@pytest.mark.parametrize("alternative", WITH)
def test_if_nobody_acts_a_mesh_adds_and_nothing_is_saved(alternative, guesses):
    for system in SYSTEMS:
        study = chain_study(system, alternative, "nobody", "average", guesses)
        assert study.without == study.today
        assert min(each.low for each in study.added.values()) >= 0


def test_nodes_that_nobody_drains_stay(guesses):
    study = chain_study("a case for a mesh", SIZED, "nobody drains nodes", "average", guesses)
    assert study.added["pods"].high < 0
    assert (study.added["nodes"].low, study.added["nodes"].high) == (0, 0)
    assert list(ACTING)[1] == "nobody drains nodes"


def test_marginal_carbon_is_another_figure_of_the_same_energy(guesses):
    average, marginal = (chain_study(LEDGER, SIZED, "everybody", each, guesses) for each in ("average", "marginal"))
    assert average.added["nodes"] == marginal.added["nodes"]
    assert average.added["carbon"] != marginal.added["carbon"]


@pytest.mark.parametrize("system", CASES)
def test_the_alternatives_change_what_the_comparison_says(system):
    study = alternatives_study(system, YES, YES, YES, "node", 0)
    found, given = case(CASES[system]).scenario, case(CASES[system]).given
    before = today(found, given=given).total
    for name, each in compare(found, given=given, outputs=("pods", "nodes")).items():
        for measure in ("pods", "nodes"):
            assert study.changes[name][measure] == pytest.approx(each.total[measure].best / before[measure].best - 1)
    assert list(study.changes) == list(ALTERNATIVES)


@pytest.mark.parametrize("system", CASES)
@pytest.mark.parametrize("billed", ["node", "pod"])
def test_where_nobody_acts_no_alternative_saves_anything(system, billed):
    study = alternatives_study(system, NO, NO, NO, billed, 0)
    assert min(min(each.values()) for each in study.changes.values()) > -1e-12
    assert NONE in study.fewest


def test_without_a_node_gone_only_a_bill_by_pod_falls():
    by_node, by_pod = (alternatives_study("few callers", YES, YES, NO, each, 0).changes[SIZED]
                       for each in ("node", "pod"))  # fmt: skip
    assert by_node["nodes"] == by_pod["nodes"] == by_node["bill"] == 0
    assert by_pod["bill"] < -0.5


def test_what_is_under_contract_is_paid():
    bills = [alternatives_study("few callers", YES, YES, YES, "node", each).changes[SIZED]["bill"]
             for each in (0, 70, 100)]  # fmt: skip
    assert bills == pytest.approx([-0.6, -0.3, 0.0])


def test_a_bill_by_pod_is_of_what_pods_request():
    study = alternatives_study("in between", YES, YES, YES, "pod", 0)
    found = case("mixed")
    cores, gib = ("cpu_reserved", "memory_reserved")
    before = today(found.scenario, given=found.given).total
    after = compare(found.scenario, [SIZED], given=found.given)[SIZED].total
    paid = [GIB_A_CORE * each[cores].best + each[gib].best for each in (after, before)]
    assert study.changes[SIZED]["bill"] == pytest.approx(paid[0] / paid[1] - 1)


def test_in_between_less_than_a_sidecar_everywhere_saves_most():
    study = alternatives_study("in between", *[YES] * 3, "node", 0)
    assert set(study.fewest) == {CLIENT_SIDE, WHERE_NEEDED}
    assert len(DONE) == 2


@pytest.mark.parametrize("alternative", CHOICES)
def test_as_it_stands_the_study_is_the_library_s(alternative):
    study, found = uncertainty_study(alternative, 1.2, 100, 100, 100), case("mixed")
    library = uncertain(found.scenario, alternative, given=found.given)
    assert study.paying == library.paying
    assert study.swings == library.swings
    assert study.spread.best == library.net.best
    for name, each in library.flips.items():
        assert [flip.at for flip in study.flips[name]] == pytest.approx([flip.at for flip in each])


@pytest.mark.parametrize(("busiest", "left"), [(1.05, (30, 100, 60)), (1.4, (100, 20, 0)), (1.2, (0, 70, 100))])
def test_wherever_the_sliders_stand_the_study_is_the_library_s_on_what_is_known_then(busiest, left):
    study, found = uncertainty_study(SIZED, busiest, *left), case("mixed")
    library = uncertain(found.scenario, SIZED, given=study.known)
    assert (study.paying, study.swings, study.spread.best) == (library.paying, library.swings, library.net.best)
    assert study.scenario == decided(found.scenario, tuple(study.known.items()))


def test_sidecars_everywhere_may_pay_and_there_is_one_thing_to_measure_first():
    everywhere, installed = (uncertainty_study(each, 1.2, 100, 100, 100) for each in (SIZED, BY_DEFAULT))
    assert 0.6 < everywhere.paying.pays.best < 0.8
    assert (everywhere.measure_first, installed.measure_first) == (COST, UNEVEN)
    assert uncertainty_study(WITH_WAYPOINT, 1.5, 100, 100, 100).measure_first is None


def test_once_it_is_measured_the_next_thing_comes_first_and_then_nothing():
    first = uncertainty_study(SIZED, 1.2, 100, 100, 100)
    second = uncertainty_study(SIZED, 1.2, 100, 0, 100)
    assert (first.measure_first, second.measure_first) == (COST, UNEVEN)
    assert uncertainty_study(SIZED, 1.2, 0, 0, 100).measure_first is None


def test_what_is_known_exactly_is_one_value_in_all_draws():
    study = uncertainty_study(SIZED, 1.2, 0, 0, 0)
    assert study.paying.pays.best == 1
    assert study.net == pytest.approx(study.net[0])
    assert study.swings == {}


def test_the_sign_turns_at_one_busiest_pod_wherever_the_slider_stands():
    turns = [uncertainty_study(SIZED, busiest, left, 100, 100).turns_at(UNEVEN)
             for busiest in (1.0, 1.2, 1.5) for left in (0, 100)]  # fmt: skip
    assert turns == pytest.approx([turns[0]] * 6, abs=1e-5)
    at = in_own_unit(case("mixed").scenario, UNEVEN, turns[0]).best
    below, above = (uncertainty_study(SIZED, at + away, 0, 0, 0).paying.pays.best for away in (-0.01, 0.01))
    assert (below, above) == (0, 1)


@pytest.mark.parametrize("name", ["uneven_percent", "cost_percent", "others_percent"])
def test_a_narrower_range_never_widens_the_draws(name):
    ranges = {"uneven_percent": 100, "cost_percent": 100, "others_percent": 100}
    widths = []
    for left in (100, 50, 0):
        spread = uncertainty_study(SIZED, 1.2, **{**ranges, name: left}).spread
        widths.append(spread.high - spread.low)
    assert widths == sorted(widths, reverse=True)
