"""What balancing leaves of random's pods: near K = 1 much less, near many views nothing; off the grid as simulated."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib import balancers, queueing, sizing
from course_lib.mesh import balance
from course_lib.queueing import mm1_percentile

VIEWS = [1, 2, 3, 5, 10, 20, 50, 100, 300]
BALANCERS = {"two choices": balancers.POWER_OF_TWO_CHOICES, "round robin": balancers.ROUND_ROBIN}
WITHIN = 0.05  # of random's pods, and never closer than a whole pod


@pytest.mark.parametrize("workers", [1, 2, 3, 8, 16])
@pytest.mark.parametrize("objective_s", [0.05, 0.06, 0.1, 0.3, 2.0])
def test_the_busiest_is_that_of_one_objective_by_halving(workers, objective_s):
    found = balance.busiest(balance.tight(objective_s, 0.01, 0.99), workers, 0.99)
    assert found == pytest.approx(queueing.busiest(objective_s, 0.01, workers, 0.99), abs=2e-5)


@pytest.mark.parametrize("workers", [1, 4])
def test_the_busiest_of_a_mean_is_where_the_closed_form_says(workers):
    for utilisation in (0.2, 0.5, 0.9):
        tight = 1 / queueing.mmc_latency(utilisation, workers)
        assert balance.busiest(tight, workers, balance.MEAN) == pytest.approx(utilisation, abs=1e-4)


def test_another_objective_is_named():
    with pytest.raises(ValueError, match="objective must be one of mean, got 'p99'"):
        balance.share_of_random(balance.TWO_CHOICES, "p99", 1, views=1, pods=18, tight=0.5)


def test_no_utilisation_meets_an_objective_that_the_work_alone_takes():
    alone_s = mm1_percentile(0.0, 0.99, 0.01)
    tight = balance.tight(np.array([alone_s, 0.0, -1.0, alone_s / 2]), 0.01, 0.99)
    assert np.isnan(balance.busiest(tight, 1, 0.99)).all()


@pytest.mark.parametrize("balancer", balance.BALANCERS)
@pytest.mark.parametrize("end", [-1, 0, 1])
@pytest.mark.parametrize("objective", [balance.MEAN, *balance.percentiles()])
@pytest.mark.parametrize("workers", balance.grid()["workers"].astype(int).tolist())
def test_more_views_never_save_more_and_none_need_more_than_random(objective, workers, end, balancer):
    axes = balance.grid()
    views, pods, tight = np.meshgrid(axes["views"], axes["pods"], axes["tight"], indexing="ij")
    share = balance.share_of_random(balancer, objective, workers, views=views, pods=pods, tight=tight, position=end)
    assert (np.diff(share, axis=0) >= 0).all()
    assert ((share > 0) & (share <= 1)).all()


def test_the_saving_is_there_at_three_views_and_all_but_gone_at_fifty():
    share = balance.share_of_random(balance.TWO_CHOICES, 0.99, 1, views=[3, 50, 300], pods=18, tight=0.5)
    assert share[0] < 0.7
    assert share[1] > 0.9
    assert share[2] > 0.97


def test_at_fifty_views_a_mean_objective_needs_random_s_pods():
    need, two = sizing.Need(offered=9, objective_s=2), balancers.POWER_OF_TWO_CHOICES
    random = sizing.pods_at_random(need).pods
    assert [sizing.pods_needed(need, two, proxies=views).pods for views in (3, 50)] == [13, random]


@given(
    st.floats(0.5, 0.999),
    st.integers(1, 20),
    st.floats(1, 1000),
    st.floats(1, 1000),
    st.floats(0, 1),
    st.floats(-2, 2),
)
def test_beyond_the_grid_the_nearest_point_stands(objective, workers, views, pods, tight, position):
    axes = balance.grid()
    asked = {"views": views, "pods": pods, "tight": tight}
    nearest = {name: np.clip(value, axes[name][0], axes[name][-1]) for name, value in asked.items()}
    found = balance.share_of_random(balance.TWO_CHOICES, objective, workers, **asked, position=position)
    assert found == pytest.approx(
        balance.share_of_random(balance.TWO_CHOICES, objective, workers, **nearest, position=np.clip(position, -1, 1))
    )


@pytest.mark.parametrize(
    ("balancer", "share", "workers", "views", "offered", "objective"),
    [
        ("two choices", 0.99, 1, 1, 7, 8.0),
        ("two choices", 0.99, 1, 4, 12, 9.0),
        ("two choices", 0.99, 1, 30, 15, 12.0),
        ("two choices", 0.95, 1, 7, 20, 5.0),
        ("two choices", 0.99, 3, 2, 24, 6.0),
        ("two choices", 0.95, 2, 15, 16, 5.0),
        ("two choices", 0.99, 6, 5, 40, 7.0),
        ("round robin", 0.99, 1, 2, 10, 9.0),
        ("round robin", 0.95, 1, 12, 18, 6.0),
        ("round robin", 0.99, 3, 4, 20, 6.5),
    ],
)
def test_off_the_grid_it_needs_the_pods_that_a_simulation_needs(balancer, share, workers, views, offered, objective):
    need = sizing.Need(offered=offered, objective_s=objective, share=share, workers=workers)
    simulated = sizing.pods_needed(need, BALANCERS[balancer], proxies=views, requests=60_000)
    tight = balance.tight(objective, 1.0, share)
    random = offered / (workers * float(balance.busiest(tight, workers, share)))
    of_random = balance.share_of_random(balancer, share, workers, views=views, pods=random, tight=tight)
    off = max(1.0, WITHIN * random)
    assert simulated.low - off <= np.ceil(random * of_random) <= simulated.high + off


def test_taking_turns_saves_less_than_the_better_of_two():
    for views in (1, 3, 10):
        turns, two = (balance.share_of_random(each, 0.99, 1, views=views, pods=18, tight=0.5)
                      for each in (balance.ROUND_ROBIN, balance.TWO_CHOICES))  # fmt: skip
        assert two < turns < 1


def test_an_unknown_balancer_is_told_with_those_there_are():
    with pytest.raises(ValueError, match="balancer must be one of two choices, round robin, got 'random'"):
        balance.share_of_random("random", 0.99, 1, views=1, pods=18, tight=0.5)


def test_the_ends_lie_around_the_best():
    low, best, high = balance.share_of_random(
        balance.TWO_CHOICES, 0.99, 1, views=7, pods=25, tight=0.4, position=[-1, 0, 1]
    )
    assert low <= best <= high
    assert high - low < 0.05
