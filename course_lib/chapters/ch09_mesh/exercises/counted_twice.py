"""Judge: a made-up calculation in which balancing and right-sizing are added up."""

from __future__ import annotations

from typing import NamedTuple

from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.framework.exercise.question import Choice, Question, Variant

MARGIN_PERCENT = 15


class Pods(NamedTuple):
    """A made-up service whose busiest pod decides: what its pods request and use, in millicores.

    Balanced, so many pods are `enough` that each uses what the busiest uses today; a proxy is right-sized, too.
    """

    pods: int
    request_m: int
    busiest_m: int
    mean_m: int
    enough: int
    proxy_m: int = 0

    @property
    def sized_m(self) -> float:
        """A right-sized request: the busiest pod's use, and a margin."""
        return self.busiest_m * (100 + MARGIN_PERCENT) / 100

    @property
    def today(self) -> float:
        """Cores requested today."""
        return self.pods * self.request_m / 1000

    @property
    def sized(self) -> float:
        """Cores requested once right-sized, unbalanced."""
        return self.pods * self.sized_m / 1000

    @property
    def both(self) -> float:
        """Cores requested once balanced and right-sized, without proxies."""
        return self.enough * self.sized_m / 1000

    @property
    def proxies(self) -> float:
        """Cores that proxies request in the pods that are left."""
        return self.enough * self.proxy_m / 1000

    @property
    def by_sizing(self) -> float:
        """Cores saved by right-sizing alone."""
        return self.today - self.sized

    @property
    def by_balancing(self) -> float:
        """Cores saved by balancing alone, without proxies."""
        return self.today - self.enough * self.request_m / 1000


UNEVEN = Pods(10, 1000, 600, 300, enough=5)
WITH_PROXIES = Pods(20, 1000, 800, 500, enough=13, proxy_m=50)
EVEN = Pods(12, 1000, 400, 400, enough=12, proxy_m=60)


def n(cores: float) -> str:
    """Return cores as a reader writes them.

    >>> n(3.4500000000000006), n(5.0)
    ('3.45', '5')
    """
    return f"{round(cores, 3):g}"


def together() -> Variant:
    """Add up two savings."""
    s = UNEVEN
    added, saved = s.by_sizing + s.by_balancing, s.today - s.both
    return Variant(
        f"A made-up vendor's slide about a service of {s.pods} pods that request {s.request_m:,}m each. Its busiest pod"
        f" uses {s.busiest_m}m, the mean is {s.mean_m}m. “Right-sizing sets the request to the busiest pod's use and"
        f" {MARGIN_PERCENT}%, {n(s.sized_m)}m: that saves {n(s.by_sizing)} cores. With our balancing, {s.enough} pods"
        f" carry the load and none uses more than {s.busiest_m}m: that saves {s.pods - s.enough} ·"
        f" {s.request_m:,}m = {n(s.by_balancing)} cores. Together: {n(added)} of {n(s.today)} cores.” How many do the"
        " two really save together? (Leave the proxies out for the moment.)",
        (
            Choice(
                f"{n(added)} cores, as the slide says.",
                f"Then {n(s.today - added)} cores would be left, and the service alone uses"
                f" {n(s.pods * s.mean_m / 1000)}. The pods that have gone can't be made smaller as well.",
            ),
            Choice(
                f"{n(s.by_balancing)} cores: only the larger of the two counts.",
                f"Both count: the {s.enough} pods that are left still request {s.request_m:,}m each, and"
                f" {n(s.sized_m)}m would do. But what can no longer be saved on the others?",
            ),
            Choice(
                f"{n(saved)} cores.",
                f"Yes. {s.enough} pods of {n(s.sized_m)}m are left, {n(s.both)} of {n(s.today)} cores. The slide makes"
                f" pods smaller that have gone: {s.pods - s.enough} · {n(s.request_m - s.sized_m)}m ="
                f" {n(added - saved)} cores are counted twice.",
            ),
            Choice(
                f"{n(s.by_sizing)} cores: balancing saves nothing more once requests are right.",
                "It does here: the request has to be enough for the busiest pod, and balanced pods need fewer of"
                " those requests.",
            ),
        ),
        right=2,
    )


