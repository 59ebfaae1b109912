"""What people get wrong: each mistake is what it computes, and what to say of an answer that computes the same.

Vocabulary: a `Mistake` belongs to its exercise by a name ("strict").
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from course_lib.framework.exercise.calling import SLOW, VALUE, Outcome, call, run
from course_lib.framework.exercise.values import same

Case = tuple[Any, ...]
Function = Callable[..., Any]
TWO = "Two things need a change."
KEPT_AT_MOST = 100  # cases of a mistake: the first ones, which every answer meets


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer.

    Attributes
    ----------
    function : callable
        What gives it: of a function exercise another function; of a number exercise one of those of the question's
        numbers that it names, or of `answer`, the right one, or of `right`, the formula.
    sentence : str
        What to say of an answer that gives the same.
    compare : callable
        Whether what it returns agrees with what the learner's function does.
    has_own_unit : bool
        Whether its number isn't in the unit of a number exercise's answer: then a thousand times that may be a right
        step, and isn't told as another mistake.
    where : dict of str to str
        What to add where the learner's code has a word in it, as `words_in` finds them ("max", "110", "//").
    needs : tuple of collections of str
        Of each of these words one has to be in the learner's code, for the sentence speaks of it: other code may end
        alike, and the sentence would be untrue of it.
    beside : callable or None
        Of two mistakes at once, the slight one alone: the case shown is one where the other one shows beside it.
    """

    function: Function
    sentence: str
    compare: Callable[[Any, Any], bool] = same
    has_own_unit: bool = False
    where: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[Collection[str], ...] = ()
    beside: Function | None = None

    @property
    def is_two(self) -> bool:
        """Whether it is two mistakes at once, so that no third is told with it."""
        return self.sentence.startswith(TWO)

    def is_true_of(self, words: Collection[str]) -> bool:
        """Whether code with these words in it has all that the sentence speaks of."""
        return all(any(word in words for word in group) for group in self.needs)

    def told_of(self, words: Collection[str]) -> str:
        """Return what to say of an answer whose code has these words in it."""
        return " ".join([self.sentence, *(more for word, more in self.where.items() if word in words)])

    def explains(self, case: Case, outcome: Outcome) -> bool:
        """Whether it ends as the learner's did."""
        return are_alike(self.ends(case), outcome, self.compare)

    def ends(self, case: Case) -> Outcome:
        """Return how it ends on a case; of one asked before it is known, for each answer meets the same cases."""
        of, outcome = self._kept.get(id(case), (None, None))
        if outcome is None or of is not case:
            outcome = call(self.function, case)
            if outcome.kind != SLOW and len(self._kept) < KEPT_AT_MOST:  # slow may be the machine
                self._kept[id(case)] = case, outcome
        return outcome

    @cached_property
    def _kept(self) -> dict[int, tuple[Case, Outcome]]:
        return {}

    def shows(self, case: Case, outcome: Outcome) -> bool:
        """Whether a case, on which the learner's code is wrong, shows more than a slight part of it."""
        return self.beside is None or not are_alike(call(self.beside, case), outcome, self.compare)


@dataclass(frozen=True)
class Remark:
    """What to say besides of a right answer: on a case that decides nothing it gives another value than the model.

    Attributes
    ----------
    case : tuple
        The case, which is none of its exercise's.
    value : Any
        What the answer gives there.
    sentence : str
        What to say of that.
    """

    case: Case
    value: Any
    sentence: str

    def is_due(self, function: Function) -> bool:
        """Whether a function gives that value there."""
        return are_alike(run(function, [self.case])[0], Outcome(VALUE, self.value))


def are_alike(one: Outcome, other: Outcome, compare: Callable[[Any, Any], bool] = same) -> bool:
    """Whether two calls ended the same way."""
    return one.kind == other.kind and compare(one.value, other.value)


def two_at_once(one: str, other: str, begin: str = TWO) -> str:
    r"""Return what to say of two mistakes at once, each in words that can follow "First,".

    >>> two_at_once("multiply.", "round up.")
    'Two things need a change. First, multiply.\n\nSecond, round up.'
    """
    return f"{begin} First, {one}\n\nSecond, {other}"
