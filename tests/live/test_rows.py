"""What real balancers do, by the rows that a lab can show: it says in words if a newer Envoy differs."""

from __future__ import annotations

import contextlib
import functools
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import grpc
import pytest

from course_lib.live import Lab, envoy
from course_lib.live.envoy import Envoy
from course_lib.live.pods import REQUEST
from tests.live.asking import agrees, one_after_another

WITHIN_S, SOON_S, FOR_NOW_S = 10.0, 0.005, 120.0
FOR_EVER, AN_INSTANT_S = 1e9, 1e-6  # a pod so slow is busy for a quarter of an hour with what takes others an instant
LEAST_REQUEST = "type.googleapis.com/envoy.extensions.load_balancing_policies.least_request.v3.LeastRequest"
FULL_SCAN = {
    "load_balancing_policy": {
        "policies": [
            {
                "typed_extension_config": {
                    "name": "envoy.load_balancing_policies.least_request",
                    "typed_config": {"@type": LEAST_REQUEST, "selection_method": "FULL_SCAN"},
                }
            }
        ]
    }
}
CHECKED = {
    "common_lb_config": {"update_merge_window": "0s"},  # else workers learn of a second change a second later
    "health_checks": [
        {
            "timeout": "1s",
            "interval": "0.1s",
            "no_traffic_interval": "0.1s",
            "unhealthy_threshold": 1,
            "healthy_threshold": 1,
            "tcp_health_check": {},
        }
    ]
}
POLICIES = (
    *("client_side_weighted_round_robin", "cluster_provided", "dynamic_modules", "least_request"),
    *("load_aware_locality", "maglev", "override_host", "random", "ring_hash", "round_robin", "subset", "wrr_locality"),
)

Change = Callable[..., None]


@pytest.fixture
def change(monkeypatch: pytest.MonkeyPatch) -> Change:
    """Have the labs' Envoy get another cluster; what is set to None is left to Envoy."""
    whole = envoy.config

    def changing(**fields: Any) -> None:
        def config(*given: Any) -> dict[str, Any]:
            made = whole(*given)
            (cluster,) = made["static_resources"]["clusters"]
            made["static_resources"]["clusters"] = [{k: v for k, v in (cluster | fields).items() if v is not None}]
            return made

        monkeypatch.setattr(envoy, "config", config)

    return changing


def proxy_of(lab: Lab) -> Envoy:
    proxy = lab._system.proxy
    assert isinstance(proxy, Envoy)
    return proxy


def clusters(lab: Lab, field: str) -> list[str]:
    """Return what Envoy says of each pod, in their order."""
    said = dict(line.rpartition("::")[::2] for line in proxy_of(lab).ask("/clusters").splitlines())
    return [said[f"pods::127.0.0.1:{port}::{field}"] for port in lab._system._ports]


def numbers(lab: Lab, field: str) -> list[int]:
    return [int(each) for each in clusters(lab, field)]


def await_that(holds: Callable[[], bool]) -> None:
    end_s = time.monotonic() + WITHIN_S
    while not holds():
        assert time.monotonic() < end_s, f"it didn't come about within {WITHIN_S:g} s"
        time.sleep(0.005)


# Draws


@pytest.mark.parametrize(
    ("identity", "pods", "choices"),
    [("envoy_dead_of_two", 2, 2), ("envoy_dead_of_three", 3, 2), ("envoy_dead_four_choices", 2, 4)],
)
def test_a_pod_that_never_answers_keeps_what_both_draws_give_it(
    change: Change, identity: str, pods: int, choices: int
) -> None:
    change(least_request_lb_config={"choice_count": choices})
    requests, theory = 1000, pods**-choices
    with Lab(pods=pods, policy="two_choices", slow={0: FOR_EVER}) as lab:
        share = dead_pod_s(lab, requests) / requests
        agrees(lab, identity, share, chance=3 * (theory * (1 - theory) / requests) ** 0.5)


def test_a_full_scan_finds_who_never_answers(change: Change) -> None:
    change(lb_policy=None, **FULL_SCAN)
    with Lab(pods=2, policy="two_choices", slow={0: FOR_EVER}) as lab:
        agrees(lab, "envoy_dead_full_scan", dead_pod_s(lab, 200))


def dead_pod_s(lab: Lab, requests: int) -> int:
    """Send some requests, each when the one before is answered or with the dead pod 0, and return how many that has."""
    held: list[Any] = []  # gRPC cancels a call that nobody holds
    with lab.client() as client:
        for _ in range(requests):
            call = client.calls[0].future(REQUEST.pack(AN_INSTANT_S), timeout=FOR_NOW_S)
            with contextlib.suppress(grpc.FutureTimeoutError):
                call.result(timeout=SOON_S)
                continue
            await_that(functools.partial(is_answered_or_held, lab, call, len(held) + 1))
            if not call.done():
                held.append(call)
        return len(held)


