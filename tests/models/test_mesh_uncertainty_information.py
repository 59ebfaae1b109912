"""What is worth measuring: as the closed form says, nothing where the choice is clear, and one answer to it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from course_lib.estimate import Estimate, interval
from course_lib.mesh import BETTING, FOUR, Drawn, advice, answer, case, decided, draw, inputs, nets
from course_lib.mesh.alternatives import SIZED
from course_lib.mesh.uncertainty import variance_shares


def normal(mean, sd):
    half = sd * float(ndtri(0.975))
    return Estimate(low=mean - half, best=mean, high=mean + half, unit="nodes", source="an example",
                    certainty=interval(0.95))  # fmt: skip


def gain(mean, sd):
    """Return what it's worth to know a normal net before choosing between it and nothing."""
    away = abs(mean) / sd
    return sd * math.exp(-away * away / 2) / math.sqrt(2 * math.pi) - abs(mean) * float(ndtr(-away))


@pytest.mark.parametrize("mean", [-4.0, -1.0, 0.5, 3.0])
def test_the_worth_of_knowing_one_of_two_is_that_of_the_closed_form(mean):
    drawn = draw({"a": normal(100, 3), "b": normal(100, 2), "c": normal(100, 5)})
    found = advice({"mesh": drawn.values["a"] - drawn.values["b"] + mean}, drawn)
    assert found.choice == ("mesh" if mean < 0 else "none")
    assert found.net == pytest.approx(min(mean, 0), abs=0.02)
    assert found.inputs["a"].gain == pytest.approx(gain(mean, 3), abs=0.02)
    assert found.inputs["b"].gain == pytest.approx(gain(mean, 2), abs=0.02)
    assert found.everything.gain == pytest.approx(gain(mean, math.hypot(3, 2)), abs=0.02)
    assert found.inputs["a"].turns == pytest.approx(ndtr(-abs(mean) / 3), abs=0.02)
    assert found.measure_first == "a"
    assert "c" not in found.inputs or found.inputs["c"].gain < 0.01


def test_what_moves_with_the_input_that_counts_is_worth_something_too():
    drawn = draw({"a": normal(100, 3), "b": normal(100, 2)}, correlated={("a", "b"): 0.8})
    found = advice({"mesh": drawn.values["a"] - 101}, drawn)
    r = 2 * math.sin(math.pi * 0.8 / 6)
    assert found.inputs["b"].gain == pytest.approx(gain(-1, 3 * r), abs=0.02)


def test_a_large_swing_is_worth_nothing_where_the_choice_is_the_same_at_both_ends():
    drawn = draw({"a": normal(100, 10), "b": normal(1, 0.1)})
    found = advice({"mesh": -drawn.values["a"]}, drawn)
    assert (found.choice, found.inputs, found.measure_first) == ("mesh", {}, None)
    assert (found.everything.gain, found.everything.turns) == (0, 0)


def test_between_two_that_differ_by_chance_alone_nothing_is_worth_measuring_much():
    drawn = draw({"a": normal(100, 10), "b": normal(100, 0.001)})
    found = advice({"one": -drawn.values["a"], "two": -drawn.values["a"] + drawn.values["b"] - 100}, drawn)
    assert "a" not in found.inputs


def test_nobody_chooses_what_may_be_impossible_and_to_know_that_is_worth_much():
    drawn = draw({"latency": normal(10, 1), "cost": normal(5, 1)})
    net = np.where(drawn.values["latency"] > 10.5, np.nan, -drawn.values["cost"])
    found = advice({"mesh": net}, drawn)
    assert (found.choice, found.measure_first) == ("none", "latency")
    assert found.inputs["latency"].gain == pytest.approx(5 * ndtr(0.5), rel=0.05)


def test_what_is_ahead_of_none_by_rounding_alone_is_not_chosen():
    drawn = draw({"a": normal(10, 1)})
    found = advice({"mesh": 1e-17 * (drawn.values["a"] - 20)}, drawn)
    assert (found.choice, found.net, found.measure_first) == ("none", 0.0, None)


def test_nothing_but_impossible_draws_leaves_none():
    drawn = draw({"a": normal(10, 1)})
    found = advice({"mesh": np.full(drawn.draws, np.nan)}, drawn)
    assert (found.choice, found.net, found.measure_first) == ("none", 0.0, None)


@pytest.mark.parametrize(("name", "first"), [(name, "imbalance" if name == "unmeasured" else None)
                                              for name in (*FOUR, BETTING)])  # fmt: skip
def test_only_where_nobody_can_tell_there_is_something_to_measure_first(name, first):
    found = case(name)
    assert answer(found.scenario, given=found.given).measure_first == first


def test_what_to_measure_first_stays_so_with_other_draws():
    found = case("unmeasured")
    known = inputs(found.scenario, found.given)
    settled = decided(found.scenario, tuple(known.items()))
    for seed in range(5):
        drawn = draw(known, seed=seed)
        said = advice(nets(settled, drawn), drawn)
        assert (said.choice, said.measure_first) == ("client-side", None) or said.measure_first == "imbalance"


@pytest.mark.parametrize("name", ["imbalance", "sidecar_cost"])
def test_the_draws_say_what_a_loop_over_the_values_of_an_input_says(name):
    found = case("unmeasured")
    known = inputs(found.scenario, found.given)
    settled, drawn = decided(found.scenario, tuple(known.items())), draw(known)
    net = nets(settled, drawn, [SIZED])[SIZED]
    values = np.sort(drawn.values[name])[50::100]  # the middle of each hundredth
    others = draw(known, draws=1000, seed=1)
    means = np.array([known_mean(settled, others, name, value) for value in values])
    said = advice({SIZED: net}, drawn).inputs
    gain = min(means.mean(), 0) - np.minimum(means, 0).mean()
    assert (said[name].gain if name in said else 0) == pytest.approx(gain, abs=0.01)
    assert variance_shares(net, drawn)[name] == pytest.approx(means.var() / net.var(), abs=0.02)


def known_mean(settled, others, name, value):
    instead = Drawn({**others.values, name: np.array([value])}, others.order, others.draws)
    return nets(settled, instead, [SIZED])[SIZED].mean()
