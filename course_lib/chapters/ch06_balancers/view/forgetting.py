"""What a slow pod gets, over the time for which Peak EWMA remembers."""

from __future__ import annotations

from matplotlib.ticker import FuncFormatter, NullFormatter

from course_lib import theme
from course_lib.chapters.ch06_balancers.setting import CHAPTER, LONG
from course_lib.chapters.ch06_balancers.study.forgetting import (
    DECAYS,
    EVEN_SHARE,
    ForgettingStudy,
    forgetting_parts,
    forgetting_study,
)
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.precise import Precise
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, add_line, below, use_percents

MOST_SHARE = 0.145
SOONEST = 1.5  # the silence of one proxy and the least slow pod is 1.7


class ForgettingPicture(Picture[ForgettingStudy]):
    """The slow pod's share by decay, beside what it can do, and how seldom a proxy hears of it."""

    def __init__(self) -> None:
        super().__init__(4.2)
        axes = self.figure.subplots()
        axes.set_xscale("log")
        axes.set(xlim=(SOONEST, DECAYS[-1] * 1.15), ylim=(0, MOST_SHARE), ylabel="of the requests, to pod 0")
        axes.set_xlabel("decay of the estimate, in service times")
        axes.set_xticks([2, 5, 10, 20, 50, 100, 200, 500, 1000])
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.xaxis.set_minor_formatter(NullFormatter())
        use_percents(axes.yaxis)
        axes.grid(alpha=0.3)
        axes.axhline(EVEN_SHARE, color=theme.INK, lw=1, ls=":", label="an even share")
        self.share = add_line(axes, theme.CARBON, "under Peak EWMA", lw=2, ms=8)
        self.most = axes.axhline(0, lw=2, color=theme.WAITING.colour, ls="--", label="all that it can do")
        self.silence = axes.axvline(
            1, lw=2, color=theme.OPTIMUM.colour, ls="-.", label="until the same proxy hears from it again"
        )
        add_legend(axes, below(0.16), ncols=2)
        self.entitle(axes)
        self.freeze(self.share, self.most, self.silence)

    def paint(self, study: ForgettingStudy) -> str:
        """Move what shows the study, and return the title."""
        self.share.set_data(DECAYS, study.share)
        self.most.set_ydata([study.most] * 2)
        self.silence.set_xdata([study.silence] * 2)
        return title_of(study)


def title_of(study: ForgettingStudy) -> str:
    """Say from which decay on the slow pod keeps up."""
    proxies = "1 proxy" if study.proxies == 1 else f"{study.proxies} proxies"
    if not study.enough:
        return f"{proxies}, {study.utilisation:.0%} busy: the slow pod never keeps up"
    return f"{proxies}, {study.utilisation:.0%} busy: the slow pod keeps up from a decay of {study.enough:g}"


def describe_forgetting(study: ForgettingStudy) -> Description:
    """Say from which decay on a slow pod keeps up, and how seldom a proxy sends there."""
    proxies = "1 proxy" if study.proxies == 1 else f"{study.proxies} proxies"
    keeps_up = (
        f"with decays from {study.enough:g} service times on the slow pod keeps up"
        if study.enough
        else "with none of these decays does the slow pod keep up"
    )
    words = (
        f"{proxies} with Peak EWMA, ten pods {study.utilisation:.0%} busy, one at {study.slow:g} of the speed. It can"
        f" do {study.most:.1%} of the requests; an even share is {EVEN_SHARE:.0%}. In runs of {lengths_text(study)}"
        f" {keeps_up}. Always busy, it answers the same proxy every {study.silence:g} service times, on average."
    )
    rows = tuple(
        (f"{decay:g}", f"{share:.1%}", "no: its queue grows" if share >= study.most else "yes", f"{requests:,}")
        for decay, share, requests in zip(DECAYS, study.share, study.requests, strict=True)
    )
    header = ("decay, service times", "of the requests, to pod 0", "keeps up", "requests")
    return Description(words, Table("What the slow pod gets", header, rows))


def lengths_text(study: ForgettingStudy) -> str:
    """Say how many requests each decay has had."""
    longest, shortest = max(study.requests), min(study.requests)
    if longest == shortest:
        return f"{longest:,} requests"
    upto = DECAYS[study.requests.count(longest) - 1]
    return f"{shortest:,} requests ({longest:,} up to a decay of {upto:g})"


forgetting = Explorer(
    name="forgetting",
    chapter=CHAPTER,
    compute=forgetting_study,
    picture=ForgettingPicture,
    describe=describe_forgetting,
    controls=(
        Slider("utilisation_percent", "Utilisation", 50, 90, 5, 80, "%"),
        Slider("proxies", "Proxies", 1, 50, 1, 1),
        Slider("slow_percent", "Speed of pod 0", 20, 60, 5, 40, "%"),
    ),
    precise=Precise(LONG, forgetting_parts),
)
