"""Synthetic demand has the mean, the peak, the noise and the event that were asked for, and is the same every time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.sizing.demand.curves import Event, synthetic_day, synthetic_week


@given(st.floats(0.01, 1e6), st.floats(1, 10), st.sampled_from([15.0, 60.0, 300.0, 3600.0]))
def test_a_day_has_the_mean_and_the_peak_that_were_asked_for(mean, peak_over_mean, step_s):
    day = synthetic_day(mean, peak_over_mean=peak_over_mean, step_s=step_s)
    assert day.mean == pytest.approx(mean, rel=1e-9)
    assert day.peak_over_mean == pytest.approx(peak_over_mean, rel=1e-9)
    assert day.duration_s == 86_400
    assert day.value.min() > 0


@given(st.floats(1.2, 10), st.floats(0.5, 1))
def test_a_week_has_them_too_and_a_weekend(peak_over_mean, weekend):
    week = synthetic_week(3, peak_over_mean=peak_over_mean, weekend=weekend, step_s=600)
    assert week.mean == pytest.approx(3, rel=1e-9)
    assert week.peak_over_mean == pytest.approx(peak_over_mean, rel=1e-9)
    days = week.value.reshape(7, -1)
    np.testing.assert_allclose(days[:5], np.tile(days[0], (5, 1)))
    np.testing.assert_allclose(days[5:], weekend * np.tile(days[0], (2, 1)))


def test_a_day_has_two_peaks_a_dip_between_them_and_a_quiet_night():
    hourly = synthetic_day(2).averaged(60).value
    rises = np.diff(hourly) > 0
    turns = [hour for hour in range(1, 24) if rises[hour - 1] and (hour == 23 or not rises[hour])]
    assert len(turns) == 2
    assert 11 <= turns[0] <= 13
    assert 19 <= turns[1] <= 21
    assert hourly[turns[1]] > hourly[turns[0]] > hourly.mean() > hourly[16]
    assert hourly.argmin() < 5


def test_it_is_labelled_synthetic_and_the_same_every_time():
    one, other, another = (synthetic_week(2, noise=0.1, step_s=300, seed=seed) for seed in (1, 1, 2))
    assert one.source == "synthetic"
    assert one.value.tolist() == other.value.tolist() != another.value.tolist()


@pytest.mark.parametrize("step_s", [15.0, 60.0, 300.0])
def test_noise_is_as_large_as_asked_for_at_any_step_and_lasts(step_s):
    ratios = [
        synthetic_week(2, noise=0.2, step_s=step_s, seed=seed).value / synthetic_week(2, step_s=step_s).value
        for seed in range(20)
    ]
    assert np.mean(ratios) == pytest.approx(1, abs=0.01)
    assert np.std(ratios) == pytest.approx(0.2, rel=0.03)
    apart = round(300 / step_s)  # five minutes, after which the logarithms have forgotten all but 1/e
    logs = np.log(ratios)
    correlation = np.corrcoef(logs[:, :-apart].ravel(), logs[:, apart:].ravel())[0, 1]
    assert correlation == pytest.approx(np.exp(-1), abs=0.03)


def test_an_event_multiplies_its_hours_and_no_others():
    match = Event(hour=5 * 24 + 20, hours=2, times=3, ramp_hours=0.25)
    ratio = synthetic_week(2, event=match).value / synthetic_week(2).value
    minutes = np.arange(len(ratio))
    begin, end = (5 * 24 + 20) * 60, (5 * 24 + 22) * 60
    inside = (minutes > begin) & (minutes < end)
    np.testing.assert_array_equal(ratio[~inside], 1)
    np.testing.assert_allclose(ratio[begin + 15 : end - 15], 3)
    assert (ratio[inside] > 1).all()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"mean": 0}, "mean must be positive, got 0"),
        ({"peak_over_mean": 0.9}, "peak_over_mean must be between 1 and 10, got 0.9"),
        ({"peak_over_mean": 11}, "peak_over_mean must be between 1 and 10, got 11"),
        ({"noise": 2}, "noise must be between 0 and 1, got 2"),
        ({"step_s": 7}, "step_s must divide a day of 86,400 s into whole steps, got 7"),
        ({"step_s": 7200}, "step_s must be between 1 and 3600, got 7200"),
        ({"seed": -1}, "seed must be a whole number of at least 0, got -1"),
        ({"unit": ""}, "unit must be one line of text, got ''"),
    ],
)
@pytest.mark.parametrize("made", [synthetic_day, synthetic_week])
def test_the_door(made, changes, message):
    message = message.replace(
        "between 1 and 10", "between 1.09375 and 10" if made is synthetic_week else "between 1 and 10"
    )
    with pytest.raises(ValueError, match=f"^{message}$"):
        made(**{"mean": 2, "step_s": 600, **changes})


def test_the_door_of_a_weekend_and_an_event():
    with pytest.raises(ValueError, match=r"weekend must be between 0\.01 and 10, got 0"):
        synthetic_week(2, weekend=0)
    for wrong in ({"hour": -1}, {"hours": 0}, {"times": 0.5}, {"times": 101}, {"ramp_hours": 0}):
        with pytest.raises(ValueError, match=f"^{next(iter(wrong))} must be "):
            Event(**{"hour": 20, **wrong})
