"""The hand on the target, and what a sidecar dilutes: the figures that the chapter tells, and what holds of all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.sizing.autoscaling import Injected, Spread, highest_target
from course_lib.tables import figure


def told(name):
    return figure("autoscaling", name).value


# --- Balance and target -----------------------------------------------------------------------------


def test_no_pod_goes_at_perfect_balance():
    for hot in (1, 2, 5, 11, 100):
        assert Spread(hot=hot).desired(70).pods == 10


def test_with_the_hot_pod_saturated_six_are_wanted_and_balanced_ten():
    saturated = Spread(hot=11, limit_m=500)
    assert saturated.desired(70).pods == told("hot_saturated_pods")
    assert saturated.desired(70).proposals[0].seen == 41
    assert Spread(hot=1, limit_m=500).desired(70).pods == told("balanced_pods")


@pytest.mark.parametrize(("target", "name"), [(50, "_at_50"), (70, ""), (80, "_at_80")])
def test_what_saves_is_the_hand_that_raises_the_target(target, name):
    assert Spread(limit_m=500).desired(target).pods == told(f"balanced_pods{name}")


def test_h1_one_pod_full_and_nine_idle_are_two():
    assert Spread(cores=0.5, hot=1e6, limit_m=500).desired(50).pods == 2


cores, pods, hots = st.floats(0.1, 50), st.integers(2, 40), st.floats(1, 50)


@given(cores, pods, hots, st.integers(20, 120))
def test_balance_never_lowers_the_count_of_an_autoscaler_at_the_limit(arrives, count, hot, target):
    """A millicore a pod of rounding up may be all that an even spread takes away."""
    skewed, even = (Spread(arrives, count, each, limit_m=500) for each in (hot, 1))
    seen = [spread.desired(target).proposals[0].seen for spread in (skewed, even)]
    assert seen[1] >= seen[0] - 1
    assert even.unmet_m <= skewed.unmet_m + 1e-6


@given(cores, pods, hots)
def test_all_that_arrives_is_used_or_unmet(arrives, count, hot):
    spread = Spread(arrives, count, hot, limit_m=500)
    assert sum(spread.loads_m) == pytest.approx(1000 * arrives)
    assert sum(spread.used_m) + spread.unmet_m == pytest.approx(1000 * arrives)
    assert spread.loads_m[0] == pytest.approx(hot * spread.loads_m[-1])


@given(pods, hots, st.integers(100, 1000), st.integers(100, 4000))
def test_at_the_highest_target_the_hot_pod_uses_just_what_it_can(count, hot, request_m, most_m):
    target = highest_target(hot, count, request_m, most_m)
    arrives = count * request_m * target / 100 / 1000
    assert Spread(arrives, count, hot, request_m).loads_m[0] == pytest.approx(most_m)
    assert highest_target(hot + 1, count, request_m, most_m) < target


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"cores": -1}, "cores must be between 0 and"),
        ({"pods": 0}, "pods must be a whole number of at least 1, got 0"),
        ({"hot": 0.9}, "hot must be between 1 and"),
        ({"limit_m": 0}, "limit_m must be positive, got 0"),
    ],
)
def test_bad_spreads_are_told(arguments, message):
    with pytest.raises(ValueError, match=message):
        Spread(**arguments)


# --- Dilution ---------------------------------------------------------------------------------------


def test_dilution_alone_removes_a_pod_while_requested_cpu_rises():
    injected = Injected()
    assert injected.before.pods == 10
    assert injected.after.pods == told("diluted_pods")
    assert injected.requested_before_m == told("diluted_request_before")
    assert injected.requested_after_m == told("diluted_request")
    assert round(injected.app_percent_after) == 78


def test_container_resource_sees_through_it():
    seen = Injected(container_only=True)
    assert (seen.after.pods, seen.requested_after_m, seen.hidden_target) == (10, 6000, 70)


def test_a_sidecar_that_requests_nothing_makes_the_metric_fail():
    broken = Injected(proxy_request_m=None)
    assert broken.fails
    assert broken.after.pods == 10
    assert "missing request for cpu in container proxy" in broken.after.why
    assert not Injected(proxy_request_m=None, container_only=True).fails


@given(st.integers(50, 90), st.floats(0, 200), st.integers(0, 300))
def test_an_app_at_the_hidden_target_has_its_pod_at_the_target(target, usage_m, request_m):
    hidden = Injected(10, target, 350, 500, usage_m, request_m).hidden_target
    of_the_pod = (hidden / 100 * 500 + usage_m) / (500 + request_m)
    assert 100 * of_the_pod == pytest.approx(target)
