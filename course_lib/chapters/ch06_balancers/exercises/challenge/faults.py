"""What a balancer of one's own did wrong, recognised from what it did in the contest, in words.

Vocabulary: `leaning` (9.0) is how many requests in flight the picked
pod has, on average over ten pods that have 0 to 9 of them in every turn: 4.5 for one who does not look.
"""

from __future__ import annotations

from statistics import mean
from typing import Any

from course_lib.balancers import Balancer
from course_lib.chapters.ch06_balancers.exercises.challenge import contest
from course_lib.chapters.ch06_balancers.exercises.challenge.contest import Score
from course_lib.chapters.ch06_balancers.exercises.challenge.entry import Race
from course_lib.chapters.ch06_balancers.exercises.challenge.replay import PICK
from course_lib.chapters.ch06_balancers.study.field import PODS
from course_lib.framework.exercise.calling import CHANGED, VALUE, run
from course_lib.framework.exercise.result import Finding

ONE_FOR_ALL, LEAVES_OUT, TURNED_AROUND = "one-pod", "left-out", "takes-the-busier"
NEARLY_ALL = 0.9  # of the requests
ONE_POD, HERD, DROWNED, LURED = 0.5, 0.5, 0.08, 0.22  # shares from which each is said; two choices stay below 0.2
LOADS = list(range(PODS))
BY_CHANCE = mean(LOADS)
LEANS_TO_THE_BUSY = BY_CHANCE + 1  # the busier of two has 6.3
CALLS_ASKED_AGAIN = 10  # calls from the run's end, each made with the loads in every turn
ALL_ALIKE = "None of the known mistakes explains it. What does your balancer know of the slow pod, and when?"
BUSIER = (
    "Your pick leans towards busy pods: of ten pods with 0 to 9 requests in flight it takes one with {leaning:.1f} on"
    " average, where chance would take one with {by_chance:g}. Is the comparison the wrong way round?"
)
ALWAYS = (
    "Every request went to pod {pod}, whose queue grew without end while nine stood idle. Does pick return the same"
    " number whatever it is given?"
)
ONE = (
    "Nearly all went to one pod, whose queue grew without end while nine stood idle. Does a tie always go to the same"
    " one? Does pick return the same number whatever it is given? Or is a comparison the wrong way round?"
)
LEFT_OUT = (
    "{pods} got nothing at all in any of the runs, and the others have to do that work, too. Which numbers can your"
    " pick return? Pods are counted from 0, and the last one is len(in_flight) - 1."
)
HERDS = (
    "Of 20 requests in a row most went to one pod, then to another: a herd. A balancer that looks at latency alone"
    " does that: the pod that was fastest gets every request until its first slow answer comes back, which is too"
    " late. Requests in flight are known at once. Do they count in yours?"
)
BLIND = (
    "The slow pod gets far more requests than it can keep up with. What tells you which pod is slow? Its requests stay"
    " longer, so more are in flight there."
)
LURES = (
    "Mind what happens when a pod fails fast: yours sends it far more than its share. A quick error is over at once"
    " and looks like an idle pod, or like a quick answer. The simulation doesn't tell done that it was an error, but"
    " an end that comes too quickly to be real work could make you suspicious."
)


def find_fault(mine: Score, race: Race) -> Finding | None:
    """Find what an entry did wrong, by what came of it."""
    idle = contest.pods_left_out(race.one_proxy)
    if idle and mine.busiest_share < NEARLY_ALL:
        return Finding(LEAVES_OUT, LEFT_OUT.format(pods=pods_in_words(idle)))
    if mine.busiest_share > ONE_POD:
        picked = {int(pod) for _, pods in race.one_proxy for pod in pods}
        return Finding(ONE_FOR_ALL, ALWAYS.format(pod=picked.pop()) if len(picked) == 1 else ONE)
    if mine.herd > HERD:
        return Finding("herding", HERDS)
    if mine.slow_share >= DROWNED:
        return Finding("blind", BLIND)
    return Finding("lured", LURES) if mean(race.shares_to_failing) > LURED else None


def find_turned_around(balancer: Balancer, race: Race) -> Finding | None:
    """Find that an entry takes the busier pods."""
    leaning = how_it_leans(balancer, race)
    words = BUSIER.format(leaning=leaning, by_chance=BY_CHANCE)
    return Finding(TURNED_AROUND, words) if leaning >= LEANS_TO_THE_BUSY else None


def how_it_leans(balancer: Balancer, race: Race) -> float:
    """Ask for a pick with other loads; return how many are in flight where it sends, and 0 if it can't be asked so."""

    def load_of_the_picked(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
        return in_flight[balancer.pick(now, draws, in_flight, memory)]

    calls = [call.before for call in race.calls if call.name == PICK][-CALLS_ASKED_AGAIN:]
    cases = [(now, draws, LOADS[turn:] + LOADS[:turn], memory) for now, draws, _, memory in calls for turn in LOADS]
    outcomes = run(load_of_the_picked, cases, lambda each: each.kind not in (VALUE, CHANGED))
    loads = [each.value for each in outcomes if each.kind in (VALUE, CHANGED)]
    return mean(loads) if len(loads) == len(cases) else 0.0


def pods_in_words(pods: list[int]) -> str:
    """Return pods as the beginning of a sentence.

    >>> pods_in_words([0]), pods_in_words([0, 3, 9])
    ('Pod 0', 'Pods 0, 3 and 9')
    """
    *most, last = map(str, pods)
    return f"Pods {', '.join(most)} and {last}" if most else f"Pod {last}"
