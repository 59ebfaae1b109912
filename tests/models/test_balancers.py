"""Balancers, each by hand: with constant loads first, and their memory told step by step."""

from __future__ import annotations

import ast
import inspect
import math
import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import balancers
from course_lib.balancers import blind, d_choices, hashing, latency, least, probes
from course_lib.guard import Watch
from course_lib.simulation.pods import MOST_PODS

ALL = balancers.BALANCERS | balancers.VARIANTS
FAMILIES = tuple(dict.fromkeys(inspect.getmodule(balancer.pick) for balancer in ALL.values()))
every_balancer = pytest.mark.parametrize("balancer", ALL.values(), ids=ALL)
SPREAD = [name for name in ALL if "ties_first" not in name]
who_spreads = pytest.mark.parametrize("balancer", [ALL[name] for name in SPREAD], ids=SPREAD)
loads = st.lists(st.integers(0, 9), min_size=1, max_size=12)
quickly = settings(deadline=None)
EVEN = [(k + 0.5) / 20 for k in range(20)]


def fresh(balancer, pods=12):
    memory = [[0.0] * max(balancer.width, pods) for _ in range(balancers.MEMORY_ROWS)]
    memory[0][: len(balancer.settings)] = balancer.settings
    return memory


def picks(balancer, in_flight, n, seed=1):
    """Ask n times under a constant load."""
    memory, draws = fresh(balancer, len(in_flight)), np.random.default_rng(seed).random((n, balancer.draws))
    return [balancer.pick(0.1 * i, draws[i].tolist(), in_flight, memory) for i in range(n)]


# --- What all of them keep --------------------------------------------------------------------------


@every_balancer
@given(in_flight=loads, seed=st.integers(0, 1000))
@quickly
def test_pick_is_always_a_pod_and_touches_no_load(balancer, in_flight, seed):
    before = list(in_flight)
    chosen = picks(balancer, in_flight, 30, seed)
    assert all(type(pod) is int and 0 <= pod < len(in_flight) for pod in chosen)
    assert in_flight == before


@every_balancer
def test_pick_is_a_pod_at_the_ends_of_the_draws(balancer):
    for pods in (1, 2, 3, 7, 10, 1000):
        for draw in (0.0, 1 - 2.0**-53):
            memory = fresh(balancer, pods)
            assert 0 <= balancer.pick(0.0, [draw] * balancer.draws, [0] * pods, memory) < pods


@who_spreads
def test_no_pod_is_forgotten_when_all_are_alike(balancer):
    counts = Counter(picks(balancer, [2] * 10, 2000))
    assert set(counts) == set(range(10))


@who_spreads
def test_pods_that_come_later_get_requests(balancer):
    memory, rng = fresh(balancer), np.random.default_rng(3)
    late = Counter()
    for i in range(600):
        in_flight = [1] * (4 if i < 100 else 6)
        pod = balancer.pick(0.1 * i, rng.random(balancer.draws).tolist(), in_flight, memory)
        balancer.done(0.1 * i, pod, 1.0, in_flight, memory)
        late[pod] += 1
    assert late[4] > 0
    assert late[5] > 0


@pytest.mark.parametrize("family", FAMILIES)
def test_functions_need_nothing_but_math_and_their_own_module(family):
    """Then a learner can read them whole, and what numba keeps of one cannot outlive a change elsewhere."""
    names = {name for name, _ in inspect.getmembers(family, inspect.isfunction)}
    allowed = names | {"math", "pow", "len", "range", "int", "min", "max"}
    constants = {name for name, value in vars(family).items() if isinstance(value, int | float)}
    for name, function in inspect.getmembers(family, inspect.isfunction):
        if inspect.getmodule(function) is not family:
            continue
        if inspect.signature(function).return_annotation == "Balancer":
            continue  # these make a balancer and check what it is set to
        loaded = set(inspect.getclosurevars(function).globals) | set(inspect.getclosurevars(function).builtins)
        assert loaded <= allowed | constants, name
        assert all(getattr(family, used).__module__ == family.__name__ for used in loaded & names)
        assert "np." not in inspect.getsource(function)


