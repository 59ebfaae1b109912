"""A demand: one quantity of one service over time, on a regular grid, with what is unknown left unknown.

Vocabulary: the `value` (3.2) of a point is what was asked for during its step, in the `unit` ("cores"); a point whose
value is NaN is a `gap`: nothing is known of it, which is not the same as nothing being asked for. "cores per pod" is
another unit than "cores": a demand per pod and a total are never added by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from course_lib import require
from course_lib.arrays import Flags, ReadOnly, Values, freeze
from course_lib.plural import counted, four_digits, in_unit
from course_lib.sizing.demand.files import prometheus, table
from course_lib.sizing.demand.files.reading import Wishes
from course_lib.text_files import files

PER_POD = " per pod"
LARGEST = 1e100  # so that no sum of values, and no product with their time, is beyond every float
MOST_VALUES = 10_000_000


@dataclass(frozen=True, eq=False, repr=False)
class Demand(ReadOnly):
    """One quantity over time, a value a step.

    No statistic takes a gap for zero, or for anything else: each is that of the known points alone. If the gaps lie in
    the busy hours, all of them come out too low, and no formula can tell.

    Attributes
    ----------
    value : NDArray of float, shape (n,)
        In `unit`; zero or more, or NaN where nothing is known. At least one value is known. A list will do.
    step_s : float
        Seconds from one value to the next; positive.
    unit : str
        "cores", "requests/s", …; what one pod has of it ends with "per pod".
    start_s : float
        When the first step begins, in seconds; since 1970 (UTC) where it was measured.
    name : str
        Of the service or the series.
    source : str
        Where it is from, on one line.
    remarks : tuple of str
        What to know about it: plain sentences.

    Raises
    ------
    ValueError
        If an attribute breaks its rule; a value is named: `value[2] must be from 0 to 1e+100, …, got -1.0`.

    Examples
    --------
    >>> demand = Demand([2.0, 4.0, float("nan"), 3.0], step_s=60, unit="cores", name="web", source="by hand")
    >>> demand
    Demand(web: 4 values, one every 60 s, mean 3 cores, peak 4 cores, 1 gap; by hand)
    >>> demand.mean, demand.quantile(0.5)
    (3.0, 3.0)
    """

    value: Values
    step_s: float
    unit: str
    start_s: float = 0.0
    name: str = "demand"
    source: str = "synthetic"
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", _checked(self.value))
        step_s = require.positive("step_s", self.step_s)
        require.that(step_s <= LARGEST, "step_s", self.step_s, f"be at most {LARGEST:g}")
        object.__setattr__(self, "step_s", step_s)
        object.__setattr__(self, "start_s", require.number("start_s", self.start_s))
        for name in ("unit", "name", "source"):
            text = getattr(self, name)
            is_line = isinstance(text, str) and text.strip() != "" and text.isprintable()
            require.that(is_line, name, text, "be one line of text")
        is_texts = isinstance(self.remarks, tuple) and all(isinstance(each, str) for each in self.remarks)
        require.that(is_texts, "remarks", self.remarks, "be a tuple of str")

    @classmethod
    def from_prometheus(
        cls,
        source: files.Source,
        *,
        series: str | None = None,
        where: Mapping[str, str] | None = None,
        unit: str | None = None,
        step_s: float | None = None,
        name: str | None = None,
    ) -> Demand:
        """Read what Prometheus' query_range, or promtool query range -o json, answered.

        Parameters
        ----------
        source : str or Path
            The file, or its text, which begins with { or [.
        series, where : "add" or None, mapping or None
            "add" for the sum of several series; labels that a series must have: {"reporter": "destination"}.
        unit, step_s, name : str, float, str, or None
            Needed where the metric's name doesn't tell the unit, and where one time tells no step; what to call it.

        Examples
        --------
        >>> Demand.from_prometheus('[{"metric": {}, "values": [[0, "1.5"], [60, "2"], [180, "NaN"]]}]', unit="cores")
        Demand(pasted text: 4 values, one every 60 s, mean 1.75 cores, peak 2 cores, 2 gaps; pasted text, Prometheus)
        """
        return cls(*prometheus.read(source, Wishes(series, where, unit, step_s, name)))

    @classmethod
    def from_csv(
        cls,
        source: files.Source,
        *,
        column: str | None = None,
        decimal: str | None = None,
        zone: str | None = None,
        series: str | None = None,
        where: Mapping[str, str] | None = None,
        unit: str | None = None,
        step_s: float | None = None,
        name: str | None = None,
    ) -> Demand:
        r"""Read a table, Grafana's CSV say: a column of times, and one for each series.

        Parameters
        ----------
        column, decimal, zone : str or None
            Which column; "." or "," where numbers don't tell it; "Europe/Berlin", say, where times name no zone.
        source, series, where, unit, step_s, name
            As of `from_prometheus`; text has several lines, and `where` looks at the labels in a column's name.

        Examples
        --------
        >>> Demand.from_csv("Time;web\n1790812800000;0,5\n1790812860000;1,5\n", unit="cores")
        Demand(web: 2 values, one every 60 s, mean 1 core, peak 1.5 cores; pasted text, CSV)
        """
        return cls(*table.read(source, Wishes(series, where, unit, step_s, name), column, decimal, zone))

    def __len__(self) -> int:
        """Return the number of values, gaps included."""
        return len(self.value)

    def __repr__(self) -> str:
        """Say it in one line that is the same on every run."""
        gaps = len(self) - int(self.known.sum())
        mean, peak = (in_unit(four_digits(amount), self.unit) for amount in (self.mean, self.peak))
        unknown = f", {counted(gaps, 'gap')}" if gaps else ""
        values = counted(len(self), "value")
        every = f"{values}, one every {self.step_s:g} s, mean {mean}, peak {peak}"
        return f"Demand({self.name}: {every}{unknown}; {self.source})"

    def __getitem__(self, part: slice) -> Demand:
        """Return a stretch of it, `demand[10:20]`, with its own start.

        >>> Demand([2.0, 4.0, 3.0], step_s=60, unit="cores")[1:].start_s
        60.0
        """
        rule = "be a stretch such as 10:20, without a step (a single value stands in .value)"
        require.that(isinstance(part, slice) and part.step in (None, 1), "part", part, rule)
        first, end, _ = part.indices(len(self))
        require.that(first < end, "part", part, f"hold at least one of the {counted(len(self), 'value')}")
        return replace(self, value=self.value[first:end], start_s=self.start_s + first * self.step_s)

    def __add__(self, other: Demand) -> Demand:
        """Return the sum of two demands on one grid; what is a gap in either is one in the sum.

        >>> day = Demand([2.0, float("nan")], step_s=60, unit="cores", name="web")
        >>> (day + Demand([1.0, 5.0], step_s=60, unit="cores", name="api")).value.tolist()
        [3.0, nan]
        """
        if not isinstance(other, Demand):
            return NotImplemented
        for name in ("unit", "step_s", "start_s"):
            rule = f"be that of {self.name} ({getattr(self, name)}) to be added to it"
            require.that(getattr(other, name) == getattr(self, name), name, getattr(other, name), rule)
        require.that(len(other) == len(self), "value", other.value, f"have as many values ({len(self)}) to be added")
        sources = " + ".join(dict.fromkeys((self.source, other.source)))
        remarks = tuple(dict.fromkeys((*self.remarks, *other.remarks)))
        name = f"{self.name} + {other.name}"
        return replace(self, value=self.value + other.value, name=name, source=sources, remarks=remarks)

    @property
    def known(self) -> Flags:
        """Where there is a value, and no gap."""
        return ~np.isnan(self.value)

    @property
    def known_value(self) -> Values:
        """The known values, in order; shorter than `value` where there are gaps."""
        return self.value[self.known]

    @property
    def time_s(self) -> Values:
        """When each step begins, in seconds."""
        return self.start_s + self.step_s * np.arange(len(self), dtype=np.float64)

    @property
    def duration_s(self) -> float:
        """Seconds from the begin of the first step to the end of the last, gaps included."""
        return self.step_s * len(self)

    @property
    def mean(self) -> float:
        """The mean of the known values."""
        return float(self.known_value.mean())

    @property
    def peak(self) -> float:
        """The largest known value: of means over a step, if the values are such; a shorter step has a higher peak."""
        return float(self.known_value.max())

    @property
    def peak_over_mean(self) -> float:
        """How many times the mean the peak is; NaN where the mean is 0."""
        return self.peak / self.mean if self.mean > 0 else float("nan")

    def quantile(self, share: float) -> float:
        """Return the value that so large a share of the known time stays below.

        Between two values it is read off the straight line, as NumPy does it, and Prometheus in quantile_over_time;
        but that counts NaN as the lowest value of all. 0 is the least value, 1 the peak.

        >>> Demand([10.0, 20.0, 30.0, 40.0, 50.0], step_s=60, unit="cores").quantile(0.9)
        46.0
        """
        return float(np.quantile(self.known_value, require.between("share", share, 0, 1)))

    def averaged(self, points: int) -> Demand:
        """Return the means of so many values at a time: a coarser step, a lower peak, and the same mean.

        A mean over a gap is that of the known values; where none is known it stays a gap. Values at the end that don't
        fill a step are left out.

        >>> Demand([2.0, 4.0, float("nan"), 3.0], step_s=60, unit="cores").averaged(2).value.tolist()
        [3.0, 3.0]
        """
        whole = require.whole("points", points, at_least=1)
        require.that(whole <= len(self), "points", points, f"be at most the number of values, {len(self)}")
        rows = self.value[: len(self) // whole * whole].reshape(-1, whole)
        count = (~np.isnan(rows)).sum(axis=1)
        means: Values = np.where(count > 0, np.nansum(rows, axis=1) / np.maximum(count, 1), np.nan)
        return replace(self, value=means, step_s=self.step_s * whole)

    def steps(self, over_s: float) -> int:
        """Return how many values so many seconds have: a whole number, no more than there are.

        >>> Demand([2.0] * 48, step_s=3600, unit="cores").steps(over_s=86_400)
        24
        """
        steps = require.positive("over_s", over_s) / self.step_s
        rule = f"be a whole number of steps of {self.step_s:g} s, at most {len(self):,}"
        require.that(1 <= steps <= len(self) and steps == int(steps), "over_s", over_s, rule)
        return int(steps)

    def scaled(self, factor: float, unit: str | None = None) -> Demand:
        """Return it times a factor, in another unit if one is named.

        >>> Demand([100.0, 300.0], step_s=60, unit="requests/s").scaled(0.01, "cores").value.tolist()
        [1.0, 3.0]
        """
        require.that(require.positive("factor", factor) <= LARGEST, "factor", factor, f"be at most {LARGEST:g}")
        return replace(self, value=self.value * factor, unit=self.unit if unit is None else unit)

    def per_pod(self, pods: int) -> Demand:
        """Return what each of so many pods would have of it under perfect balance.

        >>> Demand([20.0], step_s=60, unit="cores").per_pod(10).unit
        'cores per pod'
        """
        count = require.whole("pods", pods, at_least=1)
        require.that(not self.unit.endswith(PER_POD), "unit", self.unit, "be a total, to be divided over pods")
        return self.scaled(1 / count, self.unit + PER_POD)

    def total(self, pods: int) -> Demand:
        """Return what so many pods have together, from what one has.

        >>> Demand([2.0], step_s=60, unit="cores per pod").total(10)
        Demand(demand: 1 value, one every 60 s, mean 20 cores, peak 20 cores; synthetic)
        """
        count = require.whole("pods", pods, at_least=1)
        require.that(self.unit.endswith(PER_POD), "unit", self.unit, f'end with "{PER_POD.strip()}", to be added up')
        return self.scaled(count, self.unit.removesuffix(PER_POD))


def _checked(value: Any) -> Values:
    """Return a read-only copy of the values; the first bad one is named."""
    array = require.numbers("value", value, gaps=True).copy()
    require.that(0 < len(array) <= MOST_VALUES, "value", value, f"have 1 to {MOST_VALUES:,} entries")
    for index in np.flatnonzero((array < 0) | (array > LARGEST))[:1]:
        rule = f"be from 0 to {LARGEST:g}, or NaN where nothing is known"
        require.that(False, f"value[{index}]", float(array[index]), rule)
    require.that(not np.isnan(array).all(), "value", value, "hold at least one number: nothing is known of it")
    return freeze(array)