def is_answered_or_held(lab: Lab, call: Any, dead: int) -> bool:
    return call.done() or numbers(lab, "rq_active")[0] == dead


def test_one_weight_takes_the_draws_from_all(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = envoy.write_endpoints

    def with_a_weight(file: Path, ports: Sequence[int]) -> None:
        whole(file, ports)
        written = json.loads(file.read_text())
        written["resources"][0]["endpoints"][0]["lb_endpoints"][0]["load_balancing_weight"] = 2
        file.write_text(json.dumps(written))

    monkeypatch.setattr(envoy, "write_endpoints", with_a_weight)
    with Lab(policy="two_choices") as lab:
        order = one_after_another(lab, 132)
        period = next(length for length in range(1, 133) if order == (order[:length] * 132)[:132])
        agrees(lab, "envoy_one_weight_order", period)
    assert sorted(Counter(order[:11]).values()) == [1] * 9 + [2]


# Workers


def test_workers_share_their_counts(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envoy, "WORKERS", 4)
    change(lb_policy=None, **FULL_SCAN)
    with Lab(pods=2, policy="two_choices", slow={0: FOR_EVER, 1: FOR_EVER}) as lab, lab.client(24) as client:
        held: list[Any] = []
        for call in client.calls:
            held.append(call.future(REQUEST.pack(AN_INSTANT_S), timeout=FOR_NOW_S))
            await_that(lambda: sum(numbers(lab, "rq_active")) == len(held))
        for count in numbers(lab, "rq_active"):
            agrees(lab, "envoy_workers_counts", count)


def test_workers_take_turns_each_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envoy, "WORKERS", 4)
    with Lab() as lab:
        spreads = [lab.spread(50, connections=50) for _ in range(3)]
        for count in (count for spread in spreads for count in spread):
            agrees(lab, "envoy_workers_turns", count, chance=2)
    assert spreads != [[5] * 10] * 3


# What fails


def test_a_refused_connection_is_a_failure_at_once() -> None:
    with Lab() as lab:
        lab.crash(3)
        run = lab.load(1000, 100)
        agrees(lab, "envoy_refused", sum(run.failures.values()) / len(run))


def test_nobody_is_ejected_of_nine(change: Change) -> None:
    change(outlier_detection={})
    ejecting = []
    for pods in (5, 9, 10):
        with Lab(pods=pods) as lab:
            lab.crash(0)
            lab.load(1000, 20 * pods)
            if "failed_outlier_check" in clusters(lab, "health_flags")[0]:
                ejecting.append(pods)
    agrees(lab, "envoy_outlier_small", ejecting[0])


def test_with_six_of_ten_sick_all_get_requests_again(change: Change) -> None:
    change(**CHECKED)
    with Lab() as lab:
        for sick in range(10):
            await_that(lambda sick=sick: sum("failed" in each for each in clusters(lab, "health_flags")) == sick)
            if failures := lab.load(1000, 100).failures:
                break
            lab.crash(sick)
        agrees(lab, "envoy_panic", sick)
        assert failures == {"UNAVAILABLE": 60}


def test_what_a_cluster_may_have_unless_told_otherwise(change: Change) -> None:
    """Three retries at a time; the lab sets none."""
    change(circuit_breakers=None)
    with Lab(pods=2) as lab:
        lines = proxy_of(lab).ask("/clusters").splitlines()
    limits = dict(line.split("::")[2:] for line in lines if "::default_priority::" in line)
    expected = {"max_connections": "1024", "max_pending_requests": "1024", "max_requests": "1024", "max_retries": "3"}
    assert limits == expected, f"{lab.engine} has other limits than Envoy 1.40.0, which refuses a fourth retry"


# What there is


def test_the_policies_that_envoy_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envoy, "ASKED", (*envoy.ASKED, "/config_dump"))
    with Lab(pods=1) as lab:
        dump = json.loads(proxy_of(lab).ask("/config_dump"))
        extensions = dump["configs"][0]["bootstrap"]["node"]["extensions"]
        found = [each["name"] for each in extensions if each["category"] == "envoy.load_balancing_policies"]
        agrees(lab, "envoy_no_peak_ewma", sum("peak_ewma" in each for each in found))
    known = [f"envoy.load_balancing_policies.{each}" for each in POLICIES]
    assert sorted(found) == known, f"{lab.engine} has other policies than Envoy 1.40.0"


def test_a_new_channel_s_first_burst_mostly_goes_one_way() -> None:
    with Lab(layer="client", policy="round_robin") as lab:
        busiest = max(max(lab.spread(50, warm=False)) for _ in range(10))
        agrees(lab, "grpc_first_burst", busiest)
