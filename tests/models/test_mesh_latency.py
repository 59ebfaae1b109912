"""Added latency comes off the objective: in pods as the closed form has it, and in words where nobody can meet it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from course_lib.mesh import ALTERNATIVES, EVERYBODY, at, compare, inputs
from course_lib.mesh.alternatives import BY_DEFAULT, CLIENT_SIDE, NODE_PROXY, SIZED, WHERE_NEEDED, WITH_WAYPOINT
from course_lib.mesh.overhead import added_s
from course_lib.mesh.replicas import replicas
from course_lib.mesh.worth import through_proxies
from tests.models.mesh_systems import ONE_WORKER, system

MANY = replace(ONE_WORKER, pods=1000, requests_per_s=25_000, busiest_over_mean=1.0)


def more_pods(objective_ms, added_ms):
    """Return how many more of 1,000 one-worker pods, at 10 ms of work, a proxy's latency takes."""
    scenario, chosen = system(MANY, objective_s=objective_ms / 1000), ALTERNATIVES[NODE_PROXY]
    values = at(inputs(scenario), node_proxy_latency=added_ms)
    found = replicas(scenario, chosen, through_proxies(scenario, chosen), values, EVERYBODY)
    return float(found.pods[0, 0]) - 1000


@pytest.mark.parametrize(
    ("objective_ms", "added_ms", "percent"), [(100, 2, 2), (60, 2, 13), (100, 6, 6), (60, 6, 58), (50, 2, 95)]
)
def test_two_milliseconds_cost_more_pods_the_tighter_the_objective(objective_ms, added_ms, percent):
    assert round(more_pods(objective_ms, added_ms) / 10) == percent


@pytest.mark.parametrize(
    ("pods", "added_ms", "more"), [(10, 0.2, 0), (10, 4, 0), (10, 6, 1), (100, 0.2, 0), (100, 4, 4)]
)
def test_less_than_half_a_pod_more_is_none(pods, added_ms, more):
    few = replace(MANY, pods=pods, requests_per_s=25 * pods)
    scenario, chosen = system(few, objective_s=0.1), ALTERNATIVES[NODE_PROXY]
    values = at(inputs(scenario), node_proxy_latency=added_ms)
    found = replicas(scenario, chosen, through_proxies(scenario, chosen), values, EVERYBODY)
    assert float(found.pods[0, 0]) == pods + more


def test_no_number_of_pods_meets_an_objective_that_the_proxies_use_up():
    assert np.isnan(more_pods(50, 6))
    found = compare(system(MANY, objective_s=0.05), [NODE_PROXY], given={"node_proxy_latency": 6.0})[NODE_PROXY]
    assert not found.possible
    assert (found.total, found.net, found.binds) == ({}, {}, "")
    assert repr(found) == "[node proxy] impossible"
    said = "No number of pods meets the objective of checkout: the proxies take 6 ms of it"
    assert any(note.startswith(said) for note in found.notes)


def test_where_only_a_part_of_the_range_can_meet_it_this_is_said():
    found = compare(system(MANY, objective_s=0.06), [NODE_PROXY], given={"node_proxy_latency": (1.0, 2.0, 14.0)})
    assert found[NODE_PROXY].possible
    assert any("In a part of the range" in note for note in found[NODE_PROXY].notes)
    pods = found[NODE_PROXY].total["pods"]
    assert pods.high > pods.best > 1000


def test_a_service_may_have_an_objective_of_its_own():
    own = replace(MANY, objective_s=0.06)
    given = {"node_proxy_latency": 2.0}
    pods = [compare(system(each, objective_s=0.1), [NODE_PROXY], given=given)[NODE_PROXY].total["pods"].best
            for each in (MANY, own)]  # fmt: skip
    assert pods[1] > pods[0]
    with pytest.raises(ValueError, match=r"objective must be above 0\.046\d+ s, what checkout's work alone takes"):
        system(replace(MANY, objective_s=0.04))


@pytest.mark.parametrize(
    ("name", "ms"),
    [(CLIENT_SIDE, 0.0), (BY_DEFAULT, 3.0), (SIZED, 3.0), (WHERE_NEEDED, 3.0), (NODE_PROXY, 0.4), (WITH_WAYPOINT, 1.9)],
)
def test_each_alternative_adds_what_its_proxies_on_the_way_add(name, ms):
    values = at(inputs(system()), sidecar_latency=3.0, node_proxy_latency=0.4)
    assert 1000 * added_s(ALTERNATIVES[name], values)[0] == pytest.approx(ms)
