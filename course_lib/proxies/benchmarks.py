"""Published benchmarks of proxies: each with its date, the people who ran it, and what they counted.

Vocabulary: a `benchmark` ("november_2021") was run by somebody with a `stake` ("vendor"); under one of its loads
("2000", requests/s; or "32 connections") each `mesh` ("Linkerd", "Istio", or "none" without one) has a row of
`Latencies` (p50 to max, in ms) and some amounts of `Usage` (36 ms of CPU, the maximum of any proxy). What its
figures leave out stands in `not_counted`.

The year is that of the measurement, as in course_lib.tables. Units are the sources' own: what is ms of CPU there is not
turned into millicores, since the interval isn't stated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache

from course_lib import require, tables
from course_lib.estimate import CERTAINTY, Estimate, exact

STAKES = {
    "vendor": "run by makers of one of the products compared",
    "commissioned": "run at the request of makers of one of the products compared",
    "ambassador": "run by an ambassador of one of the products compared",
    "customer": "told by a customer of one of the products compared",
    "own": "run by the makers, of their own product alone",
    "provider": "published by a company that offers the product as a service",
    "consultancy": "run by a consultancy",
    "academic": "run by researchers",
    "user": "told by users, of their own fleet",
}
PERCENTILES = ("p50", "p90", "p95", "p99", "p999", "p9999", "max")
NONE = "none"


@dataclass(frozen=True)
class Benchmark:
    """One published benchmark.

    Attributes
    ----------
    id, name : str
        In the tables ("may_2021"), and as learners read it ("Linkerd and Istio, May 2021").
    ran_by, stake : str
        The people who ran it, and one of `STAKES`: what they have to do with the products.
    year : int
        Of the measurement.
    versions, environment, load : str
        What was measured, where, and under which load.
    counted, not_counted, caveat : str
        What its figures hold, what they leave out, and what else has to be known (sentences), for learners.
    source : str
        Where it is published.
    """

    id: str
    name: str
    ran_by: str
    stake: str
    year: int
    versions: str
    environment: str
    load: str
    counted: str
    not_counted: str
    caveat: str
    source: str

    def __post_init__(self) -> None:
        require.one_of("stake", self.stake, STAKES)
        require.between("year", self.year, 1990, 2100)
        for each in fields(self):
            require.that(bool(getattr(self, each.name)), each.name, getattr(self, each.name), "not be empty")


@dataclass(frozen=True)
class Latencies:
    """The percentiles of one mesh under one load, as published: those that weren't are left out of `ms`.

    Attributes
    ----------
    benchmark, load, mesh : str
        What is measured; "none" is the same without a mesh.
    ms : dict of str to float
        By percentile, in the order of `PERCENTILES`.
    certainty : str
        A tag of `estimate.CERTAINTY`.
    """

    benchmark: str
    load: str
    mesh: str
    ms: dict[str, float]
    certainty: str

    def __post_init__(self) -> None:
        require.that(bool(self.ms), "ms", self.ms, "hold a percentile")
        for name, value in self.ms.items():
            require.one_of("percentile", name, PERCENTILES)
            require.positive(name, value)
        require.one_of("certainty", self.certainty, CERTAINTY)


@dataclass(frozen=True)
class Usage:
    """One amount that a benchmark or a report gives for a part of a mesh.

    Attributes
    ----------
    benchmark, load, mesh, part : str
        What is measured: "may_2021", "2000" (requests/s; empty where not stated), "Linkerd", "sidecar".
    resource : str
        "CPU", "memory", "throughput", "added p90", …
    statistic : str
        "maximum of any proxy", "mean", "total", …: one of them says nothing of the others.
    value : float
        In `unit`.
    unit, certainty, note : str
        As the source has it; a tag of `estimate.CERTAINTY`; what else has to be said, or nothing.
    """

    benchmark: str
    load: str
    mesh: str
    part: str
    resource: str
    statistic: str
    value: float
    unit: str
    certainty: str
    note: str

    def __post_init__(self) -> None:
        require.positive("value", self.value)
        require.one_of("certainty", self.certainty, CERTAINTY)
        for name in ("mesh", "part", "resource", "statistic", "unit"):
            require.that(bool(getattr(self, name)), name, getattr(self, name), "not be empty")

    @property
    def estimate(self) -> Estimate:
        """The amount without a range; its source names the people who measured, the year, and how sure it is.

        >>> usage("november_2021", "2000", "Linkerd").estimate
        36 ms
        """
        from_ = benchmark(self.benchmark)
        what = f"{self.mesh}, {self.part}, {self.resource}: {self.statistic}"
        source = f"{from_.source}, {from_.year}: {what} ({CERTAINTY[self.certainty]})"
        return exact(self.value, self.unit, source, self.certainty)


@cache
def benchmarks() -> dict[str, Benchmark]:
    """Return all benchmarks by id, in order of their table."""
    rows = tables.rows("proxy_benchmarks", tuple(each.name for each in fields(Benchmark)))
    return {row["id"]: Benchmark(**{**row, "year": int(row["year"])}) for row in rows}  # type: ignore[arg-type]


def benchmark(identity: str) -> Benchmark:
    """Return one benchmark; a ValueError lists those there are.

    >>> benchmark("may_2021").versions
    'Linkerd 2.10.2, Istio 1.10.0 with its minimal settings'
    """
    return benchmarks()[require.one_of("identity", identity, benchmarks())]


@cache
def latencies() -> tuple[Latencies, ...]:
    """Return every published row of latencies.

    >>> latencies()[0].ms
    {'p99': 3.1, 'p999': 4.0, 'max': 972.0}
    """
    rows = tables.rows("proxy_latency", ("benchmark", "load", "mesh", *PERCENTILES, "certainty"))
    return tuple(_latencies(row) for row in rows)


@cache
def usages() -> tuple[Usage, ...]:
    """Return every amount of every benchmark."""
    rows = tables.rows("proxy_usage", tuple(each.name for each in fields(Usage)))
    return tuple(Usage(**{**row, "value": float(row["value"])}) for row in rows)  # type: ignore[arg-type]


def usage(
    identity: str, load: str, mesh: str, resource: str = "CPU", part: str = "sidecar", statistic: str = ""
) -> Usage:
    """Return the amount that a benchmark gives for one part of a mesh under one load.

    Parameters
    ----------
    identity, load, mesh, resource, part : str
        As in the table; the load is empty where the source doesn't state it.
    statistic : str, optional
        Which of several, where there are several.

    Raises
    ------
    ValueError
        If there is none, or more than one.

    Examples
    --------
    >>> usage("istio_1_24", "1000", "Istio", "memory").value
    60.0
    """
    asked = (identity, load, mesh, resource, part)
    found = [
        each
        for each in usages()
        if (each.benchmark, each.load, each.mesh, each.resource, each.part) == asked
        and statistic in ("", each.statistic)
    ]
    require.that(len(found) == 1, "usage", (*asked, statistic), "be one row of proxy_usage.csv")
    return found[0]


def under(rows: Iterable[Latencies], identity: str, load: str) -> dict[str, Latencies]:
    """Return the rows of one benchmark under one load, by mesh."""
    return {row.mesh: row for row in rows if (row.benchmark, row.load) == (identity, load)}


def _latencies(row: dict[str, str]) -> Latencies:
    ms = {name: float(row[name]) for name in PERCENTILES if row[name]}
    return Latencies(row["benchmark"], row["load"], row["mesh"], ms, row["certainty"])
