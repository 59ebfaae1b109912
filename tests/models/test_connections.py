"""Which pod a connection goes to, what it carries, and what happens when pods join."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from course_lib import balancers, connections, tables, traffic
from course_lib.connections import Pool, Service, ages, clients, textbook
from course_lib.simulation import Pods, simulate

ENGINES = pytest.mark.parametrize("engine", ["reference", "fast"])
FIGURES = {each.id: each.value for each in tables.load("connections")}


def steady_trace(n: int, per_s: float = 10.0, pods: int = 10, seed: int = 1) -> traffic.Trace:
    return traffic.poisson_trace(n, utilisation=0.5, pods=pods, mean_service_s=0.5 * pods / per_s, seed=seed)


# The rules


@pytest.mark.parametrize("pods", [1, 2, 3, 10, 97])
def test_the_rules_give_every_pod_the_same_chance_exactly(pods):
    probabilities = connections.rule_probabilities(pods)
    assert probabilities[-1] == 1
    assert connections.pod_chances(probabilities) == [Fraction(1, pods)] * pods
    assert textbook.iptables_probabilities(pods) == [float(each) for each in probabilities]


def test_the_digits_that_are_written_cost_next_to_nothing():
    digits = int(FIGURES["rules_probability_digits"])
    written = [round(each, digits) for each in textbook.iptables_probabilities(100)]
    assert connections.pod_chances(written) == pytest.approx([0.01] * 100, rel=1e-7)


def test_the_same_in_every_rule_starves_the_last_and_loses_some():
    chances = connections.pod_chances([0.1] * 10)
    assert chances == sorted(chances, reverse=True)
    assert 1 - sum(chances) == pytest.approx(0.9**10)


def test_walking_the_rules_is_drawing_a_pod():
    draws = np.random.default_rng(1).random((20_000, 5))
    taken = np.array([connections.walk(connections.rule_probabilities(5), row) for row in draws.tolist()])
    counts = np.bincount(taken, minlength=5)
    assert (np.abs(counts - 4000) < 4 * (20_000 * 0.2 * 0.8) ** 0.5).all()


def test_a_connection_that_no_rule_takes_goes_nowhere():
    assert connections.walk([0.1, 0.1], [0.5, 0.5]) is None
    assert connections.walk(connections.rule_probabilities(1), [0.999999]) == 0
    with pytest.raises(ValueError, match=r"probabilities\[1\] must be between 0 and 1, got 1.5"):
        connections.pod_chances([0.5, 1.5])
    with pytest.raises(ValueError, match="pods must be at most 1,000, got 1001"):
        connections.rule_probabilities(1001)


@pytest.mark.parametrize(
    ("probabilities", "draws", "message"),
    [
        ([2.0], [0.5], "probabilities[0] must be between 0 and 1, got 2.0"),
        ([0.5, "all"], [0.1, 0.1], "probabilities[1] must be a finite number, got 'all'"),
        ([0.5], [1.0], "draws[0] must be from 0 to below 1, got 1.0"),
        ([0.1, 0.5], [0.3, math.nan], "draws[1] must be a finite number, got nan"),
        ([0.1, 0.5], [0.3], "draws[1] must be a finite number, got None"),
    ],
)
def test_rules_that_cannot_be_asked_are_named(probabilities, draws, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        connections.walk(probabilities, draws)


# The protocols


def test_one_http2_connection_puts_all_on_one_pod():
    trace = traffic.even_trace(50, utilisation=0.5, pods=10, seed=1)
    for protocol in (connections.HTTP_2, connections.GRPC):
        run = simulate(connections.carry(trace, protocol, clients=1), balancers.RANDOM)
        assert sorted(run.counts.tolist()) == [0] * 9 + [FIGURES["one_http2_connection"]]
    by_request = simulate(connections.per_request(trace), balancers.ROUND_ROBIN)
    assert by_request.counts.tolist() == [5] * 10


@ENGINES
def test_the_engines_route_as_the_textbook_counts(engine):
    trace = connections.carry(steady_trace(300), connections.HTTP_2, clients=7)
    run = simulate(trace, balancers.RANDOM, engine=engine)
    counted = textbook.requests_per_pod(trace.connection.tolist(), trace.draws[:, 0].tolist(), trace.pods)
    assert run.counts.tolist() == counted


def test_every_request_over_http_1_0_draws_its_own_pod():
    trace = connections.carry(steady_trace(300), connections.HTTP_1_0, clients=3)
    run = simulate(trace, balancers.RANDOM)
    assert run.pod.tolist() == (trace.draws[:, 0] * 10).astype(int).tolist()


def test_replays_of_fifty_average_the_exact_figure():
    busiest = []
    for seed in range(600):
        trace = traffic.even_trace(50, utilisation=0.5, pods=10, seed=seed)
        busiest.append(textbook.requests_per_pod(list(range(50)), trace.draws[:, 0].tolist(), 10))
    most = np.array(busiest).max(axis=1)
    assert abs(most.mean() - FIGURES["busiest_of_50"]) < 4 * most.std() / 600**0.5


def connection_spans(trace: traffic.Trace) -> dict[int, list[tuple[float, float]]]:
    spans: dict[int, list[tuple[float, float]]] = {}
    for at, held, number in zip(trace.arrival_s, trace.service_s, trace.connection, strict=True):
        spans.setdefault(int(number), []).append((float(at), float(at + held)))
    return spans


@pytest.mark.parametrize("reuse", ["newest", "oldest"])
def test_an_http_1_1_connection_carries_one_request_at_a_time(reuse):
    trace = connections.carry(steady_trace(2000), connections.HTTP_1_1, 3, Pool(reuse=reuse))
    for spans in connection_spans(trace).values():
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("reuse", ["newest", "oldest"])
def test_a_pool_opens_as_many_as_were_ever_needed_at_once(reuse):
    trace = steady_trace(2000)
    carried = connections.carry(trace, connections.HTTP_1_1, 1, Pool(reuse=reuse))
    ends = trace.arrival_s + trace.service_s
    at_once = [(trace.arrival_s[: i + 1] <= at).sum() - (ends[:i] <= at).sum() for i, at in enumerate(trace.arrival_s)]
    assert carried.connection.max() + 1 == max(at_once)


def test_newest_keeps_to_few_connections_and_oldest_takes_turns():
    shares = {}
    for reuse in ("newest", "oldest"):
        trace = connections.carry(steady_trace(3000), connections.HTTP_1_1, 1, Pool(reuse=reuse))
        counts = np.bincount(trace.connection)
        shares[reuse] = np.sort(counts)[::-1] / counts.sum()
    # The last ones are opened late, for one rush: looked at are the ten in use most.
    spread = {reuse: each[0] / each[9] for reuse, each in shares.items()}
    assert spread["oldest"] < 1.2
    assert spread["newest"] > 1.3


def test_a_limit_is_kept_and_who_waits_takes_what_is_free_first():
    trace = connections.carry(steady_trace(2000), connections.HTTP_1_1, 1, Pool(most=3))
    assert set(trace.connection.tolist()) == {0, 1, 2}
    times, holds = np.array([0.0, 0.0, 1.0, 1.5]), np.array([5.0, 3.0, 9.0, 1.0])
    found = connections.pool_connections(times, holds, np.zeros(4, int), 1, Pool(most=2))
    assert found.tolist() == [0, 1, 1, 0]  # free at 3, then at 5


def test_idle_connections_are_closed_and_new_ones_opened():
    times, holds = np.array([0.0, 0.0, 10.0, 11.5]), np.ones(4)
    one_client = np.zeros(4, int)
    assert connections.pool_connections(times, holds, one_client, 1, Pool()).tolist()[2:] == [1, 1]
    assert connections.pool_connections(times, holds, one_client, 1, Pool(idle_s=5)).tolist() == [0, 1, 2, 2]
    assert connections.pool_connections(times, holds, one_client, 1, Pool(idle_s=9)).tolist() == [0, 1, 1, 1]


def test_newest_lets_the_others_time_out_and_oldest_keeps_them_open():
    times = np.concatenate([np.zeros(4), np.arange(1.0, 40.0)])
    holds = np.full(len(times), 0.5)
    last = {}
    for reuse in ("newest", "oldest"):
        found = connections.pool_connections(times, holds, np.zeros(len(times), int), 1, Pool(reuse=reuse, idle_s=6))
        last[reuse] = len(set(found[-10:].tolist()))
    assert last == {"newest": 1, "oldest": 4}


def test_idle_ones_beyond_what_is_kept_are_closed():
    kept = int(FIGURES["go_idle_kept"])
    times, holds = np.array([0.0] * 5 + [10.0] * 5), np.ones(10)
    found = connections.pool_connections(times, holds, np.zeros(10, int), 1, Pool(keep=kept))
    assert len(set(found[5:].tolist()) & set(found[:5].tolist())) == kept
    assert found.max() + 1 == 10 - kept
    assert connections.pool_connections(times, holds, np.zeros(10, int), 1, Pool(keep=0)).tolist() == list(range(10))


def test_http2_opens_another_only_when_its_streams_are_used_up_and_grpc_never():
    times, holds = np.zeros(250), np.ones(250)
    trace = traffic.recorded_trace(times, holds, pods=10, seed=1)
    streams = int(FIGURES["streams_recommended"])
    counts = np.bincount(connections.carry(trace, connections.HTTP_2, 1).connection)
    assert counts.tolist() == [streams, streams, 50]
    assert set(connections.carry(trace, connections.GRPC, 1).connection.tolist()) == {0}


def test_connections_are_never_shared_by_clients():
    trace = steady_trace(2000)
    client = connections.client_of(trace, 5)
    for protocol in (connections.HTTP_1_1, connections.HTTP_2, connections.GRPC):
        found = connections.carry(trace, protocol, 5).connection
        pairs = set(zip(found.tolist(), client.tolist(), strict=True))
        assert len(pairs) == len(set(found.tolist()))


def test_queues_hold_connections_longer_and_so_open_more():
    trace = steady_trace(3000)
    free = connections.carry(trace, connections.HTTP_1_1, 1)
    run = simulate(free, balancers.RANDOM)
    held = connections.carry(trace, connections.HTTP_1_1, 1, hold_s=run.latency_s)
    assert held.connection.max() > free.connection.max()


def by_hand(trace, clients, reuse):
    """Return the connections of HTTP/1.1 pools before pods with a worker and a queue each, in one go."""
    free_s, route, until, idle = [0.0] * trace.pods, [], [], [[] for _ in range(clients)]
    open_s: list[list[tuple[float, int]]] = [[] for _ in range(clients)]
    found = []
    client, draws = connections.client_of(trace, clients), trace.draws[:, 0]
    for at, work, who, draw in zip(trace.arrival_s, trace.service_s, client, draws, strict=True):
        for ended in sorted(each for each in open_s[who] if each[0] <= at):
            open_s[who].remove(ended)
            idle[who].append(ended[1])
        if idle[who]:
            number = idle[who].pop(-1 if reuse == "newest" else 0)
        else:
            number = len(route)
            route.append(int(draw * trace.pods))
        pod = route[number]
        free_s[pod] = max(free_s[pod], at) + work
        open_s[who].append((free_s[pod], number))
        until.append(free_s[pod])
        found.append(number)
    return found


@pytest.mark.parametrize("reuse", ["newest", "oldest"])
@pytest.mark.parametrize("clients", [1, 4])
def test_settled_is_what_one_goes_through_by_hand(reuse, clients):
    trace = steady_trace(400)
    rounds = []

    def latency_of(carried):
        rounds.append(carried)
        return simulate(carried, balancers.RANDOM).latency_s

    found = connections.settle(trace, connections.HTTP_1_1, clients, latency_of, Pool(reuse=reuse))
    assert found.connection.tolist() == by_hand(trace, clients, reuse)
    assert (
        found.connection.tolist()
        != connections.carry(trace, connections.HTTP_1_1, clients, Pool(reuse=reuse)).connection.tolist()
    )
    assert 1 < len(rounds) < len(trace)


def test_what_holds_for_any_latency_settles_at_once():
    rounds = []

    def latency_of(carried):
        rounds.append(carried)
        return simulate(carried, balancers.RANDOM).latency_s

    connections.settle(steady_trace(100), connections.GRPC, 3, latency_of)
    assert len(rounds) == 1


def test_what_never_settles_is_said():
    """Latencies are long in every second round, so no connection is right for good."""
    rounds = []

    def latency_of(carried):
        rounds.append(carried)
        return np.full(len(carried), 9.0 if len(rounds) % 2 else 0.001)

    with pytest.raises(
        ValueError, match=r"latency_of must depend on earlier requests only, .* after each of 30 rounds"
    ):
        connections.settle(steady_trace(30), connections.HTTP_1_1, 1, latency_of)
    assert len(rounds) == 30


@pytest.mark.parametrize(
    ("latencies_s", "message"),
    [
        ([1.0], "latency_of(trace) must have one entry per request (10), got 1"),
        ([1.0] * 9 + [-1.0], "latency_of(trace)[9] must be zero or more, got -1.0"),
        ("soon", "latency_of(trace) must be a list of numbers, got 'soon'"),
    ],
)
def test_latencies_that_are_none_are_named(latencies_s, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        connections.settle(steady_trace(10), connections.HTTP_1_1, 1, lambda carried: latencies_s)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"protocol": "HTTP/2"}, "protocol must be one of PROTOCOLS.values(), got 'HTTP/2'"),
        ({"clients": 0}, "clients must be a whole number of at least 1, got 0"),
        ({"clients": 0, "protocol": connections.HTTP_1_0}, "clients must be a whole number of at least 1, got 0"),
        ({"hold_s": np.full(10, -1.0)}, "hold_s[0] must be zero or more, got -1.0"),
        ({"hold_s": -1}, "hold_s must be a flat list of numbers, got -1"),
        ({"hold_s": [1.0]}, "hold_s must have one entry per request (10), got 1"),
    ],
)
def test_what_cannot_be_carried_is_named(changed, message):
    good = {"trace": steady_trace(10), "protocol": connections.HTTP_1_1, "clients": 2}
    with pytest.raises(ValueError, match=re.escape(message)):
        connections.carry(**good | changed)


@pytest.mark.parametrize(
    ("pool", "message"),
    [
        ({"most": 0}, "most must be a whole number of at least 1, got 0"),
        ({"reuse": "lifo"}, "reuse must be one of newest, oldest, got 'lifo'"),
        ({"idle_s": 0}, "idle_s must be positive, got 0"),
        ({"keep": -1}, "keep must be a whole number of at least 0, got -1"),
    ],
)
def test_what_is_no_pool_is_named(pool, message):
    with pytest.raises(ValueError, match=message):
        Pool(**pool)


def test_what_does_not_fit_a_trace_is_named():
    trace = steady_trace(10)
    with pytest.raises(ValueError, match="clients must be a whole number of at least 1, got 0"):
        connections.carry(trace, connections.GRPC, 0)
    with pytest.raises(ValueError, match=r"hold_s must have one entry per request \(10\), got 3"):
        connections.carry(trace, connections.GRPC, 1, hold_s=[1.0, 1.0, 1.0])


# Ages


@pytest.mark.parametrize("jitter", [0.0, 0.1, 0.5])
def test_ages_stay_within_their_jitter(jitter):
    trace = replace(steady_trace(20_000, per_s=100.0), connection=np.zeros(20_000, int))
    found = connections.renew(trace, 20.0, seed=1, jitter=jitter)
    assert (np.diff(found.connection) >= 0).all()
    begins = trace.arrival_s[np.flatnonzero(np.diff(found.connection, prepend=-1))]
    lives = np.diff(begins[1:])  # the first was opened before the trace
    assert lives.min() > 20 * (1 - jitter) - 0.5
    assert lives.max() < 20 * (1 + jitter) + 0.5


@pytest.mark.parametrize("jitter", [0.0, 0.1, 0.5])
def test_the_closed_form_is_what_connections_do(jitter):
    rng, age_s, many = np.random.default_rng(7), 100.0, 40_000
    firsts = np.array([ages._ends(0.0, age_s, jitter, True, rng)[0] for _ in range(many)])
    for elapsed in (10, 50, 90, 100, 120, 149):
        share = float(connections.renewed_share(elapsed, age_s, jitter))
        spread = max((share * (1 - share) / many) ** 0.5, 1e-9)
        assert abs((firsts <= elapsed).mean() - share) < 4 * spread + 1e-9, elapsed
    assert firsts.mean() == pytest.approx(age_s * (1 + jitter**2 / 3) / 2, rel=0.02)


def test_all_opened_together_end_together():
    trace = steady_trace(4000, per_s=100.0).with_connections(20)
    found = connections.renew(trace, 10.0, seed=1, jitter=0.1, steady=False)
    early = trace.arrival_s < 9.0
    assert len(set(found.connection[early].tolist())) == 20
    late = (trace.arrival_s > 11.0) & (trace.arrival_s < 18.0)
    assert not set(found.connection[late].tolist()) & set(found.connection[early].tolist())


@pytest.mark.parametrize("jitter", [0.0, 0.1, 0.5])
def test_the_share_renewed_of_those_opened_together_is_that_of_their_lives(jitter):
    rng, many = np.random.default_rng(8), 20_000
    ends = np.array([ages._ends(0.0, 100.0, jitter, False, rng)[0] for _ in range(many)])
    for elapsed in (40, 95, 100, 104, 151):
        share = float(connections.renewed_share(elapsed, 100.0, jitter, steady=False))
        assert abs((ends <= elapsed).mean() - share) < 4 * (share * (1 - share) / many) ** 0.5 + 1e-9


def test_requests_with_connections_of_their_own_keep_them():
    trace = connections.per_request(steady_trace(100))
    assert set(connections.renew(trace, 1.0, seed=1).connection.tolist()) == {-1}
    half = replace(trace, connection=np.where(np.arange(100) % 2, 5, -1))
    found = connections.renew(half, 1e6, seed=1, steady=False)
    assert found.connection.tolist() == [-1, 0] * 50


def test_an_age_that_is_never_reached_changes_no_route():
    trace = steady_trace(500).with_connections(7)
    found = connections.renew(trace, 1e6, seed=1, steady=False)
    assert found.connection.tolist() == trace.connection.tolist()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"age_s": 0.0}, "age_s must be positive, got 0.0"),
        ({"age_s": 1.0, "jitter": 1.0}, "jitter must be at least 0 and below 1, got 1.0"),
        ({"age_s": 1.0, "jitter": -0.1}, "jitter must be at least 0 and below 1, got -0.1"),
    ],
)
def test_what_is_no_age_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        connections.renew(steady_trace(10), seed=1, **arguments)
    with pytest.raises(ValueError, match=message):
        connections.renewed_share(1.0, **arguments)


@pytest.mark.parametrize("arguments", [{"age_s": 1e-9}, {"age_s": 1.0, "jitter": 1 - 1e-9}, {"age_s": 5e-324}])
def test_lives_that_would_fill_the_memory_are_refused(arguments):
    trace = steady_trace(100).with_connections(3)
    rule = f"age_s must let connections live for more than a millionth of the trace's {trace.arrival_s[-1]:g} s"
    with pytest.raises(ValueError, match=re.escape(f"{rule}, got {arguments['age_s']}")):
        connections.renew(trace, seed=1, **arguments)


@pytest.mark.parametrize(
    ("elapsed_s", "message"),
    [
        (-5, "elapsed_s[0] must be zero or more, got -5.0"),
        ([1.0, -5.0], "elapsed_s[1] must be zero or more, got -5.0"),
        ([1.0, math.nan], "elapsed_s[1] must be a finite number, got nan"),
        ("soon", "elapsed_s must be a list of numbers, got ['soon']"),
        (["soon"], "elapsed_s must be a list of numbers, got ['soon']"),
        ([[1.0], [2.0, 3.0]], "elapsed_s must be a list of numbers, got [[1.0], [2.0, 3.0]]"),
    ],
)
def test_what_is_no_time_is_named(elapsed_s, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        connections.renewed_share(elapsed_s, 100.0)
    for age_s in (100.0, None):
        with pytest.raises(ValueError, match=re.escape(message)):
            connections.share_on_new_pods(elapsed_s, 5, 5, age_s)


# Scaling out


JOIN_S = 100.0
LATE = Pods.alike(10, join_s=(0.0,) * 5 + (JOIN_S,) * 5)


def share_of_new(run, after_s: float, before_s: float) -> float:
    there = (run.arrival_s > JOIN_S + after_s) & (run.arrival_s <= JOIN_S + before_s)
    return float((run.pod[there] >= 5).mean())


@ENGINES
def test_new_pods_stay_empty_until_clients_reconnect(engine):
    trace = steady_trace(3000).with_connections(20)
    run = simulate(trace, balancers.RANDOM, LATE, engine=engine)
    assert share_of_new(run, 0, 1e9) == 0.0
    by_request = simulate(connections.per_request(trace), balancers.RANDOM, LATE, engine=engine)
    assert share_of_new(by_request, 0, 1e9) == pytest.approx(0.5, abs=0.05)


def test_with_an_age_the_load_spreads_as_the_closed_form_says():
    shares = {elapsed: [] for elapsed in (20, 60, 100, 150)}
    for seed in range(60):
        trace = steady_trace(2800, seed=seed).with_connections(40)
        aged = connections.renew(trace, 100.0, seed=seed)
        run = simulate(aged, balancers.RANDOM, LATE)
        for elapsed, found in shares.items():
            found.append(share_of_new(run, elapsed - 10, elapsed + 10))
    # A connection chooses with its first request: those that had none since they were renewed may choose anew, too.
    pause_s = 40 / 10.0
    for elapsed, found in shares.items():
        during = np.arange(elapsed - 10, elapsed + 10.1) + pause_s
        expected = connections.share_on_new_pods(during, 5, 5, 100.0).mean()
        assert abs(np.mean(found) - expected) < 4 * np.std(found) / len(found) ** 0.5, elapsed


def test_textbook_and_closed_form_agree_without_jitter():
    for minutes in (0, 6, 15, 30, 99):
        exact = connections.share_on_new_pods(minutes, 6, 4, 30.0, jitter=0.0)
        assert textbook.share_on_new(6, 4, 30, minutes) == pytest.approx(float(exact))


# Clients that balance


def test_round_robin_in_the_client_is_even_from_the_start():
    trace = connections.per_request(steady_trace(2000))
    run = simulate(trace, connections.client_round_robin(), proxies=4)
    sent = np.bincount(connections.client_of(trace, 4), minlength=4)
    table = np.zeros((4, 10), int)
    np.add.at(table, (connections.client_of(trace, 4), run.pod), 1)
    assert (table.sum(axis=1) == sent).all()
    assert (table.max(axis=1) - table.min(axis=1) <= 1).all()


@ENGINES
def test_it_learns_of_new_pods_by_lookups_alone(engine):
    trace = connections.per_request(steady_trace(3000))
    never = simulate(trace, connections.client_round_robin(), LATE, engine=engine, proxies=4)
    assert share_of_new(never, 0, 1e9) == 0.0
    often = simulate(trace, connections.client_round_robin(30.0), LATE, engine=engine, proxies=4)
    assert share_of_new(often, 40, 1e9) == pytest.approx(0.5, abs=0.01)
    assert 0.0 < share_of_new(often, 0, 30) < 0.4


def test_both_engines_run_it_alike():
    trace = connections.per_request(steady_trace(1500))
    runs = [
        simulate(trace, connections.client_round_robin(30.0), LATE, engine=engine, proxies=4)
        for engine in ("reference", "fast")
    ]
    assert runs[0].pod.tolist() == runs[1].pod.tolist()
    assert clients.NEVER == 0.0


# One's own services


def test_services_are_listed_the_worst_first_with_a_range_that_holds_the_mean():
    found = connections.worst_first(
        [Service("many", 10, 2000), Service("few", 10, 3), Service("mesh", 10, 3, balanced="requests")]
    )
    assert [each.service.name for each in found] == ["few", "many", "mesh"]
    for each in found:
        assert each.busiest_over_mean.unit == "times"
        assert each.busiest_over_mean.certainty == ("D" if each.service.balanced == "requests" else "90% interval")
    assert found[0].idle == pytest.approx(10 * 0.9**3)
    assert (found[2].idle, found[2].busiest_over_mean.high) == (0.0, 1.0)


@pytest.mark.parametrize("service", [Service("one pod", 1, 5), Service("one connection", 10, 1)])
def test_where_chance_has_no_choice_the_range_is_a_point(service):
    found = connections.expectation(service).busiest_over_mean
    assert found.low == found.best == found.high == service.pods


def test_what_is_no_service_is_named():
    with pytest.raises(ValueError, match="balanced must be one of connections, requests, got 'mesh'"):
        Service("a", 10, 5, "mesh")
    with pytest.raises(ValueError, match="connections must be at most 2,000, got 5000"):
        Service("a", 10, 5000)
    with pytest.raises(ValueError, match=r"services\[1\] must be a Service, got 3"):
        connections.worst_first([Service("a", 1, 1), 3])
    with pytest.raises(ValueError, match="services must hold one service or more"):
        connections.worst_first([])
    with pytest.raises(ValueError, match="name must be text, got ''"):
        Service("", 1, 1)