@pytest.mark.parametrize(
    "function",
    [blind.pick_random, blind.pick_round_robin, least.pick_least_in_flight, least.pick_idle, d_choices.pick_of_two,
     d_choices.pick_with_replacement, latency.peak_ewma_update],
)  # fmt: skip
def test_what_learners_write_runs_alone(function):
    alone = {"math": math}
    exec(inspect.getsource(function), alone)  # noqa: S102  what a learner does with the text he reads
    assert isinstance(ast.parse(inspect.getsource(function)).body[0], ast.FunctionDef)
    if function is latency.peak_ewma_update:
        assert alone[function.__name__](2.0, 0.5, 1.0, 10.0) == function(2.0, 0.5, 1.0, 10.0)
        return
    for draws in ([0.3, 0.6], [0.9, 0.1]):
        results = [each(0.0, draws, [2, 1, 3], [[0.0], [2.0]]) for each in (alone[function.__name__], function)]
        assert results[0] == results[1]


# --- Random and round robin -------------------------------------------------------------------------


def test_random_gives_each_pod_its_part_of_the_draws_whatever_the_load():
    assert [balancers.RANDOM.pick(0.0, [draw], [9, 0, 0, 0], []) for draw in (0.0, 0.24, 0.25, 0.5, 0.99)] == [
        0, 0, 1, 2, 3,
    ]  # fmt: skip


@given(st.integers(1, 12), st.integers(1, 5))
@quickly
def test_round_robin_is_even_to_the_last_request(pods, rounds):
    assert Counter(picks(balancers.ROUND_ROBIN, [0] * pods, pods * rounds)) == dict.fromkeys(range(pods), rounds)


# --- Looking at all, or at two ----------------------------------------------------------------------


@given(loads)
@quickly
def test_least_takes_each_of_the_fewest_equally_often(in_flight):
    fewest = [pod for pod, load in enumerate(in_flight) if load == min(in_flight)]
    draws = [(k + 0.5) / (5 * len(fewest)) for k in range(5 * len(fewest))]
    counts = Counter(balancers.LEAST_IN_FLIGHT.pick(0.0, [draw], in_flight, []) for draw in draws)
    assert counts == dict.fromkeys(fewest, 5)


@given(loads)
@quickly
def test_idle_takes_each_idle_pod_equally_often_and_any_if_there_is_none(in_flight):
    idle = [pod for pod, load in enumerate(in_flight) if load == 0] or list(range(len(in_flight)))
    draws = [(k + 0.5) / (5 * len(idle)) for k in range(5 * len(idle))]
    counts = Counter(balancers.JOIN_IDLE_QUEUE.pick(0.0, [draw], in_flight, []) for draw in draws)
    assert counts == dict.fromkeys(idle, 5)


def grid(balancer, in_flight):
    """Count the picks over all pairs of draws, each as often."""
    return Counter(balancer.pick(0.0, [a, b], in_flight, fresh(balancer)) for a in EVEN for b in EVEN)


def test_two_distinct_never_take_the_busiest_and_two_from_all_do():
    assert grid(balancers.POWER_OF_TWO_CHOICES, [3, 1]) == {1: 400}
    assert grid(balancers.POWER_OF_TWO_WITH_REPLACEMENT, [3, 1]) == {0: 100, 1: 300}  # Envoy: 25%
    assert grid(balancers.POWER_OF_TWO_CHOICES, [5, 1, 2, 3, 4])[0] == 0
    assert grid(balancers.POWER_OF_TWO_WITH_REPLACEMENT, [5, 1, 2, 3, 4])[0] == 16


def test_two_distinct_look_at_every_pair_equally_often():
    """With 5 pods in strict order the k-th least loaded wins against 4, 3, 2, 1, 0 others: 2k/20 of the pairs."""
    assert grid(balancers.POWER_OF_TWO_CHOICES, [0, 1, 2, 3, 4]) == {0: 160, 1: 120, 2: 80, 3: 40}
    assert grid(balancers.POWER_OF_TWO_CHOICES, [2] * 5) == dict.fromkeys(range(5), 80)


