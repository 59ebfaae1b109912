"""What figures rest on besides what was measured: the busy hour, chance, ports that say nothing, shared proxies."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from course_lib.assessment import PRESETS, assess, loads, system
from course_lib.assessment.busy import busy, busy_hour
from course_lib.assessment.start import Start
from course_lib.connections.spread import busiest_over_mean
from course_lib.mesh import ALTERNATIVES, at, case, inputs, outcome
from course_lib.mesh.alternatives import CLIENT_SIDE, NODE_PROXY, NONE, SIZED
from course_lib.sizing.demand import Demand
from course_lib.survey import Survey
from tests.models.pipe_objects import container, deployment, measured, read, replicas, service

BEGAN_S, HOUR_S = 1_795_946_400.0, 3600  # 2026-11-29 at 10:00
PROXY = container("istio-proxy", "100m", "128Mi", image="istio/proxyv2:1.27")
FEW = PRESETS["four workers a pod"]


def used(*cores: str, minutes: tuple[int, ...] = (0, 1, 2), port: dict | None = None, **more: object) -> Survey:
    """Return a service of which each pod uses so much in each reading."""
    own = replicas("web", len(cores), **more)
    beside = {"istio-proxy": ("10m", "60Mi")} if more else {}
    each = [{"app": (cpu, "100Mi")} | beside for cpu in cores]
    usage = [measured(*zip(own, each, strict=True), minute=minute) for minute in minutes]
    made = [deployment("web", len(cores)), *own, service("web", port or {"name": "grpc", "port": 80})]
    return read(*made, usage=usage)


def over(hours: list[float], began_s: float = BEGAN_S) -> Demand:
    return Demand(hours, step_s=HOUR_S, unit="requests/s", start_s=began_s)


def later(found: Survey, factor: float) -> Survey:
    """Return it with one more reading, a day later, of so many times as much."""
    first = found.usage.readings[0]
    samples = {
        pod: replace(
            one,
            at_s=one.at_s + 86_400,
            containers={
                name: use._replace(cpu_nanocores=round(use.cpu_nanocores * factor))
                for name, use in one.containers.items()
            },
        )
        for pod, one in first.samples.items()
    }
    readings = (first, replace(first, samples=samples))
    return replace(found, usage=replace(found.usage, readings=readings))


# ---- the busy hour ----


def test_a_few_minutes_are_seldom_the_busy_hour():
    use, _ = busy(used("100m", "100m"), None)
    assert (use.low, use.best, use.high) == (1.0, 1.5, 4.0)


def test_a_demand_that_covers_the_readings_tells_the_busy_hour():
    use, _ = busy(used("100m", "100m"), over([50.0, 80.0, 200.0, 100.0]))
    assert use.best == pytest.approx(4.0)
    assert use.high / use.low < 1.5


@pytest.mark.parametrize(
    "demand", [over([50.0, 200.0], began_s=0), over([float("nan"), 200.0]), over([0.0, 200.0])], ids=str
)
def test_a_demand_that_does_not_cover_them_tells_nothing(demand: Demand):
    assert busy(used("100m", "100m"), demand)[0].best == 1.5


def test_of_readings_of_a_day_the_highest_counts():
    use, _ = busy(later(used("100m", "100m"), 3.0), None)
    assert use.best == pytest.approx(3.0 / 2.0)


def test_the_busy_hour_is_an_hour_and_no_single_step():
    spike = Demand([10.0] * 59 + [610.0] + [10.0] * 60, step_s=60, unit="requests/s")
    assert busy_hour(spike) == pytest.approx(20.0)
    assert busy_hour(Demand([3.0, 5.0], step_s=7200, unit="cores")) == 5.0
    assert busy_hour(Demand([3.0, 5.0], step_s=60, unit="cores")) == 4.0


def test_requests_that_are_guessed_from_the_cpu_grow_with_it():
    found = used("100m", "100m")
    calm, steep = (Start.of(found, demand=each).cases([FEW])[0] for each in (None, over([100.0, 300.0])))
    cores = replace(over([100.0, 300.0]), unit="cores")
    assert Start.of(found, demand=cores).cases([FEW])[0].scenario.requests_per_s == pytest.approx(
        2 * calm.scenario.requests_per_s
    )
    assert steep.scenario.requests_per_s == pytest.approx(300.0)


# ---- unevenness ----


def load(found: Survey) -> loads.Load:
    (only,) = loads.sort(found).loads
    return only


def test_an_even_service_behind_a_mesh_says_nothing_of_a_baseline_without():
    alone, meshed = (
        load(used("100m", "100m", "100m", "100m", **more)) for more in ({}, {"containers": [container(), PROXY]})
    )
    assert system.uneven(alone) == 1.0
    assert system.uneven(meshed) == pytest.approx(busiest_over_mean(4, system.CALLERS))
    hot = load(used("900m", "10m", "10m", "10m", containers=[container(), PROXY]))
    assert system.uneven(hot) == pytest.approx(3.87, abs=0.01)  # more than chance makes of it: the mesh didn't help


# ---- ports that say nothing ----


@pytest.mark.parametrize(
    ("port", "may"),
    [
        ({"name": "main", "port": 8080}, True),
        ({"port": 8080}, True),
        ({"port": 5432}, False),
        ({"name": "redis", "port": 7000}, False),
        ({"name": "tcp-x", "port": 7000}, False),
        ({"name": "main", "port": 7000, "appProtocol": "example.com/x"}, False),
        ({"name": "main", "port": 7000, "protocol": "UDP"}, False),
    ],
    ids=str,
)
def test_where_a_port_says_nothing_a_mesh_looks_for_itself(port: dict, may: bool):
    assert load(used("100m", "100m", port=port)).is_candidate == may


def test_what_is_assumed_of_silent_ports_is_said():
    silent, database = (
        " ".join(assess(used("1m", "1m", port=each)).remarks) for each in ({"port": 80}, {"port": 5432})
    )
    assert "What's spoken by 1 workload (2 pods) behind a Service isn't told, so HTTP is assumed" in silent
    assert "isn't told, so no balancer is taken to help" in database


def test_what_clients_can_balance_hangs_on_what_a_silent_port_speaks():
    hot = ("900m", "10m", "10m", "10m")
    silent, grpc, http = (
        Start.of(used(*hot, port={"name": name, "port": 8080})).cases([FEW])[0] for name in ("main", "grpc", "http")
    )
    nets = [each.net(CLIENT_SIDE, "cpu_reserved") for each in (http, silent, grpc)]
    shares = [float((each[~np.isnan(each)] < 0).mean()) for each in nets]
    assert shares == pytest.approx([0.0, 0.5, 1.0], abs=0.02)
    ways = [each.net(SIZED, "cpu_reserved") for each in (silent, http)]
    assert np.allclose(*ways, equal_nan=True)


# ---- inputs that the model takes if somebody knows them ----


def test_memory_grows_by_what_it_is_said_to_and_nothing_else_does():
    scenario = case("pays").scenario
    one, more = (
        outcome(scenario, ALTERNATIVES[NONE], at(inputs(scenario, {"memory_use": times}))) for times in (1.0, 1.25)
    )
    assert more["memory_reserved"] == pytest.approx(1.25 * one["memory_reserved"])
    assert more["cpu_reserved"] == one["cpu_reserved"]


def test_a_shared_proxy_s_cost_moves_node_proxies_and_no_sidecars():
    scenario = case("pays").scenario
    own = inputs(scenario)["sidecar_cost"].best
    for name, factor in ((NODE_PROXY, 0.5), (SIZED, 1.0)):
        asked, told = (
            outcome(scenario, ALTERNATIVES[name], at(inputs(scenario, given)))["proxies_cpu"]
            for given in ({}, {"shared_cost": own / 2})
        )
        fixed = outcome(scenario, ALTERNATIVES[name], at(inputs(scenario, {"sidecar_cost": 0.0})))["proxies_cpu"]
        assert (told - fixed) == pytest.approx(factor * (asked - fixed))
