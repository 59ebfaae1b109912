"""Draws: the best is the median, a slider compares the same draws, and correlated inputs keep their ranges."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from course_lib.estimate import Estimate, interval, of_draws
from course_lib.mesh import case, draw, inputs, nets

TWO_SIDED = (1.0, 2.0, 6.0)


def known(low, best, high, certainty="guess"):
    return Estimate(low=low, best=best, high=high, unit="times", source="an example", certainty=certainty)


def test_half_of_the_draws_lie_on_either_side_of_the_best_and_none_beyond_the_ends():
    found = draw({"a": known(*TWO_SIDED)}).values["a"]
    assert (found < 2).mean() == 0.5
    assert 1 <= found.min() < 1.05
    assert 5.8 < found.max() <= 6


def test_mean_and_variance_are_those_of_a_triangle_a_side():
    found = draw({"a": known(*TWO_SIDED)}).values["a"]
    assert found.mean() == pytest.approx(2 + (4 - 1) / 6, abs=1e-3)
    assert found.var() == pytest.approx((4**2 + 1) / 12 - ((4 - 1) / 6) ** 2, rel=1e-3)


@pytest.mark.parametrize(("certainty", "level"), [(interval(0.95), 0.95), (of_draws(0.9), 0.9)])
def test_a_range_that_claims_a_level_holds_just_that(certainty, level):
    found = draw({"a": known(8, 10, 13, certainty)}).values["a"]
    assert ((found >= 8) & (found <= 13)).mean() == pytest.approx(level, abs=1e-3)
    assert np.median(found) == pytest.approx(10, abs=1e-3)


def test_no_draw_is_beyond_what_there_can_be_at_all():
    found = draw({"packing": known(0.7, 0.95, 1.0, interval(0.5)), "margin": known(1, 1.1, 2, interval(0.5))}).values
    assert 0 < found["packing"].min() < 0.7
    assert found["packing"].max() == 1
    assert found["margin"].min() == 1


def test_one_draw_lies_in_each_ten_thousandth():
    found = draw({"a": known(0.9, 1.0, 1.1)})
    assert (np.diff(found.values["a"][found.order["a"]]) >= 0).all()
    shares = np.where(
        found.values["a"] < 1, (found.values["a"] / 0.1 - 9) ** 2 / 2, 1 - (11 - found.values["a"] / 0.1) ** 2 / 2
    )
    assert np.array_equal(np.sort(np.floor(shares * 10_000 + 1e-9)), np.arange(10_000))


def test_another_range_rescales_the_same_draws_and_another_input_leaves_them_alone():
    one = draw({"a": known(1, 2, 3)}).values["a"]
    other = draw({"b": known(1, 2, 3), "a": known(10, 20, 30)}).values
    assert other["a"] == pytest.approx(10 * one)
    assert abs(np.corrcoef(other["a"], other["b"])[0, 1]) < 0.03
    assert not np.allclose(draw({"a": known(1, 2, 3)}, seed=1).values["a"], one)


def test_what_is_known_exactly_is_one_value_for_all_draws():
    found = draw({"a": known(2, 2, 2), "b": known(1, 2, 3)})
    assert found.values["a"].tolist() == [2]
    assert list(found.order) == ["b"]


def test_a_slider_moves_every_single_draw_the_same_way():
    found = case("unmeasured")
    before = None
    for cost in (0.2, 0.5, 0.8):
        drawn = draw(inputs(found.scenario, {**found.given, "sidecar_cost": cost}))
        net = nets(found.scenario, drawn, ["sidecar, right-sized and scoped"])["sidecar, right-sized and scoped"]
        assert before is None or (net >= before - 1e-9).all()
        before = net


@pytest.mark.parametrize("rank", [-1.0, -0.5, 0.0, 0.3, 0.8, 1.0])
def test_ranks_are_correlated_as_told_whatever_the_ranges(rank):
    ranges = {"a": known(*TWO_SIDED), "b": known(8, 10, 30, interval(0.9)), "c": known(1, 2, 3)}
    free, found = draw(ranges), draw(ranges, correlated={("a", "b"): rank})
    assert spearmanr(found.values["a"], found.values["b"]).statistic == pytest.approx(rank, abs=0.02)
    assert abs(spearmanr(found.values["a"], found.values["c"]).statistic) < 0.03
    for name in ranges:
        assert np.array_equal(np.sort(found.values[name]), np.sort(free.values[name]))
        assert (np.diff(found.values[name][found.order[name]]) >= 0).all()


def test_three_inputs_move_together_as_told():
    told = {("a", "b"): 0.7, ("b", "c"): 0.5, ("c", "a"): 0.2}
    found = draw({name: known(1, 2, 3) for name in "abc"}, correlated=told).values
    for (one, other), rank in told.items():
        assert spearmanr(found[one], found[other]).statistic == pytest.approx(rank, abs=0.02)


def test_an_input_without_a_range_moves_with_nothing():
    found = draw({"a": known(1, 2, 3), "b": known(2, 2, 2)}, correlated={("a", "b"): 0.9})
    assert found.values["a"] == pytest.approx(draw({"a": known(1, 2, 3)}).values["a"])


@pytest.mark.parametrize(("told", "message"), [
    ({("a", "x"): 0.5}, "input must be one of a, b, c, got 'x'"),
    ({("a", "b"): 1.5}, "correlation must be between -1 and 1, got 1.5"),
    ({("a", "a"): 0.5}, "correlated must name two different inputs"),
    ({("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9}, "correlated must be possible together"),
])  # fmt: skip
def test_what_cannot_be_correlated_is_named(told, message):
    with pytest.raises(ValueError, match=message):
        draw({name: known(1, 2, 3) for name in "abc"}, correlated=told)


def test_too_few_draws_are_refused():
    with pytest.raises(ValueError, match="draws must be a whole number of at least 1000, got 10"):
        draw({"a": known(1, 2, 3)}, draws=10)
