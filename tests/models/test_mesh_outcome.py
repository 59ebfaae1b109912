"""The chain of a mesh: identities that hold whatever the numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from course_lib.mesh import ALTERNATIVES, EVERYBODY, MESHES, NOBODY, NONE, Acts, Prices, at, inputs, outcome
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, NODE_PROXY, SIZED, Alternative
from course_lib.mesh.balance import ROUND_ROBIN
from course_lib.mesh.features import MTLS
from course_lib.mesh.nodes import power_w
from course_lib.mesh.replicas import replicas
from course_lib.mesh.worth import share_that_can_shrink, through_proxies, worth_a_proxy
from course_lib.proxies.requests import SIDECARS
from course_lib.proxies.topologies import CALLERS, CONNECTIONS, KERNEL, REQUESTS, Topology
from tests.models.mesh_systems import NODES, ONE_WORKER, THREADS, system

ACTS = [Acts(*each) for each in product([False, True], repeat=3)]
COSTS = ("pods", "nodes", "nodes_filled", "cpu_reserved", "memory_reserved", "energy_kwh", "embodied_kg", "money")
FREE = {"sidecar_cost": 0.0, "scoped_memory": 0.0, "sidecar_latency": 0.0, "node_proxy_latency": 0.0}
PRICED = system(prices=Prices(node_hour=0.5))


def taken(scenario, name=NONE, acts=EVERYBODY, alternative=None, whole=True, **instead):
    values = at(inputs(scenario), **instead)
    found = outcome(scenario, alternative or ALTERNATIVES[name], values, acts, whole=whole)
    return {each: float(value[0]) for each, value in found.items()}


def model(scenario, name, **instead):
    chosen = ALTERNATIVES[name]
    through = through_proxies(scenario, chosen)
    found = replicas(scenario, chosen, through, at(inputs(scenario), **instead), EVERYBODY)
    return found.model[:, 0], found.today[:, 0]


@pytest.mark.parametrize("acts", ACTS)
def test_a_proxy_that_costs_nothing_and_balances_as_before_has_no_effect(acts):
    free = Alternative("free", Topology("free", CONNECTIONS, KERNEL, 2, (SIDECARS,)))
    assert taken(PRICED, acts=acts, alternative=free, **FREE) == pytest.approx(taken(PRICED, acts=acts))


@pytest.mark.parametrize("acts", ACTS)
def test_a_proxy_that_costs_nothing_does_what_the_callers_could_do_themselves(acts):
    free = Alternative("free", Topology("free", REQUESTS, CALLERS, 2, (SIDECARS,)), balancer=ROUND_ROBIN)
    by_all = system(*(replace(each, client_side=True) for each in (ONE_WORKER, THREADS)))
    assert taken(by_all, acts=acts, alternative=free, **FREE) == pytest.approx(taken(by_all, CLIENT_SIDE, acts))


@pytest.mark.parametrize("name", MESHES)
def test_where_nobody_acts_nothing_is_saved_and_the_proxies_cost(name):
    without, within = taken(PRICED, acts=NOBODY), taken(PRICED, name, NOBODY)
    assert all(within[each] >= without[each] for each in COSTS)
    assert within["cpu_used"] > without["cpu_used"]
    assert within["proxies_cpu"] > 0


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_whoever_acts_more_never_takes_more_of_it(name):
    order = (NOBODY, Acts(requests=False, nodes=False), Acts(requests=False), EVERYBODY)
    nodes = [taken(PRICED, name, acts)["nodes"] for acts in order]
    assert nodes == sorted(nodes, reverse=True)


def test_requests_lowered_with_no_node_gone_save_at_most_what_depends_on_the_load():
    for acts in (Acts(nodes=False), Acts(replicas=False, nodes=False)):
        before, after = taken(PRICED, acts=NOBODY), taken(PRICED, CLIENT_SIDE, acts)
        pue = inputs(PRICED)["pue"].best
        idle_kwh = power_w(NODES.vcpus, np.array([before["nodes"]]), np.zeros(1))[0] * PRICED.hours / 1000 * pue
        assert after["cpu_reserved"] < before["cpu_reserved"]
        assert 0 <= before["energy_kwh"] - after["energy_kwh"] <= before["energy_kwh"] - idle_kwh
        assert (after["embodied_kg"], after["money"]) == (before["embodied_kg"], before["money"])


def test_a_bill_by_pod_falls_without_a_node_gone():
    by_pod = system(prices=Prices(billed="pod", core_hour=0.04, gib_hour=0.004))
    acts = Acts(nodes=False)
    assert taken(by_pod, CLIENT_SIDE, acts)["money"] < taken(by_pod, NONE, NOBODY)["money"]
    assert taken(by_pod, CLIENT_SIDE, acts)["nodes"] == taken(by_pod, NONE, NOBODY)["nodes"]


def test_with_fewer_pods_each_requests_more_so_that_cpu_is_not_saved_twice():
    """Balanced already, one pod more or less changes nothing in what a right-sized service requests."""
    even = system(replace(ONE_WORKER, busiest_over_mean=1.0, client_side=True))
    assert taken(even, CLIENT_SIDE)["pods"] < taken(even, NONE)["pods"]
    assert taken(even, CLIENT_SIDE)["cpu_reserved"] == pytest.approx(taken(even, NONE)["cpu_reserved"])
    assert taken(even, CLIENT_SIDE)["memory_reserved"] < taken(even, NONE)["memory_reserved"]


def test_a_pod_held_to_its_request_keeps_it_and_whole_pods_go():
    held = system(replace(ONE_WORKER, limited=True, cpu_request_m=1000))
    for name in (NONE, CLIENT_SIDE):
        found = taken(held, name)
        assert found["cpu_reserved"] == pytest.approx(found["pods"])
    wasteful = system(replace(ONE_WORKER, limited=True, cpu_request_m=3000))  # one worker uses a core at most
    assert taken(wasteful)["cpu_reserved"] == pytest.approx(taken(wasteful)["pods"])


def test_more_views_need_more_pods():
    counts = [taken(system(), SIZED, whole=False, callers=times)["pods"] for times in (0.1, 0.5, 1, 2, 10, 100)]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


@pytest.mark.parametrize("output", ["cpu_reserved", "proxies_cpu", "cpu_used", "nodes_filled", "energy_kwh"])
def test_a_dearer_proxy_takes_more(output):
    found = [taken(system(), SIZED, whole=False, sidecar_cost=cost)[output] for cost in (0.0, 0.1, 0.5, 2.0)]
    assert found == sorted(found)
    assert found[0] < found[-1]


def test_a_looser_objective_takes_fewer_pods_and_less_for_added_latency():
    objectives = (0.05, 0.06, 0.1, 0.3, 1.0)
    pods = np.array([model(system(objective_s=each), SIZED)[0] for each in objectives])
    assert (np.diff(pods, axis=0) <= 0).all()
    more = [np.divide(*model(system(objective_s=each), NODE_PROXY, node_proxy_latency=2.0)) for each in objectives]
    assert (np.diff(more, axis=0) <= 0).all()


@pytest.mark.parametrize("headroom", [None, 1.2])
def test_pods_never_fall_below_the_floor(headroom):
    floored = system(replace(ONE_WORKER, floor=38), headroom=headroom)
    assert taken(floored, CLIENT_SIDE)["pods"] == 38
    above = system(replace(ONE_WORKER, floor=60), headroom=headroom)
    assert taken(above, CLIENT_SIDE)["pods"] == 40  # a floor above what runs isn't in force


def test_right_sizing_alone_lowers_what_somebody_dares():
    kept, dared = system(), system(headroom=1.0)
    assert taken(kept)["pods"] == 80
    assert taken(dared)["pods"] < 80
    assert taken(dared, acts=Acts(replicas=False))["pods"] == 80


def test_a_control_plane_and_waypoints_count_as_pods_and_a_node_s_agents_take_its_room():
    found, without = taken(system(), NODE_PROXY, NOBODY, node_proxy_latency=0.0), taken(system(), NONE, NOBODY)
    assert found["pods"] == without["pods"] + 1
    assert found["cpu_reserved"] - without["cpu_reserved"] == pytest.approx(found["proxies_cpu"])
    small = system(nodes=replace(NODES, cpu_m=390, daemon_cpu_m=300))
    assert np.isnan(taken(small, NODE_PROXY)["nodes"])


def test_of_several_parts_of_a_system_one_has_the_control_plane():
    here, elsewhere = (taken(system(control_plane=each), SIZED) for each in (True, False))
    assert here["pods"] == elsewhere["pods"] + 1
    assert here["proxies_cpu"] == pytest.approx(elsewhere["proxies_cpu"] + 0.5)


def test_a_pod_that_the_mean_node_has_no_room_for_fits_on_the_largest():
    narrow = replace(NODES, cpu_m=500, daemon_cpu_m=300, count=100)
    assert np.isnan(taken(system(nodes=narrow))["nodes"])
    assert taken(system(nodes=replace(narrow, largest_cpu_m=4000)))["nodes"] > 0


@pytest.mark.parametrize(("name", "acts"), [(BY_DEFAULT, NOBODY), (SIZED, EVERYBODY)])
@pytest.mark.parametrize("resource", ["cpu_m", "memory_mib"])
def test_a_pod_has_to_fit_with_its_sidecar(name, acts, resource):
    """A node takes one pod and little more: `cpu_m` 500 or right-sized half of that, `memory_mib` as much or less."""
    room = {"cpu_m": 310.0 if acts is EVERYBODY else 550.0, "memory_mib": 720.0 if acts is EVERYBODY else 1100.0}
    taken_by_daemons = {"cpu_m": NODES.daemon_cpu_m, "memory_mib": NODES.daemon_memory_mib}
    narrow = replace(NODES, count=100, **{resource: room[resource] + taken_by_daemons[resource]})
    even = replace(ONE_WORKER, busiest_over_mean=1.0, floor=40)
    instead = {"scoped_memory": 100.0, "margin": 1.15, "sidecar_cost": 2.0}
    assert taken(system(even, nodes=narrow), NONE, acts, **instead)["nodes"] > 0
    assert np.isnan(taken(system(even, nodes=narrow), name, acts, **instead)["nodes"])
    wider = replace(narrow, **{f"largest_{resource}": 1000.0})
    assert taken(system(even, nodes=wider), name, acts, **instead)["nodes"] > 0


def test_a_pod_that_gets_no_sidecar_has_to_fit_as_it_is():
    narrow = replace(NODES, cpu_m=NODES.daemon_cpu_m + 550, count=100)
    small = replace(ONE_WORKER, cpu_request_m=100)
    left_out = system(replace(ONE_WORKER, takes_proxy=False), small, nodes=narrow)
    assert taken(left_out, BY_DEFAULT, NOBODY)["nodes"] > 0
    assert np.isnan(taken(system(ONE_WORKER, small, nodes=narrow), BY_DEFAULT, NOBODY)["nodes"])


@pytest.mark.parametrize("amount", ["largest_cpu_m", "largest_memory_mib"])
def test_a_mean_request_hides_no_pod_that_fits_nowhere(amount):
    apart = system(replace(ONE_WORKER, **{amount: 100_000.0}))
    assert np.isnan(taken(apart, acts=NOBODY)["nodes"])
    assert taken(apart)["nodes"] == taken(system(ONE_WORKER))["nodes"]  # right-sized, all are alike


def test_a_larger_pod_held_to_its_request_stays_larger_up_to_its_workers():
    narrow = replace(NODES, cpu_m=NODES.daemon_cpu_m + 1500)
    held = replace(ONE_WORKER, limited=True, largest_cpu_m=1200, workers=1)
    assert np.isnan(taken(system(held, nodes=narrow), acts=NOBODY)["nodes"])
    assert taken(system(held, nodes=narrow))["nodes"] > 0
    assert np.isnan(taken(system(replace(held, workers=2), nodes=narrow))["nodes"])


def test_who_must_encrypt_anyway_pays_for_it_without_a_mesh():
    plain, encrypted = system(), system(features=(MTLS,))
    for name in (NONE, CLIENT_SIDE):
        assert taken(encrypted, name)["cpu_used"] > taken(plain, name)["cpu_used"]
    assert taken(encrypted, SIZED)["cpu_used"] == pytest.approx(taken(plain, SIZED)["cpu_used"])


def test_every_input_may_be_an_array_of_draws():
    scenario = system(prices=Prices(node_hour=0.5), features=(MTLS,))
    rng, known = np.random.default_rng(1), inputs(scenario)
    draws = {name: rng.uniform(each.low, each.high, 500) for name, each in known.items()}
    for alternative in ALTERNATIVES.values():
        found = outcome(scenario, alternative, draws)
        assert {each.shape for each in found.values()} == {(500,)}
        one = outcome(scenario, alternative, {name: each[7] for name, each in draws.items()})
        assert {name: each[7] for name, each in found.items()} == pytest.approx(
            {name: each[0] for name, each in one.items()}
        )


# ---- services that a mesh leaves out, and calls that nobody can balance ----


@pytest.mark.parametrize("name", MESHES)
def test_a_service_that_a_mesh_does_not_take_in_has_no_proxies_and_stays_as_it_is(name):
    outside = replace(THREADS, takes_proxy=False)
    same = {"sidecar_cost": 0.5, "scoped_memory": 50.0}  # which hang on how many services and requests there are
    both, without = taken(system(ONE_WORKER, outside), name, **same), taken(system(outside))
    only = taken(system(ONE_WORKER), name, **same)
    if name in (SIZED, BY_DEFAULT):  # what stands on each node hangs on how many there are
        assert all(
            both[each] - without[each] == pytest.approx(only[each]) for each in ("cpu_reserved", "memory_reserved")
        )
    found, today = model(system(ONE_WORKER, outside), name)
    assert found[1] == pytest.approx(today[1])


@pytest.mark.parametrize("name", [*MESHES, CLIENT_SIDE])
def test_calls_that_can_t_be_balanced_leave_no_pod_to_go(name):
    held = replace(ONE_WORKER, balanceable=False, objective_s=1e6)
    found, today = model(system(held, THREADS), name)
    assert found[0] == pytest.approx(today[0])


def test_what_nobody_can_balance_is_worth_no_proxy_and_no_mesh_acts_on_it():
    held = replace(ONE_WORKER, balanceable=False, objective_s=1e6)
    assert worth_a_proxy(system(held)) == (False,)
    assert share_that_can_shrink(system(held)) == 0.0
    assert share_that_can_shrink(system(ONE_WORKER, replace(ONE_WORKER, takes_proxy=False))) == 0.5
