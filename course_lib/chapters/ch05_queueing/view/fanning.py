"""A page that waits for many calls."""

from __future__ import annotations

from course_lib.chapters.ch05_queueing.pictures import FanPicture
from course_lib.chapters.ch05_queueing.study import FanStudy, fan_study
from course_lib.chapters.ch05_queueing.study.fanning import CALLS, MOST, P99S
from course_lib.chapters.ch05_queueing.view.wording import CHAPTER
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.plural import counted


def describe_fan(study: FanStudy) -> Description:
    """Say how many pages are slow, and which percentile of a call is their median."""
    words = (
        f"A page waits for {counted(study.calls, 'call')}, and {study.slow:.1%} of the calls are slow. Then"
        f" {study.page:.1%} of the pages are: calls times share would be {study.calls * study.slow:.1%}. Half of the"
        f" pages are ready when a call's p{100 * study.median:.4g} has passed."
    )
    picked = sorted({1, 2, 5, 10, 20, 50, MOST, study.calls})
    rows = tuple(
        (
            str(calls),
            f"{study.shares[calls - 1]:.1%}",
            f"p{100 * 0.5 ** (1 / calls):.4g}",
            f"p{100 * P99S[calls - 1]:.5g}",
        )
        for calls in picked
        if calls in CALLS
    )
    header = ("calls", "slow pages", "the page's p50 is a call's", "the page's p99 is a call's")
    return Description(words, Table("One page, many calls", header, rows))


fan_out = Explorer(
    name="fan_out",
    chapter=CHAPTER,
    compute=fan_study,
    picture=FanPicture,
    describe=describe_fan,
    controls=(
        Slider("calls", "Calls that a page waits for", 1, MOST, 1, 10),
        Slider("slow_percent", "Calls that are slow", 0.1, 5, 0.1, 1, "%"),
    ),
)
