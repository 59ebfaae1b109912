"""The aha of chapter 09: what the pods that can shrink have to lose until proxies in all of them are paid for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.chapters.ch09_mesh.study.must_go import SHARES, MustGoStudy, must_go_study
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_line, blocks, fill, use_percents
from course_lib.mesh import least_loss

ROWS = np.array([2.0, 1.0, 0.0])
TALL = 0.6
MOST_REQUESTED, MOST_LOSS = 2.15, 2.0
START = {"share_percent": 20.0, "pod_m": 250.0, "proxy_m": 100.0}
USED_M = 20.0  # that the reveal sets the proxy's request to
PARTS = (
    ("pods that can't shrink", theme.REQUESTED),
    ("pods that can", theme.WORK),
    ("proxies", theme.OVERHEAD),
)


class MustGoPicture(Picture[MustGoStudy]):
    """What is requested today, with proxies, and once pods go; beside it, what has to go by the share that can."""

    def __init__(self) -> None:
        super().__init__(4.0)
        bars, curve = self.figure.subplots(1, 2, width_ratios=(1.15, 1))
        self._lay_bars(bars)
        self._lay_curve(curve)
        self.figure.legend(loc="outside lower left", ncols=len(PARTS), frameon=False)
        self.entitle()
        self.freeze(*self.parts, *self.said, self.curve, self.here, self.value)

    def _lay_bars(self, axes: Axes) -> None:
        axes.set(xlim=(0, MOST_REQUESTED), ylim=(-0.75, 2.6), xlabel="CPU requested, today = 100%")
        axes.set_yticks(ROWS, labels=["today", "a proxy in\nevery pod", "then\npods go"])
        use_percents(axes.xaxis)
        axes.axvline(1, color=theme.INK, lw=1.2, linestyle=":")
        self.parts = [blocks(axes, mark, label) for label, mark in PARTS]
        self.said = [axes.text(0, row - 0.5, " ", va="center") for row in ROWS[1:]]

    def _lay_curve(self, axes: Axes) -> None:
        axes.set(xlim=(0, 1.03), ylim=(0, MOST_LOSS), xlabel="pods that can shrink, of all")
        axes.set_ylabel("these have to lose")
        use_percents(axes.xaxis, axes.yaxis)
        axes.axhspan(1, MOST_LOSS, facecolor=theme.WASTE.colour, hatch=theme.WASTE.hatch, edgecolor="#d0d0d0", lw=0)
        axes.text(0.98, 1.88, "impossible", ha="right", va="center", bbox={"fc": theme.PAPER, "ec": "none", "pad": 2})
        self.curve = add_line(axes, theme.WAITING, marker="")
        self.here = add_dot(axes, theme.WAITING)
        self.value = axes.text(0, 0, " ", va="center", fontweight="bold",
                               bbox={"fc": theme.PAPER, "ec": "none", "pad": 1.5})  # fmt: skip

    def paint(self, study: MustGoStudy) -> str:
        """Move what shows the study, and return the title."""
        rows = [(1 - study.share, study.share, 0.0), study.requested()]
        rows += [] if study.loss is None else [study.requested(study.gone)]
        ends = np.zeros(len(rows))
        for shapes, wide in zip(self.parts, np.array(rows).T, strict=True):
            there = wide > 0
            fill(shapes, ends[there], ROWS[: len(rows)][there] - TALL / 2, wide[there], TALL)
            ends += wide
        for text, words in zip(self.said, (with_proxies(study), after(study)), strict=True):
            text.set_text(words)
        self._mark(study)
        return title(study)

    def _mark(self, study: MustGoStudy) -> None:
        """Mark the study on the curve; what lies above the picture is marked at its upper edge."""
        known = study.loss is not None
        high = min(study.loss or 0.0, MOST_LOSS - 0.08)
        self.curve.set_data(SHARES, study.curve) if known else self.curve.set_data([], [])
        self.here.set_data([study.share], [high]) if known else self.here.set_data([], [])
        left = study.share > 0.6
        self.value.set(x=study.share + (-0.05 if left else 0.05), y=min(high + 0.05, MOST_LOSS - 0.12),
                       ha="right" if left else "left", text=f"{study.loss:.0%}" if known else "")  # fmt: skip


def with_proxies(study: MustGoStudy) -> str:
    """Say what proxies add."""
    return f"{sum(study.requested()):.0%}"


def after(study: MustGoStudy) -> str:
    """Say what is left once pods go."""
    if study.loss is None:
        return " "
    left = sum(study.requested(study.gone))
    if not study.possible:
        return f"{left:.0%}, though all of these are gone"
    return f"{left:.0%}, once {study.loss:.0%} of these are gone" if study.loss else "100%: nothing has to go"


def title(study: MustGoStudy) -> str:
    """Return what is found."""
    can = f"{study.share:.0%} of the pods can shrink"
    if study.loss is None:
        return f"{can}; proxies add {study.proxy_m / study.pod_m:.0%} to what is requested"
    if study.loss == 0:
        return f"{can}: by request nothing has to go"
    if study.possible:
        return f"{can}: these have to lose {study.loss:.0%} of themselves"
    return f"{can}: these would have to lose {study.loss:.0%}, which nobody can"


def describe_must_go(study: MustGoStudy) -> Description:
    """Say what has to go, why, and what would help."""
    words = (
        f"Every pod requests {study.pod_m:g}m of CPU, and gets a proxy that requests {study.proxy_m:g}m:"
        f" {sum(study.requested()):.0%} of what is requested today. {study.share:.0%} of the pods belong to services"
        f" that can do with fewer.{loss_words(study)}"
    )
    header = ("step", "pods left", *(label for label, _ in PARTS), "together")
    return Description(words, Table("CPU requested, today = 100%", header, tuple(rows_of(study))))


def loss_words(study: MustGoStudy) -> str:
    """Say what these have to lose, and how the proxy decides it."""
    if study.loss is None:
        return ""
    if not study.proxy_m:
        return (
            " By request nothing has to go, as the proxies request nothing. They still use something: it comes out of"
            " what the nodes have left."
        )
    formula = f"{study.proxy_m:g} / ({study.pod_m:g} + {study.proxy_m:g}) / {study.share:.0%} = {study.loss:.0%}"
    return f" Until no more is requested than today, these have to lose {formula} of their pods. {verdict(study)}"


def verdict(study: MustGoStudy) -> str:
    """Say whether that can be, and from which proxy on it can."""
    if not study.possible:
        return (
            f"Even if all of them go, {sum(study.requested(study.gone)):.0%} of today's CPU is requested. It can only"
            f" be paid for if a proxy requests less than {study.most_m:.3g}m, or fewer pods get one."
        )
    if study.most_m is None:
        return "All pods can shrink: then it is the proxy's share of a pod with its proxy, and nothing else."
    return f"With proxies of {study.most_m:.3g}m and more it would be impossible."


def rows_of(study: MustGoStudy) -> list[tuple[str, ...]]:
    """Return the bars as rows of the table; what the learner predicts, and today beside it, only once that is known."""
    with_them = row("a proxy in every pod", 0.0, study.requested())
    if study.loss is None:
        return [with_them]
    today = row("today", 0.0, (1 - study.share, study.share, 0.0))
    return [today, with_them, row("then pods go", study.gone, study.requested(study.gone))]


def row(name: str, gone: float, parts: tuple[float, float, float]) -> tuple[str, ...]:
    """Return one row of the table."""
    return (name, *(f"{each:.0%}" for each in (1 - gone, *parts, sum(parts))))


def veil_must_go(study: MustGoStudy) -> MustGoStudy:
    """Leave only what the question tells."""
    return replace(study, loss=None)


NEAR = 5.0  # percent: a guess no further off is called near


def reveal_must_go(guess: float | None) -> str:
    """Set the learner's guess beside what has to go, and say what a smaller proxy does."""
    study = must_go_study(**START)
    used = must_go_study(**{**START, "proxy_m": USED_M})
    assert study.loss is not None and used.loss is not None  # noqa: PT018, S101  only a veil takes them away
    own = "" if guess is None else f"You predicted {guess:g}%: {judge_guess(guess, study)}. "
    return (
        f"{own}They would have to lose {study.loss:.0%} of their pods, which is impossible. The proxies of the other"
        f" {1 - study.share:.0%} have to be paid for, too, by those few that can shrink. Now set the proxy's request to"
        f" {used.proxy_m:g}m, which is about what many proxies use: then it's {used.loss:.0%}. The sliders are yours."
    )


