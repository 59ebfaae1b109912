"""Chapter 06's results in words: each is the alternative text of a picture, and its table."""

from __future__ import annotations

import math

import numpy as np

from course_lib.chapters.ch06_balancers.study import VIEWS, ComparisonStudy, Measured, MeshStudy, ViewStudy
from course_lib.chapters.ch06_balancers.study.failing import FailingStudy
from course_lib.chapters.ch06_balancers.study.forgetting import DECAYS, EVEN_SHARE, ForgettingStudy
from course_lib.chapters.ch06_balancers.study.memory import LASTS_S, PEAK_AT_S, MemoryStudy
from course_lib.chapters.ch06_balancers.study.overload import Endless
from course_lib.estimate import Estimate
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.simulation.scene import Scene, most_waiting


def describe_mesh(study: MeshStudy) -> Description:
    """Say how many pods are needed with this many proxies, and how sure that is."""
    here = study.here
    sure = "" if here.low == here.high else f" (between {here.low} and {here.high}, as far as these runs can tell)"
    proxies = "1 proxy" if study.proxies == 1 else f"{study.proxies} proxies, each seeing only its own requests"
    threads = "1 worker" if study.workers == 1 else f"{study.workers} workers"
    words = (
        f"{proxies}, {study.balancer}, {threads} a pod: {here.pods} pods are needed{sure}, where random needs"
        f" {study.random.pods} and one queue for all {study.one_queue.pods}. {saved(study)}"
    )
    shown = sorted({1, 2, 5, 10, 20, 30, 40, 50, study.proxies} & set(study.needed))
    rows = tuple(
        (str(views), str(each.pods), f"{each.low}–{each.high}", str(study.random.pods))
        for views, each in ((views, study.needed[views]) for views in shown)
    )
    return Description(words, Table("Pods needed", ("proxies", "pods", "range", "random"), rows))


def saved(study: MeshStudy) -> str:
    """Say what is saved against random."""
    if study.saved > 0:
        return f"Saved: {study.saved} of {study.random.pods}."
    return "Nothing is saved." if study.saved == 0 else "It needs more than random."


def latency(found: Estimate | Endless) -> str:
    """Return a latency with its interval, alone where it is exact; or that there is none because the queue grows."""
    if isinstance(found, Endless):
        return "grows without end"
    spread = "" if found.low == found.high else f" ({found.low:.2f} to {found.high:.2f})"
    return f"{found.best:.2f}{spread}"


def figures(name: str, each: Measured) -> tuple[str, ...]:
    """Return a balancer's row in the table."""
    by = "formula" if each.exact else "simulated"
    return name, latency(each.mean), latency(each.p99), f"{each.slow_share:.1%}", by


def overloads(growing: list[str]) -> str:
    """Say under which balancers a queue grows; nothing if under none."""
    return (
        f" A pod gets more than it can do under {', '.join(growing)}: its queue grows without end." if growing else ""
    )


def describe_comparison(study: ComparisonStudy) -> Description:
    """Say which balancer is fastest and what the slow pod gets."""
    settled = [name for name in study.by_mean if name not in study.growing]
    best, worst = settled[0], settled[-1]
    slow = "All pods are alike." if study.slow == 1 else f"Pod 0 has {study.slow:.0%} of the others' speed."
    words = (
        f"{study.utilisation:.0%} busy, {study.requests:,} requests each. {slow} Lowest mean:"
        f" {best}, {study.found[best].mean.best:.2f} service times; highest: {worst},"
        f" {study.found[worst].mean.best:.2f}.{overloads(study.growing)}"
    )
    rows = tuple(figures(name, study.found[name]) for name in study.by_mean)
    header = ("balancer", "mean", "p99", "pod 0 got", "by")
    return Description(words, Table("Latency in mean service times, with 95% intervals", header, rows))


def describe_views(study: ViewStudy) -> Description:
    """Say how latency grows with the number of proxies."""
    ends = ", ".join(
        f"{name} {curve[0].best:.2f} with one proxy and {curve[-1].best:.2f} with {VIEWS[-1]}"
        for name, curve in study.curves.items()
        if math.isfinite(curve[0].best)
    )
    words = (
        f"{study.utilisation:.0%} busy, pods {study.pods}, {study.measure} latency in service times: {ends}."
        f" {beside(study)}"
    )
    rows = tuple(
        (str(views), *(latency(curve[at]) for curve in study.curves.values())) for at, views in enumerate(VIEWS)
    )
    return Description(words, Table(f"{study.measure} by proxies", ("proxies", *study.curves), rows))


