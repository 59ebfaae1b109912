"""What a request costs a real Envoy, measured where the notebook runs, beside what is kept of another machine."""

from __future__ import annotations

from collections.abc import Iterator

from course_lib import require, theme
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.chapters.ch08_proxies.study.real_cost import (
    ASKED,
    RealCostStudy,
    encrypted_over_plain,
    over_base,
    real_cost_study,
    veiled,
)
from course_lib.framework.explorer.measured import MeasuredExplorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Card, Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, add_line
from course_lib.live import Lab, LabError, machine
from course_lib.live.cell import announced, kindly
from course_lib.proxies.rate import HIGHEST, HTTP, LOWEST, RATES
from course_lib.proxies.real import KINDS, Kind

LAYERS = {HTTP: "requests", "TCP": "connections"}
LOOKS = dict(zip(KINDS, (theme.OVERHEAD, theme.WORK, theme.WAITING, theme.POD), strict=True))
REQUESTS = dict(zip(RATES, (100, 200, 400, 800), strict=True))  # in four seconds: enough for a clock of nanoseconds
IDLE_S = 0.5
LONGEST = 10
MOST = 7.0
IMPOSSIBLE = (
    "Encryption saves no CPU, so here your machine was busy, or it's chance: measure again when it is idle, with"
    " see.real_cost(longer=5). "
)


class RealCostPicture(Picture[RealCostStudy]):
    """A line for each kind as it is kept, and its dots as they were measured."""

    def __init__(self) -> None:
        super().__init__(3.9)
        axes = self.axes = self.figure.subplots()
        axes.set(xscale="log", xlim=(42, 2400), ylim=(0, MOST), xlabel="requests/s through one proxy")
        axes.set_ylabel(f"CPU per request\n(HTTP at {HIGHEST:,} requests/s = 1)")
        axes.set_xticks(RATES, [f"{rate:,}" for rate in RATES])
        axes.minorticks_off()
        axes.grid(alpha=0.3)
        self.kept = {kind: add_line(axes, look, f"{kind}, kept", marker="") for kind, look in LOOKS.items()}
        self.here = {kind: add_line(axes, look, f"{kind}, here", linestyle="", ms=8) for kind, look in LOOKS.items()}
        add_legend(axes, BESIDE)
        self.entitle()
        self.freeze(*self.kept.values(), *self.here.values())

    def paint(self, study: RealCostStudy) -> str:
        """Move what shows the study, and return the title."""
        for lines, costs in ((self.kept, study.kept), (self.here, study.measured)):
            found = over_base(costs)
            for kind, line in lines.items():
                line.set_data(RATES if kind in found else (), found.get(kind, ()))
        self._make_room(max((each for times in over_base(study.measured).values() for each in times), default=0.0))
        return title_of(study)


    def _make_room(self, highest: float) -> None:
        """Have the axis end above what was measured: on a busy machine that may be anything."""
        most = max(MOST, 1.1 * highest)
        if self.axes.get_ylim()[1] != most:
            self.axes.set_ylim(0, most)
            self.refreeze()


def title_of(study: RealCostStudy) -> str:
    """Say how many times as much a request takes at the lowest rate, or what is asked."""
    if not study.measured:
        return f"A request through {study.engine}: what does mTLS add to it?"
    times = over_base(study.measured)[KINDS[0]][0]
    mtls = encrypted_over_plain(study.measured)
    return f"Here: {times:.1f} times the CPU at {LOWEST} requests/s; by mTLS {mtls:.1f} times at {ASKED}"


def describe_real_cost(study: RealCostStudy) -> Description:
    """Say what was measured, and what that doesn't show."""
    kept = "; ".join(f"{kind} {times_text(times)}" for kind, times in over_base(study.kept).items())
    words = (
        f"CPU of a request through {study.engine} at {', '.join(f'{rate:,}' for rate in RATES)} requests/s, as so many"
        f" times that of an HTTP request at {HIGHEST:,}. Kept from another machine: {kept}.{measured_words(study)}"
    )
    header = ("proxy", *(f"{rate:,}/s" for rate in RATES))
    return Description(words, Table("CPU per request", header, tuple(rows_of(study))))


