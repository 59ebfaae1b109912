"""Judge: whose p99 is it? Percentiles that were averaged or added."""

from __future__ import annotations

import math
from collections.abc import Sequence

from course_lib.framework.exercise.question import Choice, Question, Variant
from course_lib.queueing import mm1_latency, mm1_percentile
from course_lib.queueing.percentiles import bisect

SERVICE_MS = 10.0
SLOW = 0.01


def longer(latency_ms: float, parts: Sequence[tuple[float, float]]) -> float:
    """Return the share of requests that take longer, of pods with (share of the traffic, mean latency)."""
    return sum(share * math.exp(-latency_ms / mean_ms) for share, mean_ms in parts)


def p99_ms(parts: Sequence[tuple[float, float]]) -> float:
    """Return the p99 of all requests together."""
    return bisect(lambda latency_ms: longer(latency_ms, parts) > SLOW, 0, 1e6)


def in_a_row_ms(mean_ms: float) -> float:
    """Return the p99 of two calls one after the other, both exponential with this mean."""
    return bisect(lambda t: (1 + t / mean_ms) * math.exp(-t / mean_ms) > SLOW, 0, 1e6)


def hot_pod() -> Variant:
    """Nine pods half busy and one nearly full, which also gets more of the traffic."""
    quiet, hot = 0.5, 0.95
    traffic = 9 * quiet + hot
    parts = [(9 * quiet / traffic, mm1_latency(quiet, SERVICE_MS)), (hot / traffic, mm1_latency(hot, SERVICE_MS))]
    each_ms = [mm1_percentile(busy, 1 - SLOW, SERVICE_MS) for busy in (quiet, hot)]
    said, true = (9 * each_ms[0] + each_ms[1]) / 10, p99_ms(parts)
    why = (
        f"Of all requests {parts[1][0]:.1%} go through the hot pod, and of those"
        f" {longer(said, parts[1:]) / parts[1][0]:.0%} take longer than {said:.0f} ms."
    )
    return Variant(
        f"Nine pods are half busy and have a p99 of {each_ms[0]:.0f} ms. The tenth is 95% busy, serves"
        f" {parts[1][0]:.1%} of all requests, and has a p99 of {each_ms[1]:.0f} ms. The dashboard shows the mean of the"
        f" ten: {said:.0f} ms. What is the p99 of all requests?",
        (
            Choice(
                f"{said:.0f} ms, as shown.",
                f"The mean of several percentiles isn't the percentile of all requests. {why}",
            ),
            Choice(
                f"Far more: about {true:.0f} ms.",
                f"Yes. {why} If you put the requests of all pods together, 1% of them take longer than {true:.0f} ms.",
            ),
            Choice(
                f"Less: nine of ten pods are at {each_ms[0]:.0f} ms.",
                f"They are. But p99 is about the slowest hundredth, and nearly all of that is the tenth pod's. {why}",
            ),
            Choice(
                f"{each_ms[1]:.0f} ms: the slowest pod counts.",
                f"That's the p99 of one pod's requests. The other pods have few requests as slow as that, so fewer"
                f" than 1% of all take longer than {each_ms[1]:.0f} ms.",
            ),
        ),
        right=1,
    )


def canary() -> Variant:
    """Nine pods with nearly all the traffic, and a slow one that gets next to none."""
    quiet_ms, slow_ms, share = 20.0, 400.0, 0.0005
    each_ms = [-math.log(SLOW) * mean_ms for mean_ms in (quiet_ms, slow_ms)]
    said, true = (9 * each_ms[0] + each_ms[1]) / 10, p99_ms([(1 - share, quiet_ms), (share, slow_ms)])
    why = f"The tenth pod serves one request in {1 / share:,.0f}, but in the mean it counts as one pod in ten."
    return Variant(
        f"Nine pods have a p99 of {each_ms[0]:.0f} ms. The tenth runs a new version, gets one request in"
        f" {1 / share:,.0f}, and has a p99 of {each_ms[1]:,.0f} ms. The dashboard shows the mean of the ten: {said:.0f}"
        " ms. What is the p99 of all requests?",
        (
            Choice(f"{said:.0f} ms, as shown.", f"A mean over pods gives every pod the same weight. {why}"),
            Choice(
                f"Far more: about {0.9 * each_ms[1]:,.0f} ms.",
                f"It could only come near that if the tenth pod served most of the requests. {why}",
            ),
            Choice(
                f"Less: about {true:.0f} ms.",
                f"Yes. {why} Even if all of its requests were slow, they are fewer than the slowest hundredth.",
            ),
            Choice(
                "Nobody can tell from these numbers.",
                "In general nobody could. But here the tenth pod has too few requests to matter, and the other nine are"
                " alike.",
            ),
        ),
        right=2,
    )


