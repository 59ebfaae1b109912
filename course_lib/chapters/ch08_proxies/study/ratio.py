"""Istio's proxy against Linkerd's: by what they used in two benchmarks of one year, and by what they reserve."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.proxies.benchmarks import Benchmark, benchmark, usage
from course_lib.proxies.ratios import INSTALLS, RESOURCES, Reserved, reserved

USED, RESERVED = "what they used", "what they reserve"
COUNTED = (USED, RESERVED)
LOADS = {"20 requests/s": "20", "200 requests/s": "200", "2,000 requests/s": "2000"}
MONTHS = {"May 2021": "may_2021", "November 2021": "november_2021"}
DEFAULT, AVAILABLE, ISTIO = INSTALLS
FLEET = "fleet_linkerd_2019"


@dataclass(frozen=True)
class Pair:
    """Linkerd's proxy and Istio's, counted the same way.

    Attributes
    ----------
    label : str
        When, or with which values.
    linkerd, istio : float
        In the study's unit.
    """

    label: str
    linkerd: float
    istio: float

    @property
    def ratio(self) -> float | None:
        """How many times Linkerd's figure is Istio's; None where Linkerd's is nothing."""
        return self.istio / self.linkerd if self.linkerd else None


@dataclass(frozen=True)
class Fleet:
    """What one user's proxies requested and used: millicores, of the mean proxy and of the busiest."""

    requested_m: float
    mean_m: float
    most_m: float
    year: int


@dataclass(frozen=True)
class RatioStudy:
    """Two pairs that are counted the same way, or one before the learner has predicted.

    Attributes
    ----------
    counted, resource, load : str
        One of `COUNTED`, of `RESOURCES` and of `LOADS`; what is reserved is the same under every load.
    unit : str
        Of both figures.
    pairs : tuple of Pair
        May and November 2021; or the high-availability values and the default install.
    from_charts : bool
        Whether any of it was read off a chart.
    fleet : Fleet or None
        Beside CPU that is reserved: what proxies used that reserved it.
    """

    counted: str
    resource: str
    load: str
    unit: str
    pairs: tuple[Pair, ...]
    from_charts: bool = False
    fleet: Fleet | None = None

    @property
    def benchmark(self) -> Benchmark:
        """The later of the two benchmarks."""
        return benchmark(MONTHS["November 2021"])

    @property
    def year(self) -> int | None:
        """As of which the reserved values are."""
        return reserved(ISTIO).year


def ratio_study(counted: str, resource: str, load: str) -> RatioStudy:
    """Set Linkerd's proxy beside Istio's, by use or by reservation.

    >>> [round(pair.ratio, 1) for pair in ratio_study(USED, "CPU", "2,000 requests/s").pairs]
    [8.8, 1.9]
    >>> [pair.ratio for pair in ratio_study(RESERVED, "CPU", "2,000 requests/s").pairs]
    [1.0, None]
    """
    if require.one_of("counted", counted, COUNTED) == RESERVED:
        unit, pairs = by_reservation(resource)
        return RatioStudy(counted, resource, load, unit, pairs, fleet=fleet() if resource == "CPU" else None)
    used = {month: [usage(MONTHS[month], LOADS[load], mesh, resource) for mesh in ("Linkerd", "Istio")]
            for month in MONTHS}  # fmt: skip
    pairs = tuple(Pair(month, *(each.value for each in both)) for month, both in used.items())
    unit = used["May 2021"][0].unit
    from_charts = any(each.certainty == "C" for both in used.values() for each in both)
    return RatioStudy(counted, resource, load, unit, pairs, from_charts)


def by_reservation(resource: str) -> tuple[str, tuple[Pair, ...]]:
    """Return the unit, and what Linkerd's two installs reserve beside Istio's default."""
    unit, name = {"CPU": ("m", "cpu_m"), "memory": ("Mi", "memory_mib")}[
        require.one_of("resource", resource, RESOURCES)
    ]

    def amount(each: Reserved) -> float:
        return float(getattr(each, name))

    labels = {"Linkerd for high availability": AVAILABLE, "Linkerd's default install": DEFAULT}
    istio = amount(reserved(ISTIO))
    return unit, tuple(Pair(label, amount(reserved(install)), istio) for label, install in labels.items())


def fleet() -> Fleet:
    """Return what the proxies of one user's staging clusters requested and used."""
    requested, mean, most = (
        usage(FLEET, "", "Linkerd", statistic=each).value for each in ("requested", "mean", "maximum of any proxy")
    )
    return Fleet(requested, mean, most, benchmark(FLEET).year)
