"""What topologies reserve, and where a proxy for each node pays: the published figures, and closed forms."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib import balancers, sizing, tables
from course_lib.mesh import balance
from course_lib.proxies.break_even import break_even, break_even_of
from course_lib.proxies.requests import (
    BEFORE,
    INSTALLS,
    ISTIO,
    LINKERD_DEFAULT,
    LINKERD_HA,
    NODE_PROXIES,
    SIDECARS,
    SINCE,
    WAYPOINTS,
    ControlPlane,
    Request,
    Requests,
    as_installed,
    as_used,
    memory_a_proxy_mib,
)
from course_lib.proxies.topologies import CONNECTIONS, REQUESTS, TOPOLOGIES, Fleet, Topology, footprint, subscribers
from course_lib.sizing.objective import measured_latency

NONE, CLIENT, SIDECAR, NEEDED, NODE, WAYPOINT = TOPOLOGIES.values()
FLEET = Fleet(nodes=20, pods_per_node=30, callers=50, waypoints=3)


def share(offered: int, proxies: int) -> float:
    """Return the share of random's pods for a mean latency of two service times, as the table has it."""
    two_choices = balance.TWO_CHOICES, balance.MEAN, 1
    return float(balance.share_of_random(*two_choices, views=proxies, pods=2 * offered, tight=0.5))


def test_each_topology_balances_what_it_can_see() -> None:
    assert {each.name: each.balances for each in TOPOLOGIES.values()} == {
        "no proxy": CONNECTIONS,
        "client-side": REQUESTS,
        "sidecar in every pod": REQUESTS,
        "sidecars where needed": REQUESTS,
        "node proxy": CONNECTIONS,
        "node proxy and waypoint": REQUESTS,
    }
    assert [each.views(FLEET) for each in TOPOLOGIES.values()] == [None, 50, 50, 50, None, 3]
    assert [each.proxies_a_call for each in TOPOLOGIES.values()] == [0, 0, 2, 2, 2, 3]


def test_reserved_by_hand() -> None:
    reserved = {each.name: footprint(each, FLEET) for each in TOPOLOGIES.values()}
    millicores = {name: round(1000 * each.cores) for name, each in reserved.items()}
    assert millicores == {
        "no proxy": 0,
        "client-side": 0,
        "sidecar in every pod": 600 * 100 + 500,
        "sidecars where needed": 120 * 100 + 500,
        "node proxy": 20 * (200 + 100) + 500,
        "node proxy and waypoint": 20 * (200 + 100) + 3 * 100 + 500,
    }
    mebibytes = {name: round(1024 * each.memory_gib) for name, each in reserved.items()}
    assert mebibytes == {
        "no proxy": 0,
        "client-side": 0,
        "sidecar in every pod": 600 * 128 + 2048,
        "sidecars where needed": 120 * 128 + 2048,
        "node proxy": 20 * (512 + 100) + 2048,
        "node proxy and waypoint": 20 * (512 + 100) + 3 * 128 + 2048,
    }


def test_a_default_install_of_linkerd_reserves_no_cpu() -> None:
    default, ha = (footprint(SIDECAR, FLEET, as_installed(each)) for each in (LINKERD_DEFAULT, LINKERD_HA))
    assert default.cores == 0
    assert ha.cores == pytest.approx(60 + 2.1)
    assert ha.memory_gib == pytest.approx((600 * 20 + 660) / 1024)


def test_the_high_availability_control_plane_is_the_sum_of_its_containers() -> None:
    """Destination and service profile validator share a pod, so three pods a replica: each with a proxy."""
    cpu, memory = (tables.figure("proxy_requests", f"linkerd_ha_control_plane_{each}_request").value
                   for each in ("cpu", "memory"))  # fmt: skip
    proxies = {each: tables.figure("cluster", f"linkerd_{each}_request").value for each in ("cpu", "memory")}
    assert cpu == 3 * (4 * 100 + 3 * proxies["cpu"])
    assert memory == 3 * (3 * 50 + 10 + 3 * proxies["memory"])


