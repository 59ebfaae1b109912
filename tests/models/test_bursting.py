"""Pooling: requests at the mean with bursting, square-root staffing, and pods that carry something of their own."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course_lib import queueing
from course_lib.sizing.rightsizing import bursting, pod_size, staffing
from course_lib.sizing.rightsizing.bursting import Services, draws, most_services
from course_lib.sizing.rightsizing.pod_size import Amount, fewest_nodes, fleet

CORES = st.floats(0.01, 5.0)
MOMENTS = 200_000


@pytest.mark.parametrize("correlation", [0.0, 0.3, 1.0])
def test_the_closed_form_beside_normal_draws(correlation):
    """Services of different means and deviations, drawn as normal numbers with this correlation."""
    services = Services([0.5, 1.0, 0.2, 2.0, 0.3], [0.2, 0.8, 0.1, 0.5, 0.4], correlation)
    chance = np.random.default_rng(1)
    own, common = chance.normal(size=(MOMENTS, 5)), chance.normal(size=MOMENTS)
    units = math.sqrt(correlation) * common[:, None] + math.sqrt(1 - correlation) * own
    wanted = (np.array(services.mean_cores) + np.array(services.deviation_cores) * units).sum(axis=1)
    assert wanted.mean() == pytest.approx(services.mean, abs=0.02)
    assert wanted.std() == pytest.approx(services.deviation, rel=0.01)
    for share in (0.5, 0.1, 0.01):
        assert np.mean(wanted > services.pooled_cores(share)) == pytest.approx(share, rel=0.08)
    assert services.chance_short(services.pooled_cores(0.01)) == pytest.approx(0.01)


@pytest.mark.parametrize("correlation", [0.0, 0.5, 1.0])
def test_lognormal_draws_have_the_mean_deviation_and_correlation_asked_for(correlation):
    services = Services.alike(20, mean_cores=0.5, deviation_cores=0.4, correlation=correlation)
    chance = np.random.default_rng(2)
    wanted = draws(services, chance.normal(size=(MOMENTS, 20)), chance.normal(size=MOMENTS))
    assert wanted.min() > 0
    assert wanted.mean() == pytest.approx(services.mean, rel=0.01)
    assert wanted.std() == pytest.approx(services.deviation, rel=0.03)


def test_the_normal_sum_is_too_hopeful_where_few_services_peak_far():
    """A normal sum is exceeded in 1% of the time; of lognormal services as wide as their mean, 4 in 3%, 30 in 2%."""
    chance = np.random.default_rng(3)
    short = {}
    for number in (4, 30):
        services = Services.alike(number, mean_cores=0.5, deviation_cores=0.5)
        wanted = draws(services, chance.normal(size=(MOMENTS, number)), chance.normal(size=MOMENTS))
        short[number] = np.mean(wanted > services.pooled_cores(0.01))
    assert short[4] == pytest.approx(0.03, abs=0.002)
    assert short[30] == pytest.approx(0.022, abs=0.002)


@given(st.integers(1, 60), CORES, st.floats(0.0, 5.0), st.floats(0.0, 1.0), st.floats(0.001, 0.4))
def test_pooling_lies_between_the_mean_and_everybody_alone(number, mean, deviation, correlation, chance):
    services = Services.alike(number, mean_cores=mean, deviation_cores=deviation, correlation=correlation)
    pooled, alone = services.pooled_cores(chance), services.alone_cores(chance)
    assert services.mean <= pooled <= alone * (1 + 1e-9)
    together = Services.alike(number, mean_cores=mean, deviation_cores=deviation, correlation=1.0)
    assert together.pooled_cores(chance) == pytest.approx(alone)
    apart = Services.alike(number, mean_cores=mean, deviation_cores=deviation)
    assert apart.deviation == pytest.approx(math.sqrt(number) * deviation)


def test_requests_at_the_mean_fill_a_node_that_is_short_half_of_the_time():
    full = Services.alike(32, mean_cores=0.5, deviation_cores=0.5)
    assert full.mean == 16
    assert full.chance_short(16) == 0.5
    kind = {"mean_cores": 0.5, "deviation_cores": 0.5, "chance": 0.01}
    assert [most_services(16, **kind, correlation=correlation) for correlation in (0, 0.2, 1)] == [21, 14, 9]


def test_a_service_as_large_as_many_hides_what_pooling_gives():
    alike = Services.alike(20, mean_cores=0.5, deviation_cores=0.5)
    one_large = Services([5.5] + [0.5] * 9, [5.5] + [0.5] * 9)
    assert alike.mean == one_large.mean
    assert alike.alone_cores(0.01) == pytest.approx(one_large.alone_cores(0.01))
    assert one_large.deviation > 2.5 * alike.deviation


@given(st.integers(1, 40), st.floats(0.0, 1.0), st.floats(0.001, 0.4), st.floats(0.05, 1.5))
def test_the_most_services_are_the_last_that_keep_the_chance(cores, correlation, chance, deviation):
    kind = {"mean_cores": 0.5, "deviation_cores": deviation, "correlation": correlation}
    most = most_services(cores, **kind, chance=chance)
    assert most == 0 or Services.alike(most, **kind).chance_short(cores) <= chance
    assert most + 1 > 2 * cores or Services.alike(most + 1, **kind).chance_short(cores) > chance


def test_without_deviation_nothing_is_short_until_it_is_full():
    steady = Services.alike(4, mean_cores=1.0, deviation_cores=0.0)
    assert (steady.chance_short(4.0), steady.chance_short(3.9)) == (0.0, 1.0)
    assert most_services(4, mean_cores=1.0, deviation_cores=0.0, correlation=0.5, chance=0.01) == 4


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Services([], []), "mean_cores must be one number a service, from 0 to"),
        (lambda: Services([1.0], [1.0, 2.0]), "deviation_cores must be as many as the means, 1, got 2"),
        (lambda: Services([1.0], [-1.0]), "deviation_cores must be one number a service, from 0 to"),
        (lambda: Services([1.0], [1.0], 1.5), "correlation must be between 0 and 1, got 1.5"),
        (lambda: Services([1.0], [1.0]).pooled_cores(0.0), "chance must be above 0 and below 1, got 0.0"),
        (lambda: Services([1.0], [1.0]).chance_short(0), "cores must be positive, got 0"),
        (lambda: Services.alike(0, mean_cores=1, deviation_cores=1), "number must be a whole number of at least 1"),
        (lambda: staffing.beta_for(1.0), "chance must be above 0 and below 1, got 1.0"),
        (lambda: staffing.square_root_staffing(0, 1), "offered must be positive, got 0"),
        (lambda: staffing.peak_per_unit(1, -1, 4, 2), "deviation must be zero or more, got -1"),
        (lambda: fleet(Amount(1, 1), Amount(0, 1), 1, each=Amount(0, 0)), "node must have both CPU and memory"),
        (lambda: fleet(Amount(0, 0), Amount(1, 1), 1, each=Amount(0, 0)), "work must hold something"),
        (lambda: fleet(Amount(1, 1), Amount(1, 1), 0, each=Amount(0, 0)), "pods must be a whole number of at least 1"),
        (lambda: Amount(-1, 0), "cores must be zero or more, got -1"),
    ],
)
def test_what_breaks_a_rule_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("offered", [25, 100, 400, 2500])
@pytest.mark.parametrize("beta", [0.5, 1.0, 2.0])
def test_the_square_root_beside_erlang_c(offered, beta):
    """Halfin and Whitt's limit lies below, by less the more workers there are: by one part in their root or so."""
    workers = staffing.square_root_staffing(offered, beta)
    exact = queueing.erlang_c(offered / workers, workers)
    limit = staffing.chance_of_waiting((workers - offered) / math.sqrt(offered))
    assert 0 < exact / limit - 1 < (0.3 + 0.6 * beta**2) / math.sqrt(offered)
    assert abs(staffing.workers_needed(offered, staffing.chance_of_waiting(beta)) - workers) <= 1


