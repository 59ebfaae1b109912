"""Shares of the variance from the draws there are: as exact where there's a closed form, together or apart."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import ndtri

from course_lib.estimate import Estimate, interval
from course_lib.mesh import case, draw, inputs, uncertain
from course_lib.mesh.alternatives import SIZED
from course_lib.mesh.uncertainty import variance_shares

WITHIN = 0.02
RANGES = {"a": (1, 2, 6), "b": (3, 5, 7), "c": (0, 4, 4.5), "d": (0, 1, 1.5), "e": (1, 1.1, 1.2)}


def known(low, best, high):
    return Estimate(low=low, best=best, high=high, unit="nodes", source="an example", certainty="guess")


def normal(mean, sd):
    half = sd * float(ndtri(0.975))
    return Estimate(low=mean - half, best=mean, high=mean + half, unit="nodes", source="an example",
                    certainty=interval(0.95))  # fmt: skip


def variance(low, best, high):
    below, above = best - low, high - best
    return (below**2 + above**2) / 12 - ((above - below) / 6) ** 2


@pytest.mark.parametrize("seed", range(5))
def test_shares_of_a_sum_are_exact(seed):
    factors = {"a": 1.0, "b": -2.0, "c": 0.5, "d": 3.0, "e": 1.0}
    drawn = draw({name: known(*ends) for name, ends in RANGES.items()}, seed=seed)
    parts = {name: factors[name] ** 2 * variance(*ends) for name, ends in RANGES.items()}
    found = variance_shares(sum(factors[name] * drawn.values[name] for name in RANGES), drawn)
    for name, part in parts.items():
        assert found[name] == pytest.approx(part / sum(parts.values()), abs=WITHIN)
    assert list(found) == sorted(found, key=lambda each: -found[each])


@pytest.mark.parametrize("rank", [-0.7, 0.0, 0.4, 0.9])
@pytest.mark.parametrize("factors", [(1.0, 1.0), (2.0, -1.0), (1.0, 0.0)])
def test_shares_of_a_correlated_pair_are_those_of_the_closed_form(rank, factors):
    drawn = draw({"a": normal(100, 3), "b": normal(90, 4), "c": normal(80, 2)}, correlated={("a", "b"): rank})
    r, (x, y) = 2 * math.sin(math.pi * rank / 6), (factors[0] * 3, factors[1] * 4)
    total = x * x + y * y + 2 * r * x * y + 4
    found = variance_shares(factors[0] * drawn.values["a"] + factors[1] * drawn.values["b"] + drawn.values["c"], drawn)
    exact = {"a": (x + r * y) ** 2 / total, "b": (y + r * x) ** 2 / total, "c": 4 / total}
    for name, share in exact.items():
        assert found[name] == pytest.approx(share, abs=WITHIN), name


def test_what_two_inputs_do_together_is_nobody_s_own_share():
    drawn = draw({"a": normal(10, 2), "b": normal(10, 2)})
    found = variance_shares(drawn.values["a"] * drawn.values["b"], drawn)
    alone = (10 * 2) ** 2 / (2 * (10 * 2) ** 2 + (2 * 2) ** 2)
    assert found == pytest.approx({"a": alone, "b": alone}, abs=WITHIN)


def test_an_input_that_turns_back_counts_although_its_ends_are_alike():
    drawn = draw({"a": normal(10, 1), "b": normal(10, 1)})
    found = variance_shares((drawn.values["a"] - 10) ** 2, drawn)
    assert found["a"] == pytest.approx(1, abs=WITHIN)
    assert found["b"] == pytest.approx(0, abs=WITHIN)


def test_impossible_draws_are_left_out():
    drawn = draw({"a": normal(10, 1), "b": normal(10, 1)})
    found = variance_shares(np.where(drawn.values["b"] > 10.5, np.nan, drawn.values["a"]), drawn)
    assert found["a"] == pytest.approx(1, abs=WITHIN)
    assert found["b"] == pytest.approx(0, abs=WITHIN)


@pytest.mark.parametrize("value", [0.0, 5.0, np.nan])
def test_where_nothing_varies_nobody_has_a_share(value):
    drawn = draw({"a": normal(10, 1)})
    assert variance_shares(np.full(drawn.draws, value), drawn) == {}


def test_shares_don_t_depend_on_the_draws():
    found, other = case("unmeasured"), {}
    known_ = inputs(found.scenario, found.given)
    shares = uncertain(found.scenario, SIZED, given=found.given).shares
    other = uncertain(found.scenario, SIZED, given=found.given, draws=20_000).shares
    assert set(shares) == {name for name, each in known_.items() if each.low < each.high}
    assert shares == pytest.approx(other, abs=WITHIN)
    assert sum(shares.values()) < 1.05
