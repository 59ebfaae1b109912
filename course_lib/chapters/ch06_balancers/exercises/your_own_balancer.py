"""The open challenge: a balancer of your own, scored beside the built-in ones on hidden requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from course_lib.balancers import BALANCERS, POWER_OF_TWO_CHOICES, Balancer
from course_lib.balancers.d_choices import pick_of_two
from course_lib.chapters.ch06_balancers.exercises.challenge import contest
from course_lib.chapters.ch06_balancers.exercises.challenge.entry import Entry, NoEntryError, Race, run_race, take_entry
from course_lib.chapters.ch06_balancers.exercises.challenge.faults import ALL_ALIKE, find_fault, find_turned_around
from course_lib.chapters.ch06_balancers.exercises.challenge.places import (
    CAPTION,
    HEADER,
    NOISE,
    YOURS,
    columns,
    rows,
    standing_words,
)
from course_lib.chapters.ch06_balancers.exercises.challenge.stub import is_stub
from course_lib.framework.exercise.blanks import blanks_text, is_blank
from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.result import Finding, Result
from course_lib.framework.exercise.source import as_learners_write, source_of
from course_lib.framework.exercise.trial import Explainer, Trial
from course_lib.framework.html import Table, card, paragraphs, table
from course_lib.record.progress import Status

DONE_S = 3.0  # the mean latency up to which the exercise is done; who counts in flight has 1.5 to 2.6, random 40
TASK = (
    f"There are ten pods with one worker each, {contest.UTILISATION:.0%} busy, and one of them is slow (0.4 of the"
    f" speed). Your balancer gets five hidden traces of {contest.REQUESTS:,} requests; in each of them another pod is"
    " the slow one. One proxy runs it and sees all requests. The exercise is done at a mean latency of at most"
    f" {DONE_S:g} service times. Your place depends on that mean; means less than {NOISE:.0%} apart count as"
    f" level.\n\nAnd this chapter's question: the last column is the mean when {contest.PROXIES} proxies each see only"
    f" their own requests, in {len(contest.MANY_PROXIES_TRACES)} of the same traces. There the ten pods are equal, so"
    " that random is a fair yardstick, and because none is slow, the same requests keep them"
    f" {contest.MANY_PROXIES_UTILISATION:.0%} busy. It doesn't count for the place. The rest is play: how far up can"
    " you get?"
)


class ChallengeTrial(Trial):
    """An answer, as the balancer that it makes, and what came of racing that."""

    @cached_property
    def entry(self) -> Entry:
        """The balancer."""
        return take_entry(self.answer)

    @cached_property
    def race(self) -> Race:
        """What came of it."""
        return run_race(self.entry)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Challenge(Exercise):
    """Write a balancer that does well on requests you have not seen."""

    def _repr_html_(self) -> str:
        field = table(Table(CAPTION, HEADER, rows(contest.standings())))
        return card(
            f"Challenge · <code>{self.name}</code>", paragraphs(f"{TASK}\n\nAnswer: {self.call('check')}"), field
        )

    def answer_text(self, answer: Any) -> str:
        """Return the learner's source: pick, and done if there is one."""
        sources = [source_of(part) for part in parts_of(answer) if callable(part)]
        return "\n\n".join(filter(None, sources)) or super().answer_text(answer)

    def solution_text(self) -> str:
        """Return one that does well enough: the power of two choices."""
        return as_learners_write(source_of(pick_of_two)).replace("pick_of_two", "my_pick")

    def solved_cell(self, blank: str) -> str:
        """Return the solution and a done that remembers nothing, whatever the blank was."""
        return f"{self.solution_text().rstrip()}\n\n\ndef my_done(now, pod, latency, in_flight, memory):\n    pass"

    def comes_again(self) -> str:
        """Ask for another one."""
        return (
            "Many balancers are good enough. From now on, one that differs from this one counts as done: change it, and"
            " see what comes of it. Would a third choice help? What if you count latency as well?"
        )

    def judge_several(self, answers: tuple[Any, ...]) -> Result:
        """Take two functions for a pair."""
        if len(answers) == 2 and all(map(callable, answers)):
            return self.judge(answers)
        return super().judge_several(answers)

    def one_of(self, answers: Sequence[Any]) -> str:
        """Say what a balancer is made of."""
        return f"A balancer is one function that picks, or two: ex.{self.name}.check(my_pick, my_done)."

    def trial(self, answer: Any) -> ChallengeTrial:
        """Return an answer that is raced once an explainer asks how it did."""
        return ChallengeTrial(answer)

    @property
    def explainers(self) -> tuple[Explainer, ...]:
        """Ask whether it is a balancer of one's own, then what came of it."""
        return (self.find_gap, find_built_in, find_no_entry, find_trouble, self.find_place)

    def find_gap(self, trial: ChallengeTrial) -> Finding | None:
        """Find a `...` that is left.

        A done that is a place for code only does nothing, which is one way to be done.
        """
        parts = parts_of(trial.answer)
        if any(part is ... or is_stub(part) for part in parts[:1]):
            return Finding("", blanks_text(parts[0], name_of(parts[0], "my_pick")), Status.NOT_STARTED)
        for part, name in zip(parts, ("my_pick", "my_done"), strict=False):
            if is_blank(part) and not is_stub(part):
                # Something stands there already: not started would not be true.
                return Finding("gap", blanks_text(part, name_of(part, name)))
        return None

    def find_place(self, trial: ChallengeTrial) -> Finding:
        """Set an entry beside the others, and say what it did."""
        race = trial.race
        mine = contest.score(YOURS, race.one_proxy, race.many_proxies)
        field = sorted((mine, *contest.standings()), key=lambda each: each.mean_s)
        is_done = mine.mean_s <= DONE_S
        fault = (None if is_done else find_turned_around(trial.entry.checked, race)) or find_fault(mine, race)
        name, advice = (fault.name, fault.sentence) if fault else ("", "")
        words = standing_words(mine, field, race, name)
        shown = columns((HEADER, *rows(field)))
        if not is_done:
            goal = f"The exercise is done at a mean of at most {DONE_S:g} service times."
            return Finding(name, f"{words}\n\n{advice or ALL_ALIKE}\n\n{goal}", shown=shown)
        if self.solutions_seen and self.status != Status.CORRECT and is_the_solution(race):
            message = f"{words}\n\nThis is the solution that you have seen. Now change it, and see what comes of it."
            return Finding("", message, Status.SOLUTION_SEEN, shown)
        return Finding("", f"{words}\n\n{advice}".strip(), Status.CORRECT, shown)


