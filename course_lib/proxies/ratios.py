"""One proxy against another: by what they used, by what they reserve, and by the latency that they add.

Vocabulary: a `ratio` of 1.9 says that Istio's figure is 1.9 times Linkerd's; by `use` it is of measured CPU or memory,
by `request` of what an `install` ("Linkerd, high availability") has its pods request, which is what a node has to have
free. What a mesh `adds` is its latency less that without a mesh: of medians, or of p99s.

A p99 less a p99 isn't the p99 of what was added: the slowest requests with and without a mesh are not the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require, tables
from course_lib.proxies.benchmarks import Latencies, usage

# Where an install's requests stand: the table, and how its rows begin.
_ROWS = {
    "Linkerd, default": ("proxy_requests", "linkerd_default"),
    "Linkerd, high availability": ("cluster", "linkerd"),
    "Istio, default": ("cluster", "istio"),
}
INSTALLS = tuple(_ROWS)
RESOURCES = {"CPU": "cpu", "memory": "memory"}


@dataclass(frozen=True)
class Reserved:
    """What the proxy of one pod requests.

    Attributes
    ----------
    install : str
        One of `INSTALLS`.
    cpu_m, memory_mib : float
        Millicores and MiB; 0 where nothing is requested.
    year : int or None
        As of which these are the values.
    """

    install: str
    cpu_m: float
    memory_mib: float
    year: int | None


def reserved(install: str) -> Reserved:
    """Return what the proxy of one pod requests with an install's own values.

    >>> reserved("Linkerd, high availability")
    Reserved(install='Linkerd, high availability', cpu_m=100.0, memory_mib=20.0, year=2026)
    """
    table, begin = _ROWS[require.one_of("install", install, INSTALLS)]
    cpu, memory = (tables.figure(table, f"{begin}_{resource}_request") for resource in ("cpu", "memory"))
    return Reserved(install, cpu.value, memory.value, cpu.year)


def ratio_by_use(identity: str, load: str, resource: str = "CPU", *, of: str = "Istio", to: str = "Linkerd") -> float:
    """Return how many times one mesh's sidecar used what another's did, in one benchmark.

    Examples
    --------
    >>> ratio_by_use("may_2021", "2000")
    8.8
    >>> round(ratio_by_use("november_2021", "2000"), 1)
    1.9
    """
    above, below = (usage(identity, load, mesh, resource) for mesh in (of, to))
    same = (above.unit, above.statistic) == (below.unit, below.statistic)
    require.that(same, "statistic", (above.statistic, below.statistic), "be the same for both")
    return above.value / below.value


def ratio_by_request(resource: str = "CPU", *, of: str = INSTALLS[2], to: str = INSTALLS[1]) -> float | None:
    """Return how many times one install's proxies request what another's do; None if the other requests nothing.

    Examples
    --------
    >>> ratio_by_request("CPU"), ratio_by_request("memory")
    (1.0, 6.4)
    >>> ratio_by_request("CPU", to="Linkerd, default") is None
    True
    """
    name = {"CPU": "cpu_m", "memory": "memory_mib"}[require.one_of("resource", resource, RESOURCES)]
    above, below = (getattr(reserved(install), name) for install in (of, to))
    return above / below if below else None


def added_ms(row: Latencies, without: Latencies) -> dict[str, float]:
    """Return by percentile how much higher a mesh's latency is than that without one, where both are published.

    Raises
    ------
    ValueError
        If the two rows aren't of one benchmark and one load.

    Examples
    --------
    >>> from course_lib.proxies.benchmarks import latencies, under
    >>> rows = under(latencies(), "november_2021", "200")
    >>> round(added_ms(rows["Istio"], rows["none"])["p50"], 1)
    18.7
    """
    same = (row.benchmark, row.load) == (without.benchmark, without.load)
    require.that(same, "without", (without.benchmark, without.load), f"be of {row.benchmark} at {row.load}, too")
    return {name: value - without.ms[name] for name, value in row.ms.items() if name in without.ms}
