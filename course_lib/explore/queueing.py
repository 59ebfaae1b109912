"""Chapter 05's explorers: load, measurement, a slow pod, fan-out, workers, overload."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from course_lib.explore.framework.controls import Choice, Slider
from course_lib.explore.framework.explorer import Description, Explorer
from course_lib.explore.framework.precise import Precise
from course_lib.explore.framework.prediction import Prediction
from course_lib.pictures.markup import Table
from course_lib.pictures.queueing import (
    FanPicture,
    KneePicture,
    LoadPicture,
    MeasuredPicture,
    OverloadPicture,
    SlowPicture,
    WorkersPicture,
)
from course_lib.simulation import Interval
from course_lib.studies.queueing import (
    BALANCING,
    QUEUES,
    SPREAD,
    FanStudy,
    KneeStudy,
    LoadStudy,
    MeasuredStudy,
    OverloadStudy,
    SlowStudy,
    WorkersStudy,
    fan_study,
    knee_study,
    load_study,
    measured_parts,
    measured_study,
    overload_study,
    slow_study,
    workers_study,
)
from course_lib.studies.queueing.fanning import CALLS, MOST, P99S
from course_lib.studies.queueing.knee import ASKED as KNEE_ASKED
from course_lib.studies.queueing.knee import READ_AT
from course_lib.studies.queueing.load import FROM, TO
from course_lib.studies.queueing.overload import CAN_DO, ENDS_S, PEAK_TO_S
from course_lib.studies.queueing.setting import SERVICE_S
from course_lib.studies.queueing.slow import LASTS_S, OBJECTIVE_S
from course_lib.studies.queueing.workers import WORKERS
from course_lib.words import counted

CHAPTER = "queueing"
NEAR = 0.3  # times: a guess no further off is called near


def ms(seconds: float) -> str:
    """Return a time in milliseconds, as a reader says it."""
    if seconds >= 10:
        return f"{seconds:.0f} s"
    return f"{1000 * seconds:,.0f} ms" if seconds >= 0.1 else f"{1000 * seconds:.1f} ms"


def describe_load(study: LoadStudy) -> Description:
    """Say mean and p99 here, and how many times they are those at 45%."""
    words = (
        f"A pod that is {study.utilisation:.0%} busy answers in {ms(study.here_mean_s)} on average, and 99 of 100"
        f" requests within {ms(study.here_p99_s)}."
    )
    if study.utilisation != FROM:
        words += f" That is {study.growth:.1f} times as long as at {FROM:.0%}, at {study.busier:.1f} times the traffic."
    curves = zip(study.utilisations, study.mean_s, study.p99_s, strict=True)
    listed = [row for row in curves if len(study.utilisations) == 1 or round(100 * row[0]) % 5 == 0]
    first_s = load_study(100 * FROM).here_mean_s
    rows = tuple((f"{busy:.0%}", ms(mean), ms(p99), f"{mean / first_s:.1f}") for busy, mean, p99 in listed)
    header = ("utilisation", "mean", "p99", "times that at 45%")
    return Description(words, Table("Latency of a pod with one worker, 10 ms of work a request", header, rows))


def veil_load(study: LoadStudy) -> LoadStudy:
    """Leave only the utilisation that is drawn."""
    here = (np.array([value]) for value in (study.utilisation, study.here_mean_s, study.here_p99_s))
    busy, mean_s, p99_s = here
    return replace(study, utilisations=busy, mean_s=mean_s, p99_s=p99_s)


def reveal_load(guess: float | None) -> str:
    """Set the learner's guess beside the growth."""
    before, after = load_study(100 * FROM), load_study(100 * TO)
    own = "" if guess is None else f"You predicted {guess:g} times: {judged(guess, after.growth)}. "
    return (
        f"{own}From {ms(before.here_mean_s)} to {ms(after.here_mean_s)}: {after.growth:.1f} times, and p99 grows by"
        f" the same, from {ms(before.here_p99_s)} to {ms(after.here_p99_s)}. What counts is how much of its time the"
        " pod has left: 55% before, 10% after, and that is 5.5 times less. The slider is yours now."
    )


