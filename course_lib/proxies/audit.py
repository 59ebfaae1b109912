"""What a table of a benchmark gives away about itself: rows that can't be, columns that can't be what they are called.

Vocabulary: a `fall` is a percentile above a higher one of its own row (p50 239.7 ms, p90 226.6 ms): no distribution has
that, nor has the mean of several runs' rows, since each of them rises. A column `stands still` where the load grows at
least tenfold and its value by less than a twentieth. Requests cost CPU time, so such a column isn't the CPU that the
load takes; it may be a moment that the load doesn't change, such as the start. Memory does stand still: it follows the
configuration. A row `beats none` where requests are faster with a mesh than without: then two runs differ by more than
what the mesh adds, or it balances better; the row alone doesn't say which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from course_lib.proxies.benchmarks import NONE, Latencies, Usage

MORE_LOAD, LITTLE_MORE = 10.0, 1.05


@dataclass(frozen=True)
class Fall:
    """Two neighbouring percentiles of one row of which the higher has the lower latency."""

    row: Latencies
    lower: str
    higher: str


@dataclass(frozen=True)
class Still:
    """A step in load over which a column stands still: its two amounts, at the lower and at the higher load."""

    before: Usage
    after: Usage

    @property
    def times_the_load(self) -> float:
        """How many times the load grows."""
        return float(self.after.load) / float(self.before.load)

    @property
    def growth(self) -> float:
        """How many times the amount grows."""
        return self.after.value / self.before.value


@dataclass(frozen=True)
class BeatsNone:
    """A percentile at which a mesh is faster than no mesh."""

    row: Latencies
    without: Latencies
    percentile: str

    @property
    def by_ms(self) -> float:
        """How much faster."""
        return self.without.ms[self.percentile] - self.row.ms[self.percentile]


def impossible(rows: Iterable[Latencies]) -> tuple[Fall, ...]:
    """Return the falls: percentiles that are above the next higher one of the same row.

    >>> whole = Latencies("mine", "20", "none", {"p50": 3.0, "p90": 5.0, "p99": 5.0}, "T")
    >>> upside_down = Latencies("mine", "20", "a mesh", {"p50": 3.0, "p90": 9.0, "p99": 8.0}, "T")
    >>> [(fall.row.mesh, fall.lower, fall.higher) for fall in impossible([whole, upside_down])]
    [('a mesh', 'p90', 'p99')]
    """
    pairs = ((row, low, high) for row in rows for low, high in pairwise(row.ms))
    return tuple(Fall(row, low, high) for row, low, high in pairs if row.ms[low] > row.ms[high])


def standing_still(amounts: Iterable[Usage]) -> tuple[Still, ...]:
    """Return the steps in load over which a column stands still; loads that aren't in requests/s are left out.

    A column is what one benchmark gives for one part, resource and statistic of a mesh, in one unit.

    >>> made_up = [Usage("mine", load, "a mesh", "sidecar", "CPU", "mean", value, "millicores", "T", "")
    ...            for load, value in (("20", 50.0), ("200", 52.0), ("2000", 90.0))]
    >>> [(each.before.load, each.after.load, each.growth) for each in standing_still(made_up)]
    [('20', '200', 1.04)]
    """
    columns: dict[tuple[str, ...], list[Usage]] = {}
    for each in amounts:
        if each.load.isdecimal():
            columns.setdefault(_column(each), []).append(each)
    steps = (Still(*pair) for column in columns.values() for pair in pairwise(sorted(column, key=_load)))
    return tuple(step for step in steps if step.times_the_load >= MORE_LOAD and step.growth < LITTLE_MORE)


def beating_none(rows: Iterable[Latencies]) -> tuple[BeatsNone, ...]:
    """Return the percentiles at which a mesh is faster than the same without a mesh."""
    known = tuple(rows)
    without = {(row.benchmark, row.load): row for row in known if row.mesh == NONE}
    pairs = [(row, without[key]) for row in known if (key := (row.benchmark, row.load)) in without]
    return tuple(
        BeatsNone(row, none, name)
        for row, none in pairs
        for name, value in row.ms.items()
        if value < none.ms.get(name, 0.0)
    )


def _column(each: Usage) -> tuple[str, ...]:
    return each.benchmark, each.mesh, each.part, each.resource, each.statistic, each.unit


def _load(each: Usage) -> float:
    return float(each.load)
