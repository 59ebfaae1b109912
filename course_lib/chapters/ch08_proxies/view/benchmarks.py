"""The published benchmarks: total latency with what the mesh adds, the people who ran them, what isn't counted."""

from __future__ import annotations

import numpy as np

from course_lib import theme
from course_lib.arrays import Values
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.chapters.ch08_proxies.study.benchmarks import PERCENTILES, RUNS, BenchmarkStudy, benchmark_study
from course_lib.framework.explorer.controls import Choice
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, below, blocks, fill
from course_lib.plural import in_a_row
from course_lib.proxies.benchmarks import NONE, STAKES

ROWS = 4
TALL = 0.6
A_SECOND_MS = 999.5  # rounded to three digits, it's one
WIDE = 1.45  # the longest bar is 1, and its words stand beside it
NO_FIGURE = "no figure here"  # it may be published: in a chart that nobody has read off
NAMES = {NONE: "no mesh", "Istio ambient, waypoint": "Istio ambient"}


class BenchmarkPicture(Picture[BenchmarkStudy]):
    """A bar for each mesh: what the app takes without one, and what is added, drawn to the longest.

    Where nobody published what it takes without one, the bar has one colour of its own: it can't be divided.
    """

    def __init__(self) -> None:
        super().__init__(3.6)
        axes = self.figure.subplots()
        self.places = np.arange(ROWS)[::-1]
        axes.set(xlim=(-0.3, WIDE), ylim=(-0.6, ROWS - 0.4), xticks=[], yticks=[])
        axes.set_xlabel("latency at the load generator, drawn to the longest bar")
        self.base = blocks(axes, theme.WORK, "up to the latency with no mesh")
        self.added = blocks(axes, theme.OVERHEAD, "added with a mesh")
        self.undivided = blocks(axes, theme.WASTE, "with a mesh; no figure without one")
        self.names = [axes.text(-0.02, place, " ", va="center", ha="right") for place in self.places]
        self.said = [axes.text(0, place, " ", va="center") for place in self.places]
        add_legend(axes, below(0.12), ncols=2)
        self.entitle(axes)
        self.freeze(self.base, self.added, self.undivided, *self.names, *self.said)

    def paint(self, study: BenchmarkStudy) -> str:
        """Move what shows the study, and return the title."""
        meshes = [*study.rows, *[""] * (ROWS - len(study.rows))]
        ends = np.zeros(ROWS)
        for shapes, wide in zip((self.base, self.added, self.undivided), lengths(study, meshes), strict=True):
            there = wide > 0
            fill(shapes, ends[there], self.places[there] - TALL / 2, wide[there], TALL)
            ends = ends + wide
        for name, said, mesh, end in zip(self.names, self.said, meshes, ends, strict=True):
            name.set_text(name_of(mesh))
            said.set(x=end + 0.02, text=bar_text(study, mesh))
        return title(study)


def lengths(study: BenchmarkStudy, meshes: list[str]) -> tuple[Values, Values, Values]:
    """Return how long each mesh's parts are, the longest bar being 1: without it, added, and what can't be divided."""
    whole = np.array([study.total_ms.get(mesh, 0.0) for mesh in meshes])
    added = np.array([max(0.0, study.added_ms.get(mesh, 0.0)) for mesh in meshes])
    is_divided = np.array([mesh == NONE or mesh in study.added_ms for mesh in meshes])
    longest = whole.max() or 1.0
    base = np.where(is_divided, whole - added, 0.0)
    return base / longest, added / longest, (whole - base - added) / longest


def name_of(mesh: str) -> str:
    """Return a mesh as the picture calls it."""
    return NAMES.get(mesh, mesh)


def ms_text(ms: float) -> str:
    """Return milliseconds with no more digits than they carry, from a second on in seconds.

    >>> ms_text(6.84), ms_text(7), ms_text(250.2), ms_text(264000), ms_text(0)
    ('6.8 ms', '7 ms', '250 ms', '264 s', '0 ms')
    """
    return f"{ms / 1000:.3g} s" if abs(ms) >= A_SECOND_MS else f"{round(ms, 1):.3g} ms"


def bar_text(study: BenchmarkStudy, mesh: str) -> str:
    """Return what stands beside a bar: the whole, and how it differs from no mesh."""
    if mesh not in study.total_ms:
        return NO_FIGURE if mesh else ""
    whole, added = ms_text(study.total_ms[mesh]), study.added_ms.get(mesh)
    if added is None:
        return whole
    return f"{whole}: {ms_text(added)} added" if added >= 0 else f"{whole}: {ms_text(-added)} faster"