@pytest.mark.parametrize(
    ("resource", "sidecar", "ztunnel", "expected"),
    [
        ("CPU", ISTIO, SINCE, 2),
        ("CPU", ISTIO, BEFORE, 5),
        ("memory", ISTIO, SINCE, 4),
        ("memory", ISTIO, BEFORE, 16),
        ("memory", LINKERD_HA, SINCE, 26),
        ("memory", LINKERD_HA, BEFORE, 102),
    ],
)
def test_break_even_by_the_charts(resource: str, sidecar: str, ztunnel: str, expected: int) -> None:
    assert round(break_even_of(as_installed(sidecar, ztunnel), resource, agents=False)) == expected


@given(st.integers(1, 110), st.integers(1, 500), st.integers(2, 20), st.sampled_from(["CPU", "memory"]))
def test_a_node_proxy_reserves_less_exactly_beyond_the_break_even(
    pods: int, nodes: int, waypoints: int, resource: str
) -> None:
    requests = Requests(as_installed().parts, ControlPlane(Request(0, 0), 0))
    fleet = Fleet(nodes, pods, 1, waypoints)
    name = {"CPU": "cores", "memory": "memory_gib"}[resource]
    without, with_ = (getattr(footprint(each, fleet, requests), name) for each in (SIDECAR, WAYPOINT))
    even = break_even_of(requests, resource, waypoints=waypoints, nodes=nodes)
    if abs(pods - even) > 1e-9:
        assert (with_ < without) == (pods > even)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"sidecar": 0}, "sidecar must be positive, got 0"),
        ({"node_proxy": -1}, "node_proxy must be zero or more, got -1"),
        ({"agent": -1}, "agent must be zero or more, got -1"),
        ({"waypoints": float("nan")}, "waypoints must be a finite number, got nan"),
    ],
)
def test_break_even_names_what_is_wrong(arguments: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        break_even(**({"node_proxy": 200, "sidecar": 100} | arguments))


def test_the_control_plane_has_a_base_and_a_slope() -> None:
    istio, linkerd = memory_a_proxy_mib(ISTIO), memory_a_proxy_mib(LINKERD_HA)
    in_mb = [round(each * 2**20 / 1e6, 1) for each in (istio.low, istio.high)]
    assert in_mb == [1.3, 2.0]
    assert round(1024 * linkerd.best) == 330
    assert round(1024 * linkerd.low) == 53
    assert istio.low > linkerd.high
    plane = as_installed().control_plane
    few, many = (plane.request(count).memory_mib for count in (1000, 10_000))
    assert few == 2048
    assert many == pytest.approx(10_000 * istio.best)


def test_subscribers_are_the_proxies() -> None:
    assert [subscribers(each, FLEET) for each in TOPOLOGIES.values()] == [0, 0, 600, 120, 20, 23]


def test_by_use_a_node_proxy_costs_less_and_a_waypoint_takes_it_back() -> None:
    """10 requests/s to a pod: each sidecar sees those to it and those from it; a waypoint sees each call once."""
    each_pod = 10
    passing = {SIDECARS: 2 * each_pod, NODE_PROXIES: 2 * each_pod * 30, WAYPOINTS: each_pod * FLEET.pods / 3}
    used = as_used(passing)
    cores = {topology.name: footprint(topology, FLEET, used).cores - footprint(topology, FLEET, bare(used)).cores
             for topology in (SIDECAR, NODE, WAYPOINT)}  # fmt: skip
    calls = each_pod * FLEET.pods / 1000
    assert cores["sidecar in every pod"] == pytest.approx(2 * 0.20 * calls)
    assert cores["node proxy"] == pytest.approx(2 * 0.06 * calls)
    assert cores["node proxy and waypoint"] == pytest.approx((2 * 0.06 + 0.25) * calls)


def bare(requests: Requests) -> Requests:
    """Return the same without what handles requests."""
    nothing = dict.fromkeys((SIDECARS, NODE_PROXIES, WAYPOINTS), Request(0, 0))
    return Requests(dict(requests.parts) | nothing, requests.control_plane)


@pytest.mark.parametrize("field", ["nodes", "pods_per_node", "callers", "waypoints"])
def test_a_fleet_has_at_least_one_of_each(field: str) -> None:
    with pytest.raises(ValueError, match=f"{field} must be a whole number of at least 1, got 0"):
        Fleet(**({"nodes": 1, "pods_per_node": 1, "callers": 1, "waypoints": 1} | {field: 0}))


def test_bad_requests_are_named() -> None:
    with pytest.raises(ValueError, match="memory_mib must be zero or more, got -1"):
        Request(0, -1)
    with pytest.raises(ValueError, match="sidecar must be one of"):
        as_installed("Consul")
    with pytest.raises(ValueError, match="ztunnel must be one of"):
        as_installed(INSTALLS[0], "2025")
    for others in ({"control plane": 3}, [], None, 3.0):
        with pytest.raises(ValueError, match="passing_per_s must hold requests/s by part, of sidecars, node proxies"):
            as_used(others)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="passing_per_s must be a finite number, got nan"):
        as_used({"sidecars": float("nan")})
    with pytest.raises(ValueError, match="passing_per_s must be zero or more, got -5"):
        as_used({"sidecars": -5})


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1, "3", None])
def test_a_control_plane_counts_with_numbers(bad: Any) -> None:
    with pytest.raises(ValueError, match="mib_a_proxy must be "):
        ControlPlane(Request(500, 2048), bad)
    with pytest.raises(ValueError, match="proxies must be "):
        ControlPlane(Request(500, 2048), 1.3).request(bad)