def judge_guess(guess: float, study: MustGoStudy) -> str:
    """Say how near a guess is, or what it would be right for."""
    loss = 100 * (study.loss or 0.0)
    typical = {
        100 * least_loss(study.pod_m, study.proxy_m): "that would be enough if all pods could shrink",
        100 * study.proxy_m / study.pod_m: "that is what the proxies add; but the pods that go take theirs with them,"
        " and only a few can go",
        100 * study.share: "that is how many of all pods can shrink; the question is which share of those has to go",
        100.0: "even if all of them went, more would be requested than before",
        100 * sum(study.requested(study.share)): "that is what would be requested if all of them went, in percent of"
        " today",
        100 * study.proxy_m / study.pod_m / study.share: "that forgets that a pod that goes takes its proxy with it",
    }
    if abs(guess - loss) < 0.5:
        return "exactly right"
    if abs(100 * guess - loss) < 1:
        return "exactly right as a share; in percent it's 100 times that"
    found = next((words for value, words in typical.items() if abs(guess - value) < 1), "")
    if found:
        return found
    return "near" if abs(guess - loss) <= NEAR else f"too {'high' if guess > loss else 'low'}"


must_go = Explorer(
    name="must_go",
    chapter=CHAPTER,
    compute=must_go_study,
    picture=MustGoPicture,
    describe=describe_must_go,
    controls=(
        Slider("share_percent", "Pods that can shrink", 5, 100, 5, START["share_percent"], "%"),
        Slider("pod_m", "A pod requests", 200, 1000, 50, START["pod_m"], "m"),
        Slider("proxy_m", "Its proxy requests", 0, 200, 5, START["proxy_m"], "m"),
    ),
    prediction=Prediction(
        "Every pod requests 250m of CPU, and gets a proxy that requests 100m. In return requests are spread evenly, so"
        " some services need fewer pods: those whose busiest pod had too much to do until now. They have 20% of the"
        " pods; all others stay as they are. Which share of their pods do those services have to lose, until no more"
        " CPU is requested than before? In percent of their pods; above 100 if you think that it can't be done.",
        low=0,
        high=300,
        step=1,
        unit="%",
        reveal=reveal_must_go,
        veil=veil_must_go,
    ),
)
