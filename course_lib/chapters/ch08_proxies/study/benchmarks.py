"""One run of a published benchmark: each mesh's latency, how much of it is added, and what can't be."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.proxies.audit import BeatsNone, Fall, beating_none, impossible
from course_lib.proxies.benchmarks import NONE, Benchmark, Latencies, benchmark, latencies, under
from course_lib.proxies.ratios import added_ms

PERCENTILES = {  # as learners read them, and in the tables
    "p50": "p50", "p90": "p90", "p95": "p95", "p99": "p99", "p99.9": "p999", "p99.99": "p9999", "max": "max",
}  # fmt: skip
SHORT = {
    "kinvolk_2019": "Kinvolk 2019",
    "may_2021": "May 2021",
    "november_2021": "November 2021",
    "livewyer_2024": "LiveWyer 2024",
    "livewyer_2024_ingress": "LiveWyer 2024, ingress",
    "ambient_2025": "April 2025",
}


def load_text(load: str) -> str:
    """Return a load with its unit.

    >>> load_text("2000"), load_text("32 connections")
    ('2,000 requests/s', '32 connections')
    """
    return f"{int(load):,} requests/s" if load.isdecimal() else load


# By what learners choose: the benchmark, and its load.
RUNS = {f"{SHORT[row.benchmark]}, {load_text(row.load)}": (row.benchmark, row.load) for row in latencies()}


@dataclass(frozen=True)
class BenchmarkStudy:
    """The latencies of one run at one percentile.

    Attributes
    ----------
    run, percentile : str
        One of `RUNS` and of `PERCENTILES`.
    benchmark : Benchmark
        Which it belongs to.
    rows : dict of str to Latencies
        By mesh, that without one first.
    falls, faster : tuple
        What can't be, and where a mesh is faster than none: in this run, at any percentile.
    """

    run: str
    percentile: str
    benchmark: Benchmark
    rows: dict[str, Latencies]
    falls: tuple[Fall, ...]
    faster: tuple[BeatsNone, ...]

    @property
    def total_ms(self) -> dict[str, float]:
        """By mesh, where there is a figure."""
        name = PERCENTILES[self.percentile]
        return {mesh: row.ms[name] for mesh, row in self.rows.items() if name in row.ms}

    @property
    def added_ms(self) -> dict[str, float]:
        """By mesh: its latency less that without a mesh, where both are published; below 0 where it is faster."""
        name = PERCENTILES[self.percentile]
        added = {mesh: added_ms(row, self.rows[NONE]) for mesh, row in self.rows.items() if mesh != NONE}
        return {mesh: each[name] for mesh, each in added.items() if name in each}

    @property
    def is_saturated(self) -> bool:
        """Whether clients send as fast as they get answers: then every latency is that of as much as gets through.

        >>> benchmark_study("LiveWyer 2024, 32 connections", "p50").is_saturated
        True
        """
        return not RUNS[self.run][1].isdecimal()

    @property
    def published(self) -> tuple[str, ...]:
        """The percentiles that any row of the run has."""
        return tuple(name for name, key in PERCENTILES.items() if any(key in row.ms for row in self.rows.values()))


def benchmark_study(run: str, percentile: str) -> BenchmarkStudy:
    """Read one run at one percentile.

    >>> study = benchmark_study("November 2021, 200 requests/s", "p50")
    >>> {mesh: round(added, 1) for mesh, added in study.added_ms.items()}
    {'Linkerd': 6.8, 'Istio': 18.7}
    """
    identity, load = RUNS[require.one_of("run", run, RUNS)]
    rows = under(latencies(), identity, load)
    known = tuple(rows.values())
    require.one_of("percentile", percentile, PERCENTILES)
    return BenchmarkStudy(run, percentile, benchmark(identity), rows, impossible(known), beating_none(known))