# --- Peak EWMA --------------------------------------------------------------------------------------


def test_peak_ewma_rises_at_once_and_falls_by_e():
    assert balancers.peak_ewma_update(1.0, 3.0, 0.0, 10.0) == 3.0
    assert balancers.peak_ewma_update(3.0, 0.0, 10.0, 10.0) == pytest.approx(3 / math.e)
    assert balancers.peak_ewma_update(3.0, 1.0, 10.0, 10.0) == pytest.approx(1 + 2 / math.e)
    assert balancers.peak_ewma_update(3.0, 1.0, 0.0, 10.0) == 3.0


def test_peak_ewma_follows_towers_own_test():
    """compound_decay in tower/src/load/latency.rs: default 20 ms, decay 1 s."""
    memory = fresh(balancers.peak_ewma(decay_s=1.0, default_s=0.02))
    latency.meet(0.0, 1, memory)
    load = lambda now, pending: latency.observe(now, 0, 0.0, memory) * (pending + 1)  # noqa: E731
    assert load(0.0, 0) == 0.02
    assert load(0.1, 1) > 0.02
    assert load(0.2, 2) > 0.04
    latency.done_peak_ewma(0.3, 0, 0.2, [0], memory)
    assert load(0.3, 1) == pytest.approx(0.4)
    latency.done_peak_ewma(0.4, 0, 0.2, [0], memory)
    assert load(0.4, 0) == pytest.approx(0.2)
    assert load(1.4, 0) < 0.1
    assert load(11.4, 0) < 0.0001


def test_peak_ewma_reading_is_updating():
    """Looked at all the time, an estimate takes no notice of a lower latency; left alone, it does."""
    for looks, weight in ((0, 1 - math.exp(-1)), (1000, 1 - math.exp(-1 / 1001))):
        memory = fresh(balancers.PEAK_EWMA)
        latency.meet(0.0, 1, memory)
        latency.observe(0.0, 0, 2.0, memory)
        for look in range(looks):
            latency.observe(10 * (look + 1) / (looks + 1), 0, 0.0, memory)
        faded = 2 * math.exp(-10 * looks / (looks + 1) / 10)
        expected = faded * (1 - weight) + 0.5 * weight if faded >= 0.5 else 0.5
        assert latency.observe(10.0, 0, 0.5, memory) == pytest.approx(expected)


def test_peak_ewma_only_looks_at_the_two_it_drew():
    memory = fresh(balancers.PEAK_EWMA)
    for now in (1.0, 5.0):
        balancers.PEAK_EWMA.pick(now, [0.0, 0.0], [0] * 4, memory)
    assert memory[2][:4] == [5.0, 5.0, 1.0, 1.0]


def test_peak_ewma_meets_a_late_pod_at_its_default():
    memory = fresh(balancers.PEAK_EWMA)
    for now, pods in ((0.0, 2), (10.0, 3)):
        balancers.PEAK_EWMA.pick(now, [0.0, 0.0], [0] * pods, memory)
    assert memory[1][:3] == [pytest.approx(0.03 / math.e), pytest.approx(0.03 / math.e), 0.03]


def test_peak_ewma_with_equal_latencies_is_two_choices():
    """At one instant nothing fades, and the cost is what is in flight and one."""
    rng = np.random.default_rng(1)
    for _ in range(300):
        draws, in_flight = rng.random(2).tolist(), rng.integers(0, 4, 6).tolist()
        memory = fresh(balancers.PEAK_EWMA)
        assert balancers.PEAK_EWMA.pick(0.0, draws, in_flight, memory) == d_choices.pick_of_two(
            0.0, draws, in_flight, memory
        )


def test_peak_ewma_prefers_the_fast_pod_although_it_has_more_in_flight():
    memory = fresh(balancers.PEAK_EWMA)
    latency.meet(0.0, 2, memory)
    for pod, latency_s in ((0, 4.0), (1, 1.0)):
        latency.done_peak_ewma(0.0, pod, latency_s, [0, 0], memory)
    assert grid_of_two(memory, [0, 2]) == {1}
    assert grid_of_two(memory, [0, 4]) == {0}


