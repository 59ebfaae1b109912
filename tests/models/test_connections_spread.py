"""How chance spreads connections: the published figures, whole numbers, and draws all say the same."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from course_lib import connections, tables
from course_lib.connections import spread, textbook
from course_lib.connections.spread import Split, chance_at_most, count_ways, split_evenly

FIGURES = {each.id: each.value for each in tables.load("connections")}
COLUMNS = (1, 2, 5, 10, 20, 50, 100)


@pytest.mark.parametrize("count", COLUMNS)
def test_the_table_of_busy_pods_and_the_busiest(count):
    assert connections.expected_busy(10, count) == pytest.approx(FIGURES[f"busy_{count}"], abs=0.0005)
    assert connections.busiest_over_mean(10, count) == pytest.approx(FIGURES[f"busiest_over_mean_{count}"], abs=0.0005)


def test_fifty_requests_are_not_five_each():
    assert connections.expected_busiest(10, 50) == pytest.approx(FIGURES["busiest_of_50"], abs=0.0005)
    assert connections.even_chance(10, 50) == pytest.approx(FIGURES["even_of_50"], rel=0.002)
    asked = tables.figure("opening_test", "busiest_pod_connections").value
    assert asked == FIGURES["busiest_of_50"]


def test_one_connection_carries_all_fifty_to_one_pod():
    assert connections.busiest(10, 1, requests=50).load.tolist() == [FIGURES["one_http2_connection"]]
    assert connections.busiest(10, 1, requests=50).chance.tolist() == [1.0]


def all_ways(pods: int, carried: list[int]) -> Counter[int]:
    """Count the busiest pod's load over every way to place the connections, one by one."""
    found: Counter[int] = Counter()
    for places in itertools.product(range(pods), repeat=len(carried)):
        loads = [0] * pods
        for place, load in zip(places, carried, strict=True):
            loads[place] += load
        found[max(loads)] += 1
    return found


@pytest.mark.parametrize("pods", [1, 2, 3, 4])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize("requests", [0, 1, 4, 11])
def test_small_cases_by_listing_every_way(pods, count, requests):
    light, _, more = split_evenly(count + requests, count)
    listed = all_ways(pods, [light + 1] * more + [light] * (count - more))
    found = connections.busiest(pods, count, requests=count + requests)
    chances = {int(load): chance for load, chance in zip(found.load, found.chance, strict=True)}
    assert chances == pytest.approx({load: ways / pods**count for load, ways in listed.items()}, abs=1e-12)


@pytest.mark.parametrize(("pods", "count"), [(2, 1), (2, 9), (3, 7), (10, 10), (10, 50), (7, 30), (30, 12)])
def test_floats_agree_with_whole_numbers(pods, count):
    exact = [Fraction(count_ways(most, pods, count), pods**count) for most in range(count + 1)]
    for most in range(math.ceil(count / pods), count + 1):
        assert chance_at_most(most, pods, Split(1, count, 0)) == pytest.approx(float(exact[most]), rel=1e-11)
    mean = float(sum(1 - below for below in exact))
    assert connections.expected_busiest(pods, count) == pytest.approx(mean, rel=1e-11)
    even = exact[count // pods] if count % pods == 0 else 0
    assert connections.even_chance(pods, count) == pytest.approx(float(even), rel=1e-12)


@pytest.mark.parametrize(("pods", "count", "requests"), [(10, 50, None), (10, 3, None), (10, 20, 50), (10, 33, 50)])
def test_draws_agree_within_what_draws_can_say(pods, count, requests):
    replays = 20_000
    places = np.random.default_rng(4).integers(pods, size=(replays, count))
    light, few, more = split_evenly(requests or count, count)
    carried = np.array([light] * few + [light + 1] * more)
    loads = (carried * (places[:, :, None] == np.arange(pods)).transpose(2, 0, 1)).sum(axis=2).max(axis=0)
    found = connections.busiest(pods, count, requests)
    assert abs(loads.mean() - found.mean) < 4 * loads.std() / replays**0.5
    for share in (0.05, 0.5, 0.95):
        assert (loads <= found.quantile(share)).mean() >= share - 4 * (share * (1 - share) / replays) ** 0.5
        assert (loads < found.quantile(share)).mean() < share + 4 * (share * (1 - share) / replays) ** 0.5


def test_busy_pods_by_draws():
    places = np.random.default_rng(5).integers(10, size=(20_000, 10))
    busy = (places[:, :, None] == np.arange(10)).any(axis=1).sum(axis=1)
    assert abs(busy.mean() - connections.expected_busy(10, 10)) < 4 * busy.std() / len(busy) ** 0.5


def test_more_connections_even_out_and_never_quite():
    curve = [connections.busiest_over_mean(10, count) for count in (1, 3, 10, 30, 100, 300, 1000, 2000)]
    assert curve == sorted(curve, reverse=True)
    assert 1.09 < curve[-1] < 1.13


def test_the_largest_sizes_answer():
    assert 4.0 < connections.busiest_over_mean(500, 500) < 6.0
    assert connections.expected_busiest(1, 2000) == pytest.approx(2000)
    assert 11 < connections.expected_busiest(500, 2000) < 13


def test_dealt_connections_are_as_even_as_whole_ones_can_be():
    for pods, count in itertools.product((1, 3, 10), (1, 2, 9, 10, 11, 50)):
        loads = np.bincount(np.arange(count) % pods, minlength=pods)
        assert connections.dealt_over_mean(pods, count) == pytest.approx(loads.max() / loads.mean())
        assert connections.dealt_over_mean(pods, count) <= connections.busiest_over_mean(pods, count) + 1e-12


def test_the_textbook_says_the_same():
    for pods, count in itertools.product((1, 2, 10), (1, 2, 10, 50)):
        assert textbook.expected_busy(pods, count) == connections.expected_busy(pods, count)
    replays = np.random.default_rng(6).random((4000, 50)).tolist()
    assert textbook.busiest_over_mean(replays, 10) == pytest.approx(connections.busiest_over_mean(10, 50), rel=0.01)


@pytest.mark.parametrize("function", [connections.busiest, connections.expected_busy, connections.even_chance])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 5), "pods must be a whole number of at least 1, got 0"),
        ((10, 0), "connections must be a whole number of at least 1, got 0"),
        ((2.5, 5), "pods must be a whole number of at least 1, got 2.5"),
        ((501, 5), "pods must be at most 500, got 501"),
        ((10, 2001), "connections must be at most 2,000, got 2001"),
        ((10, True), "connections must be a whole number of at least 1, got True"),
    ],
)
def test_what_is_no_size_is_named(function, arguments, message):
    with pytest.raises(ValueError, match=message):
        function(*arguments)


def test_each_connection_carries_a_request_at_least():
    with pytest.raises(ValueError, match="requests must be a whole number of at least 5, got 4"):
        connections.busiest(10, 5, requests=4)


def test_the_distribution_is_one():
    for pods, count, requests in ((10, 50, None), (10, 20, 50), (3, 200, None), (50, 7, 100)):
        found = connections.busiest(pods, count, requests)
        assert found.chance.sum() == pytest.approx(1.0, abs=1e-12)
        assert (found.chance > 0).all()
        assert found.quantile(0.0) == found.load[0]
    assert spread.poisson(3, 2.0) == pytest.approx([math.exp(-2) * 2**k / math.factorial(k) for k in range(4)])
