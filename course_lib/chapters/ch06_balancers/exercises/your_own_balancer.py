"""The open challenge: a balancer of your own, scored beside the built-in ones on hidden requests."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np

from course_lib.balancers import BALANCERS, POWER_OF_TWO_CHOICES, Balancer
from course_lib.balancers.two_choices import pick_of_two
from course_lib.chapters.ch06_balancers.exercises.challenge.entry import (
    Entry,
    NoEntryError,
    Raced,
    Trouble,
    entered,
    raced,
)
from course_lib.chapters.ch06_balancers.exercises.challenge.faults import (
    ALL_ALIKE,
    LEAVES_OUT,
    NONE,
    ONE_FOR_ALL,
    TURNED_AROUND,
    recognised,
    turned_around,
)
from course_lib.chapters.ch06_balancers.exercises.challenge.stub import is_stub
from course_lib.chapters.ch06_balancers.study import contest
from course_lib.chapters.ch06_balancers.study.contest import Score
from course_lib.chapters.ch06_balancers.study.field import ALL, PODS
from course_lib.framework.exercise.blanks import is_blank, to_fill
from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.result import CORRECT, NOT_YET, SOLUTION_SEEN, Result
from course_lib.framework.exercise.source import as_learners_write, source_of
from course_lib.framework.html import Table, card, paragraphs, table

DONE_S = 3.0  # the mean latency up to which the exercise is done; who counts in flight has 1.5 to 2.6, random 40
NOISE = 0.02  # means that differ by less are level
YOURS = "yours"
CROWDED, TIED = 1.25, 0.5  # of random's mean with fifty proxies; of the proxies' first picks: from these it is said
UNEVEN = 1.5  # times the average over failing pods: from there the worst is named
OVERLOADED = 1.1  # times what the slow pod can keep up with; a run's own load is off by a few percent
APART = 0.2  # between the most and the least that the slow pod got in a run: from there no average is told
TASK = (
    f"Ten pods, one of them slow (0.4 of the speed), each with one worker; {contest.UTILISATION:.0%} busy. Five hidden"
    f" traces of {contest.REQUESTS:,} requests, in each another pod is the slow one; one proxy runs your balancer and"
    f" sees all of them. Done is a mean latency of at most {DONE_S:g} service times. Places go by that mean; means less"
    f" than {NOISE:.0%} apart are level.\n\n"
    f"And the chapter's question: the last column is the mean when {contest.PROXIES} proxies each see only their own"
    f" requests. It is of {len(contest.CROWDS)} of the same traces with ten equal pods, where random is a fair"
    f" yardstick. As none is slow there, the same requests keep them {contest.CROWD_UTILISATION:.0%} busy. It doesn't"
    " count for the place. The rest is play: how far up do you get?"
)
CROWD_HEAD = f"{contest.PROXIES} proxies, {contest.CROWD_UTILISATION:.0%} busy"
HEADER = ("place", "balancer", "mean", "p99", "slow pod got", CROWD_HEAD)
CAPTION = (
    f"The field, by mean latency in service times, with one pod of ten slow, {contest.UTILISATION:.0%} busy. The slow"
    f" pod can keep up with at most {contest.KEEPS_UP:.1%} of the requests; with more it is overloaded, and the mean"
    f" grows with the run's length. The last column: ten equal pods behind {contest.PROXIES} proxies"
)
WORDS = {balancer.name: words for words, balancer in ALL.items()}


@dataclass(frozen=True, kw_only=True)
class Challenge(Exercise):
    """Write a balancer that does well on requests you have not seen."""

    chapter: str
    name: str
    decision: str
    hints: tuple[str, ...]
    deeper: bool = False

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}"

    def _repr_html_(self) -> str:
        field = table(Table(CAPTION, HEADER, rows(contest.standings())))
        return card(
            f"Challenge · <code>{self.name}</code>", paragraphs(f"{TASK}\n\nAnswer: {self.call('check')}"), field
        )

    def written(self, answer: Any) -> str:
        """Return the learner's source: pick, and done if there is one."""
        sources = [source_of(part) for part in parts_of(answer) if callable(part)]
        return "\n\n".join(filter(None, sources)) or super().written(answer)

    def worked(self) -> str:
        """Return one that does well enough: the power of two choices."""
        return as_learners_write(source_of(pick_of_two)).replace("pick_of_two", "my_pick")

    def filled(self, blank: str) -> str:
        """Return the solution and a done that remembers nothing, whatever the blank was."""
        return f"{self.worked().rstrip()}\n\n\ndef my_done(now, pod, latency, in_flight, memory):\n    pass"

    def comes_again(self) -> str:
        """Ask for another one."""
        return (
            "There are many that are good enough. What counts as done from now on is one that is not this one: change"
            " it, and see what becomes of it. Would a third choice help? What if you count latency as well?"
        )

    def stays_done(self) -> str:
        """Say that the exercise is done."""
        return "You have solved this one before; it stays done."

    def _several(self, answers: tuple[Any, ...]) -> Result:
        if len(answers) == 2 and all(map(callable, answers)):
            return self.judge(answers)
        return super()._several(answers)

    def judge(self, answer: Any) -> Result:
        """Race the learner's balancer on every hidden trace, and set it beside the others."""
        gap = self._gap(answer)
        if gap is not None:
            return gap
        if any(answer is each for each in BALANCERS.values()):
            return Result(self.name, NOT_YET, "That one is built in, and stands in the table. Now yours.", "built-in")
        try:
            entry = entered(answer)
        except NoEntryError as problem:
            return Result(self.name, NOT_YET, str(problem), "no-balancer")
        outcome = raced(entry)
        if isinstance(outcome, Trouble):
            return Result(self.name, outcome.status, outcome.sentence, outcome.name, printed=outcome.printed)
        return self._placed(entry, outcome)

    def _gap(self, answer: Any) -> Result | None:
        """Return what to say of a `...` that is left, or None if there is none.

        A done that is a place for code only does nothing, which is one way to be done.
        """
        parts = parts_of(answer)
        if any(part is ... or is_stub(part) for part in parts[:1]):
            return self.unanswered(to_fill(parts[0], name_of(parts[0], "my_pick")))
        for part, name in zip(parts, ("my_pick", "my_done"), strict=False):
            if is_blank(part) and not is_stub(part):
                # Something stands there already: not started would not be true.
                return Result(self.name, NOT_YET, to_fill(part, name_of(part, name)), "gap")
        return None

    def _placed(self, entry: Entry, outcome: Raced) -> Result:
        mine = contest.score(YOURS, outcome.heats, outcome.crowds)
        field = sorted((mine, *contest.standings()), key=lambda each: each.mean_s)
        by_name = {each.name: each for each in field}
        fault = turned_around(entry.checked, outcome) if mine.mean_s > DONE_S else NONE
        name, advice = fault if fault != NONE else recognised(mine, outcome)
        told = (place(field), slow(mine, contest.slow_shares(outcome.heats)), lured(outcome.lured))
        words = f"{' '.join(told)}\n\n{crowded(mine, by_name['random'], outcome, name)}"
        shown = columns((HEADER, *rows(field)))
        if mine.mean_s > DONE_S:
            goal = f"Done is a mean of at most {DONE_S:g} service times."
            return Result(self.name, NOT_YET, f"{words}\n\n{advice or ALL_ALIKE}\n\n{goal}", name, shown)
        if self.solutions_seen and self.status != CORRECT and is_the_solution(outcome):
            message = f"{words}\n\nIt is the solution you have seen. Now change it, and see what becomes of it."
            return Result(self.name, SOLUTION_SEEN, message, shown=shown)
        return Result(self.name, CORRECT, f"{words}\n\n{advice}".strip(), shown=shown)