def grid_of_two(memory, in_flight):
    return {balancers.PEAK_EWMA.pick(0.0, [a, 0.0], in_flight, memory) for a in (0.2, 0.8)}


# --- Weighted least request -------------------------------------------------------------------------


@pytest.mark.parametrize("bias", [0.0, 1.0, 0.5])
def test_weighted_shares_follow_the_weights_under_constant_load(bias):
    balancer, in_flight = balancers.weighted_least_request([1, 2, 4], bias), [0, 1, 3, 1]
    effective = [weight / (load + 1) ** bias for weight, load in zip([1, 2, 4, 1], in_flight, strict=True)]
    counts = Counter(picks(balancer, in_flight, 7000))
    for pod, weight in enumerate(effective):
        assert counts[pod] == pytest.approx(7000 * weight / sum(effective), abs=2)


def test_weighted_without_weights_and_load_is_round_robin():
    assert picks(balancers.WEIGHTED_LEAST_REQUEST, [0] * 5, 50) == [pod % 5 for pod in range(50)]


def test_weighted_matches_the_example_of_grpc():
    """gRPC proposal A31: weights 2 and 4 give babbab…; which of two equal deadlines first is the queue's order."""
    assert "".join("ab"[pod] for pod in picks(balancers.weighted_least_request([2, 4]), [0, 0], 12)) == "babbabbabbab"


def test_weighted_pod_keeps_the_deadline_of_the_load_it_had():
    memory = fresh(balancers.WEIGHTED_LEAST_REQUEST)
    pick = balancers.WEIGHTED_LEAST_REQUEST.pick
    assert [pick(0.0, [], [0, 9], memory), pick(0.0, [], [0, 9], memory)] == [0, 0]
    assert memory[1][:2] == [3.0, 10.0]
    # Pod 1 is idle now, and has to wait its turn all the same.
    assert [pick(0.0, [], [0, 0], memory) for _ in range(8)] == [0] * 7 + [1]


# --- Prequal ----------------------------------------------------------------------------------------


def pool(*held, threshold=math.inf):
    """Return a memory whose pool holds probes of (pod, requests in flight, latency, time)."""
    memory = fresh(balancers.PREQUAL)
    for column, (pod, rif, expected_s, time) in enumerate(held):
        for row, value in zip((1, 2, 3, 4, 5), (pod, rif, expected_s, time, 2), strict=True):
            memory[row][column] = value
    memory[probes.COUNTS][probes.SIZE] = len(held)
    memory[probes.COUNTS][probes.HOT] = threshold
    return memory


def test_prequal_takes_the_fastest_cold_probe_and_if_all_are_hot_the_least_busy():
    held = [(0, 10, 0.1, 0.0), (1, 2, 0.9, 0.0), (2, 3, 0.5, 0.0)]
    assert [probes.use(pool(*held, threshold=threshold)) for threshold in (99, 5, 2, 1)] == [0, 2, 1, 1]


def test_prequal_removes_the_busiest_hot_probe_and_if_none_is_hot_the_slowest():
    held = [(0, 10, 0.1, 0.0), (1, 2, 0.9, 0.0), (2, 8, 0.5, 0.0)]
    for threshold, worst in ((99, 1), (5, 0)):
        assert probes.pick_extreme(False, pool(*held, threshold=threshold)) == worst


def test_prequal_takes_and_removes_the_first_of_equals():
    equals = [(0, 1, 0.5, 1.0), (1, 1, 0.5, 1.0), (2, 1, 0.5, 1.0)]
    for threshold in (0, 1):  # all are hot, or all cold
        memory = pool(*equals, threshold=threshold)
        assert [probes.pick_extreme(True, memory), probes.pick_extreme(False, memory), probes.oldest(memory)] == [0] * 3


