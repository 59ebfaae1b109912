"""A proxy's memory over the services that it holds: all of the mesh, or those that its pod calls."""

from __future__ import annotations

from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.chapters.ch08_proxies.study.configuration import (
    MOST_SERVICES,
    ConfigurationStudy,
    configuration_study,
    reported_mb,
)
from course_lib.estimate import Estimate
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_legend, add_line, blocks, fill
from course_lib.plural import counted
from course_lib.proxies.memory import proxy_memory_mb
from course_lib.tables import figure

MOST_MB = 1350.0


class ConfigurationPicture(Picture[ConfigurationStudy]):
    """A line with its range for proxies that hold everything, another for those that hold what they need."""

    def __init__(self) -> None:
        super().__init__(4.0)
        axes = self.figure.subplots()
        axes.set(
            xlim=(0, 1.02 * MOST_SERVICES), ylim=(0, MOST_MB), xlabel="services in the mesh", ylabel="MB per proxy"
        )
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter("{x:,.0f}")
        axes.grid(alpha=0.3)
        self._whole(axes)
        self.scoped = add_line(axes, theme.POD, "only what its pod calls", marker="", linestyle="--")
        self.range = blocks(axes, theme.WORK, "its range", thin=True)
        self.range.set_alpha(0.35)  # what lies below shows through
        self.whole_dot = add_dot(axes, theme.OVERHEAD)
        self.scoped_dot = add_dot(axes, theme.POD, mfc="none", mew=2, ms=13)  # a ring: the two may coincide
        add_legend(axes, "upper left")
        # Above the range of all lines, which reaches as high as this only further to the right.
        self.fleet = axes.text(0.5, 0.93, "", transform=axes.transAxes, ha="center", va="top")
        self.entitle(axes)
        self.freeze(self.range, self.scoped, self.whole_dot, self.scoped_dot, self.fleet)

    def _whole(self, axes: Axes) -> None:
        ends = [proxy_memory_mb(count) for count in (0, MOST_SERVICES)]
        low, best, high = ([getattr(each, end) for each in ends] for end in ("low", "best", "high"))
        colour, across = theme.OVERHEAD.colour, [0, MOST_SERVICES]
        axes.plot(across, best, color=colour, lw=2, label="all services")
        axes.fill_between(across, low, high, color=colour, alpha=0.15, lw=0, label="their range")
        services, least, most = reported_mb()
        axes.plot([services] * 2, [least, most], color=theme.INK, lw=5, label="gateways, as reported in 2019")

    def paint(self, study: ConfigurationStudy) -> str:
        """Move what shows the study, and return the title."""
        scoped = study.scoped_mb
        fill(self.range, 0, scoped.low, MOST_SERVICES, scoped.high - scoped.low)
        self.scoped.set_data([0, MOST_SERVICES], [scoped.best] * 2)
        self.whole_dot.set_data([study.services], [study.whole_mb.best])
        self.scoped_dot.set_data([study.services], [scoped.best])
        self.fleet.set_text(fleet_text(study))
        found = f"{counted(study.services, 'service')}: about {digits(study.whole_mb.best)} MB per proxy"
        if study.called == study.services:
            return f"{found}, and its pod calls them all"
        return f"{found}, {digits(scoped.best)} if it holds {study.called}"


def fleet_text(study: ConfigurationStudy) -> str:
    """Return what all proxies need together, as it stands in the picture."""
    whole = f"all {counted(study.proxies, 'proxy', 'proxies')}: {digits(study.whole_gib.best)} GiB"
    return whole if study.called == study.services else f"{whole},\nscoped: {digits(study.scoped_gib.best)} GiB"


def describe_configuration(study: ConfigurationStudy) -> Description:
    """Say what one proxy and the fleet need, scoped and not, and what speaks for and against scoping."""
    words = (
        f"A proxy that holds all {counted(study.services, 'service')} of its mesh needs {spread(study.whole_mb)}"
        f"{scoped_text(study)} All of this is a guess from few measurements.{reported_text()} Holding everything is"
        " simpler to set up, as nobody has to say which pod calls what. A scope is configuration, too, and a call that"
        " it leaves out fails or goes unbalanced. Some proxies avoid the choice: Linkerd's looks a service up when its"
        " pod first calls it."
    )
    rows = (
        ("all services", f"{study.services:,}", spread(study.whole_mb), spread(study.whole_gib)),
        ("only what is called", f"{study.called:,}", spread(study.scoped_mb), spread(study.scoped_gib)),
    )
    header = ("a proxy holds", "services", "one proxy", f"all {study.proxies:,}")
    return Description(words, Table("Memory by configuration: a guess from few measurements", header, rows))


def scoped_text(study: ConfigurationStudy) -> str:
    """Say what a scope saves, or that there is nothing to leave out."""
    proxies = counted(study.proxies, "proxy", "proxies")
    if study.called == study.services:
        return f", and its pod calls them all: a scope saves nothing. {proxies} need {spread(study.whole_gib)}."
    return (
        f"; one that holds only what its pod calls ({study.called:,}), {spread(study.scoped_mb)}. In {proxies} together"
        f" that is {spread(study.whole_gib)} or {spread(study.scoped_gib)}: {study.unused:.0%} of the first is for"
        " services that no request of the pod ever goes to."
    )


def reported_text() -> str:
    """Say what was reported of one mesh, with a scope and without."""
    proxies, whole, scoped = (
        figure("proxy_memory", each) for each in ("reported_proxies", "unscoped_memory", "scoped_memory")
    )
    return (
        f" In a mesh of {proxies.value:,.0f} proxies, by its users' report of {scoped.year}, each took about"
        f" {whole.value:.0f} MB without a scope and {scoped.value:.0f} MB with one."
    )


def spread(amount: Estimate) -> str:
    """Return an amount with its range, with no more digits than it carries."""
    best, low, high = (digits(value) for value in (amount.best, amount.low, amount.high))
    return f"{best} {amount.unit} ({low} to {high})"


def digits(value: float) -> str:
    """Return a number with two digits.

    >>> digits(291.6), digits(64.63), digits(8123)
    ('290', '65', '8,100')
    """
    return f"{float(f'{value:.2g}'):,.12g}"


configuration = Explorer(
    name="configuration",
    chapter=CHAPTER,
    compute=configuration_study,
    picture=ConfigurationPicture,
    describe=describe_configuration,
    controls=(
        Slider("services", "Services in the mesh", 10, MOST_SERVICES, 10, 1000),
        Slider("called", "Services that a pod calls", 1, 100, 1, 20),
        Slider("proxies", "Proxies", 100, 5000, 100, 1000),
    ),
)