def parts_of(answer: Any) -> tuple[Any, ...]:
    """Return the functions of an answer: pick, and done if it comes with one."""
    if isinstance(answer, Balancer):
        return answer.pick, answer.done
    return tuple(answer) if isinstance(answer, tuple | list) else (answer,)


def name_of(part: Any, otherwise: str) -> str:
    """Return a function's name, as far as it has one that can be looked for in a cell."""
    name = getattr(part, "__name__", "")
    return name if isinstance(name, str) and name.isidentifier() else otherwise


def place(field: list[Score]) -> str:
    """Say between whom an entry has come in."""
    at = [each.name for each in field].index(YOURS)
    mine = field[at]
    level = [spoken(each.name) for each in field if each is not mine and is_level(each, mine)]
    better = [spoken(each.name) for each in field[:at] if not is_level(each, mine)]
    worse = [spoken(each.name) for each in field[at + 1 :] if not is_level(each, mine)]
    around = [f"level with {listed(level)}"] if level else []
    around += [f"behind {better[-1]}"] if better else []
    around += [f"ahead of {worse[0]}"] if worse else []
    return (
        f"Place {at + 1} of {len(field)}: {', '.join(around)}. Mean latency {mine.mean_s:.2f} s,"
        f" p99 {mine.p99_s:.1f} s, where a request is 1 s of work on average."
    )


def listed(names: list[str], before_last: str = "and") -> str:
    """Return names as a list in words.

    >>> listed(["random"]), listed(["random", "ring hash", "Prequal"])
    ('random', 'random, ring hash and Prequal')
    """
    *most, last = names
    return f"{', '.join(most)} {before_last} {last}" if most else last


def slow(mine: Score, shares: dict[int, float]) -> str:
    """Say what the slow pod got; in each of the runs, if an average would say nothing of any of them."""
    fair = (
        f"It can keep up with at most {contest.KEEPS_UP:.1%}; in proportion to its speed it would get"
        f" {contest.FAIR_SHARE:.1%}."
    )
    if max(shares.values()) - min(shares.values()) > APART:
        return (
            f"In each run another pod is the slow one. It got {run_by_run(shares)}. {fair} With more it is overloaded."
        )
    words = f"Your slow pod got {mine.slow_share:.1%} of the requests. {fair}"
    if mine.slow_share <= OVERLOADED * contest.KEEPS_UP:
        return words
    return (
        f"{words} So it is overloaded: its queue grows for as long as the run lasts, and the mean says more about the"
        " length of the run than about anything else."
    )


