"""What the pods that can shrink have to lose: in closed form, and as the root of the whole chain."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from course_lib.footprint import measured_points, pack_servers
from course_lib.mesh import ALTERNATIVES, NONE, Acts, at, inputs, least_loss, most_proxy, outcome, watts_seen
from course_lib.mesh.alternatives import BY_DEFAULT
from tests.models.mesh_systems import ONE_WORKER, THREADS, system

ACTS = Acts(requests=False)


def test_at_a_fifth_of_the_pods_the_proxy_s_request_decides_what_is_possible():
    assert round(least_loss(250, 100, 0.2), 2) == 1.43
    assert round(least_loss(250, 20, 0.2), 2) == 0.37


@given(st.floats(1, 1e4), st.floats(0, 1e4))
def test_where_all_pods_can_shrink_it_is_the_proxy_s_share(pod, proxy):
    assert least_loss(pod, proxy) == pytest.approx(proxy / (pod + proxy))


@given(st.floats(1, 1e4), st.floats(0.01, 0.9), st.floats(0.01, 1))
def test_the_largest_proxy_is_the_loss_read_the_other_way(pod, loss, share):
    assert least_loss(pod, most_proxy(pod, loss, share), share) == pytest.approx(loss)


@given(st.floats(1, 1e4), st.floats(1, 1e4), st.floats(0.05, 1))
def test_a_larger_proxy_and_fewer_pods_that_can_shrink_take_more(pod, proxy, share):
    assert least_loss(pod, 2 * proxy, share) > least_loss(pod, proxy, share)
    assert least_loss(pod, proxy, share / 2) > least_loss(pod, proxy, share)


@pytest.mark.parametrize("share", [0.4, 0.6, 0.8, 1.0])
def test_the_closed_form_is_the_root_of_the_whole_chain(share):
    """Some pods can shrink if their busiest gets so much more than the mean; the others stay at their floor."""
    can = replace(ONE_WORKER, pods=int(1000 * share), requests_per_s=25 * 1000 * share, busiest_over_mean=3.0)
    others = () if share == 1 else (replace(THREADS, pods=1000 - can.pods, floor=1000 - can.pods, cpu_request_m=500),)
    scenario = system(can, *others)
    known, sidecars = inputs(scenario), ALTERNATIVES[BY_DEFAULT]

    def smoothly(alternative, imbalance):
        return outcome(scenario, alternative, at(known, imbalance=imbalance, callers=100.0), ACTS, whole=False)

    def net(imbalance):
        within, without = (smoothly(each, imbalance)["cpu_reserved"][0] for each in (sidecars, ALTERNATIVES[NONE]))
        return within - without

    root = brentq(net, 0.0, 3.0)
    gone = 1000 - (smoothly(sidecars, root)["pods"][0] - 1)  # the control plane is a pod, too
    assert gone / can.pods == pytest.approx(least_loss(500, 100, share, fixed_a_pod=500 / 1000), abs=1e-9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 100), "pod must be positive, got 0"),
        ((250, -1), "proxy must be zero or more, got -1"),
        ((250, 100, 0), "share must be above 0, and at most 1, got 0"),
        ((250, 100, 1.1), "share must be above 0, and at most 1, got 1.1"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        least_loss(*arguments)


def test_pods_watts_fall_by_a_fifth_nodes_by_a_tenth_and_once_off_by_almost_half():
    seen = watts_seen(10, 0.2, onto=3)
    assert [round(100 * each.best) for each in (seen.pods, seen.nodes_on, seen.nodes_off)] == [20, 10, 45]


def test_the_two_ways_to_see_nodes_are_those_of_the_footprint():
    seen, packed = watts_seen(10, (0.1, 0.2, 0.25), onto=3), pack_servers(measured_points(), 10, (0.1, 0.2, 0.25), 3)
    assert (seen.nodes_on, seen.nodes_off) == (packed.saved_on, packed.saved_off)
    with pytest.raises(ValueError, match="utilisation must be positive"):
        watts_seen(10, 0.0, onto=3)