def meshs_share() -> Variant:
    """Ask which part is the mesh's."""
    s = WITH_PROXIES
    before_sizing, after_sizing = s.by_balancing - s.proxies, s.sized - s.both - s.proxies
    everything = s.today - s.both - s.proxies
    return Variant(
        f"A made-up team compares. Today: {s.pods} pods that request {s.request_m:,}m each; the busiest uses"
        f" {s.busiest_m}m. Without a mesh, the same people would set requests to {n(s.sized_m)}m. With a mesh they'd"
        f" do that too, and {s.enough} pods would be enough, none of which uses more than {s.busiest_m}m; each has a"
        f" proxy that requests {s.proxy_m}m. How many cores less are requested because of the mesh?",
        (
            Choice(
                f"{n(after_sizing)} cores.",
                f"Yes: {s.pods} · {n(s.sized_m)}m without a mesh, right-sized; {s.enough} · ({n(s.sized_m)}m +"
                f" {s.proxy_m}m) with one. What right-sizing saves is there in both, so it's nobody's but theirs who"
                " set the requests.",
            ),
            Choice(
                f"{n(before_sizing)} cores: {s.pods - s.enough} pods of {s.request_m:,}m each, less the proxies.",
                f"Those pods would request {n(s.sized_m)}m without a mesh, as the requests are set anyway. The"
                " difference to today's requests is counted twice: once as right-sizing, once as balancing.",
            ),
            Choice(
                f"{n(everything)} cores: today less what is requested in the end.",
                f"{n(s.by_sizing)} of these are saved by smaller requests, which need no mesh.",
            ),
            Choice(
                f"{n(s.sized - s.both)} cores: {s.pods - s.enough} pods of {n(s.sized_m)}m each.",
                f"The proxies are missing: {s.enough} · {s.proxy_m}m = {n(s.proxies)} cores.",
            ),
        ),
        right=0,
    )


def even() -> Variant:
    """Return a mesh that gets the credit for smaller requests."""
    s = EVEN
    saved = s.today - s.both - s.proxies
    return Variant(
        f"Before and after, in a made-up case study: {s.pods} pods requested {s.request_m:,}m each. In the same month"
        f" came a mesh, and a review of all requests: now {s.pods} pods request {n(s.sized_m)}m each, and"
        f" {s.proxy_m}m for a proxy. The calls were spread evenly before, and every pod still uses {s.mean_m}m. “Our"
        f" mesh saved {n(saved)} of {n(s.today)} cores.” What did the mesh do to the cores requested?",
        (
            Choice(
                f"It saved {n(saved)} cores, as the study says.",
                "The review did that. Without a mesh the same requests would have been right: no pod uses less than"
                " before.",
            ),
            Choice(
                f"It saved {n(s.by_sizing)} cores; the proxies took some of that back.",
                f"These {n(s.by_sizing)} cores come from smaller requests. Did anything change for them when the calls"
                " were balanced?",
            ),
            Choice(
                "Nothing can be said: it was a before and after.",
                "A before and after often hides what did it, but here both changes are known, and what each does to the"
                " requests can be worked out.",
            ),
            Choice(
                f"It added {n(s.proxies)} cores, and saved none.",
                f"Yes. There was nothing to balance, and {s.pods} pods use as much as before. What fell is what was"
                " requested and not used, and that was the review. Everything that was done in the same month gets into"
                " a before and after.",
            ),
        ),
        right=3,
    )


counted_twice = Question(
    chapter=CHAPTER,
    name="counted_twice",
    decision="tell a saving that is counted twice",
    variants=(together(), meshs_share(), even()),
    hints=(
        "Don't add savings up. Work out what is requested before, and what is requested in the end: pods times what one"
        " of them requests.",
        "A pod that has gone can't be made smaller any more. And what would the same people have done without a mesh?",
    ),
)