def find_built_in(trial: ChallengeTrial) -> Finding | None:
    """Find a balancer of the library's own."""
    is_built_in = any(trial.answer is each for each in BALANCERS.values())
    return (
        Finding("built-in", "That one is built in, and is in the table already. Now write your own.")
        if is_built_in
        else None
    )


def find_no_entry(trial: ChallengeTrial) -> Finding | None:
    """Find what is no balancer."""
    try:
        _ = trial.entry
    except NoEntryError as problem:
        return Finding("no-balancer", str(problem))
    return None


def find_trouble(trial: ChallengeTrial) -> Finding | None:
    """Find what stopped a balancer, or that it depends on more than its arguments."""
    return trial.race.trouble


def parts_of(answer: Any) -> tuple[Any, ...]:
    """Return the functions of an answer: pick, and done if it comes with one."""
    if isinstance(answer, Balancer):
        return answer.pick, answer.done
    kind = next((kind for kind in (tuple, list) if isinstance(answer, kind)), None)
    return tuple(kind.__iter__(answer)) if kind else (answer,)  # whatever a learner's own list makes of being read


def name_of(part: Any, otherwise: str) -> str:
    """Return a function's name, as far as it has one that can be looked for in a cell."""
    name = getattr(part, "__name__", "")
    return name if isinstance(name, str) and name.isidentifier() else otherwise


def is_the_solution(race: Race) -> bool:
    """Whether an entry picked what the solution picks, request by request."""
    return bool(np.array_equal(race.one_proxy[0][1], contest.race(POWER_OF_TWO_CHOICES, 0).pod))


your_own_balancer = Challenge(
    chapter="balancers",
    name="your_own_balancer",
    decision="say what a new balancer does with a slow pod, and with one that fails",
    hints=(
        "What would you have to know about a pod to see that it is slow? Which of now, draws, in_flight and memory"
        " tells you that?",
        "At a slow pod requests pile up. A balancer that compares in_flight sees it, whether it looks at two pods or"
        " at all.",
        "Looking at all pods and taking one with the fewest is best here, because one proxy sees everything. Mind the"
        " ties: draw one of the equals. Beating that takes more than in_flight: divide by what you have learned of a"
        " pod's speed.",
    ),
)