def test_prequal_counts_any_latency_as_less_than_one_request_too_many():
    for expected_s in (0.0, 5e-324, 1e200):
        assert probes.use(pool((0, 3, 0.0, 0.0), (1, 2, expected_s, 0.0), threshold=2)) == 1


@given(
    st.lists(st.integers(0, 8), min_size=1, max_size=31),
    st.sampled_from([0.0, 0.5, 0.84, 1.0]),
    st.sampled_from([-math.inf, *range(10), math.inf]),
)
@quickly
def test_prequal_threshold_is_a_quantile_of_the_probes_seen_whatever_it_was(loads, quantile, before):
    memory = fresh(balancers.prequal(hot_quantile=quantile))
    memory[probes.COUNTS][probes.HOT] = before
    memory[probes.SEEN][: len(loads)] = loads
    memory[probes.COUNTS][probes.PROBED] = len(loads)
    expected = np.quantile(loads, quantile, method="inverted_cdf")
    assert probes.hot_threshold(memory) == expected


@pytest.mark.parametrize(("settings", "loads"), [((16.0, 1.0, 0.84), []), ((16.0, 1.0, 2.0), [3, 1])])
def test_prequal_threshold_comes_to_an_end_where_no_probe_was_seen_that_is_the_quantile(settings, loads):
    """`prequal` has neither, but who takes its pick may set it to anything, and nothing stops built-in functions."""
    memory = fresh(replace(balancers.PREQUAL, settings=settings))
    memory[probes.SEEN][: len(loads)], memory[probes.COUNTS][probes.PROBED] = loads, len(loads)
    assert Watch(limit_s=0.5).call(probes.hot_threshold, memory) == math.inf


def test_prequal_counts_its_own_requests_and_uses_a_probe_twice():
    memory = pool((4, 1, 0.2, 0.0), (5, 9, 0.9, 0.0))
    assert probes.use(memory) == 4
    assert memory[2][0] == 2  # one in flight more than the probe said
    assert probes.use(memory) == 4
    assert memory[probes.COUNTS][probes.SIZE] == 1
    assert probes.use(memory) == 5


def test_prequal_forgets_what_is_old_and_never_holds_more_than_its_pool():
    memory = pool((0, 0, 0.1, 0.0), (1, 1, 0.1, 2.0), (2, 0, 0.1, 0.5), (3, 1, 0.1, 1.5))
    probes.tidy(2.2, memory)
    size = int(memory[probes.COUNTS][probes.SIZE])
    assert sorted(memory[1][:size]) == [1, 3]
    assert probes.oldest(memory) == memory[1][:size].index(3)
    for step in range(100):
        probes.add(2.2 + step / 1000, step % 7, [step] * 7, memory)
    assert memory[probes.COUNTS][probes.SIZE] == 16
    assert min(memory[4][:16]) == pytest.approx(2.2 + 84 / 1000)


def test_prequal_learns_what_a_request_in_flight_costs():
    memory = fresh(balancers.PREQUAL)
    for _ in range(200):
        probes.done_prequal(0.0, 3, 2.0, [0, 0, 0, 3], memory)
    probes.add(0.0, 3, [0, 0, 0, 1], memory)
    assert memory[3][0] == pytest.approx(0.5 * 2)


# --- Ring hash --------------------------------------------------------------------------------------


def owner(keys, pods, points=20):
    memory = fresh(balancers.ring_hash(points))
    return np.array([hashing.pick_on_ring(0.0, [key], [0] * pods, memory) for key in keys])


def test_ring_key_stays_where_it_is_unless_the_new_pod_takes_it():
    keys = np.linspace(0, 1, 400, endpoint=False)
    before, after = owner(keys, 9), owner(keys, 10)
    moved = before != after
    assert set(after[moved]) == {9}
    assert 0 < moved.mean() < 0.25


def test_ring_shares_are_uneven_and_less_so_with_more_points():
    keys = np.linspace(0, 1, 1000, endpoint=False)
    spread = [np.bincount(owner(keys, 10, points), minlength=10).std() / 100 for points in (5, 100)]
    assert spread[0] > 2 * spread[1]
    assert spread[1] < 0.2