def title(study: BenchmarkStudy) -> str:
    """Return what is found: first what can't be, then where a mesh is faster than none, then what is added."""
    at = study.percentile
    for fall in study.falls:
        if PERCENTILES[at] in (fall.lower, fall.higher):
            return f"{at}: {name_of(fall.row.mesh)}'s {fall.lower} lies above its {fall.higher}, which can't be"
    faster = [name_of(mesh) for mesh, added in study.added_ms.items() if added < 0]
    if faster:
        return f"{at}: faster with {in_a_row(faster)} than with no mesh"
    if not study.added_ms:
        return f"{at}: {missing_text(study)}"
    where = f"{at}, saturated" if study.is_saturated else at
    return f"{where}: added " + ", ".join(f"{ms_text(ms)} ({name_of(mesh)})" for mesh, ms in study.added_ms.items())


def missing_text(study: BenchmarkStudy) -> str:
    """Say what is missing for this percentile."""
    if study.total_ms:
        return f"a figure for {in_a_row([name_of(mesh) for mesh in study.total_ms])} alone"
    return "no figures for this run here"


def describe_benchmark(study: BenchmarkStudy) -> Description:
    """Say what is added to what, the people who ran it, what isn't counted, and what can't be."""
    told = study.benchmark
    words = (
        f"{study.run}, {study.percentile}: {found_text(study)} {told.name} ({told.versions}), by {told.ran_by}:"
        f" {STAKES[told.stake]}. Counted: {told.counted}. Not counted: {told.not_counted}."
        f" {told.caveat}{saturated_text(study)}{chart_text(study)}{doubts_text(study)}"
    )
    keys = [PERCENTILES[name] for name in study.published]
    rows = tuple(
        (name_of(mesh), *(ms_text(row.ms[key]) if key in row.ms else "–" for key in keys), bar_text(study, mesh))
        for mesh, row in study.rows.items()
    )
    header = ("mesh", *study.published, f"{study.percentile}: total, and added")
    return Description(words, Table(f"Latency as published: {study.run}", header, rows))


def found_text(study: BenchmarkStudy) -> str:
    """Say the figures, total beside added."""
    if not study.total_ms:
        return f"{missing_text(study)}. The course has its {in_a_row(study.published)}."
    said = (f"{name_of(mesh)}{' ' if mesh in study.total_ms else ': '}{bar_text(study, mesh)}" for mesh in study.rows)
    return ". ".join(said) + "."


def saturated_text(study: BenchmarkStudy) -> str:
    """Say what a latency isn't where clients send as fast as they get answers."""
    if not study.is_saturated or max(study.added_ms.values(), default=0) <= 0:
        return ""
    return " What is added here says how much less gets through, not what a mesh adds when nothing is saturated."


def chart_text(study: BenchmarkStudy) -> str:
    """Say so where the latencies were read off a chart."""
    read_off = any(row.certainty == "C" for row in study.rows.values())
    return " The latencies here are read off its charts, to about 1% of the axis." if read_off else ""


def doubts_text(study: BenchmarkStudy) -> str:
    """Say what can't be, and what a difference of two percentiles doesn't say."""
    falls = "".join(
        f" {name_of(fall.row.mesh)}'s {fall.lower} ({fall.row.ms[fall.lower]:g} ms) lies above its {fall.higher}"
        f" ({fall.row.ms[fall.higher]:g} ms): no set of latencies has that, so at least one of the two is wrong."
        for fall in study.falls
    )
    if any(added < 0 for added in study.added_ms.values()):
        return falls + (
            " Proxies take time, so where a mesh looks faster than none, two runs differ by more than it adds, or it"
            " balances better; the figures alone don't say which."
        )
    if study.added_ms and study.percentile not in ("p50", "max"):
        return falls + (
            f" What is added here is one {study.percentile} less another; the slowest requests with a mesh and without"
            " one aren't the same requests."
        )
    return falls


benchmarks = Explorer(
    name="benchmarks",
    chapter=CHAPTER,
    compute=benchmark_study,
    picture=BenchmarkPicture,
    describe=describe_benchmark,
    controls=(
        Choice("run", "Benchmark and load", tuple(RUNS), "November 2021, 200 requests/s"),
        Choice("percentile", "Percentile", tuple(PERCENTILES), "p50"),
    ),
)