def unknown() -> Variant:
    """Two groups of pods of which nothing is known but their p99."""
    guess = p99_ms([(0.5, each_ms / -math.log(SLOW)) for each_ms in (50, 250)])
    return Variant(
        "Five pods have a p99 of 50 ms, and five have one of 250 ms; each serves the same number of requests. Nothing"
        " else is known about their latencies. The dashboard shows the mean, 150 ms. What is the p99 of all requests?",
        (
            Choice(
                "150 ms, as shown.",
                "It might be, by chance. Between 1% and all of the requests at the five slow pods may take longer than"
                " 150 ms: their p99 doesn't say.",
            ),
            Choice(
                "250 ms: the slower half counts.",
                "At those five pods 1% of the requests take longer than 250 ms; of all requests, that may be as few as"
                " 0.5%. How fast the others are, a p99 doesn't say.",
            ),
            Choice(
                f"About {guess:.0f} ms, if latencies are exponential.",
                "You don't know that they are, and real latencies have many shapes. If you had each pod's histogram,"
                " you could add up the counts and read it off.",
            ),
            Choice(
                "Nobody can tell: it is between 50 and 250 ms.",
                "Yes. You can't add up or average percentiles, but you can add up counts. Keep histograms, add them up,"
                " and work out the percentile last.",
            ),
        ),
        right=3,
    )


def chain() -> Variant:
    """Two calls, one after the other, whose p99s were added."""
    mean_ms = mm1_latency(0.5, SERVICE_MS)
    each_ms, true = mm1_percentile(0.5, 1 - SLOW, SERVICE_MS), in_a_row_ms(mean_ms)
    both = 2 * each_ms
    beyond = (1 + both / mean_ms) * math.exp(-both / mean_ms)
    why = (
        f"Both calls would have to be slow at once. Only one request in {1 / beyond:,.0f} takes {both:.0f} ms or more."
    )
    return Variant(
        f"A request makes two calls, one after the other. Each service is a pod that is half busy, with a p99 of"
        f" {each_ms:.0f} ms; the two are independent. A slide adds them up: “p99 of the request: {both:.0f}"
        " ms.” What is it?",
        (
            Choice(f"{both:.0f} ms: times add up.", f"Times do, and so do means. Percentiles don't. {why}"),
            Choice(
                "More: two calls can go wrong.",
                f"It's true that more requests meet a slow call. But few of them meet two. {why}",
            ),
            Choice(
                f"Less: about {true:.0f} ms.",
                f"Yes. {why} You may add up means; for a percentile you need the requests themselves.",
            ),
            Choice(
                f"{each_ms:.0f} ms: the slower call counts.",
                f"That would be nearly right for two calls made at the same time. Here one comes after the other, and"
                f" each takes {mean_ms:.0f} ms on average.",
            ),
        ),
        right=2,
    )


whose_p99 = Question(
    chapter="queueing",
    name="whose_p99",
    decision="tell whose p99 a dashboard shows",
    variants=(hot_pod(), canary(), unknown(), chain()),
    hints=(
        "Imagine all the requests in one list, sorted by latency. Which of them are the slowest hundredth?",
        "How many of all requests does each pod serve? A mean of percentiles ignores that.",
    ),
)
