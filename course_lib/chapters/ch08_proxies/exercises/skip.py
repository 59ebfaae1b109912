"""Two questions at the start of chapter 08: with both right, a learner may skip ahead."""

from __future__ import annotations

from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.framework.exercise.question import Choice, Skip, Variant

skip = Skip(
    CHAPTER,
    to="Into the ledger",
    added=Variant(
        "A made-up benchmark: without a mesh the median is 6 ms, with one mesh 14 ms, with another 18 ms. At the same"
        " load, how much more does the second add than the first?",
        (
            Choice(
                "A little more: 18 ms are 1.3 times 14.",
                "Those are the whole latencies, and 6 ms of each are there without any mesh.",
            ),
            Choice(
                "Half as much again: 12 ms instead of 8.",
                "What a mesh adds is its latency less that without a mesh: 18 - 6 and 14 - 6.",
            ),
            Choice(
                "More than twice as much: 18 ms instead of 8.",
                "That compares the second one's total with what the first one adds.",
            ),
            Choice(
                "Nobody can tell from medians.",
                "Strictly, a difference of medians isn't the median of what is added to each request. But the two"
                " differences can be compared, and they were asked for.",
            ),
        ),
        right=1,
    ),
    reserved=Variant(
        "A sidecar uses 5m of CPU and requests 100m. Another product's uses 50m and requests 100m, too. You replace the"
        " second by the first in 1,000 pods and change nothing else. How many cores less do the pods request?",
        (
            Choice(
                "45: the difference in use.",
                "That's how much less is used. What the scheduler keeps free is what is requested.",
            ),
            Choice(
                "90: a tenth is left.",
                "The first does use a tenth of what the second uses. But what do the two request?",
            ),
            Choice(
                "95: what the first one doesn't use.",
                "That's reserved all the same, until somebody lowers the request.",
            ),
            Choice(
                "None: both request the same.",
                "The nodes become less busy, but as long as the request stays at 100m no other pod gets the room.",
            ),
        ),
        right=3,
    ),
)
skip_added, skip_reserved = skip.questions