def test_ring_goes_clockwise_and_around_the_end():
    places = {hashing.place(1 + pod * 2 + point): pod for pod in range(3) for point in range(2)}
    first, last = min(places), max(places)
    assert owner([0.0, first, last, (1 + last) / 2], 3, 2).tolist() == [
        places[first], places[first], places[last], places[first],
    ]  # fmt: skip


@pytest.mark.parametrize("points", [1, 3, 20])
def test_ring_gives_a_key_to_the_point_that_lies_the_shortest_way_ahead(points):
    places = [hashing.place(1 + number) for number in range(10 * points)]
    around = [0.0, 5e-324, 2.0**-53, 1 - 2.0**-53, *places, *np.nextafter(places, 0), *np.nextafter(places, 1)]
    ways = [[(place - key) % 1.0 for place in places] for key in around]
    assert owner(around, 10, points).tolist() == [np.argmin(way) // points for way in ways]


def test_ring_has_numbers_for_as_many_points_as_there_can_be():
    assert hashing.MOST_POINTS * MOST_PODS < hashing.NUMBERS
    assert hashing.STEPS * hashing.NUMBERS < 2**63


def test_points_are_spread_evenly_and_all_differ():
    places = np.sort([hashing.place(point) for point in range(1, 4001)])
    assert (np.diff(places) > 0).all()
    assert ((places >= 0) & (places < 1)).all()
    assert np.abs(places - np.arange(4000) / 4000).max() < 1.95 / math.sqrt(4000)  # Kolmogorov, 0.1% level


# --- The door ---------------------------------------------------------------------------------------


def too_few(now, draws):
    return 0


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": ""}, "name must be text, got ''"),
        ({"pick": 3}, "pick must take (now, draws, in_flight, memory), got 3"),
        ({"pick": too_few}, "pick must take (now, draws, in_flight, memory), got 'too_few(now, draws)'"),
        ({"done": too_few}, "done must take (now, pod, latency, in_flight, memory), got 'too_few(now, draws)'"),
        ({"draws": -1}, "draws must be a whole number of at least 0, got -1"),
        ({"settings": [1.0]}, "settings must be a tuple of numbers, got [1.0]"),
        ({"settings": (1.0, math.nan)}, "settings[1] must be a finite number, got nan"),
    ],
)
def test_balancer_names_what_is_wrong(changed, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        balancers.Balancer(**{"name": "mine", "pick": blind.pick_random} | changed)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: balancers.peak_ewma(decay_s=0), "decay_s must be positive, got 0"),
        (lambda: balancers.peak_ewma(default_s=-1), "default_s must be positive, got -1"),
        (lambda: balancers.weighted_least_request([1, 0]), "weights[1] must be positive, got 0"),
        (lambda: balancers.weighted_least_request(bias=-1), "bias must be zero or more, got -1"),
        (lambda: balancers.prequal(pool=0), "pool must be a whole number of at least 1, got 0"),
        (lambda: balancers.prequal(pool=33), "pool must be at most 32, got 33"),
        (lambda: balancers.prequal(age_s=0), "age_s must be positive, got 0"),
        (lambda: balancers.prequal(hot_quantile=2), "hot_quantile must be between 0 and 1, got 2"),
        (lambda: balancers.prequal(probes=0), "probes must be a whole number of at least 1, got 0"),
        (lambda: balancers.ring_hash(points=0), "points must be a whole number of at least 1, got 0"),
        (lambda: balancers.ring_hash(points=100_001), "points must be at most 100,000, got 100001"),
    ],
)
def test_settings_are_checked_where_they_are_made(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


def test_balancer_is_a_value():
    assert balancers.peak_ewma() == balancers.PEAK_EWMA
    assert len({balancers.peak_ewma(), balancers.PEAK_EWMA, balancers.peak_ewma(5.0)}) == 2
    assert repr(balancers.PEAK_EWMA) == "Balancer(peak_ewma, settings=(10.0, 0.03))"
    with pytest.raises(AttributeError):
        balancers.PEAK_EWMA.draws = 3
