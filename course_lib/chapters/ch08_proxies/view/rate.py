"""What a request costs a proxy, over the rate: why a figure needs its rate beside it."""

from __future__ import annotations

from course_lib import theme
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.chapters.ch08_proxies.study.rate import CURVE_AT, RateStudy, curves, rate_study
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_dot, add_legend
from course_lib.proxies.rate import HIGHEST, HTTP, LAYERS, LOWEST, RATES, cost_ms

LOOKS = {HTTP: theme.OVERHEAD, "TCP": theme.WORK}
MOST = 5.5
MUCH_THE_SAME = 0.95


class RatePicture(Picture[RateStudy]):
    """A curve for each kind of proxy, with your rate and the published one on it."""

    def __init__(self) -> None:
        super().__init__(3.8)
        axes = self.figure.subplots()
        axes.set(xscale="log", xlim=(45, 2250), ylim=(0, MOST), xlabel="requests/s through one proxy")
        axes.set_ylabel("CPU per request\n(HTTP at 2,000 requests/s = 1)")
        axes.set_xticks([50, 100, 200, 400, 800, 2000], ["50", "100", "200", "400", "800", "2,000"])
        axes.minorticks_off()
        axes.grid(alpha=0.3)
        for layer, curve in curves().items():
            look = LOOKS[layer]
            axes.plot(CURVE_AT, curve, color=look.colour, linestyle=look.dash, lw=2, label=f"{layer} proxy")
            measured = [cost_ms(each, layer) / cost_ms(HIGHEST) for each in RATES]
            axes.plot(RATES, measured, look.marker, color=look.colour, ms=5)
        # Larger than yours, and hollow: the two may coincide.
        self.published = add_dot(axes, theme.WASTE, "the figure's rate", color=theme.INK, mfc="none", mew=1.5, ms=17)
        self.yours = add_dot(axes, theme.POD, "your rate")
        add_legend(axes, BESIDE)
        self.entitle(axes)
        self.freeze(self.published, self.yours)

    def paint(self, study: RateStudy) -> str:
        """Move what shows the study, and return the title."""
        self.published.set_data([study.published_per_s], [study.published])
        self.yours.set_data([study.yours_per_s], [study.yours])
        at = f"{study.yours_per_s:,.0f} requests/s, with a figure from {study.published_per_s:,.0f}"
        return f"{at}: {as_much(study.times)} CPU per request"


def as_much(times: float) -> str:
    """Return a factor in words.

    >>> as_much(4.89), as_much(1), as_much(1.03), as_much(0.205)
    ('4.9 times as much', 'the same', 'about as much', '20% as much')
    """
    if times == 1:
        return "the same"
    if MUCH_THE_SAME < times < 1 / MUCH_THE_SAME:
        return "about as much"
    return f"{times:.1f} times as much" if times > 1 else f"{times:.0%} as much"


def describe_rate(study: RateStudy) -> Description:
    """Say how far off a published figure is at your rate, and how sure that is."""
    words = (
        f"Through one {study.layer} proxy, a request takes {as_much(study.times)} CPU at {study.yours_per_s:,.0f}"
        f" requests/s as at {study.published_per_s:,.0f}, where the figure that you have was measured; all requests of"
        f" a second together take {as_much(study.times_the_cpu)}. A busy proxy probably does more with each wake-up."
        " Measured on one machine with Envoy at four rates, with a straight line in logarithms from each to the next;"
        f" nothing is known below {LOWEST} or above {HIGHEST:,}. Milliseconds differ on every machine, the ratios less;"
        " another proxy has a curve of its own."
    )
    named = (*((f"{each:,}", each) for each in RATES), (f"{study.yours_per_s:,.0f} (yours)", study.yours_per_s),
             (f"{study.published_per_s:,.0f} (the figure's)", study.published_per_s))  # fmt: skip
    rows = tuple(
        (name, *(f"{cost_ms(rate_per_s, layer) / cost_ms(HIGHEST):.1f}" for layer in LAYERS))
        for name, rate_per_s in named
    )
    header = ("requests/s", *(f"{layer} proxy" for layer in LAYERS))
    return Description(words, Table("CPU per request; HTTP at 2,000 requests/s is 1", header, rows))


rate = Explorer(
    name="rate",
    chapter=CHAPTER,
    compute=rate_study,
    picture=RatePicture,
    describe=describe_rate,
    controls=(
        Slider("yours_per_s", "Your requests/s through one proxy", LOWEST, HIGHEST, 50, LOWEST),
        Slider("published_per_s", "Requests/s at which the figure was measured", LOWEST, HIGHEST, 50, HIGHEST),
        Choice("layer", "Proxy", LAYERS, HTTP),
    ),
)
