"""What Istio's own page says of its sidecar, release by release, and what others say of the same releases."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.proxies.benchmarks import Benchmark, benchmark, usages

ALONE, BESIDE = "Istio's page alone", "others' figures beside it"
FIGURES = {"CPU": "vCPU", "memory": "MB", "added p90": "ms"}
OWN = {f"1.{minor}": f"istio_1_{minor}" for minor in (7, 8, 12, 20, 22, 24)}
OTHERS = {"Red Hat": ("1.12", "redhat_1_12"), "Microsoft": ("1.19", "aks_2024")}
VERSIONS = ("1.7", "1.8", "1.12", "1.19", "1.20", "1.22", "1.24")  # all that anybody gives a figure for


@dataclass(frozen=True)
class Release:
    """What one source says of one release; a figure may be there twice, or not at all.

    Attributes
    ----------
    version : str
        One of `VERSIONS`.
    told_by : str
        "Istio", or one of `OTHERS`.
    benchmark : Benchmark
        How it was measured.
    figures : dict of str to tuple of float
        By name, one of `FIGURES`, in its unit.
    """

    version: str
    told_by: str
    benchmark: Benchmark
    figures: dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class ReleasesStudy:
    """All that is said of Istio's sidecar, and the release that the learner looks at.

    Attributes
    ----------
    here, before : Release
        By Istio's page; before the first there is None.
    own, others : tuple of Release
        In order of release.
    """

    here: Release
    before: Release | None
    own: tuple[Release, ...]
    others: tuple[Release, ...]


def releases_study(version: str, told: str = ALONE) -> ReleasesStudy:
    """Read what is said of every release, and stop at one.

    >>> study = releases_study("1.12", BESIDE)
    >>> study.here.figures["CPU"], [each.figures["CPU"] for each in study.others]
    ((0.35,), [(0.35, 0.5), (0.4,)])
    """
    place = list(OWN).index(require.one_of("version", version, OWN))
    own = tuple(_release(each, "Istio", identity) for each, identity in OWN.items())
    others = tuple(_release(each, who, identity) for who, (each, identity) in OTHERS.items())
    shown = others if require.one_of("told", told, (ALONE, BESIDE)) == BESIDE else ()
    return ReleasesStudy(own[place], own[place - 1] if place else None, own, shown)


def _release(version: str, told_by: str, identity: str) -> Release:
    known = [each for each in usages() if (each.benchmark, each.mesh) == (identity, "Istio")]
    figures = {
        name: tuple(each.value for each in known if (each.resource, each.unit) == (name, unit))
        for name, unit in FIGURES.items()
    }
    return Release(version, told_by, benchmark(identity), figures)
