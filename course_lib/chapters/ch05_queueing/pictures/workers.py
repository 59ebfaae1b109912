"""p99 over the utilisation for pods of one, two, five and ten workers, and the objective across."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from course_lib import theme
from course_lib.chapters.ch05_queueing.study.workers import A_POD, UTILISATIONS, WORKERS, WorkersStudy, p99_curves_s
from course_lib.framework.canvas import Canvas
from course_lib.plural import counted

LOOKS = dict(zip(A_POD, (theme.WAITING, theme.CARBON, theme.POD, theme.OPTIMUM), strict=True))
FEWEST_MS, MOST_MS = 40.0, 1600.0


class WorkersPicture:
    """One curve a size of pod; where it meets the objective stands how busy such pods may be."""

    def __init__(self) -> None:
        self.canvas = Canvas(9.0, 4.2)
        axes = self.canvas.figure.subplots()
        axes.set(xlim=(0, 1), yscale="log", ylim=(FEWEST_MS, MOST_MS), xlabel="utilisation", ylabel="p99 latency, ms")
        axes.xaxis.set_major_formatter(PercentFormatter(1.0))
        axes.set_yticks([50, 100, 200, 500, 1000], ["50", "100", "200", "500", "1,000"])
        axes.minorticks_off()
        axes.grid(alpha=0.3)
        self._curves(axes)
        self.objective = axes.axhline(100, color=theme.INK, lw=1.5)
        self.here = axes.axvline(0.5, color=theme.FAINT, lw=1.5, linestyle=":")
        self.met = [axes.plot([], [], LOOKS[w].marker, color=LOOKS[w].colour, ms=11)[0] for w in A_POD]
        axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)
        self.title = axes.set_title(" ", loc="left", fontweight="bold")
        self.canvas.freeze([self.objective, self.here, *self.met, self.title])

    def _curves(self, axes: Axes) -> None:
        for workers, curve_s in p99_curves_s().items():
            pods = WORKERS // workers
            label = f"{counted(pods, 'pod')} of {counted(workers, 'worker')}"
            style: dict[str, Any] = {"color": LOOKS[workers].colour, "linestyle": LOOKS[workers].dash, "lw": 2.5}
            style |= {"marker": LOOKS[workers].marker, "markevery": 16, "ms": 5}
            axes.plot(UTILISATIONS, 1000 * curve_s, label=label, **style)

    def draw(self, study: WorkersStudy) -> bytes:
        """Return the study as PNG."""
        objective_ms = 1000 * study.objective_s
        self.objective.set_ydata([objective_ms] * 2)
        self.here.set_xdata([study.utilisation] * 2)
        for dot, busy in zip(self.met, study.busiest.values(), strict=True):
            dot.set_data([busy], [objective_ms])
        one, *_, ten = study.busiest.values()
        allowed = f"pods of one worker may be {one:.0%} busy, of ten {ten:.0%}"
        self.title.set_text(f"p99 below {objective_ms:.0f} ms: {allowed}")
        return self.canvas.png()
