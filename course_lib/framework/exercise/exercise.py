"""What every exercise has: a key in the learner's record, a ladder of hints, a solution, the last answer.

Vocabulary: `key` ("rocks.first_fit") names the exercise in the record, `decision` says what the learner
can decide once it is done, `solutions_seen` (0) counts looks at the solution: each brings new numbers. An
`explainer` looks at the trial of an answer and finds something to say, or None.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar

from course_lib import theme
from course_lib.framework.exercise.calling import read_safely
from course_lib.framework.exercise.result import Finding, Result
from course_lib.framework.exercise.trial import Explainer, Trial
from course_lib.framework.exercise.values import short_repr, shorten
from course_lib.framework.html import Card, card, paragraphs, preformatted
from course_lib.record import progress
from course_lib.record.progress import Status

SECTION = "exercises"
UNREADABLE = "unreadable"
DONE_BEFORE = "You have solved this one before."
SAME_CODE = "This is the same code as at your last check. If you changed it, did its cell run without an error?"
Each = TypeVar("Each")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Exercise(ABC):
    """One exercise; what kind it is shows in its explainers, which are asked in order until one has found something."""

    chapter: str
    name: str
    decision: str
    hints: tuple[str, ...] = ()
    is_deeper: bool = False
    has_variants: ClassVar[bool] = False

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}"

    @property
    def key(self) -> str:
        """The exercise's name in the learner's record."""
        return f"{self.chapter}.{self.name}"

    @property
    def record(self) -> dict[str, Any]:
        """What the learner's record holds of this exercise."""
        return progress.get(SECTION, self.key)

    @property
    def status(self) -> Status:
        """How far the learner has come."""
        return progress.status_of(self.record)

    @property
    def solutions_seen(self) -> int:
        """How often the solution has been shown."""
        return self._count("solutions_seen")

    def _count(self, field: str) -> int:
        number = self.record.get(field)  # a file may have been edited by hand
        return max(number, 0) if isinstance(number, int) else 0

    def in_turn(self, items: Sequence[Each], before: int = 0) -> Each:
        """Return the item whose turn it is, or was so many looks `before`: each at the solution brings the next one."""
        return items[(self.solutions_seen - before) % len(items)]

    @property
    @abstractmethod
    def explainers(self) -> tuple[Explainer, ...]:
        """What may be found in an answer, in order; the last one always finds something."""

    def trial(self, answer: Any) -> Trial:
        """Return an answer as the explainers look at it."""
        return Trial(answer)

    def judge(self, answer: Any) -> Result:
        """Return what is right or wrong with an answer; raise nothing, keep nothing."""
        trial = self.trial(answer)
        return self.result(trial, next(filter(None, (explain(trial) for explain in self.explainers))))

    def result(self, trial: Any, finding: Finding) -> Result:
        """Return a finding as the answer to a check."""
        shown = finding.shown or ""
        return Result(self.name, finding.status, finding.sentence, finding.name, shown, printed=finding.printed)

    @abstractmethod
    def solution_text(self) -> str:
        """Return the solution as text."""

    def solution_html(self, text: str) -> str:
        """Return the solution as HTML: prose, unless a subclass knows better."""
        return paragraphs(text)

    @abstractmethod
    def solved_cell(self, blank: str) -> str:
        """Return the exercise's cell with the right answer in place of its blank."""

    @abstractmethod
    def comes_again(self) -> str:
        """Say how the exercise comes back after its solution was seen."""

    def stays_done(self) -> str:
        """Say what a look at the solution changes once the exercise is done."""
        practice = f" To practise, run ex.{self.name}: it has new numbers." if self.has_variants else ""
        return f"You have solved this one before; it stays done.{practice}"

    def answer_text(self, answer: Any) -> str:
        """Return an answer as the text that the record keeps."""
        return short_repr(read_safely(answer))

    def check(self, answer: Any = ..., *further: Any) -> Result:
        """Say in a card how far an answer is; keep it in the learner's record. Never raises."""
        try:
            result = self.judge_several((answer, *further)) if further else self.judge(answer)
            text = ", ".join(map(self.answer_text, (answer, *further)))
        except (Exception, SystemExit) as problem:  # the last net: no answer, however odd, may stop a notebook
            result, text = self._unreadable(problem), "(it could not be read)"
        if result.status in (Status.ERROR, Status.NOT_YET) and callable(answer) and text == self.record.get("answer"):
            # A cell with a syntax error changes nothing: the function of its last good run is what we see.
            result = replace(result, message=f"{result.message}\n\n{SAME_CODE}")
        if result.status == Status.NOT_STARTED and self.status == Status.CORRECT:
            result = replace(result, status=Status.CORRECT, message=f"{DONE_BEFORE} {self.call('answer')} shows how.")
        elif result.status != Status.NOT_STARTED:
            self._keep(result, text)
        return replace(result, notice=progress.notice())

    def judge_several(self, answers: tuple[Any, ...]) -> Result:
        """Return what to say of several answers, where there should be one."""
        message = f"The check takes one answer. Commas separate answers, so you gave it {len(answers)}."
        return Result(self.name, Status.NOT_YET, f"{message} {self.one_of(answers)}", "several")

    def one_of(self, answers: Sequence[Any]) -> str:
        """Say how one answer is written, where several came."""
        return comma_advice([read_safely(answer) for answer in answers])

    def _unreadable(self, problem: BaseException) -> Result:
        message = (
            f"The check can't read this answer ({type(problem).__name__}: {shorten(str(problem))}). Answer with plain"
            " numbers, text and lists. If you did, please report it."
        )
        return Result(self.name, Status.ERROR, message, UNREADABLE)

    def _keep(self, result: Result, text: str) -> None:
        furthest = max(self.status, result.status, key=lambda status: status.rank)
        kept: dict[str, Any] = {"status": furthest, "tries": self._count("tries") + 1, "decision": self.decision}
        if result.status == Status.CORRECT or furthest != Status.CORRECT:  # a right answer is not lost to a later try
            kept["answer"] = text
        progress.put(SECTION, self.key, **kept, last_mistake=result.mistake)

    def hint(self) -> Card:
        """Go one step further up the ladder of hints."""
        if not self.hints:
            none = paragraphs("There are no hints for this one.")
            return Card(f"[{self.name}] no hints", card(f"Hints · <code>{self.name}</code>", none))
        step = self._count("hints")
        shown = min(step + 1, len(self.hints))
        progress.put(SECTION, self.key, hints=shown)
        title = f"Hint {shown} of {len(self.hints)} · <code>{self.name}</code>"
        after = "" if step < len(self.hints) else f"That was the last hint. Still stuck? {self.call('solution')}"
        body = paragraphs("\n\n".join(self.hints[:shown])) + paragraphs(after)
        return Card(f"[{self.name}] hint {shown} of {len(self.hints)}", card(title, body))

    def solution(self) -> Card:
        """Show the solution; the exercise then comes again with new numbers."""
        text = self.solution_text()
        progress.put(SECTION, self.key, solutions_seen=self.solutions_seen + 1)
        if self.status == Status.CORRECT:
            after = self.stays_done()
        else:
            progress.put(SECTION, self.key, status=Status.SOLUTION_SEEN)
            after = self.comes_again()
        body = self.solution_html(text), paragraphs(after)
        title = f"Solution · <code>{self.name}</code>"
        return Card(f"[{self.name}] solution", card(title, *body, edge=theme.POD.colour))

    def answer(self) -> Card:
        """Show the last answer that was checked, from the learner's record."""
        text = str(self.record.get("answer", ""))
        if not text:
            nothing = f"No answer to {self.name} has been checked yet. {self.call('check')} keeps the one you give it."
            return Card(f"[{self.name}] no answer yet", card("Your last answer", paragraphs(nothing)))
        title = f"Your last answer · <code>{self.name}</code> · {self.status}"
        return Card(f"[{self.name}] your last answer", card(title, preformatted(text)))

    def call(self, method: str) -> str:
        """Return how the learner calls a method of this exercise."""
        return f"ex.{self.name}.{method}({'…' if method == 'check' else ''})"


def comma_advice(values: Sequence[Any]) -> str:
    """Say how a number is written that came apart at a comma.

    >>> comma_advice([4, 590])
    'Thousands are written without a comma: 4590. The decimal mark is a point: 4.590.'
    >>> comma_advice([0, 831])
    "Python's decimal mark is a point: 0.831."
    """
    whole = len(values) == 2 and all(type(value) is int for value in values)
    if not whole:
        return "Python's decimal mark is a point."
    before, after = values
    if before != 0 and (after == 0 or 100 <= after <= 999):  # 000 is 0 to Python
        thousands, decimal = f"{before}{after:03d}", f"{before}.{after}"
        return f"Thousands are written without a comma: {thousands}. The decimal mark is a point: {decimal}."
    return f"Python's decimal mark is a point: {short_repr(before)}.{short_repr(after)}."