def judged(guess: float, growth: float) -> str:
    """Say how near a guess is, or what it would be right for."""
    if math.isclose(guess, growth):
        return "right on the spot"
    if abs(guess - growth) <= NEAR:
        return "near"
    right_for = {
        1.0: "so it would be if requests never met; but the busier the pod, the more often one is in the way",
        2.0: "so it would be if latency rose in step with the traffic; a queue doesn't",
        10.0: "so many times is it the service alone, of an idle pod",
    }
    meant = [words for at, words in right_for.items() if math.isclose(guess, at)]
    return meant[0] if meant else f"too {'high' if guess > growth else 'low'}"


load = Explorer(
    "load",
    CHAPTER,
    load_study,
    LoadPicture,
    describe_load,
    (Slider("utilisation_percent", "Utilisation of the pod", 5, 95, 1, 45, "%"),),
    Prediction(
        "A pod with one worker is busy 45% of its time, and answers in 18.2 ms on average. The traffic doubles: now it"
        " is busy 90% of its time. How many times as long does a request take on average?",
        low=1,
        high=20,
        step=0.5,
        unit="times",
        reveal=reveal_load,
        veil=veil_load,
    ),
)


def describe_measured(study: MeasuredStudy) -> Description:
    """Say what was measured, what the formula says, and how much too sure one would be."""
    last, exact = study.last, study.exact
    inside = [each.low <= true <= each.high for each, true in ((last.mean_s, exact.mean_s), (last.p99_s, exact.p99_s))]
    words = (
        f"{last.requests:,} requests, {study.balancing}, pods {study.utilisation:.0%} busy: mean {said(last.mean_s)},"
        f" by the formula {ms(exact.mean_s)} ({'inside' if inside[0] else 'outside'}); p99 {said(last.p99_s)}, by the"
        f" formula {ms(exact.p99_s)} ({'inside' if inside[1] else 'outside'}). Who takes the requests for independent"
        f" believes in ±{study.naive_mean:.1%} for the mean, which is {study.too_small:.1f} times too sure."
    )
    rows = tuple(
        (f"{stage.requests:,}", *interval_cells(stage.mean_s), *interval_cells(stage.p99_s)) for stage in study.stages
    )
    header = ("requests", "mean", "from", "to", "p99", "from", "to")
    return Description(words, Table("What so many requests say, in ms, with intervals of 95%", header, rows))


def said(interval: Interval) -> str:
    """Return a figure with its interval in milliseconds."""
    return f"{ms(interval.value)} ({1000 * interval.low:.1f} to {1000 * interval.high:.1f})"


def interval_cells(interval: Interval) -> tuple[str, ...]:
    """Return a figure and the ends of its interval, in milliseconds."""
    return tuple(f"{1000 * each:.1f}" for each in (interval.value, interval.low, interval.high))


measured = Explorer(
    "measured",
    CHAPTER,
    measured_study,
    MeasuredPicture,
    describe_measured,
    (
        Choice("balancing", "Requests go to ten workers", BALANCING, BALANCING[0]),
        Slider("utilisation_percent", "Utilisation", 10, 95, 1, 80, "%"),
        Slider("thousands", "Requests, in thousands", 20, 300, 10, 50),
    ),
    precise=Precise("Run 10 million requests", measured_parts),
)


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
        ("requests that it gets", f"{study.counts[0]:,}", f"{study.counts[1:].mean():,.0f}"),
        *(
            (f"holds after {second} s", f"{study.slow_holds[2 * second]:,.0f}", f"{study.others_hold[2 * second]:.1f}")
            for second in (10, 20, 40, 60)
        ),
    )
    return Description(words, Table("The slow pod and the others", ("", "the slow pod", "another"), rows))


slow_pod = Explorer(
    "slow_pod",
    CHAPTER,
    slow_study,
    SlowPicture,
    describe_slow,
    (
        Choice("spread", "Requests are spread", SPREAD, SPREAD[0]),
        Slider("speed_percent", "Speed of the slow pod", 10, 100, 10, 20, "%"),
        Slider("utilisation_percent", "Traffic, of what ten healthy pods can do", 10, 85, 5, 50, "%"),
    ),
)


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
    "fan_out",
    CHAPTER,
    fan_study,
    FanPicture,
    describe_fan,
    (
        Slider("calls", "Calls that a page waits for", 1, MOST, 1, 10),
        Slider("slow_percent", "Calls that are slow", 0.1, 5, 0.1, 1, "%"),
    ),
)