def beside(study: ViewStudy) -> str:
    """Say what random comes to, and one queue for all where there is a formula."""
    if not math.isfinite(study.random):
        return "Random and round robin give the slow pod more than it can do."
    random = f"Random: {study.random:.2f} with any number."
    return random if math.isnan(study.one_queue) else f"{random} One queue for all: {study.one_queue:.2f}."


def describe_failing(study: FailingStudy) -> Description:
    """Say who sends how much to the failing pod."""
    most = max(study.sent, key=lambda name: study.sent[name])
    least = min(study.sent, key=lambda name: study.sent[name])
    tried = {0: "no retry", 1: "1 retry"}.get(study.retries, f"{study.retries} retries")
    words = (
        f"Pod 0 of ten {study.way}; {study.utilisation:.0%} busy, {tried}. It gets {study.sent[most]:.1%} of the"
        f" requests under {most} and {study.sent[least]:.1%} under {least}; an even share is 10%. In the end"
        f" {study.lost[most]:.1%} and {study.lost[least]:.1%} fail."
    )
    rows = tuple((name, f"{share:.1%}", f"{study.lost[name]:.1%}") for name, share in study.sent.items())
    return Description(
        words, Table("Requests and the failing pod", ("balancer", "sent there", "failed in the end"), rows)
    )


def describe_memory(study: MemoryStudy) -> Description:
    """Say how long a peak is remembered."""
    rest = LASTS_S - PEAK_AT_S

    def lasts(back_s: float) -> str:
        return f"{back_s:.1f} s" if math.isfinite(back_s) else f"more than {rest:.0f} s"

    look = "look" if study.looks_a_second == 1 else "looks"
    words = (
        f"One answer takes 2 s, all others 0.2 s, one every half second. With a decay of {study.decay_s:g} s and"
        f" {study.looks_a_second:g} {look} a second the estimate is near 0.2 s again after {lasts(study.back_s)}; if"
        f" looking changed nothing, after {lasts(study.unread_back_s)}."
    )
    times = range(0, int(LASTS_S) + 1, 3)
    rows = tuple(
        (f"{when_s} s", f"{study.believed_s[at]:.2f} s", f"{study.unread_s[at]:.2f} s")
        for when_s, at in ((when_s, when_s * 20) for when_s in times)
    )
    return Description(words, Table("What is believed of the pod", ("at", "estimate", "without looks"), rows))


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
        f" do {study.most:.1%} of the requests; an even share is {EVEN_SHARE:.0%}. In runs of {lengths(study)}"
        f" {keeps_up}. Full, it answers the same proxy every {study.silence:g} service times, on average."
    )
    rows = tuple(
        (f"{decay:g}", f"{share:.1%}", "no: its queue grows" if share >= study.most else "yes", f"{requests:,}")
        for decay, share, requests in zip(DECAYS, study.share, study.requests, strict=True)
    )
    header = ("decay, service times", "of the requests, to pod 0", "keeps up", "requests")
    return Description(words, Table("What the slow pod gets", header, rows))


def lengths(study: ForgettingStudy) -> str:
    """Say how many requests each decay has had."""
    longest, shortest = max(study.requests), min(study.requests)
    if longest == shortest:
        return f"{longest:,} requests"
    upto = DECAYS[study.requests.count(longest) - 1]
    return f"{shortest:,} requests ({longest:,} up to a decay of {upto:g})"


def describe_scenes(scenes: tuple[Scene, ...]) -> Description:
    """Say what came of the same requests under each balancer."""
    told = [
        f"{scene.title}: mean latency {scene.run.mean_s:.1f} s, p99 {scene.run.quantile_s(0.99):.1f} s,"
        f" at most {most_waiting(scene)} waiting at one pod"
        for scene in scenes
    ]
    words = f"{len(scenes[0].trace)} requests, ten pods. {'. '.join(told)}."
    sent = [np.bincount(scene.run.pod, minlength=scene.run.pods) for scene in scenes]
    rows = tuple((str(pod), *(str(counts[pod]) for counts in sent)) for pod in range(scenes[0].run.pods))
    names = tuple(f"{side}: {scene.title}" for side, scene in zip(("left", "right"), scenes, strict=False))
    return Description(words, Table("Requests by pod", ("pod", *names), rows))
