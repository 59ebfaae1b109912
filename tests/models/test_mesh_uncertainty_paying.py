"""How often it pays: intervals that hold the true share, impossible draws apart, words that claim no more."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from course_lib.estimate import Estimate, interval
from course_lib.mesh import (
    ALTERNATIVES,
    FOUR,
    MEASURE,
    Prices,
    case,
    compare,
    decided,
    draw,
    in_own_unit,
    inputs,
    nets,
    uncertain,
)
from course_lib.mesh.alternatives import NODE_PROXY, SIZED, choices
from course_lib.mesh.uncertainty import paying, spread
from course_lib.queueing import mm1_percentile
from tests.models.mesh_systems import ONE_WORKER, system


def normal(mean, sd):
    half = sd * float(ndtri(0.975))
    return Estimate(low=mean - half, best=mean, high=mean + half, unit="nodes", source="an example",
                    certainty=interval(0.95))  # fmt: skip


def test_the_interval_of_the_share_holds_the_true_one():
    known = {"a": normal(100, 3), "b": normal(104, 4)}
    truth, held = float(ndtr((104 - 100) / 5)), []
    for seed in range(100):
        values = draw(known, draws=2000, seed=seed).values
        found = paying(values["a"] - values["b"]).pays
        held.append(found.low <= truth <= found.high)
    assert np.mean(held) >= 0.93


def test_shares_of_all_draws_add_up_and_the_impossible_are_told_apart():
    found = paying(np.array([-1.0] * 50 + [0.0] * 10 + [2.0] * 20 + [np.nan] * 20))
    assert (found.pays.best, found.impossible.best, found.draws) == (0.5, 0.2, 100)
    assert found.pays.certainty == found.impossible.certainty == "95% interval"
    assert "given these ranges" in found.pays.source
    assert "can't be met in 20%" in repr(found)


@pytest.mark.parametrize(
    ("net", "share"), [(np.full(1000, -1.0), 1.0), (np.zeros(1000), 0.0), (np.full(1000, np.nan), 0)]
)
def test_a_share_of_none_or_all_is_no_certainty(net, share):
    found = paying(net).pays
    assert found.best == share
    assert found.high - found.low > 0.003


def test_rounding_saves_nothing():
    assert paying(np.full(1000, -1e-13)).pays.best == 0


def test_the_spread_says_what_its_range_is_and_no_more():
    found = spread(np.append(np.arange(101.0), np.nan), "nodes")
    assert (found.low, found.best, found.high) == (5, 50, 95)
    assert found.certainty == "90% of draws"
    assert "contain the true value" not in found.how_sure
    assert spread(np.full(5, np.nan), "nodes") is None


@pytest.mark.parametrize("name", FOUR)
def test_the_middle_of_the_draws_lies_within_the_range_of_all_ends(name):
    found = case(name)
    drawn = uncertain(found.scenario, SIZED, given=found.given).net
    whole = compare(found.scenario, [SIZED], given=found.given, outputs=[MEASURE])[SIZED].net[MEASURE]
    assert whole.low <= drawn.low < drawn.best < drawn.high <= whole.high
    assert [each for each, _ in drawn.inputs] == [each for each, _ in whole.inputs]


def test_where_nobody_is_sure_the_share_is_neither_none_nor_all():
    found = case("unmeasured")
    assert 0.6 < uncertain(found.scenario, SIZED, given=found.given).paying.pays.best < 0.99
    for measured, share in ((2.5, 1.0), (0.0, 0.0)):
        assert uncertain(found.scenario, SIZED, given={"imbalance": measured}).paying.pays.best == share


def test_an_objective_that_a_part_of_the_draws_cannot_meet():
    tight = system(objective_s=0.0485)
    given = {"service_time": 1.0, "sidecar_latency": (0.5, 2.0, 3.0)}
    found = uncertain(tight, SIZED, given=given)
    latency = draw(inputs(tight, given)).values["sidecar_latency"]
    last_ms = 1000 * (0.0485 - mm1_percentile(0.0, 0.99, ONE_WORKER.mean_service_s))
    assert found.paying.impossible.best == pytest.approx((latency > last_ms).mean(), abs=1e-3)
    assert 0.05 < found.paying.impossible.best < 0.95
    never = uncertain(tight, SIZED, given={"service_time": 1.0, "sidecar_latency": 40.0})
    assert (never.paying.impossible.best, never.net) == (1.0, None)
    assert never.shares == {}


def test_draws_are_of_any_output_and_money_where_there_is_a_price():
    priced = system(prices=Prices(node_hour=0.5, currency="CHF"))
    assert uncertain(priced, NODE_PROXY, "money").net.unit == "CHF"
    with pytest.raises(ValueError, match=r"output must be one of .*, got 'money'"):
        uncertain(system(), NODE_PROXY, "money")
    with pytest.raises(ValueError, match=r"alternative must be one of .*, got 'x'"):
        uncertain(system(), "x")


def test_nothing_is_saved_by_nothing():
    found = case("pays")
    known = inputs(found.scenario, found.given)
    net = nets(decided(found.scenario, tuple(known.items())), draw(known), ["none"])["none"]
    assert not net.any()


def test_only_what_is_sized_as_none_is_and_brings_what_is_needed_is_a_choice():
    assert all(ALTERNATIVES[each].sized and ALTERNATIVES[each].name != "none" for each in choices())
    assert NODE_PROXY not in choices(("policy by request",))


@pytest.mark.parametrize(("name", "value", "own"), [
    ("imbalance", 0.0, 1.0),
    ("imbalance", 1.0, (40 * 2.0 + 40 * 1.05) / 80),
    ("service_time", 2.0, 20.0),
    ("callers", 0.5, 0.5 * (3 * 1000 + 60 * 8000) / 9000),
    ("packing", 0.8, 0.8),
])  # fmt: skip
def test_a_value_is_told_as_somebody_would_measure_it(name, value, own):
    assert in_own_unit(system(), name, value).best == pytest.approx(own)


def test_where_everything_is_known_all_draws_are_one():
    found = case("pays")
    exact = {name: each.best for name, each in inputs(found.scenario, found.given).items()}
    said = uncertain(found.scenario, SIZED, given=exact)
    assert (said.paying.draws, said.paying.pays.best) == (10_000, 1.0)
    assert said.net.low == said.net.high
    assert (said.swings, said.shares) == ({}, {})