def test_a_topology_of_ones_own_is_made_of_what_is_known() -> None:
    known = {"name": "mine", "balances": "requests", "chosen_by": "waypoints", "proxies_a_call": 1,
             "parts": ("waypoints",)}  # fmt: skip
    assert Topology(**known).views(Fleet(1, 1, 5, waypoints=3)) == 3
    for name, value in (("balances", "packets"), ("chosen_by", "luck"), ("proxies_a_call", 1.5)):
        with pytest.raises(ValueError, match=f"{name} must be "):
            Topology(**(known | {name: value}))
    with pytest.raises(ValueError, match=r"part must be one of sidecars, .*, got 'gateways'"):
        Topology(**(known | {"parts": ("gateways",)}))


def test_a_part_without_a_request_is_named() -> None:
    lacking = Requests({"sidecars": Request(100, 128)}, ControlPlane(Request(0, 0), 0))
    with pytest.raises(ValueError, match="part must be one of sidecars, got 'node proxies'"):
        footprint(TOPOLOGIES["node proxy"], Fleet(1, 1, 1), lacking)


@pytest.mark.parametrize("offered", [9, 36, 90])
@pytest.mark.parametrize("proxies", [1, 2, 3, 5, 10, 20, 50])
def test_the_pods_share_of_randoms_is_what_the_simulation_finds(offered: int, proxies: int) -> None:
    """Within 0.02: with so much more of random's pods it is enough, with so much less it isn't; pods are whole."""
    need = sizing.Need(offered, 2)
    random = sizing.pods_at_random(need).pods
    less = math.floor(random * (share(offered, proxies) - 0.02))
    enough = math.ceil(random * (share(offered, proxies) + 0.02))
    requests = 1_000_000 if offered == 9 else 100_000
    enough_s, less_s = (measured_latency(need, balancers.POWER_OF_TWO_CHOICES, pods, proxies, requests).best
                        for pods in (enough, less))  # fmt: skip
    assert enough_s <= 2 < less_s
