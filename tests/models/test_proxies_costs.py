"""What encryption, configuration and the rate of requests cost a proxy: the rows, and what follows from them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.proxies import memory, mtls, rate
from course_lib.tables import figure, load


def row(table: str, identity: str) -> float:
    return figure(table, identity).value


@pytest.mark.parametrize(("key", "identity"), [("P-256", "handshake_p_256"), ("RSA-2048", "handshake_rsa")])
def test_a_handshake_is_a_signature_two_verifications_and_a_key_exchange(key: str, identity: str) -> None:
    assert round(mtls.handshake_us(key)) == row("proxy_mtls", identity)
    begin = {"P-256": "p_256", "RSA-2048": "rsa_2048"}[key]
    by_hand = sum(
        1e6 / row("proxy_mtls", name) for name in (f"{begin}_sign", *[f"{begin}_verify"] * 2, *["x25519"] * 2)
    )
    assert mtls.handshake_us(key) == pytest.approx(by_hand)


def test_rsa_pays_for_signing_and_p_256_for_verifying() -> None:
    assert mtls.operation_us("rsa_2048_sign") > 0.7 * mtls.handshake_us("RSA-2048")
    assert 2 * mtls.operation_us("p_256_verify") > 0.5 * mtls.handshake_us("P-256")


@pytest.mark.parametrize(("requests", "percent"), [(2, "35"), (10, "7.1"), (100, "0.71"), (1000, "0.071")])
def test_the_longer_a_connection_lives_the_less_a_request_pays(requests: int, percent: str) -> None:
    found_us = mtls.cost(requests).handshake_us
    published = row("proxy_mtls", f"handshake_of_{requests}")
    assert found_us == pytest.approx(published, abs=0.5 * 10.0 ** -_decimals(published))
    assert f"{100 * found_us / mtls.whole_proxy_us():.2g}" == percent
    assert round(mtls.whole_proxy_us()) == row("proxy_mtls", "whole_proxy")


def _decimals(value: float) -> int:
    text = f"{value:g}"
    return len(text.partition(".")[2])


def test_bulk_is_little() -> None:
    assert round(mtls.bulk_us(), 1) == row("proxy_mtls", "bulk")
    assert mtls.cost(100).bulk_us == mtls.cost(1).bulk_us < mtls.cost(100).handshake_us
    assert mtls.cost(1, transferred_bytes=0).total_us == mtls.handshake_us()


def test_resuming_repeats_the_key_exchange() -> None:
    assert mtls.cost(1, resumed=1).handshake_us == mtls.key_exchange_us()
    halves = mtls.cost(1, resumed=0.5).handshake_us
    assert halves == pytest.approx((mtls.handshake_us() + mtls.key_exchange_us()) / 2)
    newer, older = (mtls.resumed_share(version) for version in mtls.VERSIONS)
    assert newer.best > 3 * older.best


def test_a_whole_handshake_takes_two_to_three_times_its_cryptography() -> None:
    for key in mtls.KEYS:
        assert 2 < mtls.handshake_us(key, mtls.WHOLE) / mtls.handshake_us(key) < 3
    saved = {key: 1 - mtls.resumed_us(key, mtls.WHOLE) / mtls.handshake_us(key, mtls.WHOLE) for key in mtls.KEYS}
    assert saved["P-256"] == pytest.approx(0.27, abs=0.01)
    assert saved["RSA-2048"] == pytest.approx(0.64, abs=0.01)
    assert 1 - mtls.resumed_us() / mtls.handshake_us() == pytest.approx(0.67, abs=0.01)
    half = mtls.cost(4, "RSA-2048", resumed=0.5, counted=mtls.WHOLE).handshake_us
    assert half == pytest.approx((800 + 285) / 2 / 4)


def test_cores_of_a_service_that_never_keeps_a_connection() -> None:
    assert mtls.handshake_cores(1e6 / mtls.handshake_us()) == pytest.approx(1)
    assert mtls.handshake_cores(0) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mtls.cost(0.5), "requests_per_connection must be at least 1, got 0.5"),
        (lambda: mtls.cost(2, "P-384"), "key must be one of P-256, RSA-2048, got 'P-384'"),
        (lambda: mtls.handshake_us("P-256", "all"), "counted must be one of cryptography alone, whole"),
        (lambda: mtls.resumed_us("P-256", "all"), "counted must be one of cryptography alone, whole"),
        (lambda: mtls.cost(2, resumed=2), "resumed must be between 0 and 1, got 2"),
        (lambda: mtls.bulk_us(-1), "transferred_bytes must be zero or more, got -1"),
        (lambda: mtls.handshake_cores(-1), "handshakes_per_s must be zero or more, got -1"),
        (lambda: mtls.resumed_share("TLS 1.1"), "version must be one of TLS 1.3, TLS 1.2, got 'TLS 1.1'"),
        (lambda: rate.cost_ms(10), "requests_per_s must be between 50 and 2000, got 10"),
        (lambda: rate.cost_ms(2001), "requests_per_s must be between 50 and 2000, got 2001"),
        (lambda: rate.cost_ms(100, "UDP"), "layer must be one of HTTP, TCP, got 'UDP'"),
        (lambda: rate.costs_ms([60, 3000]), "requests_per_s must be between 50 and 2000, got 3000"),
        (lambda: memory.proxy_memory_mb(-1), "services must be a whole number of at least 0, got -1"),
        (lambda: memory.fleet_memory_gib(1.5, 3), "proxies must be a whole number of at least 0, got 1.5"),
    ],
)
def test_bad_input_is_named(call, message) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_every_measured_rate_is_in_the_law_and_met_exactly() -> None:
    rows = {each.id: each.value for each in load("proxy_rate") if each.id.startswith(("l7_", "l4_"))}
    law = {f"{begin}_{each}_rps": rate.cost_ms(each, layer)
           for begin, layer in (("l7", "HTTP"), ("l4", "TCP")) for each in rate.RATES}  # fmt: skip
    assert law == rows


@given(st.floats(50, 2000), st.sampled_from(rate.LAYERS))
def test_between_two_measured_rates_the_cost_is_between_theirs(requests_per_s: float, layer: str) -> None:
    costs = dict(zip(rate.RATES, rate.measured_ms(layer), strict=True))
    below, above = next(
        (low, high) for low, high in itertools.pairwise(rate.RATES) if low <= requests_per_s <= high
    )  # fmt: skip
    assert costs[above] <= rate.cost_ms(requests_per_s, layer) * (1 + 1e-12)
    assert rate.cost_ms(requests_per_s, layer) <= costs[below] * (1 + 1e-12)
    assert rate.times_as_much(requests_per_s, requests_per_s, layer) == 1


def test_busier_a_request_costs_less_but_all_of_them_cost_more() -> None:
    rates = np.linspace(50, 2000, 79)
    for layer in rate.LAYERS:
        costs = rate.costs_ms(rates, layer)
        assert (np.diff(costs) < 0).all()
        assert (np.diff(costs * rates) > 0).all()


def test_the_published_ratios() -> None:
    assert round(rate.times_as_much(50, 2000)) == round(rate.times_as_much(50, 2000, "TCP")) == 5
    ratios = [rate.layers_ratio(each) for each in rate.RATES]
    assert (round(min(ratios), 1), round(max(ratios), 1)) == (2.1, 3.3)
    assert row("proxy_rate", "four_workers_2000_rps") / rate.cost_ms(2000) == pytest.approx(1.3, abs=0.01)


def test_memory_is_a_straight_line_and_what_was_reported_lies_in_its_range() -> None:
    none, one, many = (memory.proxy_memory_mb(count) for count in (0, 1, 1000))
    assert none.best == memory.base_mb().best
    assert many.best - none.best == pytest.approx(1000 * (one.best - none.best))
    gateway = memory.proxy_memory_mb(int(row("proxy_memory", "gateway_services")))
    reported = [row("proxy_memory", f"gateway_memory_{end}") * 2**20 / 1e6 for end in ("low", "high")]
    assert (
        gateway.low
        < reported[0]
        < reported[1]
        == pytest.approx(gateway.high - memory.base_mb().high + memory.base_mb().low)
    )
    assert memory.proxy_memory_mb(20).low < row("proxy_memory", "scoped_memory") < memory.proxy_memory_mb(20).high


def test_a_report_of_a_mesh_of_unknown_services_would_fit_as_many_services_as_proxies() -> None:
    found = memory.proxy_memory_mb(int(row("proxy_memory", "reported_proxies")))
    assert found.low < row("proxy_memory", "unscoped_memory") < found.high


def test_most_of_what_an_unused_cluster_takes_are_counters() -> None:
    plain, late, none = (row("proxy_memory", f"envoy_cluster_{what}")
                         for what in ("plain", "late_counters", "no_counters"))  # fmt: skip
    assert none < plain / 2
    assert none < late < plain


def test_a_fleet_is_its_proxies() -> None:
    one, many = memory.fleet_memory_gib(1, 50), memory.fleet_memory_gib(100, 50)
    assert (many.low, many.best, many.high) == pytest.approx((100 * one.low, 100 * one.best, 100 * one.high))
    assert one.best * 2**30 == pytest.approx(1e6 * memory.proxy_memory_mb(50).best)
