"""A live run in the theatre: what is played is what the pods told, and its queues are first come, first served."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import traffic
from course_lib.framework.theatre.encoding import encode, header
from course_lib.live import Lab
from course_lib.live.scenes import scene_of
from course_lib.simulation import Pods
from course_lib.simulation.scene import moment_at, most_waiting

SLOW = Pods(speed=(1.0, 0.25, 1.0))


def a_trace(requests: int = 90, utilisation: float = 0.6) -> traffic.Trace:
    return traffic.poisson_trace(requests, utilisation=utilisation, pods=3, mean_service_s=0.02, seed=6)


def test_it_is_what_the_pods_told() -> None:
    trace = a_trace()
    with Lab(pods=3, policy="random", slow={1: 4.0}) as lab:
        live = lab.replay(trace)
    scene = scene_of(live, trace, "real", through="Envoy", pods=SLOW)
    order = np.argsort(live.reached_s)
    assert scene.run.counts.tolist() == live.counts
    assert (scene.run.latency_s == live.at_pod_s[order]).all()
    assert (scene.trace.service_s == trace.service_s[order]).all()
    assert scene.connections == 0
    when_s = float(live.reached_s[order][60])
    now = moment_at(scene, when_s)
    inside = (live.reached_s <= when_s) & (live.done_s > when_s)
    assert now.in_flight.tolist() == np.bincount(live.pod[inside], minlength=3).tolist()
    assert most_waiting(scene) > 1
    for pod in range(3):
        assert (np.diff(scene.run.start_s[scene.run.pod == pod]) > 0).all()  # nobody overtakes in a queue
    assert header(scene)["attempts"] == 90
    assert len(encode([scene])) > 90 * 8


def test_pods_that_it_was_not_made_with_are_refused() -> None:
    trace = a_trace()
    with Lab(pods=3, slow={1: 4.0}) as lab:
        live = lab.replay(trace)
    with pytest.raises(ValueError, match="trace and pods must be those that the run was made with"):
        scene_of(live, trace, "real")


def test_connections_lead_to_the_pod_or_as_far_as_the_proxy() -> None:
    trace = a_trace(30).with_connections(2)
    for layer, pinned in (("connections", True), ("requests", False)):
        with Lab(pods=3, layer=layer) as lab:
            scene = scene_of(lab.replay(trace), trace, layer, pinned=pinned)
        assert header(scene)["pinned"] == pinned
        assert header(scene)["connections"] == 2
        assert sorted(scene.connection_of.tolist()) == sorted(trace.connection.tolist())
        assert (np.count_nonzero(scene.run.counts) == 2) == pinned


def test_three_thousand_requests_are_no_trouble() -> None:
    trace = traffic.poisson_trace(3000, utilisation=0.5, pods=10, mean_service_s=0.005, seed=7)
    with Lab() as lab:
        scene = scene_of(lab.replay(trace), trace, "real")
    assert scene.run.counts.tolist() == [300] * 10


def test_a_run_with_failures_is_refused() -> None:
    trace = a_trace(30)
    with Lab(pods=3) as lab:
        lab.crash(1)
        live = lab.replay(trace)
    with pytest.raises(ValueError, match="run must be one whose requests were all answered"):
        scene_of(live, trace, "real")