def test_a_hundred_times_the_work_needs_ten_times_the_safety():
    for offered in (9, 100, 10_000):
        assert staffing.square_root_staffing(offered, 1.0) - offered == math.sqrt(offered)


@given(st.floats(0.001, 0.999))
def test_a_chance_of_waiting_and_its_safety_are_inverse(chance):
    assert staffing.chance_of_waiting(staffing.beta_for(chance)) == pytest.approx(chance, rel=1e-6)


@given(st.floats(0.5, 300), st.floats(0.01, 0.9))
def test_workers_needed_are_the_fewest(offered, chance):
    workers = staffing.workers_needed(offered, chance)
    assert queueing.erlang_c(offered / workers, workers) <= chance
    if workers - 1 > offered:
        assert queueing.erlang_c(offered / (workers - 1), workers - 1) > chance


def test_a_peak_a_unit_is_that_of_the_pool():
    pool = Services.alike(25, mean_cores=2.0, deviation_cores=0.6)
    z = bursting.NORMAL.inv_cdf(0.99)
    assert 25 * staffing.peak_per_unit(2.0, 0.6, 25, z) == pytest.approx(pool.pooled_cores(0.01))


@given(st.floats(0.1, 50), st.floats(0.1, 200), st.integers(1, 200), st.floats(0, 0.5), st.floats(0, 2))
def test_pods_hold_the_work_and_what_each_carries(cores, gib, pods, sidecar, base):
    found = fleet(Amount(cores, gib), Amount(16, 64), pods, each=Amount(sidecar, base))
    assert found.requested.cores == pytest.approx(cores + pods * sidecar)
    assert found.requested.gib == pytest.approx(gib + pods * base)
    assert pods * found.pod.cores == pytest.approx(found.requested.cores)
    assume(found.per_node)
    assert found.per_node * found.pod.cores <= 16 * (1 + 1e-6)
    assert found.per_node * found.pod.gib <= 64 * (1 + 1e-6)
    assert max((found.per_node + 1) * found.pod.cores / 16, (found.per_node + 1) * found.pod.gib / 64) > 1 - 1e-6
    assert (found.nodes - 1) * found.per_node < pods <= found.nodes * found.per_node


