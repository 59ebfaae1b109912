"""Marking a report by the rubric: the learner's marks beside ours, and why they differ.

Vocabulary: some criteria are `given` with their marks, as a worked example; the others are `asked`. An answer is a mark
for each of those, in the rubric's order: [1, 0, 2]. Two people who mark rarely agree in everything: one mark may differ
by a point, if that doesn't decide whether the report passes. Only the same mark throughout may not: that needs no
reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from course_lib.chapters.ch10_capstone.setting import CHAPTER
from course_lib.chapters.ch10_capstone.study.reports import Report
from course_lib.chapters.ch10_capstone.study.rubric import MOST, Criterion, passes, rubric, total
from course_lib.chapters.ch10_capstone.view.report import report_card, verdict
from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.quiz import INVITATION, Item, Quiz
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import Explainer, Trial
from course_lib.framework.exercise.values import short_repr
from course_lib.framework.html import Card, card, lettered, paragraphs
from course_lib.framework.view import bundle
from course_lib.record import progress
from course_lib.record.progress import Status

SECTION = "exercises"
MARKS = "marks"  # in the record: what was given in the form so far, by criterion
MARK_LETTERS = "abc"
ONE_APART = "Two people who mark the same report are seldom closer."
INDEPENDENT = (
    "The criteria are independent of one another: good advice can stand beside a poor baseline, and a point can be"
    " missing where all else is there."
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Grading(Exercise):
    """Give a report its marks.

    Attributes
    ----------
    source : function
        Returns the report; its figures take a second to work out.
    given : tuple of str
        The criteria whose marks are shown.
    """

    source: Callable[[], Report]
    given: tuple[str, ...] = ()

    @property
    def report(self) -> Report:
        """The report."""
        return self.source()

    @property
    def asked(self) -> tuple[Criterion, ...]:
        """The criteria that the learner marks."""
        return tuple(each for each in rubric() if each.name not in self.given)

    @property
    def right_marks(self) -> list[int]:
        """Our marks of what is asked."""
        return [self.report.judgements[each.name].mark for each in self.asked]

    def all_marks(self, marks: list[int]) -> list[int]:
        """Return a mark for each criterion: the learner's, and ours where they are given."""
        own = {each.name: mark for each, mark in zip(self.asked, marks, strict=True)}
        return [own.get(each.name, self.report.judgements[each.name].mark) for each in rubric()]

    @property
    def how(self) -> str:
        """How to answer from code."""
        example = self.call("check").replace("…", f"[{', '.join(['…'] * len(self.asked))}]")
        titles = ", ".join(each.title for each in self.asked)
        return f"Give a mark of 0, 1 or 2 for each of: {titles}. In the form, or in this order: {example}"

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}: {self.report.title}"

    def read(self) -> Card:
        """Return the report, and the marks that are given."""
        return report_card(self.report, self.given)

    def _repr_html_(self) -> str:
        levels = "".join(f"{paragraphs(each.title.capitalize())}{lettered(self.choices(each))}" for each in self.asked)
        return card(f"Your marks · <code>{self.name}</code>", paragraphs(self.how), levels)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        form = Quiz([self.item(each) for each in self.asked], self.reply)
        return bundle(repr(self), self._repr_html_(), INVITATION, form)

    def choices(self, criterion: Criterion) -> tuple[str, ...]:
        """Return what the form offers for a criterion."""
        return tuple(f"{mark}: {level}" for mark, level in enumerate(criterion.levels))

    def item(self, criterion: Criterion) -> Item:
        """Return a criterion as the form asks it."""
        mark = self.kept.get(criterion.name)
        said = "" if mark is None else f"Kept: {mark}."
        return Item(criterion.name, criterion.title.capitalize(), self.choices(criterion), said=said)

    @property
    def kept(self) -> dict[str, int]:
        """The marks that were given in the form so far."""
        found = self.record.get(MARKS)
        marks = found if isinstance(found, Mapping) else {}
        names = {each.name for each in self.asked}
        return {name: mark for name, mark in marks.items() if name in names and is_mark(mark)}

    def reply(self, name: str, letter: str, _: str) -> str:
        """Keep a mark that was given in the form, and say how it compares; with the last one, what all come to."""
        mark = MARK_LETTERS.index(letter)
        progress.put(SECTION, self.key, **{MARKS: {**self.kept, name: mark}})
        said = self.compared(name, mark)
        if len(self.kept) < len(self.asked):
            return said
        marks = [self.kept[each.name] for each in self.asked]
        result = self.check(marks)
        status = f"{result.status.capitalize()}. {self.summary(marks)}"
        return "\n".join(filter(None, (said, status, result.notice)))

    def compared(self, name: str, mark: int) -> str:
        """Return how a mark compares with ours, and why ours is what it is."""
        ours = self.report.judgements[name]
        same = f"{mark}, as we have it." if mark == ours.mark else f"You gave {mark}, we gave {ours.mark}."
        return f"{same} {ours.why}"

    def summary(self, marks: list[int]) -> str:
        """Return what the learner's marks come to, beside ours."""
        own, ours = self.all_marks(marks), self.report.marks
        begin = f"Your marks come to {total(own)} of {MOST * len(own)}"
        if total(own) == total(ours) and passes(own) == passes(ours):
            return f"{begin}, as ours do: {verdict(ours)}."
        return f"{begin} ({verdict(own)}), ours to {total(ours)} ({verdict(ours)})."

    def solution_text(self) -> str:
        """Return our marks, and why."""
        said = (f"{each.title.capitalize()}: {self.told(each.name)}" for each in self.asked)
        return "\n\n".join([*said, f"In all {total(self.report.marks)}: {verdict(self.report.marks)}."])

    def told(self, name: str) -> str:
        """Return our mark of a criterion, and why."""
        ours = self.report.judgements[name]
        return f"{ours.mark}. {ours.why}"

    def solved_cell(self, blank: str) -> str:
        """Return the cell with our marks."""
        return blank.replace("...", repr(self.right_marks))

    def comes_again(self) -> str:
        """Say that the marks still have to be given."""
        return f"Read the report once more with these in mind. {self.call('check')} with all marks counts as done."

    def judge_several(self, answers: tuple[Any, ...]) -> Any:
        """Take marks that are given one by one for one answer."""
        return self.judge(list(answers))

    @property
    def explainers(self) -> tuple[Explainer, ...]:
        """Ask whether marks were given, then whether they are alike, then where they differ."""
        return (self.find_blank, self.find_no_marks, self.find_number, self.find_same, self.find_differences)

    def find_blank(self, trial: Trial) -> Finding | None:
        """Find that nothing has been answered."""
        return Finding("", self.how, Status.NOT_STARTED) if trial.answer is ... else None

    def find_no_marks(self, trial: Trial) -> Finding | None:
        """Find what is no list of marks."""
        marks = self.marks_in(trial.value)
        if marks is None:
            return Finding("not-marks", f"{short_repr(trial.value)} isn't a list of marks. {self.how}")
        odd = [mark for mark in marks if not is_mark(mark)]
        if odd:
            return Finding("no-such-mark", f"{short_repr(odd[0])} is no mark: it's 0, 1 or 2. {self.how}")
        return None

    def find_number(self, trial: Trial) -> Finding | None:
        """Find that there are too many marks, or too few."""
        marks = self.marks_in(trial.value) or []
        if len(marks) == len(self.asked):
            return None
        if len(marks) == len(rubric()):
            begin = f"That's a mark for every criterion. {len(self.given)} of them have ours already: leave those out."
        else:
            begin = f"That's {len(marks)}, and there are {len(self.asked)} to give."
        return Finding("not-each", f"{begin} {self.how}")

    def find_same(self, trial: Trial) -> Finding | None:
        """Find that every criterion got the same mark, where ours differ."""
        marks = self.marks_in(trial.value) or []
        if len(set(marks)) > 1 or len(set(self.right_marks)) == 1:
            return None
        begin = f"You gave {marks[0]} throughout. {INDEPENDENT}"
        said = (begin, self.summary(marks), self.differences(marks))
        return Finding("all-alike", "\n\n".join(said))

    def find_differences(self, trial: Trial) -> Finding:
        """Find where the marks differ from ours; a single point that decides nothing may."""
        marks = self.marks_in(trial.value) or []
        apart = self.apart(marks)
        if not sum(apart):
            return Finding("", f"{self.summary(marks)}\n\n{self.reasons()}", Status.CORRECT)
        if sum(apart) == 1 and verdict(self.all_marks(marks)) == verdict(self.report.marks):
            return Finding("", f"{self.summary(marks)} {ONE_APART}\n\n{self.differences(marks)}", Status.CORRECT)
        first = next(each.name for each, points in zip(self.asked, apart, strict=True) if points)
        return Finding(f"differs-{first}", f"{self.summary(marks)}\n\n{self.differences(marks)}")

    def apart(self, marks: list[int]) -> list[int]:
        """Return by how many points each mark differs from ours."""
        return [abs(own - ours) for own, ours in zip(marks, self.right_marks, strict=True)]

    def differences(self, marks: list[int]) -> str:
        """Return each criterion whose mark differs from ours, and why."""
        pairs = zip(self.asked, marks, self.right_marks, strict=True)
        differing = ((each, own) for each, own, ours in pairs if own != ours)
        return "\n\n".join(f"{each.title.capitalize()}: {self.compared(each.name, own)}" for each, own in differing)

    def reasons(self) -> str:
        """Return why our marks are what they are."""
        return "\n\n".join(f"{each.title.capitalize()}: {self.told(each.name)}" for each in self.asked)

    def marks_in(self, answer: Any) -> list[Any] | None:
        """Return the marks of an answer: a list, or figures or the form's letters in a text; None if it has none.

        >>> MARK_LETTERS, is_mark(2), is_mark(3), is_mark(True)
        ('abc', True, False, False)
        """
        if isinstance(answer, str):
            given = [each for each in answer if each.isalnum()]
            is_marks = all(map(str.isdigit, given)) or {*map(str.lower, given)} <= {*MARK_LETTERS}
            return [as_mark(int(each) if each.isdigit() else each) for each in given] if given and is_marks else None
        return list(map(as_mark, answer)) if isinstance(answer, list) else None


def as_mark(given: Any) -> Any:
    """Return the mark that something stands for: 1.0, "1" and the form's "b" are 1. What stands for none stays.

    >>> list(map(as_mark, [2.0, " 1", "B)", True, 1.5, "good", 3]))
    [2, 1, 1, True, 1.5, 'good', 3]
    """
    marks = {str(mark): mark for mark in range(MOST + 1)}
    if isinstance(given, str):
        return {**marks, **dict(zip(MARK_LETTERS, marks.values(), strict=True))}.get(given.lower().strip(" ()."), given)
    alike = [] if isinstance(given, bool) else [mark for mark in marks.values() if given == mark]
    return alike[0] if alike else given


def is_mark(mark: Any) -> bool:
    """Whether something is 0, 1 or 2."""
    return type(mark) is int and 0 <= mark <= MOST


def grading(name: str, source: Callable[[], Report], given: tuple[str, ...], hints: tuple[str, ...]) -> Grading:
    """Return the exercise about a report."""
    decision = "tell a report that others can check from one that they have to believe"
    return Grading(chapter=CHAPTER, name=name, decision=decision, source=source, given=given, hints=hints)
