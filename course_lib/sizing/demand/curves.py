"""Synthetic demand: a day and a week that look like those of a service for people. Nobody's, and labelled so.

Vocabulary: a day's `rhythm` (0 at its quietest, 1 at its busiest) has a quiet night, a high noon and a higher evening.
The curve is the rhythm's exponential to a power, which makes its peak as many times its mean as you ask for, and
never lets it fall to zero. The `noise` (0.05) is the standard deviation around the curve, as a share of the curve; it
lasts for some minutes, so that it doesn't vanish in a coarser step. An `event` comes on top of all that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib import require
from course_lib.arrays import Values, freeze
from course_lib.queueing.percentiles import bisect
from course_lib.sizing.demand.demand import LARGEST, Demand

DAY_S = 86_400.0
WEEK_DAYS, WORKDAYS = 7, 5
NOON, EVENING = (12.0, 2.0, 0.85), (20.0, 5.0, 1.0)  # hour, sharpness, height
STEEPEST = 1000.0  # of the power: the curve is then one step high, and the rest of the day nothing
MOST_OVER_MEAN, MOST_TIMES = 10.0, 100.0
NOISE_LASTS_S = 300.0


@dataclass(frozen=True)
class Event:
    """What brings more demand for some hours: a match, a sale, a message to all customers.

    Attributes
    ----------
    hour : float
        When it begins, in hours from the start of the demand: 5 * 24 + 20 is the sixth day at 8 in the evening.
    hours : float
        How long it lasts; positive.
    times : float
        How many times the usual demand there is at its height; 1 or more.
    ramp_hours : float
        How long it takes to rise, and to fall, both within those hours; positive.

    Examples
    --------
    >>> match = Event(hour=20, hours=2, times=3, ramp_hours=0.5)
    >>> match.factor(np.array([19.0, 20.25, 21.0, 22.0])).tolist()
    [1.0, 2.0, 3.0, 1.0]
    """

    hour: float
    hours: float = 2.0
    times: float = 2.0
    ramp_hours: float = 0.25

    def __post_init__(self) -> None:
        require.that(require.number("hour", self.hour) >= 0, "hour", self.hour, "be zero or more")
        require.positive("ramp_hours", self.ramp_hours)
        require.that(require.number("hours", self.hours) > 0, "hours", self.hours, "be positive")
        require.between("times", self.times, 1, MOST_TIMES)

    def factor(self, hour: Values) -> Values:
        """Return by how much it multiplies the demand at such hours."""
        nearest_end = np.minimum(hour - self.hour, self.hour + self.hours - hour)
        return 1 + (self.times - 1) * np.clip(nearest_end / self.ramp_hours, 0, 1)


def synthetic_day(
    mean: float,
    *,
    peak_over_mean: float = 2.5,
    noise: float = 0.0,
    step_s: float = 60.0,
    unit: str = "cores",
    event: Event | None = None,
    seed: int = 1,
    name: str = "a day",
) -> Demand:
    """Return a day from midnight to midnight with two peaks.

    Parameters
    ----------
    mean : float
        Of the curve, before noise and event; in `unit`, positive.
    peak_over_mean : float
        How many times its mean the curve's peak is, before noise and event; from 1, which is a flat day, to 10.
    noise : float
        The standard deviation around the curve, as a share of the curve, 0 to 1.
    step_s : float
        Seconds from one value to the next; a day must be a whole number of steps.
    unit, name : str
        See `Demand`.
    event : Event, optional
        What comes on top.
    seed : int
        Of the noise.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> synthetic_day(2, peak_over_mean=2.5)
    Demand(a day: 1,440 values, one every 60 s, mean 2 cores, peak 5 cores; synthetic)
    """
    curve = _curve(1, _steps_a_day(step_s), require.between("peak_over_mean", peak_over_mean, 1, MOST_OVER_MEAN), 1.0)
    return _demand(curve, mean, noise, step_s, unit, event, seed, name)


def synthetic_week(
    mean: float,
    *,
    peak_over_mean: float = 2.5,
    weekend: float = 0.7,
    noise: float = 0.0,
    step_s: float = 60.0,
    unit: str = "cores",
    event: Event | None = None,
    seed: int = 1,
    name: str = "a week",
) -> Demand:
    """Return a week from Monday to Sunday; the parameters are those of `synthetic_day`, but for one.

    Parameters
    ----------
    mean, peak_over_mean : float
        Of the whole week.
    weekend : float
        A Saturday's and a Sunday's demand, as a share of another day's; positive, at most 10.
    noise, step_s, unit, event, seed, name
        As in `synthetic_day`.

    Raises
    ------
    ValueError
        If an argument breaks its rule; so does a peak that is lower than the weekend alone makes it.

    Examples
    --------
    >>> week = synthetic_week(2, peak_over_mean=3, step_s=300)
    >>> week
    Demand(a week: 2,016 values, one every 300 s, mean 2 cores, peak 6 cores; synthetic)
    >>> [round(day, 2) for day in week.averaged(288).value.tolist()]
    [2.19, 2.19, 2.19, 2.19, 2.19, 1.53, 1.53]
    """
    weekend = require.between("weekend", weekend, 0.01, 10)
    least = WEEK_DAYS * max(1, weekend) / (WORKDAYS + (WEEK_DAYS - WORKDAYS) * weekend)
    peak_over_mean = require.between("peak_over_mean", peak_over_mean, least, MOST_OVER_MEAN)
    curve = _curve(WEEK_DAYS, _steps_a_day(step_s), peak_over_mean, weekend)
    return _demand(curve, mean, noise, step_s, unit, event, seed, name)


def _demand(
    curve: Values, mean: float, noise: float, step_s: float, unit: str, event: Event | None, seed: int, name: str
) -> Demand:
    require.that(require.positive("mean", mean) <= LARGEST, "mean", mean, f"be at most {LARGEST:g}")
    value = mean * curve
    if event is not None:
        require.that(isinstance(event, Event), "event", event, "be an Event: Event(hour=20, times=3) makes one")
        value = value * event.factor(np.arange(len(curve)) * step_s / 3600)
    return Demand(
        value * _noise(len(curve), require.between("noise", noise, 0, 1), step_s, seed), step_s, unit, name=name
    )


def _steps_a_day(step_s: float) -> int:
    steps = DAY_S / require.between("step_s", step_s, 1, DAY_S / 24)
    require.that(steps == int(steps), "step_s", step_s, "divide a day of 86,400 s into whole steps")
    return int(steps)


@lru_cache(maxsize=16)
def _curve(days: int, steps: int, peak_over_mean: float, weekend: float) -> Values:
    """Return a curve of mean 1 whose peak is as high as asked for; it rises with the power, so halving finds it."""
    rhythm = np.tile(_rhythm(steps), days)
    weight = np.repeat([1.0 if day < WORKDAYS else weekend for day in range(days)], steps)

    def to_the_power(power: float) -> Values:
        curve = weight * np.exp(power * (rhythm - 1))
        scaled: Values = curve / curve.mean()
        return scaled

    power = bisect(lambda tried: to_the_power(tried).max() < peak_over_mean, 0.0, STEEPEST)
    return freeze(to_the_power(power))


def _rhythm(steps: int) -> Values:
    """Return how busy a day is at each step, from 0 to 1."""
    hour = np.arange(steps) * 24 / steps
    bumps = [
        height * np.exp(sharpness * (np.cos(2 * np.pi * (hour - at) / 24) - 1))
        for at, sharpness, height in (NOON, EVENING)
    ]
    busy = np.sum(bumps, axis=0)
    rhythm: Values = (busy - busy.min()) / np.ptp(busy)
    return rhythm


def _noise(steps: int, noise: float, step_s: float, seed: int) -> Values:
    """Return factors that are 1 on average, log-normal, and forget their past within some minutes."""
    random = np.random.default_rng(require.whole("seed", seed))
    kept = np.exp(-step_s / NOISE_LASTS_S)
    shocks = random.standard_normal(steps)
    shocks[1:] *= np.sqrt(1 - kept**2)
    log_variance = np.log1p(noise**2)
    from scipy.signal import lfilter  # here, as to import it takes as long as a whole report

    factors: Values = np.exp(np.sqrt(log_variance) * lfilter([1.0], [1.0, -kept], shocks) - log_variance / 2)
    return factors