def test_a_pod_that_is_larger_than_a_node_fits_nowhere():
    found = fleet(Amount(24, 48), Amount(16, 64), 1, each=Amount(0, 0))
    assert (found.per_node, found.nodes) == (0, math.inf)
    assert fewest_nodes([found]) == []
    assert fewest_nodes([]) == []


def test_exactly_full_is_full():
    assert fleet(Amount(3, 1), Amount(1, 64), 30, each=Amount(0, 0)).per_node == 10  # tenths, in floats


def test_the_best_lies_between_few_large_pods_and_many_small_ones():
    """100 cores of work on nodes of 16, 0.1 core a sidecar; what is full first changes with what each pod carries."""
    work, node = Amount(100, 200), Amount(16, 64)
    tried = [fleet(work, node, pods, each=Amount(0.1, 0.25)) for pods in range(7, 400)]
    best = fewest_nodes(tried)
    assert best[0].nodes == 7
    assert tried[0].nodes == 7
    assert tried[3].nodes == 10  # ten pods of 10.1 cores: one a node, 5.9 cores of each stranded
    assert tried[-1].nodes > 8
    assert {each.binds for each in tried} == {"CPU"}
    heavy = fleet(work, node, 400, each=Amount(0.1, 1.0))
    assert (heavy.binds, heavy.nodes) == ("memory", math.ceil(400 / math.floor(64 / 1.5)))


def test_without_anything_carried_smaller_never_needs_more():
    work, node = Amount(100, 200), Amount(16, 64)
    nodes = [fleet(work, node, pods, each=Amount(0, 0)).nodes for pods in (25, 50, 100, 200, 400)]
    assert nodes == sorted(nodes, reverse=True)
    assert nodes[-1] == math.ceil(100 / 16)


def test_amounts_add_up():
    assert Amount(1, 2) + 0.5 * Amount(4, 2) == Amount(3, 3)
    assert pod_size.Amount(0, 0) == Amount(0, 0)


def test_a_chance_next_to_nothing_has_its_own_safety():
    assert staffing.chance_of_waiting(staffing.beta_for(1e-30)) == pytest.approx(1e-30)
    assert staffing.chance_of_waiting(40.0) == 0