def run_by_run(shares: dict[int, float]) -> str:
    """Say what each slow pod got; those that got the same in one breath.

    >>> run_by_run({7: 0.0, 2: 0.001, 0: 1.0})
    '100% of the requests where it is pod 0, and 0% where it is pod 2 or 7'
    """
    pods: dict[str, list[str]] = {}
    for pod, share in sorted(shares.items(), key=lambda each: (-each[1], each[0])):
        pods.setdefault(f"{share:.0%}", []).append(str(pod))
    first, *others = [(share, listed(sorted(same), "or")) for share, same in pods.items()]
    told = [f"{first[0]} of the requests where it is pod {first[1]}"]
    told += [f"{share} where it is pod {same}" for share, same in others]
    return ", and ".join(told)


def lured(shares: list[float]) -> str:
    """Say what a pod that fails at once got: on average over all ten that may be it, and at worst."""
    worst = max(shares)
    is_uneven = worst > max(UNEVEN * mean(shares), 1 / PODS)
    often = f", and {worst:.0%} if it is pod {shares.index(worst)}" if is_uneven else ""
    return (
        "When one of ten equal pods refuses everything at once, yours sends it"
        f" {mean(shares):.0%} of the requests on average over the ten, each failing in turn{often} (random: 10%)."
    )


def crowded(mine: Score, random: Score, outcome: Raced, fault: str) -> str:
    """Say what becomes of an entry when fifty proxies each see only their own requests, and why if it is bad.

    Where its fault explains that as well, no other reason is given.
    """
    words = f"With {contest.PROXIES} proxies the mean is {mine.crowd_s:.2f} s (random: {random.crowd_s:.2f} s)"
    if mine.crowd_s <= CROWDED * random.crowd_s:
        return f"{words}."
    pod, share = contest.tied(outcome.crowds[0][1], contest.CROWDS[0])
    reason = SAME_POD.format(pod=pod, share=share) if share >= TIED else LEANS
    is_explained = fault in (ONE_FOR_ALL, TURNED_AROUND) or (fault == LEAVES_OUT and share < TIED)
    return f"{words}: worse than random." if is_explained else f"{words}: worse than random. {reason}"


SAME_POD = (
    "With fifty local views nearly all is a tie, and yours sends ties to one number: {share:.0%} of the proxies sent"
    " their first request to pod {pod}. So everybody's requests go to the same pod, and no proxy sees the queue that"
    " all make together. Draw among equals."
)
LEANS = (
    "Each proxy hardly ever sees a request in flight, so nearly all is a tie to it. Where does yours send a tie: to the"
    " lower number, or to what it remembers or computes? If all proxies lean the same way, nobody sees the queue that"
    " they make together."
)


def is_level(one: Score, other: Score) -> bool:
    """Whether two means differ by less than the noise."""
    return abs(one.mean_s - other.mean_s) < NOISE * other.mean_s


def spoken(name: str) -> str:
    """Return a balancer's name as the pictures have it."""
    return WORDS.get(name, name)


def rows(field: tuple[Score, ...] | list[Score]) -> tuple[tuple[str, ...], ...]:
    """Return the scores as a table's rows."""
    return tuple(
        (
            str(at),
            spoken(each.name),
            f"{each.mean_s:.2f} s",
            f"{each.p99_s:.1f} s",
            f"{each.slow_share:.1%}",
            f"{each.crowd_s:.2f} s",
        )
        for at, each in enumerate(field, start=1)
    )


def columns(lines: tuple[tuple[str, ...], ...]) -> str:
    """Return rows as text in columns, figures flush right; an arrow points at the learner's own."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = []
    for line in lines:
        cells = [cell.ljust(width) if at == 1 else cell.rjust(width)
                 for at, (cell, width) in enumerate(zip(line, widths, strict=True))]  # fmt: skip
        text.append(f"{'→' if line[1] == YOURS else ' '} {'  '.join(cells)}".rstrip())
    return "\n".join(text)


def is_the_solution(outcome: Raced) -> bool:
    """Whether an entry picked what the solution picks, request by request."""
    return bool(np.array_equal(outcome.heats[0][1], contest.race(POWER_OF_TWO_CHOICES, 0).pod))


your_own_balancer = Challenge(
    chapter="balancers",
    name="your_own_balancer",
    decision="say what a new balancer does with a slow pod, and with one that fails",
    hints=(
        "What would have to be known of a pod to see that it is slow? Which of now, draws, in_flight and memory holds"
        " that?",
        "At a slow pod requests pile up. Whoever compares in_flight sees it, be it of two pods or of all.",
        "To look at all and take the fewest is the best here, as one proxy sees everything. Mind the ties: draw among"
        " equals. Beating that takes more than in_flight: divide by what you have learned of a pod's speed.",
    ),
)