def describe_workers(study: WorkersStudy) -> Description:
    """Say how busy each size of pod may be, and what p99 it has here."""
    one, *_, ten = study.busiest.values()
    words = (
        f"For 99 of 100 requests within {ms(study.objective_s)}, ten pods of one worker may be {one:.1%} busy, one pod"
        f" of ten workers {ten:.1%}. At {study.utilisation:.0%} the first answer 99 of 100 within"
        f" {ms(study.p99_s[1])}, the last within {ms(study.p99_s[WORKERS])}."
    )
    rows = tuple(
        (
            f"{counted(WORKERS // workers, 'pod')} of {counted(workers, 'worker')}",
            f"{study.busiest[workers]:.1%}",
            ms(study.mean_s[workers]),
            ms(study.p99_s[workers]),
        )
        for workers in study.busiest
    )
    header = ("", "may be busy", f"mean at {study.utilisation:.0%}", f"p99 at {study.utilisation:.0%}")
    return Description(words, Table("Ten workers in pods of different sizes", header, rows))


workers = Explorer(
    "workers",
    CHAPTER,
    workers_study,
    WorkersPicture,
    describe_workers,
    (
        Slider("objective_ms", "Objective: p99 below", 50, 1000, 10, 100, "ms"),
        Slider("utilisation_percent", "Utilisation", 5, 97, 1, 80, "%"),
    ),
)


def describe_overload(study: OverloadStudy) -> Description:
    """Say what the peak does, and what becomes of the pod afterwards."""
    after_s = study.recovers_after_s
    ended = (
        f"a minute later {study.at_the_end:.0f} a second are"
        if after_s is None
        else f"{counted(after_s, 'second')} later all are well again, and {study.at_the_end:.0f} a second are"
    )
    words = (
        f"The pod can do {CAN_DO:.0f} requests a second, {study.base:.0%} of that arrive, with"
        f" {counted(study.retries, 'retry', 'retries')} and {study.queue} in its queue. In the peak up to"
        f" {study.sent.max():.0f} attempts a second are sent. The peak ends, and {ended} answered in time, of"
        f" {study.arrived[-10:].mean():.0f} that arrive. For nobody goes"
        f" {study.wasted.sum() / (study.wasted.sum() + study.useful.sum()):.0%} of the work."
    )
    spans = ((0, 20), (20, 30), *((second, second + 10) for second in range(PEAK_TO_S, ENDS_S, 10)))
    rows = tuple(
        (
            f"{begin} to {end} s",
            *(f"{each[begin:end].mean():.0f}" for each in (study.arrived, study.sent, study.answered)),
            f"{study.wasted[begin:end].mean():.0%}",
        )
        for begin, end in spans
    )
    header = ("", "requests a second", "attempts a second", "answered in time", "worker's time for nobody")
    return Description(words, Table("Before, in and after the peak", header, rows))


overload = Explorer(
    "overload",
    CHAPTER,
    overload_study,
    OverloadPicture,
    describe_overload,
    (
        Slider("base_percent", "Traffic before and after the peak", 20, 95, 5, 70, "%"),
        Slider("retries", "Retries of a client", 0, 3, 1, 0),
        Choice("queue", "Room in the pod's queue", QUEUES, QUEUES[0]),
    ),
)


def describe_knee(study: KneeStudy) -> Description:
    """Say what is of use where more is asked for than the pod can do, with so much room and without a limit."""
    last_waits = ms(study.room * SERVICE_S)
    words = (
        f"With room for {counted(study.room, 'request')} in the queue the last of them waits about {last_waits};"
        f" clients wait half a second, and try again {counted(study.retries, 'time')}. With {READ_AT:.0%} asked for,"
        f" {study.here:.0%} of the pod's time goes into answers that somebody still waits for."
    )
    rows = tuple(
        tuple(f"{share:.0%}" for share in row) for row in zip(KNEE_ASKED, study.useful, study.endless, strict=True)
    )
    header = ("asked for", f"of use, room for {study.room}", "of use, no limit")
    return Description(words, Table("In shares of what the pod can do", header, rows))


knee = Explorer(
    "knee",
    CHAPTER,
    knee_study,
    KneePicture,
    describe_knee,
    (
        Slider("room", "Room in the queue, requests", 5, 100, 5, 100),
        Slider("retries", "Retries of a client", 0, 3, 1, 0),
    ),
)
EXPLORERS = (load, measured, workers, slow_pod, fan_out, overload, knee)
