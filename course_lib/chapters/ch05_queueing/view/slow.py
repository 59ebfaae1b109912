"""One slow pod among ten, under three balancers."""

from __future__ import annotations

from course_lib.chapters.ch05_queueing.pictures import SlowPicture
from course_lib.chapters.ch05_queueing.study import SPREAD, SlowStudy, slow_study
from course_lib.chapters.ch05_queueing.study.slow import LASTS_S, OBJECTIVE_S
from course_lib.chapters.ch05_queueing.view.wording import CHAPTER, ms
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table


def describe_slow(study: SlowStudy) -> Description:
    """Say what the slow pod gets and holds, and what all requests have of it."""
    grows = " and grows as long as the traffic lasts" if study.grows else ""
    words = (
        f"{study.spread.capitalize()}, a pod at {study.speed:.0%} speed among ten: it gets"
        f" {study.counts[0] / study.counts.sum():.1%} of the requests, and after {LASTS_S:.0f} s its queue holds"
        f" {study.slow_holds[-1]:,.0f}{grows}. Of all requests {study.late:.1%} take longer than"
        f" {ms(OBJECTIVE_S)}; half are answered within {ms(study.median_s)}, 99 of 100 within {ms(study.p99_s)}."
    )
    rows = (
        ("gets", f"{study.counts[0]:,}", f"{study.counts[1:].mean():,.0f}"),
        *(
            (f"holds after {second} s", f"{study.slow_holds[2 * second]:,.0f}", f"{study.others_hold[2 * second]:.1f}")
            for second in (10, 20, 40, 60)
        ),
    )
    return Description(words, Table("The slow pod and the others", ("requests", "the slow pod", "another"), rows))


slow_pod = Explorer(
    name="slow_pod",
    chapter=CHAPTER,
    compute=slow_study,
    picture=SlowPicture,
    describe=describe_slow,
    controls=(
        Choice("spread", "Requests are spread", SPREAD, SPREAD[0]),
        Slider("speed_percent", "Speed of the slow pod", 10, 100, 10, 20, "%"),
        Slider("utilisation_percent", "Traffic, of what ten healthy pods can do", 10, 85, 5, 50, "%"),
    ),
)
