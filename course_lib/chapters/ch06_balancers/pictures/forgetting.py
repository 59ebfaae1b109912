"""What a slow pod gets, over the time for which Peak EWMA remembers."""

from __future__ import annotations

from matplotlib.ticker import FuncFormatter, NullFormatter

from course_lib import theme
from course_lib.chapters.ch06_balancers.pictures.looks import style
from course_lib.chapters.ch06_balancers.study.forgetting import DECAYS, EVEN_SHARE, ForgettingStudy
from course_lib.framework.picture import Picture, add_legend, below, use_percents

MOST_SHARE = 0.145
SHORTEST = 1.5  # the silence of one proxy and the least slow pod is 1.7


class ForgettingPicture(Picture[ForgettingStudy]):
    """The slow pod's share by decay, beside what it can do, and how seldom a proxy hears of it."""

    def __init__(self) -> None:
        super().__init__(4.2)
        axes = self.figure.subplots()
        axes.set_xscale("log")
        axes.set(xlim=(SHORTEST, DECAYS[-1] * 1.15), ylim=(0, MOST_SHARE), ylabel="of the requests, to pod 0")
        axes.set_xlabel("decay of the estimate, in service times")
        axes.set_xticks([2, 5, 10, 20, 50, 100, 200, 500, 1000])
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.xaxis.set_minor_formatter(NullFormatter())
        use_percents(axes.yaxis)
        axes.grid(alpha=0.3)
        axes.axhline(EVEN_SHARE, color=theme.INK, lw=1, ls=":", label="an even share")
        self.share = axes.plot([], [], label="under Peak EWMA", **style(theme.CARBON, lw=2, ms=8))[0]
        self.most = axes.axhline(0, lw=2, color=theme.WAITING.colour, ls="--", label="all that it can do")
        self.silence = axes.axvline(
            1, lw=2, color=theme.OPTIMUM.colour, ls="-.", label="until the same proxy hears of it again"
        )
        add_legend(axes, below(0.16), ncols=2)
        self.entitle(axes)
        self.freeze(self.share, self.most, self.silence)

    def paint(self, study: ForgettingStudy) -> str:
        """Move what shows the study, and return the title."""
        self.share.set_data(DECAYS, study.share)
        self.most.set_ydata([study.most] * 2)
        self.silence.set_xdata([study.silence] * 2)
        return remembering(study)


def remembering(study: ForgettingStudy) -> str:
    """Say from which decay on the slow pod keeps up."""
    proxies = "1 proxy" if study.proxies == 1 else f"{study.proxies} proxies"
    if not study.enough:
        return f"{proxies}, {study.utilisation:.0%} busy: the slow pod never keeps up"
    return f"{proxies}, {study.utilisation:.0%} busy: the slow pod keeps up from a decay of {study.enough:g}"
