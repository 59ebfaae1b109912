"""The open challenge: a balancer of your own, scored beside the built-in ones on hidden requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.balancers import BALANCERS, POWER_OF_TWO_CHOICES, Balancer
from course_lib.balancers.two_choices import pick_of_two
from course_lib.exercises.balancers.entry import NoEntryError, Raced, Trouble, entered, raced
from course_lib.exercises.framework.blanks import is_blank
from course_lib.exercises.framework.exercise import Exercise
from course_lib.exercises.framework.result import CORRECT, NOT_YET, SOLUTION_SEEN, Result
from course_lib.exercises.framework.source import as_learners_write, source_of
from course_lib.pictures.markup import Table, card, paragraphs, table
from course_lib.studies import contest
from course_lib.studies.contest import Score

MARGIN = 0.5  # of random's mean latency: below it, the exercise is done
YOURS = "yours"
ONE_POD, HERD, DROWNED, LURED = 0.5, 0.5, 0.08, 0.22  # shares from which each is said; two choices stay below 0.2
TASK = (
    "Ten pods, one of them slow (0.4 of the speed), each with one worker; 80% busy. Your balancer runs on five hidden"
    f" traces of {contest.REQUESTS:,} requests; in each another pod is the slow one. It counts as done when its mean"
    " latency is at most half of random's. The rest is play: how far up do you get?"
)
HEADER = ("place", "balancer", "mean", "p99", "slow pod got")


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
        field = table(Table("The field, by mean latency in service times", HEADER, rows(contest.standings())))
        return card(
            f"Challenge · <code>{self.name}</code>", paragraphs(f"{TASK}\n\nAnswer: {self.call('check')}"), field
        )

    def written(self, answer: Any) -> str:
        """Return the learner's source: pick, and done if there is one."""
        if isinstance(answer, Balancer):
            answer = (answer.pick, answer.done)
        parts = answer if isinstance(answer, tuple | list) else (answer,)
        sources = [source_of(part) for part in parts if callable(part)]
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
        parts = answer if isinstance(answer, tuple | list) else (answer,)
        if any(is_blank(part) for part in parts):
            return self.unanswered("Put your own code in place of each ... in my_pick, then run both cells again.")
        if any(answer is each for each in BALANCERS.values()):
            return Result(self.name, NOT_YET, "That one is built in, and stands in the table. Now yours.", "built-in")
        try:
            balancer = entered(answer)
        except NoEntryError as problem:
            return Result(self.name, NOT_YET, str(problem), "no-balancer")
        outcome = raced(balancer)
        if isinstance(outcome, Trouble):
            return Result(self.name, outcome.status, outcome.sentence, outcome.name, printed=outcome.printed)
        return self._placed(outcome)

    def _placed(self, outcome: Raced) -> Result:
        mine = contest.score(YOURS, outcome.heats)
        field = sorted((mine, *contest.standings()), key=lambda each: each.mean_s)
        by_name = {each.name: each for each in field}
        enough = mine.mean_s <= MARGIN * by_name["random"].mean_s
        name, advice = recognised(mine, outcome.lured)
        words = f"{place(field)} {slow(mine)} {lured(outcome.lured)}"
        shown = columns((HEADER, *rows(field)))
        if not enough:
            goal = f"Done is a mean of at most {MARGIN * by_name['random'].mean_s:.2f} s, half of random's."
            return Result(self.name, NOT_YET, f"{words}\n\n{advice or ALL_ALIKE}\n\n{goal}", name, shown)
        if self.solutions_seen and self.status != CORRECT and is_the_solution(outcome):
            message = f"{words}\n\nIt is the solution you have seen. Now change it, and see what becomes of it."
            return Result(self.name, SOLUTION_SEEN, message, shown=shown)
        return Result(self.name, CORRECT, f"{words}\n\n{advice}".strip(), shown=shown)


ALL_ALIKE = "Your balancer does look different from the known mistakes: what does it know of the slow pod, and when?"
BLIND = (
    "The slow pod gets about as many requests as the others, and can't keep up: its queue grows for as long as the run"
    " lasts, and all means are made of it. What tells you which pod is slow? Its requests stay longer, so more are in"
    " flight there."
)
ONE = (
    "Nearly all went to one pod, whose queue grew without end while nine stood idle. Does a tie always go to the same"
    " one? Or does pick return the same number whatever it is given?"
)
HERDS = (
    "Of 20 requests in a row most went to one pod, then to another: a herd. That is what comes of latency alone: the"
    " pod that was fastest gets everybody, until the first slow answer comes back, which is too late. Requests in"
    " flight are known at once: let them count, too."
)
LURES = (
    "Mind what happens when a pod fails fast: yours sends it far more than its share. A quick error is over at once"
    " and looks like an idle pod, or like a quick answer. The simulation does not tell done that it was an error; an"
    " end that comes too quickly to be work could make you suspicious."
)


def recognised(mine: Score, lured_share: float) -> tuple[str, str]:
    """Return the name of what an entry did and a sentence, or nothing."""
    if mine.busiest_share > ONE_POD:
        return "one-pod", ONE
    if mine.herd > HERD:
        return "herding", HERDS
    if mine.slow_share >= DROWNED:
        return "blind", BLIND
    return ("lured", LURES) if lured_share > LURED else ("", "")


def place(field: list[Score]) -> str:
    """Say between whom an entry has come in."""
    names = [spoken(each.name) for each in field]
    at = names.index(YOURS)
    around = [f"behind {names[at - 1]}"] if at else []
    around += [f"ahead of {names[at + 1]}"] if at + 1 < len(names) else []
    mine = field[at]
    return (
        f"Place {at + 1} of {len(field)}: {' and '.join(around)}. Mean latency {mine.mean_s:.2f} s,"
        f" p99 {mine.p99_s:.1f} s, where a request is 1 s of work on average."
    )


def slow(mine: Score) -> str:
    """Say what the slow pod got."""
    fair = f"by its speed it is good for {contest.FAIR_SHARE:.1%}"
    return f"Your slow pod got {mine.slow_share:.1%} of the requests; {fair}."


def lured(share: float) -> str:
    """Say what a pod that fails at once got."""
    return (
        f"When one of ten equal pods refuses everything at once, yours sends it {share:.0%} of the requests (random:"
        " 10%)."
    )


def spoken(name: str) -> str:
    """Return a balancer's name in words."""
    return name.replace("_", " ")


def rows(field: tuple[Score, ...] | list[Score]) -> tuple[tuple[str, ...], ...]:
    """Return the scores as a table's rows."""
    return tuple(
        (str(at), spoken(each.name), f"{each.mean_s:.2f} s", f"{each.p99_s:.1f} s", f"{each.slow_share:.1%}")
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
