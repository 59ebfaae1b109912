"""Istio's own figures for its sidecar, release by release: how they were measured changes with them."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from course_lib import theme
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.chapters.ch08_proxies.study.releases import (
    ALONE,
    BESIDE,
    FIGURES,
    OWN,
    VERSIONS,
    Release,
    ReleasesStudy,
    releases_study,
)
from course_lib.framework.explorer.controls import Choice
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE as AT_THE_SIDE
from course_lib.framework.picture import Picture, add_dot, add_legend, add_line
from course_lib.plural import in_a_row

MOST = {"CPU": 0.62, "memory": 85.0, "added p90": 3.2}
LABELS = {"CPU": "CPU, vCPU", "memory": "memory, MB", "added p90": "added p90, ms"}


class ReleasesPicture(Picture[ReleasesStudy]):
    """Three panels over the releases: CPU, memory and added latency, with the release that is looked at."""

    def __init__(self) -> None:
        super().__init__(5.2)
        panels = self.figure.subplots(3, 1, sharex=True)
        self.own, self.others, self.here = {}, {}, []
        for axes, name in zip(panels, FIGURES, strict=True):
            self._panel(axes, name)
        panels[-1].set_xticks(range(len(VERSIONS)), labels=VERSIONS)
        panels[-1].set_xlabel("release of Istio: one sidecar at 1,000 requests/s")
        add_legend(panels[0], AT_THE_SIDE)
        self.entitle(panels[0])
        self.freeze(*self.here, *self.own.values(), *self.others.values())

    def _panel(self, axes: Axes, name: str) -> None:
        axes.set(xlim=(-0.5, len(VERSIONS) - 0.5), ylim=(0, MOST[name]), ylabel=LABELS[name])
        axes.grid(alpha=0.3)
        self.here.append(axes.axvline(0, color=theme.INK, lw=1))
        self.own[name] = add_line(axes, theme.OVERHEAD, "Istio's page", ms=9, lw=1, linestyle=":")
        self.others[name] = add_dot(axes, theme.BOUND, "Red Hat (1.12),\nMicrosoft (1.19)", mfc="none", mew=2)

    own: dict[str, Line2D]
    others: dict[str, Line2D]
    here: list[Line2D]

    def paint(self, study: ReleasesStudy) -> str:
        """Move what shows the study, and return the title."""
        for name in FIGURES:
            self.own[name].set_data(*points(study.own, name))
            self.others[name].set_data(*points(study.others, name))
        for line in self.here:
            line.set_xdata([VERSIONS.index(study.here.version)] * 2)
        return title(study)


def points(releases: tuple[Release, ...], name: str) -> tuple[list[int], list[float]]:
    """Return where a figure's marks stand: a release may have two, or none."""
    known = [(VERSIONS.index(each.version), value) for each in releases for value in each.figures[name]]
    return [place for place, _ in known], [value for _, value in known]


def figure_text(release: Release, name: str) -> str:
    """Return a figure as its source has it, both where it has two, or a dash."""
    values = " and ".join(f"{value:g}" for value in release.figures[name])
    return f"{values} {FIGURES[name]}" if values else "–"


def title(study: ReleasesStudy) -> str:
    """Return what the page says of this release, and what others say of it, or what the page said before."""
    here, before = study.here, study.before
    said = f"Istio {here.version}: {figure_text(here, 'CPU')} at 1,000 requests/s"
    beside = [each for each in study.others if each.version == here.version]
    if beside:
        return f"{said}; " + in_a_row([f"{each.told_by} gives {figure_text(each, 'CPU')}" for each in beside])
    if before is None:
        return f"{said}, by Istio's own page"
    step = here.figures["CPU"][0] / before.figures["CPU"][0] - 1
    change = f"{abs(step):.0%} {'more' if step > 0 else 'less'} than" if step else "as much as"
    elsewhere = " (new setup)" if here.benchmark.environment != before.benchmark.environment else ""
    return f"{said}, {change} {before.version}{elsewhere}"


def describe_releases(study: ReleasesStudy) -> Description:
    """Say what the page gives for this release, how it was measured, and what stood there before."""
    here, told = study.here, study.here.benchmark
    words = (
        f"Istio {here.version}, by its own page ({told.year}): {all_text(here)}. Measured with {method_text(here)}."
        f" Not counted: {told.not_counted}. {told.caveat}{before_text(study)}{others_text(study)}"
    )
    releases = sorted((*study.own, *study.others), key=lambda each: VERSIONS.index(each.version))
    rows = tuple(
        (each.version, each.told_by, str(each.benchmark.year), *(figure_text(each, name) for name in FIGURES),
         each.benchmark.load) for each in releases
    )  # fmt: skip
    header = ("release", "told by", "year", "CPU", "memory", "added p90", "measured with")
    return Description(words, Table("One sidecar of Istio, as published", header, rows))


def all_text(release: Release) -> str:
    """Return all its figures in a row."""
    said: dict[str, Any] = {name: figure_text(release, name) for name in FIGURES if release.figures[name]}
    return ", ".join(f"{name} {words}" for name, words in said.items())


def method_text(release: Release) -> str:
    """Return how a release was measured, as far as it is stated."""
    return f"{release.benchmark.load} ({release.benchmark.environment})"


def before_text(study: ReleasesStudy) -> str:
    """Say what the release before had, and how it was measured, where that is stated in other words."""
    if study.before is None:
        return ""
    before, method = study.before, method_text(study.before)
    said = f" For {before.version} it was {all_text(before)}, measured"
    if method == method_text(study.here):
        return f"{said} the same way, as far as the page says."
    return f"{said} with {method}. Where the method differs, the step need not be the proxy's."


def others_text(study: ReleasesStudy) -> str:
    """Say what others give for a release, where they are shown."""
    return "".join(
        f" {each.told_by} gives {all_text(each)} for {each.version}. {each.benchmark.caveat}" for each in study.others
    )


releases = Explorer(
    name="releases",
    chapter=CHAPTER,
    compute=releases_study,
    picture=ReleasesPicture,
    describe=describe_releases,
    controls=(
        Choice("version", "Release", tuple(OWN), "1.12"),
        Choice("told", "Show", (ALONE, BESIDE), ALONE),
    ),
)