def rows_of(study: RealCostStudy) -> Iterator[tuple[str, ...]]:
    """Yield the table's rows: ratios of both, and this machine's milliseconds for 1,000 requests."""
    for name, costs in (("kept", study.kept), ("here", study.measured)):
        for kind, times in over_base(costs).items():
            yield f"{kind}, {name}", *(f"{each:.1f}" for each in times)
    for kind, costs_ms in study.measured.items():
        yield f"{kind}, here, ms per 1,000 requests", *(f"{each:.0f}" for each in costs_ms)


def times_text(times: tuple[float, ...]) -> str:
    """Return ratios at all rates."""
    return ", ".join(f"{each:.1f}" for each in times)


def measured_words(study: RealCostStudy) -> str:
    """Say what was measured here."""
    if not study.measured:
        return ""
    here = "; ".join(f"{kind} {times_text(times)}" for kind, times in over_base(study.measured).items())
    share = study.idle_ms_per_s / LOWEST * 1000 / study.measured[KINDS[0]][0]
    return (
        f" Measured here: {here}. What Envoy does without requests, {study.idle_ms_per_s:.1f} ms a second, is in it: at"
        f" {LOWEST} requests/s that is {share:.0%} of the HTTP proxy's."
    )


def reveal_real_cost(study: RealCostStudy, guess: float | None) -> str:
    """Set the guess beside what was measured here, and what is kept."""
    own = "" if guess is None else f"You predicted {guess:g} times. "
    here = encrypted_over_plain(study.measured)
    return (
        f"{own}Here it is {here:.1f} times, on the machine whose figures are kept"
        f" {encrypted_over_plain(study.kept):.1f}. {IMPOSSIBLE if round(here, 1) < 1 else ''}No connection was"
        " opened meanwhile: this is encryption alone. The proxy decrypts each request and encrypts it again,"
        " and its answer as well."
    )


def real_cost_explorer(study: RealCostStudy) -> MeasuredExplorer[RealCostStudy]:
    """Return what shows both; what was measured, and all that is encrypted, once the learner has predicted."""
    return MeasuredExplorer(
        name="real_cost",
        chapter=CHAPTER,
        compute=lambda: study,
        picture=RealCostPicture,
        describe=describe_real_cost,
        controls=(),
        prediction=Prediction(
            f"An HTTP proxy gets {ASKED} requests/s over connections that stay open. Now the connections on both of its"
            " sides are encrypted by mTLS. How many times as much CPU does a request take as without?",
            low=1.0,
            high=3.0,
            step=0.1,
            unit="times",
            reveal=lambda guess: reveal_real_cost(study, guess),
            veil=veiled,
        ),
    )


@kindly
def real_cost(longer: int = 1) -> MeasuredExplorer[RealCostStudy] | Card:
    """Measure what a request costs Envoy on this machine: four kinds of proxy, four rates.

    Parameters
    ----------
    longer : int
        How many times as many requests, 1 to 10: chance then matters less.
    """
    times = int(require.between("longer", require.whole("longer", longer), 1, LONGEST))
    machine.check()
    if why := machine.without_envoy():
        raise LabError(f"Here only Envoy is measured, and {why}. {machine.TO_GET_IT}")
    measured: dict[Kind, tuple[float, ...]] = {}
    seconds = sum(times * REQUESTS[rate] / rate for rate in RATES)
    for kind in KINDS:
        follows = f"requests at {len(RATES)} rates ({kind}), for about {seconds:.0f} s"
        with announced(Lab(layer=LAYERS[kind.layer], mtls=kind.mtls), follows) as lab:
            idle_ms = lab.idle_cpu_ms_per_s(IDLE_S)
            costs = [lab.cost(rate, times * REQUESTS[rate]) for rate in RATES]
        measured[kind] = tuple(cost.cpu_ms_per_1000_requests for cost in costs)
    return real_cost_explorer(real_cost_study(lab.engine, measured, idle_ms))
